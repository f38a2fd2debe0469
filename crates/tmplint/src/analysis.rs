//! Where the frontends, the rules and the engine meet.

use tmplint_engine::Extent;
use tmplint_frontends::{lower, lower_script};
use tmplint_ir::{Finding, Language, ParseNote, Script, Site, SourceFile};
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
pub(crate) fn analyse(source: &SourceFile, language: Language, extent: Extent) -> Analysis {
    let unit = lower(source, language);
    let lower_script = |script: &Script| lower_script(source, script);
    let tmplint_engine::Analysis { findings, sites } =
        tmplint_engine::analyse(&unit, tmplint_rules::tables(), extent, &lower_script);
    Analysis { findings, sites, notes: unit.notes }
}

/// Texts of which a file of the language holds at least one if there is anything to find in it.
pub(crate) fn needles(language: Language) -> Vec<String> {
    tmplint_rules::tables().needles(language)
}

/// All rules, sorted by id.
pub(crate) fn rules() -> Vec<RuleInfo> {
    tmplint_rules::rules()
        .iter()
        .map(|rule| RuleInfo {
            id: rule.id.clone(),
            title: rule.title.clone(),
            criterion: rule.criterion,
            level: rule.level,
            tier: rule.tier,
            cwe: rule.cwe.clone(),
            cert: rule.cert.clone(),
            security_severity: rule.security_severity.clone(),
            precision: rule.precision.clone(),
            languages: rule.languages.clone(),
            since: rule.since.clone(),
            summary: rule.summary.clone(),
            body: rule.body.clone(),
        })
        .collect()
}
