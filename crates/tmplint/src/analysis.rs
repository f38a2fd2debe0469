//! Where the frontends, the rules and the engine meet.

use tmplint_engine::Extent;
use tmplint_frontends::{lower, lower_hosted, lower_script};
use tmplint_hosts::{Host, Scripts, scripts};
use tmplint_ir::{Finding, Language, ParseNote, Script, Setting, Site, SourceFile, Span, Unit};
use tmplint_report::RuleInfo;

use crate::language::Kind;

/// What an analysis says of one file.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Where temporary files are made.
    pub sites: Vec<Site>,
    /// What could not be read.
    pub notes: Vec<ParseNote>,
    /// Where tests stand.
    pub tests: Vec<Span>,
}

/// Where the code of a file runs, as far as its text does not tell.
#[derive(Clone, Debug, Default)]
pub struct Situation {
    /// The system without other users, if somebody says that it is one.
    pub private: Option<String>,
    /// Whether such a system is looked for in the file and its path.
    pub weighs: bool,
}

impl Situation {
    /// The setting of a script, given what its host says of it.
    fn setting(&self, host: Setting) -> Setting {
        let by_host = host.private_system.filter(|_| self.weighs);
        Setting {
            private_system: self.private.clone().or(by_host),
            all_alike: !self.weighs,
            ..host
        }
    }
}

/// Parses and analyses one file.
pub(crate) fn analyse(
    source: &SourceFile,
    kind: Kind,
    extent: Extent,
    situation: &Situation,
) -> Analysis {
    match kind {
        Kind::Language(language) => {
            let place = tmplint_rules::tables().private_place(source.path());
            let setting =
                Setting { private_system: place.map(str::to_owned), ..Setting::default() };
            let mut unit = lower(source, language);
            unit.setting = situation.setting(setting);
            analyse_unit(source, unit, extent)
        }
        Kind::Host(host) => analyse_host(source, host, extent, situation),
    }
}

fn analyse_unit(source: &SourceFile, unit: Unit, extent: Extent) -> Analysis {
    let lower_script = |script: &Script| lower_script(source, script);
    let tmplint_engine::Analysis { findings, sites } =
        tmplint_engine::analyse(&unit, tmplint_rules::tables(), extent, &lower_script);
    let tests = unit.functions.iter().filter(|function| function.is_test());
    let tests = tests.map(|function| function.span).collect();
    Analysis { findings, sites, notes: unit.notes, tests }
}

/// Analyses each script of a file by itself.
fn analyse_host(
    source: &SourceFile,
    host: Host,
    extent: Extent,
    situation: &Situation,
) -> Analysis {
    let Scripts { scripts, notes } = scripts(source, host);
    let mut all = Analysis { notes, ..Analysis::default() };
    let tables = tmplint_rules::tables();
    for tmplint_hosts::Script { language, text, printed, setting } in scripts {
        if extent == Extent::Relevant && !tables.is_needle(language, text.text()) {
            continue;
        }
        let mut unit = lower_hosted(&text, language, printed);
        unit.setting = situation.setting(setting);
        let Analysis { findings, sites, notes, tests } = analyse_unit(source, unit, extent);
        all.findings.extend(findings);
        all.sites.extend(sites);
        all.notes.extend(notes);
        all.tests.extend(tests);
    }
    // Text that is put into several scripts is one place.
    all.findings.sort_by(|a, b| (a.span, &a.rule, a.tier).cmp(&(b.span, &b.rule, b.tier)));
    all.findings.dedup_by(|later, first| later.span == first.span && later.rule == first.rule);
    all.sites.sort_by(|a, b| (a.span, &a.operation).cmp(&(b.span, &b.operation)));
    all.sites
        .dedup_by(|later, first| later.span == first.span && later.operation == first.operation);
    all
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
