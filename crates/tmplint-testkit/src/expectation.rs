//! Reading expectation comments.

use tmplint_ir::Tier;

/// What a comment says about one rule on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The 1-based line it is about.
    pub line: usize,
    /// What it says.
    pub kind: Kind,
    /// The rule's id.
    pub rule: String,
    /// The tier in parentheses.
    pub tier: Option<Tier>,
}

/// What a comment says about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It reports the line.
    Finding,
    /// It rightly does not.
    Ok,
    /// It should, and does not yet.
    Miss,
    /// It does, and should not.
    Noise,
}

impl Kind {
    /// The word before the colon; none for [`Kind::Finding`].
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Finding => "",
            Self::Ok => "ok",
            Self::Miss => "miss",
            Self::Noise => "noise",
        }
    }
}

/// All expectations of a fixture, in order. A comment that is meant as one and cannot be read is
/// an error, so that a typing mistake does not switch a test off.
pub fn expectations(text: &str) -> Result<Vec<Expectation>, String> {
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(comment) = comment(line) {
            read(comment, number, &mut found)
                .map_err(|problem| format!("line {number}: {problem}: `{}`", comment.trim()))?;
        }
    }
    Ok(found)
}

/// What follows the `~` of the line's expectation comment.
fn comment(line: &str) -> Option<&str> {
    for (marker, end) in [("//~", None), ("/*~", Some("*/")), ("#~", None)] {
        for (start, _) in line.match_indices(marker) {
            // `${x#~}` and the `//~` of an address are no comments.
            if line[..start].ends_with(|before: char| !before.is_whitespace()) {
                continue;
            }
            let text = &line[start + marker.len()..];
            return Some(end.and_then(|end| text.split_once(end)).map_or(text, |(text, _)| text));
        }
    }
    None
}

fn read(comment: &str, number: usize, into: &mut Vec<Expectation>) -> Result<(), &'static str> {
    let comment = comment.split_once(" -- ").map_or(comment, |(text, _)| text);
    let text = comment.trim_start_matches('^');
    let line = number
        .checked_sub(comment.len() - text.len())
        .filter(|&line| line > 0)
        .ok_or("there are more `^` than lines above")?;

    let mut kind = Kind::Finding;
    for item in text.split(',') {
        let mut item = item.trim();
        if let Some((word, rest)) = item.split_once(':') {
            kind = [Kind::Ok, Kind::Miss, Kind::Noise]
                .into_iter()
                .find(|kind| kind.word() == word)
                .ok_or("the word before the colon is not `ok`, `miss` or `noise`")?;
            item = rest.trim_start();
        }
        let (rule, tier) = match item.split_once('(') {
            None => (item, None),
            Some((rule, tier)) => {
                let tier = tier.strip_suffix(')').and_then(Tier::from_id);
                (rule.trim_end(), Some(tier.ok_or("there is no such tier")?))
            }
        };
        let is_id = rule.contains(|char: char| char.is_ascii_lowercase())
            && rule.chars().all(|char| char == '-' || char.is_ascii_lowercase());
        if !is_id {
            return Err("a rule's id is missing or wrong");
        }
        into.push(Expectation { line, kind, rule: rule.to_owned(), tier });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(usize, Kind, String, Option<Tier>)> {
        let read = expectations(text).unwrap();
        read.into_iter().map(|e| (e.line, e.kind, e.rule, e.tier)).collect()
    }

    fn finding(line: usize, rule: &str) -> (usize, Kind, String, Option<Tier>) {
        (line, Kind::Finding, rule.to_owned(), None)
    }

    #[test]
    fn every_comment_style_is_read() {
        assert_eq!(of("f(); //~ a-b"), [finding(1, "a-b")]);
        assert_eq!(of("f /*~ a-b */ + g\n"), [finding(1, "a-b")]);
        assert_eq!(of("echo\necho #~ a-b\n"), [finding(2, "a-b")]);
    }

    #[test]
    fn carets_point_upwards() {
        assert_eq!(of("x\ny\n#~^ a\n#~^^^ b"), [finding(2, "a"), finding(1, "b")]);
    }

    #[test]
    fn several_rules_share_a_comment() {
        let pedantic = Some(Tier::Pedantic);
        assert_eq!(
            of("x //~ a, b (pedantic), ok: c, d, miss: e, noise: f (pedantic) -- known, see docs"),
            [
                finding(1, "a"),
                (1, Kind::Finding, "b".to_owned(), pedantic),
                (1, Kind::Ok, "c".to_owned(), None),
                (1, Kind::Ok, "d".to_owned(), None),
                (1, Kind::Miss, "e".to_owned(), None),
                (1, Kind::Noise, "f".to_owned(), pedantic),
            ]
        );
    }

    #[test]
    fn other_text_is_no_comment() {
        assert_eq!(of("echo ${x#~} http://~user\n// ~ not\n# plain"), []);
    }

    #[test]
    fn mistakes_are_errors() {
        for text in ["//~", "//~ A", "//~ a,", "//~ okay: a", "//~ a (loud)", "#~^ a", "//~ a b"] {
            assert!(expectations(text).is_err(), "{text}");
        }
        assert!(expectations("x\n//~ B").unwrap_err().starts_with("line 2:"));
    }
}
