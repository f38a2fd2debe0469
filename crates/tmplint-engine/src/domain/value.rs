//! Abstract values: the few things a place may hold.

use std::rc::Rc;

use tmplint_ir::{ClassId, FunctionId, QualName, Span};

use super::{Fate, PieceKind, SiteId, Text};

/// Alternatives a value may have before the rest is called unknown.
const MAX_ALTERNATIVES: usize = 8;

/// Alternatives and pieces of text that a value may have, with all that is nested in it: a list
/// that takes in what was made from itself, round after round, would double each time.
const MAX_SIZE: usize = 512;

/// What a place may hold: one of a few alternatives. None at all means that nothing is assigned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Abstract(pub(crate) Rc<Vec<Alternative>>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Alternative {
    /// Text, most often a path.
    Text(Rc<Text>),
    /// A descriptor or stream of a file.
    Descriptor(SiteId),
    /// An object that knows its file's name and may remove it.
    Object(SiteId),
    /// What creating or removing something returned: tells whether it worked.
    Outcome(SiteId),
    /// The answer to a question about a path, by the path as shown.
    Answer {
        /// The path.
        path: Rc<str>,
        /// Owner and type can be told from it.
        owner: bool,
    },
    /// Whether anything stands at a path, by the path as shown: true if so.
    Presence(Rc<str>),
    /// What the result of a function of the file tells about the files it made.
    Fate(Rc<Fate>),
    /// The owner in such an answer that tells it, by the path as shown.
    Owner(Rc<str>),
    /// A number.
    Number(i64),
    /// A truth value.
    Bool(bool),
    /// A name from outside of the file that no table explains.
    Name(QualName),
    /// A list or tuple.
    List(Rc<Vec<Abstract>>),
    /// A dictionary or structure.
    Map(Rc<Vec<(String, Abstract)>>),
    /// A function of the file.
    Function(FunctionId),
    /// A function with some of its arguments.
    Partial(Rc<Partial>),
    /// A class that is nothing but these fields.
    Record(Rc<Vec<String>>),
    /// A class of the file.
    Class(ClassId),
    /// An object of a class of the file.
    Instance(ClassId),
    /// What stands in the file under a path.
    Content(Rc<Text>),
    /// A builder and its options.
    Builder(Rc<Builder>),
    /// `None`, `NULL`.
    Absent,
    /// Anything.
    Unknown,
}

/// A function and the arguments it is going to be called with before others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Partial {
    pub(crate) function: Abstract,
    /// With their keywords.
    pub(crate) args: Vec<(Option<String>, Abstract)>,
}

/// A builder's options so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Builder {
    /// Options by name, with their value where it is a number or truth value.
    pub(crate) options: Vec<(String, Abstract)>,
    /// Where it was started.
    pub(crate) span: Span,
}

impl Builder {
    /// The last value given to an option.
    pub(crate) fn option(&self, name: &str) -> Option<&Abstract> {
        self.options.iter().rev().find(|(option, _)| option == name).map(|(_, value)| value)
    }

    /// Whether an option is given and not plainly false.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.option(name).is_some_and(|value| {
            !value.0.iter().all(|alternative| matches!(alternative, Alternative::Bool(false)))
        })
    }
}

impl Abstract {
    pub(crate) fn one(alternative: Alternative) -> Self {
        Self(Rc::new(vec![alternative]))
    }

    pub(crate) fn unknown() -> Self {
        Self::one(Alternative::Unknown)
    }

    pub(crate) fn text(text: Text) -> Self {
        Self::one(Alternative::Text(Rc::new(text)))
    }

    pub(crate) fn from_alternatives(all: impl IntoIterator<Item = Alternative>) -> Self {
        let mut kept: Vec<Alternative> = Vec::new();
        for alternative in all {
            if kept.contains(&alternative) {
                continue;
            }
            if kept.len() >= MAX_ALTERNATIVES {
                if !kept.contains(&Alternative::Unknown) {
                    kept.push(Alternative::Unknown);
                }
                break;
            }
            kept.push(alternative);
        }
        Self(Rc::new(kept))
    }

    pub(crate) fn join(&self, other: &Self) -> Self {
        if Rc::ptr_eq(&self.0, &other.0) || other.0.iter().all(|each| self.0.contains(each)) {
            return self.clone();
        }
        Self::from_alternatives(self.0.iter().chain(other.0.iter()).cloned())
    }

