//! `tmplint explain`: a rule's page, or what is known of a call.

use std::io::{self, Write};

use tmplint_ir::{Criterion, Language};
use tmplint_rules::{Conformance, tables};

use super::{Exit, find_rule, output};
use crate::{TOOL, report};

/// Explains a rule or a call. A word that is neither is told as an unknown rule.
pub(super) fn explain(word: &str) -> Result<Exit, String> {
    let rules = crate::rules();
    let languages: Vec<Language> = Language::ALL
        .into_iter()
        .filter(|language| tables().fio43().row(*language, word).is_some())
        .collect();
    if languages.is_empty() {
        let rule = find_rule(word, &rules)?;
        output::write_to(None, |out| report::write_explanation(&TOOL, rule, out))?;
    } else {
        output::write_to(None, |out| {
            languages.iter().try_for_each(|language| write_call(*language, word, out))
        })?;
    }
    Ok(Exit::Clean)
}

/// The six criteria for one call, CERT's own words beside them where CERT has it.
fn write_call(language: Language, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let Some(row) = tables().fio43().row(language, name) else { return Ok(()) };
    let cert = tables().fio43().cert(name).filter(|_| language == Language::C);
    writeln!(out, "{name} ({language})")?;
    for criterion in Criterion::ALL {
        write!(out, "  {:<24}{}", criterion.id(), row[criterion.index()])?;
        match cert.map(|cert: &[Conformance; 6]| cert[criterion.index()]) {
            Some(word) if word != row[criterion.index()] => writeln!(out, "  (CERT: {word})")?,
            _ => writeln!(out)?,
        }
    }
    let instead = tables()
        .api(language, name)
        .and_then(|api| api.effects().iter().find_map(|effect| effect.instead.as_deref()));
    match instead {
        Some(instead) => writeln!(out, "  use {instead}"),
        None => Ok(()),
    }
}
