//! The rule pages: one Markdown file per rule, with TOML front matter and examples.

use std::sync::LazyLock;

use serde::Deserialize;
use tmplint_ir::{Criterion, Language, Level, Tier};

/// A rule, as its page describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, which is also the page's file name: `predictable-temp-path`.
    pub id: String,
    /// What it finds, as a heading: sentence case, no final period.
    pub title: String,
    /// The criterion of CERT FIO43-C that a finding fails.
    pub criterion: Criterion,
    /// The usual level of a finding; the engine may give one finding another.
    pub level: Level,
    /// The usual tier of a finding; the engine may give one finding another.
    pub tier: Tier,
    /// Weaknesses it is an instance of, the most specific first.
    pub cwe: Vec<u32>,
    /// Guidelines of CERT it belongs to: `FIO21-C`.
    pub cert: Vec<String>,
    /// A CVSS-like score from 0.0 to 10.0, as text because SARIF wants text.
    pub security_severity: String,
    /// How often a finding is right: `very-high`, `high`, `medium` or `low`.
    pub precision: String,
    /// The languages it is looked for in, in the order of the page.
    pub languages: Vec<Language>,
    /// The version that brought it.
    pub since: String,
    /// The page's first paragraph.
    pub summary: String,
    /// The page's Markdown, after the front matter.
    pub body: String,
    /// The page's examples, in order.
    pub examples: Vec<Example>,
}

/// A fenced block of a page whose info string is `LANGUAGE good` or `LANGUAGE bad`. A bad one whose
/// finding is in another tier than the rule is says so: `LANGUAGE bad audit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The language it is written in.
    pub language: Language,
    /// Whether the rule is silent on it. A bad example gives exactly one finding, of this rule.
    pub good: bool,
    /// The tier of the finding, if it is not the rule's.
    pub tier: Option<Tier>,
    /// The program, with a final line end.
    pub code: String,
    /// The 1-based line of the page on which the program starts.
    pub line: usize,
}

/// Every rule, sorted by id.
pub fn rules() -> &'static [Rule] {
    // A page that cannot be read is left out: the tests read all of them, so that this cannot
    // happen in a release, and a linter that knows one rule less is better than one that panics.
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let mut rules: Vec<Rule> =
            PAGES.iter().filter_map(|(id, text)| parse(id, text).ok()).collect();
        rules.sort_by(|left, right| left.id.cmp(&right.id));
        rules
    });
    &RULES
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    let rules = rules();
    rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok().and_then(|index| rules.get(index))
}

macro_rules! pages {
    ($($id:literal)*) => { &[$(($id, include_str!(concat!("../", $id, ".md")))),*] };
}

const PAGES: &[(&str, &str)] = pages![
    "ageing-unprotected"
    "check-then-create"
    "cleanup-bypassed"
    "copy-or-move-into-shared-path"
    "dev-shm-temp"
    "extract-into-shared-dir"
    "guessable-temp-name-dos"
    "ineffective-exclusive-open"
    "insecure-temp-name-api"
    "ipc-endpoint-in-shared-tmp"
    "large-data-in-tmp"
    "loosened-temp-mode"
    "missing-trap"
    "non-private-temp-dir"
    "nonportable-temp-api"
    "permissive-temp-mode"
    "predictable-temp-path"
    "prefer-anonymous-temp"
    "readonly-temp-template"
    "reopen-temp-by-name"
    "shared-dir-assumed-private"
    "temp-fd-inherited"
    "temp-fd-never-closed"
    "temp-leak-on-error"
    "temp-leak-on-signal"
    "temp-name-reuse-after-delete"
    "temp-never-removed"
    "tmpdir-ignored"
    "trap-handler-continues"
    "trap-overwritten"
    "trap-window"
    "trap-wrong-target"
    "unchecked-temp-result"
    "unreserved-sibling-name"
    "unsafe-shared-cleanup"
    "untrusted-temp-input"
    "weak-temp-template"
    "wrong-umask"
];

