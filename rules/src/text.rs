//! How text comes from text, in the words of the tables.

use serde::Deserialize;

/// How text is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextOp {
    /// As it is.
    Same,
    /// As it is, but what comes back is the end of what was written: `stpcpy`.
    End,
    /// One after the other.
    Concat,
    /// With a separator between, an absolute one discarding those before: path components.
    Join,
    /// A `printf` format.
    Percent,
    /// The format of a shell's `printf`, with its escapes; the lines' ends, which `$(…)` drops,
    /// left out.
    Printf,
    /// A `{}` format.
    Brace,
    /// The last component.
    Basename,
    /// A list with more items: those of the second piece, or it itself.
    Collect,
    /// A list of the path without its extension, and the extension.
    Stem,
    /// All but the last component.
    Parent,
    /// The last component replaced by the last of the pieces.
    Sibling,
    /// The same directory and stem with another ending.
    Extension,
    /// Joined by the first piece: `sep.join(list)`.
    Separated,
    /// The names in a directory or that match a pattern, each with its path, as a list.
    Entries,
    /// The names in a directory without their path, as a list.
    Names,
    /// One of the pieces, a function giving what it returns.
    Either,
    /// What the last piece, a function, makes of the first.
    Apply,
    /// How many characters it has.
    Length,
    /// None is left of it.
    Empty,
    /// A template with `$name` in it, filled in by keyword.
    Dollar,
    /// The variables of the environment filled in.
    Environment,
    /// A dictionary of the keyword arguments and of the pieces that are dictionaries.
    Mapping,
    /// What the first piece, a dictionary, has under one of the others as key.
    Entry,
    /// The items of a list or dictionary, each as the second of a pair.
    Pairs,
    /// The first piece, a list, with the next as one more item, or with the next two as an entry.
    Insert,
    /// What the first piece, a list, has at an index or under a key, or anywhere.
    Lookup,
    /// The values of the entries of a list.
    Values,
    /// The items of two lists side by side.
    Zip,
    /// Everybody's permission to write, if the piece is false: it is asked to be read-only.
    Writable,
    /// What stands in the file under a path.
    Content,
    /// What is read from a pipe: the contents of files, if it is these.
    Piped,
    /// The first piece, or where it failed another one, a function giving what it returns: that it
    /// failed is accepted.
    Recover,
    /// The first piece with the second replaced by the third.
    Replace,
    /// The pieces as a list.
    List,
    /// The owner in an answer about a file.
    Owner,
}