    pub(crate) fn is_unassigned(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Alternative> {
        self.0.iter()
    }

    /// The texts among the alternatives.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.0.iter().filter_map(|alternative| match alternative {
            Alternative::Text(text) => Some(&**text),
            _ => None,
        })
    }

    /// The paths among the alternatives, an object standing for the path of its file.
    pub(crate) fn paths(&self) -> Vec<Text> {
        self.0
            .iter()
            .filter_map(|alternative| match alternative {
                Alternative::Text(text) => Some((**text).clone()),
                Alternative::Object(site) => {
                    Some(Text::one(PieceKind::Site(*site), Span::default()))
                }
                _ => None,
            })
            .collect()
    }

    /// The same in memory of its own.
    pub(crate) fn copied(self) -> Self {
        if self.texts().next().is_none() {
            return self;
        }
        Self::from_alternatives(self.iter().map(|alternative| match alternative {
            Alternative::Text(text) => {
                Alternative::Text(Rc::new(Text { constant: false, ..(**text).clone() }))
            }
            other => other.clone(),
        }))
    }

    /// The same, of a size that can be compared and searched: what is nested too deeply is given
    /// up.
    pub(crate) fn bounded(self) -> Self {
        let fits = |value: &Self| value.take_from(&mut { MAX_SIZE });
        if fits(&self) {
            return self;
        }
        let outline = self.map_lists(|item| item.map_lists(|_| Self::unknown()));
        if fits(&outline) { outline } else { self.map_lists(|_| Self::unknown()) }
    }

    /// Takes the value's size from what is left. Says whether there was enough.
    fn take_from(&self, left: &mut usize) -> bool {
        self.iter().all(|alternative| {
            let own = match alternative {
                Alternative::Text(text) | Alternative::Content(text) => text.pieces.len().max(1),
                _ => 1,
            };
            let enough = *left >= own;
            *left = left.saturating_sub(own);
            enough
                && match alternative {
                    Alternative::List(items) => items.iter().all(|item| item.take_from(left)),
                    Alternative::Map(entries) => {
                        entries.iter().all(|(_, item)| item.take_from(left))
                    }
                    Alternative::Partial(partial) => {
                        partial.args.iter().all(|(_, item)| item.take_from(left))
                    }
                    Alternative::Builder(builder) => {
                        builder.options.iter().all(|(_, item)| item.take_from(left))
                    }
                    _ => true,
                }
        })
    }

    /// The value with what its lists and structures hold put through `change`. Functions and
    /// builders with something in them are not known any more.
    fn map_lists(&self, change: impl Fn(&Self) -> Self) -> Self {
        Self::from_alternatives(self.iter().map(|alternative| match alternative {
            Alternative::List(items) => {
                Alternative::List(Rc::new(items.iter().map(&change).collect()))
            }
            Alternative::Map(entries) => Alternative::Map(Rc::new(
                entries.iter().map(|(name, item)| (name.clone(), change(item))).collect(),
            )),
            Alternative::Partial(_) | Alternative::Builder(_) => Alternative::Unknown,
            other => other.clone(),
        }))
    }

    /// The number, if there is exactly one.
    pub(crate) fn number(&self) -> Option<i64> {
        match self.0.as_slice() {
            [Alternative::Number(number)] => Some(*number),
            [Alternative::Bool(truth)] => Some(i64::from(*truth)),
            _ => None,
        }
    }

    /// The characters, if there is exactly one text and all of it is known.
    pub(crate) fn literal(&self) -> Option<String> {
        match self.0.as_slice() {
            [Alternative::Text(text)] => text.as_literal(),
            _ => None,
        }
    }

    /// Every site that can be reached through the value, with whether its path can be (and not
    /// only a descriptor of it).
    pub(crate) fn sites(&self) -> Vec<(SiteId, bool)> {
        let mut found = Vec::new();
        self.collect_sites(&mut found, 0);
        found
    }

    /// The sites whose objects are part of a structure that the value is.
    pub(crate) fn parts(&self) -> Vec<SiteId> {
        let mut found = Vec::new();
        for alternative in self.iter() {
            if let Alternative::Map(entries) = alternative {
                for (_, item) in entries.iter() {
                    item.collect_objects(&mut found, 0);
                }
            }
        }
        found
    }

    /// The sites whose objects can be reached through the value.
    pub(crate) fn objects(&self) -> Vec<SiteId> {
        let mut found = Vec::new();
        self.collect_objects(&mut found, 0);
        found
    }

    fn collect_objects(&self, found: &mut Vec<SiteId>, depth: usize) {
        if depth > 4 {
            return;
        }
        for alternative in self.iter() {
            match alternative {
                Alternative::Object(site) => found.push(*site),
                Alternative::List(items) => {
                    for item in items.iter() {
                        item.collect_objects(found, depth + 1);
                    }
                }
                Alternative::Map(entries) => {
                    for (_, item) in entries.iter() {
                        item.collect_objects(found, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn collect_sites(&self, found: &mut Vec<(SiteId, bool)>, depth: usize) {
        if depth > 4 {
            return;
        }
        for alternative in self.iter() {
            match alternative {
                Alternative::Text(text) => found.extend(text.sites().map(|site| (site, true))),
                Alternative::Descriptor(site) => found.push((*site, false)),
                Alternative::Object(site) => found.push((*site, true)),
                Alternative::List(items) => {
                    for item in items.iter() {
                        item.collect_sites(found, depth + 1);
                    }
                }
                Alternative::Map(entries) => {
                    for (_, item) in entries.iter() {
                        item.collect_sites(found, depth + 1);
                    }
                }
                Alternative::Partial(partial) => {
                    for (_, item) in &partial.args {
                        item.collect_sites(found, depth + 1);
                    }
                }
                Alternative::Builder(builder) => {
                    for (_, item) in &builder.options {
                        item.collect_sites(found, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: Vec<Abstract>) -> Abstract {
        Abstract::one(Alternative::List(Rc::new(items)))
    }

    #[test]
    fn a_list_that_takes_in_itself_stays_small() {
        let mut value = Abstract::text(Text::literal("/tmp/x", Span::default()));
        for _ in 0..64 {
            value = list(vec![value.clone(), value]).bounded();
        }
        assert!(value.take_from(&mut { MAX_SIZE }));
    }

    #[test]
    fn what_fits_is_left_as_it_is() {
        let text = Abstract::text(Text::literal("/tmp/x", Span::default()));
        let value = list(vec![list(vec![text.clone()]), text]);
        assert_eq!(value.clone().bounded(), value);
    }
}
