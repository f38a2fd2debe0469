//! The tables of all languages, parsed once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use tmplint_ir::{Language, QualName};

use crate::paths::stands_at;
use crate::{Action, Api, Fio43, NameSource, Naming, Paths};

/// The tables that come with tmplint.
///
/// A table that does not parse is caught by this crate's tests; a build that passed them never
/// sees the empty tables given instead.
pub fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::parse().unwrap_or_default());
    &TABLES
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct TableError {
    file: &'static str,
    source: Box<toml::de::Error>,
}

/// API tables of all languages, and the directories.
#[derive(Debug, Default)]
pub struct Tables {
    languages: BTreeMap<&'static str, LanguageTable>,
    paths: Option<Paths>,
    fio43: Fio43,
    /// Search for the needles of each language.
    seekers: BTreeMap<&'static str, AhoCorasick>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageTable {
    /// What a call of something that is in no table does with a path it is given: `true` if it
    /// may keep it (a library), `false` if it only uses it (a command).
    #[serde(default)]
    unknown_keeps: bool,
    /// Code and programs that are not seen make what stands at a path they are given, if the
    /// program goes on to read or remove it and nothing that is seen makes it.
    #[serde(default)]
    unknown_makes: bool,
    /// A name under which a loop found nothing, and which is then given to the caller, is as bad as
    /// one of a function for names.
    #[serde(default)]
    finds_vacant_names: bool,
    /// That the program reads what stands there tells this, without a test around it.
    #[serde(default)]
    read_back_tells: bool,
    /// Text in quotes is not to be written to: a call that does so ends the program.
    #[serde(default)]
    constant_literals: bool,
    /// Texts besides those derived from the rows whose absence means that a file does not matter.
    #[serde(default)]
    needles: Vec<String>,
    /// Options that take a value, per command.
    #[serde(default)]
    options: HashMap<String, Vec<String>>,
    /// External names used as values: numbers or texts.
    #[serde(default)]
    constants: HashMap<String, Constant>,
    /// External names used as values: what they hold.
    #[serde(default)]
    sources: HashMap<String, NameSource>,
    /// Last words of callees that write the path they are given.
    #[serde(default)]
    writing_verbs: BTreeSet<String>,
    /// Names of keyword arguments that say that what they are given is written; `*out` is an ending,
    /// `!stdout` an exception.
    #[serde(default)]
    writing_keywords: Vec<String>,
    /// Names that say, in place of letters or flags, that a file is opened for writing.
    #[serde(default)]
    writing_modes: BTreeSet<String>,
    /// How the names of objects end whose fields are the options of the program.
    #[serde(default)]
    option_objects: Vec<String>,
    /// What the words of other names say.
    #[serde(default)]
    naming: Naming,
    /// Variables of these names hold a file, not the command they are called like.
    #[serde(default)]
    variables_of_files: BTreeSet<String>,
    /// What the names of variables that hold a command begin and end with beside its name.
    #[serde(default)]
    variables_of_commands: Vec<String>,
    /// An attribute that only one class of a file sets belongs to it, whatever object it is read
    /// from.
    #[serde(default)]
    telling_members: bool,
    /// But for these, which objects of all kinds have.
    #[serde(default)]
    common_members: BTreeSet<String>,
    /// A finding in a function that several others tell what to open stands at their calls.
    #[serde(default)]
    blames_callers: bool,
    /// How addresses begin behind which a path stands: `unix:`.
    #[serde(default)]
    path_schemes: Vec<String>,
    /// Endings of the names of classes whose objects stand for the path they are made with.
    #[serde(default)]
    path_classes: Vec<String>,
    /// Last words of attributes of functions that lend what they yield, and go on once it is
    /// given back. What other functions yield is the caller's.
    #[serde(default)]
    lending_attributes: Vec<String>,
    /// Parts of the names of attributes that say that the function runs with a temporary
    /// directory of its own, which is removed with all that is in it.
    #[serde(default)]
    private_attributes: Vec<String>,
    /// The method that runs when a scope ends that an object belongs to; the first that its class
    /// has.
    #[serde(default)]
    scope_end_methods: Vec<String>,
    /// Words in the names of methods that remove the files their object holds.
    #[serde(default)]
    cleanup_methods: Vec<String>,
    /// Commands, and ends of scripts read in, that tell of a system whose shared directories hold
    /// nobody else's files, and what to call it.
    #[serde(default)]
    private_systems: BTreeMap<String, String>,
    /// Commands that take no time: nobody interrupts a script between them.
    #[serde(default)]
    at_once: BTreeSet<String>,
    /// Names of scripts that a package takes to where it is installed.
    #[serde(default)]
    packaged: BTreeSet<String>,
    /// Variables that name what is run: files, directories that are searched, commands.
    #[serde(default)]
    code_variables: BTreeSet<String>,
    /// Commands that some systems have in another make, which reads templates otherwise.
    #[serde(default)]
    portable: BTreeSet<String>,
    /// Commands that only these systems have, or only somebody who knows of them calls.
    #[serde(default)]
    of_other_systems: BTreeSet<String>,
    /// Writing one path in several places is one finding.
    #[serde(default)]
    one_finding_per_path: bool,
    /// Shells by name, and the signals on which their `EXIT` trap runs.
    #[serde(default)]
    exit_trap_signals: BTreeMap<String, Vec<String>>,
    /// External names and the texts they are compared with on systems without a shared directory.
    #[serde(default)]
    other_systems: HashMap<String, Vec<String>>,
    /// How the names of types and traits begin whose functions are the methods of that name,
    /// with the object as first argument: `Path::exists(&path)`.
    #[serde(default)]
    method_types: Vec<String>,
    /// The method of a type that runs when its object goes out of scope.
    #[serde(default)]
    destructor: Option<String>,
    /// To let everybody write to something is a finding wherever it is.
    #[serde(default)]
    modes_tell: bool,
    /// What a static holds is not dropped when the program ends.
    #[serde(default)]
    statics_stay: bool,
    /// A signal that nothing handles ends the program then and there: what is registered for its
    /// end does not run.
    #[serde(default)]
    signals_end_at_once: bool,
    /// Calls by qualified name; methods of objects of unknown type with a dot before.
    api: HashMap<String, Api>,
}