/// Why a page could not be read.
#[derive(Debug, thiserror::Error)]
enum PageError {
    /// The page does not start with `+++`, or the second `+++` is missing.
    #[error("the front matter between two lines of `+++` is missing")]
    NoFrontMatter,
    /// The front matter is not TOML, or not the TOML a page has.
    #[error("the front matter is wrong: {0}")]
    FrontMatter(#[from] toml::de::Error),
    /// The front matter's id is not the file's name.
    #[error("the id is `{found}`, the file's name `{expected}`")]
    WrongId {
        /// The file's name without `.md`.
        expected: String,
        /// The id of the front matter.
        found: String,
    },
    /// A word that stands for a criterion, level, tier, precision or language does not.
    #[error("`{word}` is not a {field}")]
    UnknownWord {
        /// What it should be.
        field: &'static str,
        /// The word.
        word: String,
    },
    /// `security-severity` is not a number from 0 to 10.
    #[error("`{0}` is not a security severity from 0.0 to 10.0")]
    Severity(String),
    /// The text does not begin with a paragraph.
    #[error("the first paragraph, which is the summary, is missing")]
    NoSummary,
    /// A fenced block is marked with something other than `good` or `bad`.
    #[error("line {line}: an example is `good` or `bad`, not `{mark}`")]
    ExampleMark {
        /// The line of the fence.
        line: usize,
        /// What stands there.
        mark: String,
    },
    /// A fenced block has no end.
    #[error("line {0}: the fenced block is not closed")]
    OpenFence(usize),
}

const PRECISIONS: [&str; 4] = ["very-high", "high", "medium", "low"];

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct FrontMatter {
    id: String,
    title: String,
    criterion: String,
    level: String,
    tier: String,
    cwe: Vec<u32>,
    cert: Vec<String>,
    security_severity: String,
    precision: String,
    languages: Vec<String>,
    since: String,
}

/// Reads the page of the rule `id`.
fn parse(id: &str, text: &str) -> Result<Rule, PageError> {
    let rest = text.strip_prefix("+++\n").ok_or(PageError::NoFrontMatter)?;
    let (front, body) = rest.split_once("\n+++\n").ok_or(PageError::NoFrontMatter)?;
    let body_line = front.lines().count() + 3;
    let front: FrontMatter = toml::from_str(front)?;
    if front.id != id {
        return Err(PageError::WrongId { expected: id.to_owned(), found: front.id });
    }
    let severity_is_valid =
        front.security_severity.parse::<f32>().is_ok_and(|score| (0.0..=10.0).contains(&score));
    if !severity_is_valid {
        return Err(PageError::Severity(front.security_severity));
    }
    let summary = body.split("\n\n").next().unwrap_or("").trim();
    if summary.is_empty() || summary.starts_with(['#', '`', '-']) {
        return Err(PageError::NoSummary);
    }
    Ok(Rule {
        criterion: word("criterion", &front.criterion, Criterion::from_id)?,
        level: word("level", &front.level, Level::from_id)?,
        tier: word("tier", &front.tier, Tier::from_id)?,
        precision: word("precision", &front.precision, |word| {
            PRECISIONS.contains(&word).then(|| word.to_owned())
        })?,
        languages: front
            .languages
            .iter()
            .map(|id| word("language", id, Language::from_id))
            .collect::<Result<_, _>>()?,
        id: front.id,
        title: front.title,
        cwe: front.cwe,
        cert: front.cert,
        security_severity: front.security_severity,
        since: front.since,
        summary: summary.to_owned(),
        examples: examples(body, body_line)?,
        body: body.to_owned(),
    })
}

fn word<T>(
    field: &'static str,
    word: &str,
    from_id: impl Fn(&str) -> Option<T>,
) -> Result<T, PageError> {
    from_id(word).ok_or_else(|| PageError::UnknownWord { field, word: word.to_owned() })
}

/// The marked examples of a page's text, whose first line has the number `first_line`. A fence with
/// a language only, or with nothing, is an illustration.
fn examples(body: &str, first_line: usize) -> Result<Vec<Example>, PageError> {
    let mut examples = Vec::new();
    let mut lines = body.lines().zip(first_line..);
    while let Some((line, number)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut code = String::new();
        loop {
            match lines.next() {
                Some(("```", _)) => break,
                Some((line, _)) => {
                    code.push_str(line);
                    code.push('\n');
                }
                None => return Err(PageError::OpenFence(number)),
            }
        }
        let Some((language, mark)) = info.split_once(' ') else { continue };
        let (mark, tier) = match mark.split_once(' ') {
            Some((mark, tier)) => (mark, Some(word("tier", tier, Tier::from_id)?)),
            None => (mark, None),
        };
        let good = match mark {
            "good" => true,
            "bad" => false,
            _ => return Err(PageError::ExampleMark { line: number, mark: mark.to_owned() }),
        };
        let language = word("language", language, Language::from_id)?;
        examples.push(Example { language, good, tier, code, line: number + 1 });
    }
    Ok(examples)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_page_can_be_read() {
        for (id, text) in PAGES {
            if let Err(error) = parse(id, text) {
                panic!("rules/{id}.md: {error}");
            }
        }
        assert_eq!(rules().len(), PAGES.len());
    }

    #[test]
    fn the_list_of_pages_is_the_directory() {
        let mut files: Vec<String> = Path::new(env!("CARGO_MANIFEST_DIR"))
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".md").map(str::to_owned))
            .collect();
        files.sort();
        let listed: Vec<&str> = PAGES.iter().map(|(id, _)| *id).collect();
        assert_eq!(listed, files, "PAGES in rules/src/page.rs and rules/*.md differ");
    }

    #[test]
    fn every_page_is_complete() {
        for rule in rules() {
            let id = &rule.id;
            assert!(!rule.title.ends_with('.'), "{id}: the title ends in a period");
            assert!(!rule.cwe.is_empty(), "{id}: no CWE");
            assert!(rule.summary.matches(". ").count() < 3, "{id}: the summary is too long");
            for heading in ["Why it matters", "How to fix", "Exceptions", "Examples", "References"]
            {
                let heading = format!("\n## {heading}\n");
                assert_eq!(rule.body.matches(&heading).count(), 1, "{id}: {heading}");
            }
            for &language in &rule.languages {
                for good in [false, true] {
                    assert!(
                        rule.examples
                            .iter()
                            .any(|example| (example.language, example.good) == (language, good)),
                        "{id}: no {} example in {language}",
                        if good { "good" } else { "bad" },
                    );
                }
            }
            for example in &rule.examples {
                assert!(
                    rule.languages.contains(&example.language),
                    "{id}: line {}: {} is not among the languages",
                    example.line,
                    example.language,
                );
            }
        }
    }

    #[test]
    fn rules_a_page_mentions_exist() {
        for rule in rules() {
            for word in rule.body.split('`').skip(1).step_by(2) {
                let looks_like_an_id = word.contains("-temp-")
                    || word.starts_with("temp-leak")
                    || word.starts_with("trap-");
                if looks_like_an_id && !word.contains([' ', '/', '.']) {
                    assert!(super::rule(word).is_some(), "{}: `{word}` is not a rule", rule.id);
                }
            }
        }
    }

    #[test]
    fn rules_are_found_by_id() {
        assert_eq!(rule("missing-trap").map(|rule| rule.level), Some(Level::Note));
        assert!(rule("no-such-rule").is_none());
        assert!(rules().iter().all(|listed| rule(&listed.id) == Some(listed)));
    }

    #[test]
    fn an_example_knows_its_line() {
        for (id, text) in PAGES {
            for example in parse(id, text).unwrap().examples {
                assert_eq!(text.lines().nth(example.line - 1), example.code.lines().next(), "{id}");
            }
        }
    }

    #[test]
    fn broken_pages_say_what_is_wrong() {
        let (id, page) = PAGES.iter().find(|(id, _)| *id == "check-then-create").unwrap();
        let error = |text: &str| parse(id, text).unwrap_err().to_string();
        assert!(error("# Title\n").contains("front matter"));
        assert!(error(&page.replace("level = \"error\"", "level = \"fatal\"")).contains("`fatal`"));
        assert!(error(&page.replace("tier = ", "teir = ")).contains("teir"));
        assert!(error(&page.replace("id = \"", "id = \"x")).contains("the file's name"));
        assert!(error(&page.replace("```c bad", "```c ugly")).contains("ugly"));
        assert!(error(&page.replace("```c bad", "```c bad loudly")).contains("loudly"));
        assert!(error(&page.replace("```c bad", "```cobol bad")).contains("`cobol`"));
        assert!(error(&page.replace("\"7.0\"", "\"11\"")).contains("11"));
        assert!(error(&format!("{page}```c bad\n")).contains("not closed"));
        assert!(error("+++\nid = 3\n+++\n").contains("id"));
    }
}
