//! The arguments of one call, sorted the way a table row points at them.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Language, Span, Value};
use tmplint_rules::{ArgRef, ArgSpec, Condition, Tables};

use crate::domain::{Abstract, Alternative, PieceKind, Text};
use crate::effects::spread;

/// A value given to a call, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) value: Abstract,
    pub(crate) span: Span,
    /// Index in the call's arguments; none for the receiver or part of a word.
    pub(crate) index: Option<usize>,
}

/// Arguments by position, keyword and option.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) positional: Vec<Given>,
    pub(crate) keywords: Vec<(String, Given)>,
    pub(crate) options: Vec<(String, Option<Given>)>,
    pub(crate) receiver: Option<Given>,
    /// Shell: all words of a command, in order.
    pub(crate) words: Vec<Given>,
    /// Nothing looks at the result.
    dropped: bool,
}

impl Arguments {
    /// Sorts evaluated arguments. In shell, words that start with `-` are options.
    pub(crate) fn new(
        call: &Call,
        values: Vec<Abstract>,
        receiver: Option<Abstract>,
        language: Language,
        tables: &Tables,
        command: &str,
    ) -> Self {
        let mut arguments = Self {
            receiver: receiver.map(|value| Given { value, span: call.span, index: None }),
            dropped: !call.checked && call.into.is_none(),
            ..Self::default()
        };
        let given: Vec<(&Arg, Given)> = call
            .args
            .iter()
            .zip(values)
            .enumerate()
            .map(|(index, (arg, value))| (arg, Given { value, span: arg.span, index: Some(index) }))
            .collect();
        let is_command = language == Language::Shell && !command.starts_with("shell.");
        if is_command {
            let named = |given: &&(&Arg, Given)| given.0.name.is_some();
            let words = given.iter().filter(|each| !named(each));
            arguments.words = words.map(|(_, given)| given.clone()).collect();
            arguments.sort_words(given, tables.valued_options(language, command), command);
        } else {
            for (arg, given) in given {
                for (name, value) in spread(arg.name.as_deref(), &given.value) {
                    let given = Given { value, ..given.clone() };
                    match name {
                        Some(name) => arguments.keywords.push((name, given)),
                        None => arguments.positional.push(given),
                    }
                }
            }
        }
        arguments
    }

    fn sort_words(&mut self, given: Vec<(&Arg, Given)>, valued: &[String], command: &str) {
        let mut options_ended = false;
        let mut waiting: Option<String> = None;
        for (arg, given) in given {
            if let Some(name) = &arg.name {
                self.keywords.push((name.clone(), given));
                continue;
            }
            if let Some(option) = waiting.take() {
                self.options.push((option, Some(given)));
                continue;
            }
            let word = given.value.texts().next().cloned().unwrap_or_default();
            let prefix = word.literal_prefix();
            // tar's first word may be its options without a dash.
            let bundled = command == "tar"
                && self.positional.is_empty()
                && self.options.is_empty()
                && !prefix.is_empty()
                && prefix.chars().all(|letter| letter.is_ascii_alphabetic());
            if options_ended || !(bundled || prefix.len() > 1 && prefix.starts_with(['-', '+'])) {
                self.positional.push(given);
            } else if prefix == "--" {
                options_ended = true;
            } else if prefix.starts_with("--") {
                self.long_option(&word, &prefix, given, valued, &mut waiting);
            } else if valued.contains(&prefix) && word.as_literal().is_some() {
                waiting = Some(prefix);
            } else {
                self.short_options(&word, &prefix, &given, valued, &mut waiting, bundled);
            }
        }
        if let Some(option) = waiting {
            self.options.push((option, None));
        }
    }

    fn long_option(
        &mut self,
        word: &Text,
        prefix: &str,
        given: Given,
        valued: &[String],
        waiting: &mut Option<String>,
    ) {
        if let Some((name, _)) = prefix.split_once('=') {
            let value = Abstract::text(word.without_prefix(name.len() + 1));
            self.options.push((name.to_owned(), Some(Given { value, ..given })));
        } else if valued.iter().any(|option| option == prefix) {
            *waiting = Some(prefix.to_owned());
        } else {
            self.options.push((prefix.to_owned(), None));
        }
    }