/// Whether a word is what a pattern says: `save_*`, `*_to_file`, or the word itself.
fn fits(word: &str, pattern: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(start), _) => word.starts_with(start),
        (None, Some(end)) => word.ends_with(end),
        (None, None) => word == pattern,
    }
}

/// A constant's value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Constant {
    /// A number, such as a flag.
    Number(i64),
    /// Text.
    Text(String),
}

impl Tables {
    fn parse() -> Result<Self, TableError> {
        let mut languages = BTreeMap::new();
        for (language, file, text) in [
            (Language::C, "rules/apis/c.toml", include_str!("../apis/c.toml")),
            (Language::Python, "rules/apis/python.toml", include_str!("../apis/python.toml")),
            (Language::Shell, "rules/apis/shell.toml", include_str!("../apis/shell.toml")),
            (Language::Rust, "rules/apis/rust.toml", include_str!("../apis/rust.toml")),
        ] {
            let table = toml::from_str(text)
                .map_err(|source| TableError { file, source: Box::new(source) })?;
            languages.insert(language.id(), table);
        }
        let paths = toml::from_str(include_str!("../paths.toml"))
            .map_err(|source| TableError { file: "rules/paths.toml", source: Box::new(source) })?;
        let fio43 = toml::from_str(include_str!("../fio43.toml"))
            .map_err(|source| TableError { file: "rules/fio43.toml", source: Box::new(source) })?;
        let mut tables = Self { languages, paths: Some(paths), fio43, seekers: BTreeMap::new() };
        for language in Language::ALL {
            // Leftmost-first matching lets the search use vector instructions: 15 times as fast.
            let seeker = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostFirst)
                .build(tables.needles(language));
            tables.seekers.extend(seeker.ok().map(|seeker| (language.id(), seeker)));
        }
        Ok(tables)
    }

    fn language(&self, language: Language) -> Option<&LanguageTable> {
        self.languages.get(language.id())
    }

    /// What is known of an API; methods are looked up with a dot before their name.
    pub fn api(&self, language: Language, name: &str) -> Option<&Api> {
        self.language(language)?.api.get(name)
    }

    /// All APIs of a language with their names, in no order.
    pub fn apis(&self, language: Language) -> impl Iterator<Item = (&str, &Api)> {
        self.language(language)
            .into_iter()
            .flat_map(|table| table.api.iter().map(|(name, api)| (name.as_str(), api)))
    }

    /// CERT's six criteria, by call.
    pub fn fio43(&self) -> &Fio43 {
        &self.fio43
    }

    /// Options of a command that take a value.
    pub fn valued_options(&self, language: Language, command: &str) -> &[String] {
        self.language(language)
            .and_then(|table| table.options.get(command))
            .map_or(&[], Vec::as_slice)
    }

    /// The value of an external name.
    pub fn constant(&self, language: Language, name: &QualName) -> Option<&Constant> {
        self.language(language)?.constants.get(&name.0)
    }

    /// What an external name holds.
    pub fn source(&self, language: Language, name: &QualName) -> Option<NameSource> {
        self.language(language)?.sources.get(&name.0).copied()
    }

    /// Whether a call of something unknown may keep a path it is given.
    pub fn unknown_keeps(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.unknown_keeps)
    }

    /// Whether what something unknown is given, and what is then read or removed, was made by it.
    pub fn unknown_makes(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.unknown_makes)
    }

    /// Whether functions are looked for that find a name under which nothing stands.
    pub fn finds_vacant_names(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.finds_vacant_names)
    }

    /// Whether that something unknown was given a path, and what stands there is then read, tells
    /// that it was made by it.
    pub fn read_back_tells(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.read_back_tells)
    }

    /// Whether text in quotes is not to be written to.
    pub fn constant_literals(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.constant_literals)
    }

    /// The method of a type that runs when its object goes out of scope.
    pub fn destructor(&self, language: Language) -> Option<&str> {
        self.language(language)?.destructor.as_deref()
    }

    /// Whether to let everybody write to something is a finding wherever it is.
    pub fn modes_tell(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.modes_tell)
    }

    /// Whether a callee's last word says that it writes the path it is given.
    pub fn is_writing_verb(&self, language: Language, word: &str) -> bool {
        self.language(language).is_some_and(|table| table.writing_verbs.contains(word))
    }

    /// Whether a keyword argument's name says that the path it is given is written.
    pub fn is_writing_keyword(&self, language: Language, word: &str) -> bool {
        self.language(language).is_some_and(|table| {
            let is = |keyword: &String| fits(word, keyword);
            let is_not = |keyword: &String| keyword.strip_prefix('!') == Some(word);
            table.writing_keywords.iter().any(is) && !table.writing_keywords.iter().any(is_not)
        })
    }

    /// Whether a name given as the mode of a file asks for writing: `QIODevice.WriteOnly`.
    pub fn is_writing_mode(&self, language: Language, name: &QualName) -> bool {
        self.language(language).is_some_and(|table| table.writing_modes.contains(name.last()))
    }

    /// The option that a name reads: `cfg.CONF.state_path`.
    pub fn option_read<'n>(&self, language: Language, name: &'n QualName) -> Option<&'n str> {
        let (objects, option) = name.0.rsplit_once('.')?;
        let is_object = |object: &str| {
            self.language(language).is_some_and(|table| {
                table.option_objects.iter().any(|end| {
                    let start = object.strip_suffix(end.as_str());
                    start.is_some_and(|start| start.is_empty() || start.ends_with('.'))
                })
            })
        };
        // Options may stand in a group.
        let outer = objects.rsplit_once('.').is_some_and(|(outer, _)| is_object(outer));
        (is_object(objects) || outer).then_some(option)
    }

    /// What the words of names say.
    pub fn naming(&self, language: Language) -> Option<&Naming> {
        self.language(language).map(|table| &table.naming)
    }

    /// The command that a variable of this name holds: `MKDIR_CMD`. `None` if it may as well hold
    /// a file.
    pub fn command_of_variable(&self, language: Language, name: &str) -> Option<String> {
        let table = self.language(language)?;
        if name.contains(|letter: char| letter.is_ascii_lowercase()) {
            return None;
        }
        let bare = table.variables_of_commands.iter().find_map(|part| {
            part.strip_prefix('*')
                .map_or_else(|| name.strip_prefix(part.as_str()), |end| name.strip_suffix(end))
        });
        let command = bare.unwrap_or(name).to_ascii_lowercase();
        let is_file = bare.is_none() && table.variables_of_files.contains(&command);
        (!is_file).then_some(command)
    }

    /// Whether an attribute tells the class of the object it is read from, if only one sets it.
    pub fn members_tell(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.telling_members)
    }

    /// Whether objects of all kinds have an attribute of this name.
    pub fn is_common_member(&self, language: Language, name: &str) -> bool {
        self.language(language).is_some_and(|table| table.common_members.contains(name))
    }

    /// Whether findings stand where a path is given away to a function that others use too.
    pub fn blames_callers(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.blames_callers)
    }

    /// How addresses begin behind which a path stands.
    pub fn path_schemes(&self, language: Language) -> &[String] {
        self.language(language).map_or(&[], |table| table.path_schemes.as_slice())
    }

    /// Whether a callee's last word is a class whose objects stand for a path.
    pub fn is_path_class(&self, language: Language, word: &str) -> bool {
        word.starts_with(|letter: char| letter.is_ascii_uppercase())
            && self.language(language).is_some_and(|table| {
                table.path_classes.iter().any(|ending| word.ends_with(ending.as_str()))
            })
    }

    /// Whether a function with this attribute lends what it yields.
    pub fn lends(&self, language: Language, attribute: &QualName) -> bool {
        self.language(language).is_some_and(|table| {
            table.lending_attributes.iter().any(|each| each == attribute.last())
        })
    }

    /// The methods of which the first runs that an object's class has when its scope ends.
    pub fn scope_end_methods(&self, language: Language) -> &[String] {
        self.language(language).map_or(&[], |table| &table.scope_end_methods)
    }

    /// Whether a method of this name is there to remove the files its object holds.
    pub fn is_cleanup_method(&self, language: Language, name: &str) -> bool {
        let name = name.to_ascii_lowercase().replace('_', "");
        self.language(language).is_some_and(|table| {
            table.cleanup_methods.iter().any(|word| name.contains(word.as_str()))
        })
    }

    /// Whether a function with this attribute runs with a temporary directory of its own.
    pub fn is_private(&self, language: Language, attribute: &QualName) -> bool {
        let word = attribute.last().to_ascii_lowercase().replace('_', "");
        self.language(language).is_some_and(|table| {
            table.private_attributes.iter().any(|each| word.contains(each.as_str()))
        })
    }

    /// The system without other users on which a program runs that calls `name`, or reads in the
    /// script `name`.
    pub fn private_system(&self, language: Language, name: &str) -> Option<&str> {
        let systems = &self.language(language)?.private_systems;
        let system = systems.get(name).or_else(|| {
            let script = systems.iter().find(|(end, _)| end.contains('/') && name.ends_with(*end));
            script.map(|(_, system)| system)
        });
        system.map(String::as_str)
    }

    /// The system without other users in which the code of a file runs, to go by its path.
    pub fn private_place(&self, path: &str) -> Option<&str> {
        let places = &self.paths.as_ref()?.private_places;
        let place = places.iter().find(|(pattern, _)| stands_at(path, pattern));
        place.map(|(_, system)| system.as_str())
    }

    /// Whether what a variable names is run.
    pub fn is_code_variable(&self, language: Language, name: &str) -> bool {
        self.language(language).is_some_and(|table| table.code_variables.contains(name))
    }

    /// Whether a command does something to files, or runs what it is given.
    pub fn acts_on_files(&self, language: Language, command: &str) -> bool {
        self.api(language, command).is_some_and(|api| {
            api.effects().iter().any(|effect| {
                matches!(
                    effect.action,
                    Action::Open { .. }
                        | Action::Directory { .. }
                        | Action::Endpoint { .. }
                        | Action::Link { .. }
                        | Action::Copy { .. }
                        | Action::Extract { .. }
                        | Action::Remove { .. }
                        | Action::Mode { .. }
                        | Action::Create { .. }
                        | Action::Name { .. }
                        | Action::Script { .. }
                        | Action::Run { .. }
                        | Action::Wrapper { .. }
                )
            })
        })
    }

    /// Whether a command reads templates otherwise on some systems.
    pub fn is_portable(&self, language: Language, name: &str) -> bool {
        self.language(language).is_some_and(|table| table.portable.contains(name))
    }

    /// Whether a command is called with these systems in mind.
    pub fn is_of_other_system(&self, language: Language, name: &str) -> bool {
        self.language(language).is_some_and(|table| table.of_other_systems.contains(name))
    }

    /// Whether writing one path in several places is one finding.
    pub fn one_finding_per_path(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.one_finding_per_path)
    }

    /// Whether a command takes no time.
    pub fn is_at_once(&self, language: Language, name: &str) -> bool {
        self.language(language).is_some_and(|table| table.at_once.contains(name))
    }

    /// Whether a script of this name is run where a package is installed.
    pub fn is_packaged(&self, language: Language, name: &str) -> bool {
        self.language(language).is_some_and(|table| table.packaged.contains(name))
    }

    /// The signals on which a shell of this name runs its `EXIT` trap; `None` if the shell is not
    /// known.
    pub fn exit_trap_signals(&self, shell: &str) -> Option<&[String]> {
        let shells = &self.language(Language::Shell)?.exit_trap_signals;
        shells.get(shell).map(Vec::as_slice)
    }

    /// Whether this value of an external name says that the system has no shared directory.
    pub fn is_other_system(&self, language: Language, name: &QualName, value: &str) -> bool {
        self.language(language)
            .and_then(|table| table.other_systems.get(&name.0))
            .is_some_and(|values| values.iter().any(|each| each == value))
    }

    /// The method that a function of a type or trait is, as the tables call it.
    pub fn as_method(&self, language: Language, name: &str) -> Option<String> {
        let (of, method) = name.rsplit_once("::")?;
        let table = self.language(language)?;
        let of_a_type = of.rsplit("::").next()?.starts_with(|first: char| first.is_uppercase());
        let known = of_a_type && table.method_types.iter().any(|start| of.starts_with(start));
        let method = format!(".{method}");
        (known && table.api.contains_key(&method)).then_some(method)
    }

    /// Whether a signal that nothing handles ends a program without what is registered for its end.
    pub fn signals_end_at_once(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.signals_end_at_once)
    }

    /// Whether what a static holds is never dropped.
    pub fn statics_stay(&self, language: Language) -> bool {
        self.language(language).is_some_and(|table| table.statics_stay)
    }

    /// Directories that everybody can write to.
    pub fn shared_directories(&self) -> &[String] {
        self.paths.as_ref().map_or(&[], |paths| &paths.shared)
    }

    /// What an environment variable holds.
    pub fn variable(&self, name: &str) -> Option<NameSource> {
        self.paths.as_ref()?.variables.get(name).copied()
    }

    /// What a shell parameter holds.
    pub fn shell_parameter(&self, name: &str) -> Option<NameSource> {
        self.paths.as_ref()?.shell.get(name).copied()
    }

    /// Whether a text holds one of the language's [`needles`](Self::needles).
    pub fn is_needle(&self, language: Language, text: &str) -> bool {
        self.seekers.get(language.id()).is_none_or(|seeker| seeker.is_match(text))
    }

    /// Texts of which at least one occurs in every file of the language that can have a site: the
    /// shared directories, the variables and calls that give one, and the calls that make names
    /// and files.
    pub fn needles(&self, language: Language) -> Vec<String> {
        let mut needles: BTreeSet<String> = BTreeSet::new();
        let Some(table) = self.language(language) else { return Vec::new() };
        needles.extend(table.needles.iter().cloned());
        if let Some(paths) = &self.paths {
            needles.extend(paths.shared_needles.iter().cloned());
            let shared = paths.variables.iter();
            needles.extend(
                shared
                    .filter(|&(_, &kind)| kind == NameSource::SharedDirectory)
                    .map(|(name, _)| name.clone()),
            );
        }
        for (name, api) in &table.api {
            let makes_site = api.effects().iter().any(|effect| {
                matches!(
                    effect.action,
                    Action::Name { .. }
                        | Action::Create { .. }
                        | Action::Source { kind: NameSource::SharedDirectory, .. }
                )
            });
            if makes_site {
                needles.insert(telling_word(name).to_owned());
            }
        }
        needles.extend(
            table
                .sources
                .iter()
                .filter(|&(_, &kind)| kind == NameSource::SharedDirectory)
                .map(|(name, _)| QualName(name.clone()).last().to_owned()),
        );
        // A needle that contains another is never the one that decides.
        let all: Vec<String> = needles.into_iter().filter(|needle| needle.len() > 1).collect();
        all.iter()
            .filter(|needle| {
                !all.iter().any(|other| other != *needle && needle.contains(other.as_str()))
            })
            .cloned()
            .collect()
    }
}

/// The word of a call's name that a file must hold to call it: mostly the last one. Types have
/// constructors called `new`; their crate's name stands in every file that imports them.
fn telling_word(name: &str) -> &str {
    let mut words = name.rsplit("::").skip(1);
    let of_a_type = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    match words.last() {
        Some(package) if of_a_type => package,
        _ => name.rsplit(['.', ':']).next().unwrap_or(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_parse() {
        if let Err(error) = Tables::parse() {
            panic!("{error}");
        }
    }
}
