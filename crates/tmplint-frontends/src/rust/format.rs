//! The variables a format string names by itself.

/// The names in `{name}`, `{name:?}`, in order, each once.
pub(super) fn captured_names(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(literal) = rest.strip_prefix('{') {
            rest = literal;
            continue;
        }
        let Some(end) = rest.find('}') else { break };
        let (hole, after) = (&rest[..end], &rest[end + 1..]);
        let name = hole.split(':').next().unwrap_or(hole).trim();
        if is_identifier(name) && !names.contains(&name) && names.len() < MAX_NAMES {
            names.push(name);
        }
        rest = after;
    }
    names
}

/// Names in one format string.
const MAX_NAMES: usize = 256;

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_alphanumeric() || character == '_')
}
