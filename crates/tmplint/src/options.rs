//! What to report.

use std::collections::BTreeSet;

use tmplint_ir::{Finding, Level, Tier};

/// Choices about what a [`Linter`](crate::Linter) reports.
#[derive(Clone, Debug)]
pub struct Options {
    /// Report only these rules, all of their findings whatever their tier. `None`: every rule.
    pub select: Option<BTreeSet<String>>,
    /// Do not report these rules.
    pub ignore: BTreeSet<String>,
    /// Report findings up to this tier.
    pub tier: Tier,
    /// Report findings from this level on.
    pub min_level: Level,
    /// Whether ignore comments in the sources are heeded.
    pub heed_ignores: bool,
    /// Whether findings inside of tests are left out: Rust's `#[test]` and `#[cfg(test)]`.
    pub exclude_tests: bool,
    /// Whether findings in systems without other users are pedantic: in an initramfs, the build of
    /// an image.
    pub private_systems: bool,
    /// Whether files and functions that hold nothing an analysis could start from are left out. Does
    /// not change what is reported.
    pub prefilter: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            select: None,
            ignore: BTreeSet::new(),
            tier: Tier::Default,
            min_level: Level::Note,
            heed_ignores: true,
            exclude_tests: false,
            private_systems: true,
            prefilter: true,
        }
    }
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is reported.
    Shown,
    /// Its rule is not wanted.
    Dropped,
    /// It is below the wanted level.
    BelowLevel,
    /// It is of a tier that is not wanted.
    Tier(Tier),
}

impl Options {
    pub(crate) fn fate(&self, finding: &Finding) -> Fate {
        let selected = self.select.as_ref().map(|rules| rules.contains(&finding.rule));
        if selected == Some(false) || self.ignore.contains(&finding.rule) {
            Fate::Dropped
        } else if selected.is_none() && finding.tier > self.tier {
            Fate::Tier(finding.tier)
        } else if finding.level < self.min_level {
            Fate::BelowLevel
        } else {
            Fate::Shown
        }
    }
}
