//! `rules/fio43.toml`: the six criteria, for every call that makes a temporary file or name.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use tmplint_ir::{Criterion, Language};

/// How a call meets one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conformance {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The standard does not promise it.
    NotPortably,
    /// It depends on what the caller does next.
    Possible,
    /// It does if the operating system supports it.
    IfSupported,
    /// The arguments decide.
    ByCaller,
}

impl fmt::Display for Conformance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotPortably => "not portably",
            Self::Possible => "possible",
            Self::IfSupported => "if supported by the system",
            Self::ByCaller => "as the caller asks",
        })
    }
}

/// One row: an answer per criterion, in the order of [`Criterion::ALL`].
pub type Row = [Conformance; 6];

/// The rows, by language and qualified name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fio43 {
    cert: BTreeMap<String, Row>,
    c: BTreeMap<String, Row>,
    python: BTreeMap<String, Row>,
    shell: BTreeMap<String, Row>,
    rust: BTreeMap<String, Row>,
}

impl Fio43 {
    /// CERT's own row for a C function.
    pub fn cert(&self, name: &str) -> Option<&Row> {
        self.cert.get(name)
    }

    /// What the library in use does.
    pub fn row(&self, language: Language, name: &str) -> Option<&Row> {
        match language {
            Language::C => &self.c,
            Language::Python => &self.python,
            Language::Shell => &self.shell,
            Language::Rust => &self.rust,
        }
        .get(name)
    }

    /// How a call meets one criterion.
    pub fn answer(
        &self,
        language: Language,
        name: &str,
        criterion: Criterion,
    ) -> Option<Conformance> {
        Some(self.row(language, name)?[criterion.index()])
    }
}

#[cfg(test)]
mod tests {
    use super::Conformance::{IfSupported, No, NotPortably, Possible, Yes};
    use super::*;
    use crate::{Action, tables};

    /// The table of FIO43-C, by column.
    #[test]
    fn certs_table_is_as_cert_has_it() {
        let table = [
            ("tmpnam", [NotPortably, Yes, No, Possible, Possible, No]),
            ("tmpnam_s", [Yes, Yes, No, Possible, Possible, No]),
            ("tmpfile", [NotPortably, Yes, Yes, No, No, Yes]),
            ("tmpfile_s", [Yes, Yes, Yes, IfSupported, IfSupported, Yes]),
            ("mktemp", [NotPortably, Yes, No, Possible, Possible, No]),
            ("mkstemp", [NotPortably, Yes, Yes, IfSupported, NotPortably, No]),
        ];
        for (name, row) in table {
            assert_eq!(tables().fio43().cert(name), Some(&row), "{name}");
        }
    }

    #[test]
    fn every_call_that_makes_a_file_or_name_has_a_row() {
        for language in Language::ALL {
            let mut missing: Vec<&str> = tables()
                .apis(language)
                .filter(|(_, api)| {
                    api.effects().iter().any(|effect| {
                        matches!(effect.action, Action::Name { .. } | Action::Create { .. })
                    })
                })
                .map(|(name, _)| name)
                .filter(|name| tables().fio43().row(language, name).is_none())
                .collect();
            missing.sort_unstable();
            assert!(missing.is_empty(), "rules/fio43.toml lacks {language}: {missing:?}");
        }
    }
}
