//! Systems on which a shared directory is not shared.

use tmplint_ir::{Callee, Step, Unit};
use tmplint_rules::Tables;

use crate::flow::Candidate;

/// Whether it happens on other machines, not only at another time.
pub(super) fn is_on_others(candidate: &Candidate) -> bool {
    candidate.elsewhere.as_deref().is_some_and(|place| place.starts_with("on "))
}

/// What the program is part of, if that is a system without other users.
pub(super) fn private_system<'t>(unit: &'t Unit, tables: &'t Tables) -> Option<&'t str> {
    if let Some(system) = &unit.setting.private_system {
        return Some(system);
    }
    if unit.setting.all_alike {
        return None;
    }
    let steps = unit.functions.iter().flat_map(|function| &function.blocks);
    steps.flat_map(|block| &block.steps).find_map(|step| {
        let Step::Call(call) = step else { return None };
        let Callee::Api(name) = &call.callee else { return None };
        let system = tables.private_system(unit.language, &name.0);
        system.or_else(|| {
            let reads_in = call.args.first().filter(|_| name.0 == "source")?;
            let script = reads_in.value.as_literal()?;
            tables.private_system(unit.language, &script)
        })
    })
}
