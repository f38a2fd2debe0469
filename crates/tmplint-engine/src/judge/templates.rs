//! Templates that several calls share, of which only the first finds X's to fill in.

use std::collections::{BTreeMap, BTreeSet};

use tmplint_ir::{
    Call, Callee, FunctionId, FunctionKind, Level, Part, PlaceId, Scope, Span, Step, Tier, Unit,
    Value,
};
use tmplint_rules::{Action, ArgRef, Effect, Tables};

use crate::flow::{Candidate, Facts, Interpreter};

/// What the file does with a variable that starts as a template.
#[derive(Default)]
struct Template {
    /// The calls that fill it in, with the functions they stand in.
    filled: Vec<(FunctionId, Span)>,
    /// It is written to anew, or may be.
    renewed: bool,
}

/// Finds the calls that fill in what a call in another function has filled in before.
pub(super) fn judge(unit: &Unit, tables: &Tables, facts: &Facts) -> Vec<Candidate> {
    if !tables.constant_literals(unit.language) {
        return Vec::new();
    }
    let mut templates = initial(unit);
    if templates.is_empty() {
        return Vec::new();
    }
    for (id, function) in (0_u32..).map(FunctionId).zip(&unit.functions) {
        if function.kind == FunctionKind::TopLevel {
            continue;
        }
        for step in function.blocks.iter().flat_map(|block| &block.steps) {
            match step {
                Step::Let { into, value, .. } => {
                    renew(&mut templates, *into);
                    // Under another name it may be written to as well.
                    for place in value.within().filter_map(Interpreter::place_of) {
                        renew(&mut templates, place);
                    }
                }
                Step::Call(call) => follow(unit, tables, id, call, &mut templates),
                _ => {}
            }
        }
    }
    let made: BTreeSet<Span> = facts.sites.iter().map(|site| site.span).collect();
    let mut found = Vec::new();
    for template in templates.into_values().filter(|template| !template.renewed) {
        let Some(((first_in, first), others)) = template.filled.split_first() else { continue };
        for (function, span) in others {
            if function == first_in || !made.contains(span) {
                continue;
            }
            let mut candidate = Candidate::new(
                "readonly-temp-template",
                *span,
                Level::Warning,
                Tier::Default,
                "the template is shared with another call, which fills it in".to_owned(),
                "has no X's left if the other comes first: the call fails with EINVAL",
            );
            candidate.related.push((*first, "filled in here as well".to_owned()));
            found.push(candidate);
        }
    }
    found
}

/// The variables of the file that start as a template.
fn initial(unit: &Unit) -> BTreeMap<PlaceId, Template> {
    let mut templates = BTreeMap::new();
    let globals = unit.functions.iter().filter(|function| function.kind == FunctionKind::TopLevel);
    for step in globals.flat_map(|function| &function.blocks).flat_map(|block| &block.steps) {
        let Step::Call(Call { into: Some(into), callee: Callee::Api(_), args, .. }) = step else {
            continue;
        };
        let is_template = args.iter().any(|arg| match &arg.value {
            Value::Text(parts) => parts.iter().any(|part| match part {
                Part::Literal { text, .. } => text.contains("XXXXXX"),
                Part::Hole { .. } => false,
            }),
            _ => false,
        });
        if is_template && unit.place(*into).scope == Scope::Global {
            templates.insert(*into, Template::default());
        }
    }
    templates
}

fn follow(
    unit: &Unit,
    tables: &Tables,
    function: FunctionId,
    call: &Call,
    templates: &mut BTreeMap<PlaceId, Template>,
) {
    if let Some(into) = call.into {
        renew(templates, into);
    }
    for (index, arg) in call.args.iter().enumerate() {
        let place = Interpreter::place_of(&arg.value);
        let Some(template) = place.and_then(|place| templates.get_mut(&place)) else { continue };
        let Callee::Api(name) = &call.callee else {
            template.renewed = true;
            continue;
        };
        let Some(api) = tables.api(unit.language, &name.0) else {
            template.renewed = true;
            continue;
        };
        if api.effects().iter().any(|effect| fills_in(effect, index)) {
            template.filled.push((function, call.span));
        } else {
            template.renewed |= api.effects().iter().any(writes);
        }
    }
}

fn renew(templates: &mut BTreeMap<PlaceId, Template>, place: PlaceId) {
    if let Some(template) = templates.get_mut(&place) {
        template.renewed = true;
    }
}

/// Whether an effect writes a name into the template that stands at this argument.
fn fills_in(effect: &Effect, index: usize) -> bool {
    match &effect.action {
        Action::Create { template, .. } => template.0.iter().any(
            |given| matches!(given, ArgRef::Position(at) if usize::try_from(*at) == Ok(index)),
        ),
        _ => false,
    }
}

/// Whether an effect may put text into one of its arguments.
fn writes(effect: &Effect) -> bool {
    match &effect.action {
        Action::Text { out, .. } | Action::Source { out, .. } | Action::Name { out, .. } => {
            !out.is_empty()
        }
        _ => false,
    }
}
