//! How a table row points at an argument of a call.

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

/// One way to find an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgRef {
    /// The positional argument with this index; negative ones count from the end.
    Position(i32),
    /// All positional arguments from this index on, but the last `leave`.
    Positions {
        /// Index of the first.
        from: usize,
        /// How many at the end are left out.
        leave: usize,
    },
    /// The keyword argument of this name.
    Keyword(String),
    /// The value of a command-line option: `-o`, `--output`.
    Option(String),
    /// An operand that starts with this text, which ends in `=`: `of=`.
    Prefix(String),
    /// The object a method is called on.
    Receiver,
    /// A part of what another reference finds, written after a colon: of a dictionary what stands
    /// under this key at any depth (`0:filename`), of a list every item (`0:*`), of a text what
    /// follows this beginning, which ends in `=` or `/` (`-o:ControlPath=`, `0:ipc://`), or in `:`
    /// (`0*:UNIX-LISTEN:`, up to the next comma).
    Within(Box<ArgRef>, String),
}

/// The ways to find an argument, tried in order; the first that is present counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArgSpec(pub Vec<ArgRef>);

impl ArgSpec {
    /// Whether the row names no argument here.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ArgRef {
    fn parse(text: &str) -> Self {
        if let Some((of, part)) = text.split_once(':') {
            let of = of.parse().map_or_else(|_| Self::parse(of), Self::Position);
            Self::Within(Box::new(of), part.to_owned())
        } else if text == "receiver" {
            Self::Receiver
        } else if let Some(rest) = text.strip_suffix("*") {
            Self::Positions { from: rest.parse().unwrap_or(0), leave: 0 }
        } else if let Some(rest) = text.strip_suffix("*-1") {
            Self::Positions { from: rest.parse().unwrap_or(0), leave: 1 }
        } else if text.ends_with('=') {
            Self::Prefix(text.to_owned())
        } else if text.starts_with('-') || text.starts_with('+') {
            Self::Option(text.to_owned())
        } else {
            Self::Keyword(text.to_owned())
        }
    }
}

impl<'de> Deserialize<'de> for ArgSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spec;
        impl<'de> Visitor<'de> for Spec {
            type Value = ArgSpec;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an argument index, a keyword, an option, or a list of these")
            }

            fn visit_i64<E: Error>(self, index: i64) -> Result<ArgSpec, E> {
                let index = i32::try_from(index).map_err(E::custom)?;
                Ok(ArgSpec(vec![ArgRef::Position(index)]))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<ArgSpec, E> {
                Ok(ArgSpec(vec![ArgRef::parse(text)]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<ArgSpec, A::Error> {
                let mut all = Vec::new();
                while let Some(ArgSpec(mut one)) = seq.next_element::<ArgSpec>()? {
                    all.append(&mut one);
                }
                Ok(ArgSpec(all))
            }
        }
        deserializer.deserialize_any(Spec)
    }
}

/// Something that must be among the arguments for a row to apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// An option is given: `-d`.
    Option(String),
    /// An option is given whose value has this text in it: `-c~%u`.
    OptionWith(String, String),
    /// An argument, by keyword or index, has this constant value: `delete=False`, `0=True`. `*` is
    /// any value.
    Keyword(String, String),
    /// There are at least this many positional arguments: `#2`.
    Count(usize),
    /// The result is thrown away, written `_`.
    Dropped,
    /// The first positional argument is this word: `extract`.
    Word(String),
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "_" {
            Ok(Self::Dropped)
        } else if text.starts_with('-') {
            Ok(match text.split_once('~') {
                Some((option, part)) => Self::OptionWith(option.to_owned(), part.to_owned()),
                None => Self::Option(text),
            })
        } else if let Some(count) = text.strip_prefix('#') {
            count.parse().map(Self::Count).map_err(D::Error::custom)
        } else if let Some((key, value)) = text.split_once('=') {
            Ok(Self::Keyword(key.to_owned(), value.to_owned()))
        } else {
            Ok(Self::Word(text))
        }
    }
}
