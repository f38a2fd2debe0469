//! Calls of canned recipes: lines that are nothing but `$(call NAME,…)` or `$(NAME)`.

use std::ops::Range;

use super::functions;
use super::variables::command_of;

/// The name of what a command line calls, and where its arguments stand.
pub(super) fn read(text: &str, line: Range<usize>) -> Option<(&str, Vec<Range<usize>>)> {
    let (inner, start) = inside(text, &line)?;
    let Some(call) = inner.strip_prefix("call").filter(|rest| rest.starts_with([' ', '\t'])) else {
        let is_name = inner.chars().all(|it| it.is_ascii_alphanumeric() || "_.-".contains(it));
        return is_name.then(|| (inner, Vec::new()));
    };
    let start = start + inner.len() - call.len();
    let mut arguments = functions::arguments(call).into_iter();
    let name = arguments.next()?;
    let mut at = start + name.len();
    let places = arguments.map(|argument| {
        let place = at + 1..at + 1 + argument.len();
        at = place.end;
        place
    });
    let places = places.collect();
    Some((name.trim(), places))
}

/// The command whose output a part of the file is, and nothing else.
pub(super) fn output(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let (inner, start) = inside(text, range)?;
    command_of(text, &(start..start + inner.len()))
}

/// What stands in the one reference that a part of the file is, and where that starts.
fn inside<'t>(text: &'t str, range: &Range<usize>) -> Option<(&'t str, usize)> {
    let written = text.get(range.clone())?;
    let trimmed = written.trim();
    let start = range.start + written.len() - written.trim_start().len();
    let inner = trimmed.strip_prefix("$(")?.strip_suffix(')')?;
    // `$(a) $(b)` is no reference.
    let mut depth = 1_usize;
    for character in inner.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return None;
        }
    }
    Some((inner, start + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_whole_lines() {
        for (line, expected) in [
            ("$(call run,a, $(b,c) )", Some(("run", vec!["a", " $(b,c) "]))),
            (" $(run)", Some(("run", vec![]))),
            ("$(call run)", Some(("run", vec![]))),
            ("$(a) $(b)", None),
            ("$(a) b", None),
            ("echo $(a)", None),
        ] {
            let found = read(line, 0..line.len());
            let found = found.map(|(name, places)| {
                (name, places.into_iter().map(|place| &line[place]).collect::<Vec<_>>())
            });
            assert_eq!(found, expected, "{line}");
        }
        let line = " $(shell mktemp -u)";
        assert_eq!(output(line, &(0..line.len())).map(|at| &line[at]), Some("mktemp -u"));
    }
}