    fn short_options(
        &mut self,
        word: &Text,
        prefix: &str,
        given: &Given,
        valued: &[String],
        waiting: &mut Option<String>,
        bundled: bool,
    ) {
        let start = usize::from(!bundled);
        for (offset, letter) in prefix.char_indices().skip(start) {
            // Several words in a variable without quotes.
            if letter.is_whitespace() {
                let others = prefix.split_whitespace().skip(1).filter(|word| word.starts_with('-'));
                self.options.extend(others.map(|word| (word.to_owned(), None)));
                break;
            }
            let option = format!("-{letter}");
            if valued.contains(&option) {
                let rest = word.without_prefix(offset + letter.len_utf8());
                if rest.pieces.is_empty() {
                    *waiting = Some(option);
                } else if bundled {
                    self.options.push((option.clone(), None));
                    *waiting = Some(option);
                    continue;
                } else {
                    let value = Abstract::text(rest);
                    self.options.push((option, Some(Given { value, ..given.clone() })));
                }
                return;
            }
            self.options.push((option, None));
        }
        // `-out` and the like: one option of several letters.
        self.options.push((prefix.to_owned(), None));
    }

    /// The arguments a row points at; the first way that finds any.
    pub(crate) fn get(&self, spec: &ArgSpec) -> Vec<Given> {
        for reference in &spec.0 {
            let found = self.find(reference);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// All arguments a row points at, in all ways: the pieces of a text.
    pub(crate) fn get_all(&self, spec: &ArgSpec) -> Vec<Given> {
        spec.0.iter().flat_map(|reference| self.find(reference)).collect()
    }

    fn find(&self, reference: &ArgRef) -> Vec<Given> {
        match reference {
            ArgRef::Position(index) => {
                let index = if *index < 0 {
                    self.positional.len().checked_sub(index.unsigned_abs() as usize)
                } else {
                    usize::try_from(*index).ok()
                };
                index.and_then(|index| self.positional.get(index)).into_iter().cloned().collect()
            }
            ArgRef::Positions { from, leave } => {
                let end = self.positional.len().saturating_sub(*leave);
                self.positional.get(*from..end.max(*from)).unwrap_or_default().to_vec()
            }
            ArgRef::Keyword(name) => self
                .keywords
                .iter()
                .filter(|(keyword, _)| keyword == name)
                .map(|(_, given)| given.clone())
                .collect(),
            ArgRef::Option(name) => self
                .options
                .iter()
                .filter(|(option, _)| option == name)
                .filter_map(|(_, given)| given.clone())
                .collect(),
            ArgRef::Prefix(prefix) => {
                // `-sOutputFile=page.png` is sorted among the options.
                let among = if prefix.starts_with('-') { &self.words } else { &self.positional };
                let matching = among.iter().filter_map(|given| {
                    let text = given.value.texts().next()?;
                    text.literal_prefix().starts_with(prefix.as_str()).then(|| Given {
                        value: Abstract::text(text.without_prefix(prefix.len())),
                        ..given.clone()
                    })
                });
                matching.collect()
            }
            ArgRef::Receiver => self.receiver.iter().cloned().collect(),
            ArgRef::Within(of, part) => self
                .find(of)
                .into_iter()
                .filter_map(|given| {
                    let value = within(&given.value, part, 0);
                    (!value.is_unassigned()).then_some(Given { value, ..given })
                })
                .collect(),
        }
    }

    /// Puts relative paths below the open directories that stand before them: `openat`.
    pub(crate) fn open_directories(&mut self, at: &[usize]) {
        for &index in at {
            let Some(directory) = self.positional.get(index).map(|given| given.value.clone())
            else {
                continue;
            };
            let directory = directory.iter().find_map(|alternative| match alternative {
                Alternative::Text(text) => Some((**text).clone()),
                Alternative::Descriptor(site) | Alternative::Object(site) => {
                    Some(Text::one(PieceKind::Site(*site), Span::default()))
                }
                _ => None,
            });
            let Some(directory) = directory.filter(Text::is_absolute) else { continue };
            let Some(given) = self.positional.get_mut(index + 1) else { continue };
            given.value =
                Abstract::from_alternatives(given.value.iter().map(
                    |alternative| match alternative {
                        Alternative::Text(text) if text.is_relative() => {
                            let joined = Text::join([directory.clone(), (**text).clone()]);
                            Alternative::Text(Rc::new(joined))
                        }
                        other => other.clone(),
                    },
                ));
        }
    }

    /// Whether an effect with these conditions happens.
    pub(crate) fn applies(&self, when: &[Condition], unless: &[Condition]) -> bool {
        (when.is_empty() || when.iter().any(|condition| self.holds(condition)))
            && !unless.iter().any(|condition| self.holds(condition))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Option(name) => self.options.iter().any(|(option, _)| option == name),
            Condition::OptionWith(name, part) => self.options.iter().any(|(option, given)| {
                option == name
                    && given.as_ref().is_some_and(|given| {
                        given.value.texts().any(|text| {
                            text.pieces.iter().any(|piece| {
                                matches!(&piece.kind, PieceKind::Literal(text) if text.contains(part))
                            })
                        })
                    })
            }),
            Condition::Keyword(name, wanted) => {
                let keyword = self.keywords.iter().find(|(keyword, _)| keyword == name);
                let index = name.parse().ok().and_then(|index: usize| self.positional.get(index));
                keyword.map(|(_, given)| given).or(index).is_some_and(|given| {
                    wanted == "*"
                        || given.value.iter().any(|alternative| match alternative {
                            Alternative::Bool(truth) => {
                                wanted == if *truth { "True" } else { "False" }
                            }
                            Alternative::Number(number) => *wanted == number.to_string(),
                            Alternative::Text(text) => text.as_literal().as_ref() == Some(wanted),
                            _ => false,
                        })
                })
            }
            Condition::Dropped => self.dropped,
            Condition::Count(count) => self.positional.len() >= *count,
            Condition::Word(word) => self
                .positional
                .first()
                .is_some_and(|given| given.value.literal().as_deref() == Some(word.as_str())),
        }
    }
}

/// Collections in collections that are looked into for a part.
const MAX_DEPTH: usize = 6;

/// What stands under a key at any depth, the items of a list, or what follows the beginning of a
/// text.
fn within(value: &Abstract, part: &str, depth: usize) -> Abstract {
    let mut found = Abstract::default();
    if depth > MAX_DEPTH {
        return found;
    }
    for alternative in value.iter() {
        match alternative {
            Alternative::Map(entries) => {
                for (key, item) in entries.iter() {
                    let inside =
                        if key == part { item.clone() } else { within(item, part, depth + 1) };
                    found = found.join(&inside);
                }
            }
            Alternative::List(items) => {
                for item in items.iter() {
                    let inside =
                        if part == "*" { item.clone() } else { within(item, part, depth + 1) };
                    found = found.join(&inside);
                }
            }
            Alternative::Text(text)
                if part.ends_with(['=', '/', ':']) && text.literal_prefix().starts_with(part) =>
            {
                let rest = text.without_prefix(part.len());
                // `UNIX-LISTEN:/tmp/socket,fork`: an address, and options behind it.
                let rest =
                    if part.ends_with(':') { rest.before(|letter| letter == ',') } else { rest };
                found = found.join(&Abstract::text(rest));
            }
            _ => {}
        }
    }
    found
}

/// The value a call's argument was written as.
pub(crate) fn written<'c>(call: &'c Call, given: &Given) -> Option<&'c Value> {
    match given.index {
        Some(index) => call.args.get(index).map(|arg| &arg.value),
        None => call.receiver.as_ref(),
    }
}
