//! What somebody may have meant by a rule that does not exist.

use tmplint_report::RuleInfo;

/// Says that there is no such rule, and which one is near.
pub(crate) fn unknown_rule(id: &str, rules: &[RuleInfo]) -> String {
    let near = rules
        .iter()
        .map(|rule| (strsim::jaro_winkler(id, &rule.id), &rule.id))
        .filter(|&(similarity, _)| similarity > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    match near {
        Some((_, near)) => format!("there is no rule `{id}`; did you mean `{near}`?"),
        None => format!("there is no rule `{id}`; `tmplint rules` lists them"),
    }
}
