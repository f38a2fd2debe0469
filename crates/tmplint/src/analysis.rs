//! Where the rules and the engine are plugged in.
//!
//! A stand-in until they are: it looks for a few words in the text.

use tmplint_frontends::lower;
use tmplint_ir::{
    Criterion, Finding, Language, Level, ParseNote, Site, SiteKind, SourceFile, Span, Tier, Verdict,
};
use tmplint_report::RuleInfo;

/// What an analysis says of one file.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Where temporary files are made.
    pub sites: Vec<Site>,
    /// What could not be read.
    pub notes: Vec<ParseNote>,
}

/// Parses and analyses one file.
pub(crate) fn analyse(source: &SourceFile, language: Language) -> Analysis {
    let unit = lower(source, language);
    let mut analysis = Analysis { notes: unit.notes, ..Analysis::default() };
    for needle in needles(language) {
        for (start, _) in source.text().match_indices(&needle) {
            let span = Span::new(start, start + needle.len());
            analysis.findings.push(Finding {
                rule: "insecure-temp-name-api".to_owned(),
                level: Level::Error,
                tier: Tier::Default,
                criterion: Criterion::AtomicCreation,
                span,
                message: format!("`{needle}` returns a name and makes no file"),
                label: String::new(),
                related: Vec::new(),
                notes: Vec::new(),
                help: None,
                flow: Vec::new(),
            });
            analysis.sites.push(Site {
                span,
                operation: needle.clone(),
                kind: SiteKind::Name,
                path: "?".to_owned(),
                verdicts: [const { Verdict::Unknown }; 6],
            });
        }
    }
    analysis
}

/// Texts of which a file of the language holds at least one if there is anything to find in it.
pub(crate) fn needles(language: Language) -> Vec<String> {
    let needle = match language {
        Language::C => "tmpnam(",
        Language::Python => "tempfile.mktemp",
        Language::Shell => "mktemp -u",
        Language::Rust => "new_path",
    };
    vec![needle.to_owned()]
}

/// All rules, sorted by id.
pub(crate) fn rules() -> Vec<RuleInfo> {
    ["insecure-temp-name-api", "missing-trap", "predictable-temp-path"]
        .map(|id| RuleInfo {
            id: id.to_owned(),
            title: id.replace('-', " "),
            criterion: Criterion::AtomicCreation,
            level: Level::Error,
            tier: Tier::Default,
            cwe: vec![377],
            cert: vec!["FIO21-C".to_owned()],
            security_severity: "7.5".to_owned(),
            precision: "high".to_owned(),
            languages: Language::ALL.to_vec(),
            since: "0.1.0".to_owned(),
            summary: id.replace('-', " "),
            body: String::new(),
        })
        .to_vec()
}
