//! What the words in a function's name say of it, where no row of a table names the function.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Word lists of a language; all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// Words that are passed over at the beginning of a name.
    #[serde(default)]
    fillers: BTreeSet<String>,
    /// Verbs that write to the path they are given, whatever else the name says:
    /// `write_report`, `reportWrite`.
    #[serde(default)]
    writes: BTreeSet<String>,
    /// Verbs that do so in programs; what tests call so often writes nothing.
    #[serde(default)]
    writes_in_programs: BTreeSet<String>,
    /// Words that together say that a function listens at the path it is given.
    #[serde(default)]
    listens: Vec<Vec<String>>,
    /// Verbs that do so also as the last word: `report_save`.
    #[serde(default)]
    ends: BTreeSet<String>,
    /// Verbs that do so if the name also says that it is about a file: `create_file`.
    #[serde(default)]
    makes: BTreeSet<String>,
    /// Words that say so.
    #[serde(default)]
    files: BTreeSet<String>,
    /// Names begin with those of their library and object, so that a verb counts anywhere before
    /// what it makes: `rsvg_handle_write_file`.
    #[serde(default)]
    prefixed: bool,
    /// Verbs that do so before `to` and a word of `targets`: `render_to_file`.
    #[serde(default)]
    puts: BTreeSet<String>,
    /// What a path may be written as: `to_file`, `to_png`.
    #[serde(default)]
    targets: BTreeSet<String>,
    /// Words that together say that a path is written, in any order: `set contents`. One of
    /// several stands between bars.
    #[serde(default)]
    phrases: Vec<Vec<String>>,
    /// How the names of classes end whose objects write to the path they are made with.
    #[serde(default)]
    writers: BTreeSet<String>,
    /// Verbs that read what they are given first.
    #[serde(default)]
    from_first: BTreeSet<String>,
    /// Verbs that write to what they are given after the first.
    #[serde(default)]
    into: BTreeSet<String>,
    /// Endings of paths that are made by those who hold them, such as process numbers.
    #[serde(default)]
    held_endings: Vec<String>,
    /// Words in the names of functions that hold such a path. Classes do.
    #[serde(default)]
    holds: BTreeSet<String>,
    /// Words beside which none of these means that a path is written: `write_line`.
    #[serde(default)]
    not_written: BTreeSet<String>,
    /// Words of keyword arguments that may be such a path.
    #[serde(default)]
    places: BTreeSet<String>,
    /// Verbs that run a command.
    #[serde(default)]
    runs: BTreeSet<String>,
    /// Words, also of the object that is called, beside which no command is run here.
    #[serde(default)]
    not_run: BTreeSet<String>,
    /// Words of options with which a program only says what it would do.
    #[serde(default)]
    pretends: BTreeSet<String>,
    /// Commands that do nothing, put in front of others so that these do nothing either.
    #[serde(default)]
    does_nothing: BTreeSet<String>,
    /// Parts of the names of functions that remove what they are given.
    #[serde(default)]
    removes: Vec<String>,
    /// Parts of the names of functions that put what they are given elsewhere.
    #[serde(default)]
    moves: Vec<String>,
    /// How the names of functions begin that only look at what they are given.
    #[serde(default)]
    looks: Vec<String>,
    /// Words in the names of such functions, wherever they stand.
    #[serde(default)]
    looking: BTreeSet<String>,
    /// Words that together say that a file holds what nobody else is to see: `private key`.
    #[serde(default)]
    secrets: Vec<Vec<String>>,
    /// The same of a path alone: `key file`.
    #[serde(default)]
    secret_paths: Vec<Vec<String>>,
    /// How the names of files end that hold such a thing.
    #[serde(default)]
    secret_endings: Vec<String>,
    /// Words beside which these say nothing: `public`.
    #[serde(default)]
    not_secret: BTreeSet<String>,
    /// Verbs of functions that put something into a file.
    #[serde(default)]
    stores: BTreeSet<String>,
    /// Words of functions that take the permissions of others away from what they are given.
    #[serde(default)]
    narrows: BTreeSet<String>,
    /// Functions of a type that are called like this do what the name of the type says:
    /// `PidFile::new`. Other names of types stand for nothing that is done.
    #[serde(default)]
    constructors: BTreeSet<String>,
    /// Words that say that something is open to others on purpose: `socket`.
    #[serde(default)]
    meant_for_others: BTreeSet<String>,
    /// Words that together say that a function makes something that goes with its owner.
    #[serde(default)]
    temporaries: Vec<Vec<String>>,
    /// Words that together say that a function makes a name for a temporary file.
    #[serde(default)]
    names_files: Vec<Vec<String>>,
    /// Words beside which it makes the file, too.
    #[serde(default)]
    reserves: BTreeSet<String>,
    /// Words that together say that a function tells whether something stands at a path.
    #[serde(default)]
    asks: Vec<Vec<String>>,
    /// Words of objects that text is gathered in.
    #[serde(default)]
    buffers: BTreeSet<String>,
    /// Last words of functions that make such an object.
    #[serde(default)]
    begins_text: BTreeSet<String>,
    /// Words of functions that put more text into it.
    #[serde(default)]
    adds_text: BTreeSet<String>,
    /// Last words of functions that give its text.
    #[serde(default)]
    gives_text: BTreeSet<String>,
    /// Words of functions that put texts one after the other.
    #[serde(default)]
    concatenates: BTreeSet<String>,
    /// Words that together say that a function joins paths.
    #[serde(default)]
    joins_paths: Vec<Vec<String>>,
    /// Words of files and functions that tell the program what to do.
    #[serde(default)]
    steers: BTreeSet<String>,
    /// Words of functions and types that remove at the end what they are given.
    #[serde(default)]
    guards: BTreeSet<String>,
    /// Words that together say that a function looks something up, and gives the last it is given
    /// where there is none: `get env`.
    #[serde(default)]
    looks_up: Vec<Vec<String>>,
    /// Words in the names of functions that may do no more than keep what they are given. Others
    /// make what they are given a path for that the program asked the system for.
    #[serde(default)]
    only_keeps: BTreeSet<String>,
    /// Words in the names of functions and types that listen at the socket they are given.
    #[serde(default)]
    serves: BTreeSet<String>,
    /// Words beside which these say nothing: `ServerConfig`.
    #[serde(default)]
    not_served: BTreeSet<String>,
    /// Endings of the paths of sockets.
    #[serde(default)]
    socket_endings: Vec<String>,
    /// Words in the names of types whose objects declare options of the program.
    #[serde(default)]
    declares: BTreeSet<String>,
}

impl Naming {
    /// Whether a function of this name writes to the path it is given.
    pub fn writes(&self, name: &str) -> bool {
        let words = words(name);
        let words: &[String] = self.without_fillers(&words);
        let any = |set: &BTreeSet<String>| words.iter().any(|word| set.contains(word));
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        if says(words, &self.phrases) || self.writes_behind(words) {
            return true;
        }
        if is_class(name) {
            let joined = words.concat();
            return self.writers.iter().any(|ending| joined.ends_with(ending.as_str()))
                || (!any(&self.not_written) && self.begins_to_write(words));
        }
        let target = words.windows(2).any(|pair| match pair {
            [to, target] => to == "to" && self.targets.contains(target),
            _ => false,
        });
        if target && (first == "to" || any(&self.puts) || any(&self.writes)) {
            return true;
        }
        !any(&self.not_written)
            && (self.begins_to_write(words) || (words.len() > 1 && self.ends.contains(last)))
    }

    /// Whether a function of this name writes to the path it is given, in a program.
    pub fn writes_in_programs(&self, name: &str) -> bool {
        let words = words(name);
        !is_class(name)
            && words.len() > 1
            && words.first().is_some_and(|first| self.writes_in_programs.contains(first))
    }

    /// Whether a function of this name listens at the path it is given.
    pub fn listens(&self, name: &str) -> bool {
        let words = words(name);
        let fits = |phrase: &Vec<String>| phrase.len() == words.len();
        self.listens.iter().any(|phrase| fits(phrase) && has_all(&words, phrase))
    }

    /// Whether what has this name is not for others to see.
    pub fn is_secret(&self, name: &str) -> bool {
        says(&words(name), &self.secrets) && !self.is_no_secret(name)
    }

    /// Whether a name says that what it stands for is for everybody to see.
    pub fn is_no_secret(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.not_secret.contains(word))
    }

    /// Whether a path of this name is that of a file that others are not to see.
    pub fn is_secret_path(&self, name: &str) -> bool {
        let words = words(name);
        (says(&words, &self.secrets) || says(&words, &self.secret_paths))
            && !self.is_no_secret(name)
    }

    /// Whether a file of this name is.
    pub fn is_secret_file(&self, file: &str) -> bool {
        let ends = self.secret_endings.iter().any(|ending| file.ends_with(ending.as_str()));
        (ends || says(&words(file), &self.secrets)) && !self.is_no_secret(file)
    }

    /// Whether a language's table tells secrets by their names.
    pub fn tells_secrets(&self) -> bool {
        !self.secrets.is_empty()
    }

    /// Whether a function of this name puts something into a file.
    pub fn stores(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.stores.contains(word))
    }

    /// Whether a function of this name takes the permissions of others away.
    pub fn narrows(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.narrows.contains(word))
    }

    /// Whether a function of this name gives a name for a temporary file, and no file.
    pub fn names_files(&self, name: &str) -> bool {
        let words = words(name);
        says(&words, &self.names_files) && !words.iter().any(|word| self.reserves.contains(word))
    }

    /// Whether a function of this name tells whether something stands at a path.
    pub fn asks(&self, name: &str) -> bool {
        says(&words(name), &self.asks)
    }

    /// Whether a function of this name makes an object that text is gathered in.
    pub fn begins_text(&self, name: &str) -> bool {
        let words = words(name);
        self.is_about_buffers(&words)
            && words.last().is_some_and(|last| self.begins_text.contains(last))
    }

    /// Whether a function of this name puts more text into such an object.
    pub fn adds_text(&self, name: &str) -> bool {
        let words = words(name);
        self.is_about_buffers(&words) && words.iter().any(|word| self.adds_text.contains(word))
    }

    /// Whether a function of this name gives the text of such an object.
    pub fn gives_text(&self, name: &str) -> bool {
        let words = words(name);
        self.is_about_buffers(&words)
            && words.last().is_some_and(|last| self.gives_text.contains(last))
    }

    fn is_about_buffers(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.buffers.contains(word))
    }

    /// Whether a function of this name puts texts one after the other.
    pub fn concatenates(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.concatenates.contains(word))
    }

    /// Whether a function of this name joins paths.
    pub fn joins_paths(&self, name: &str) -> bool {
        says(&words(name), &self.joins_paths)
    }

    /// Whether what has this name tells the program what to do.
    pub fn steers(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.steers.contains(word))
    }

    /// Whether a function or type of this name removes at the end what it is given.
    pub fn guards(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.guards.contains(word))
    }

    /// `write_index`, `create_file`.
    fn begins_to_write(&self, words: &[String]) -> bool {
        let about_files = words.iter().any(|word| self.files.contains(word));
        words.first().is_some_and(|first| {
            self.writes.contains(first)
                || (self.makes.contains(first) && about_files)
                || self.is_verb_and_file(first)
        })
    }

    /// `createdirectory`, `writefile`.
    fn is_verb_and_file(&self, word: &str) -> bool {
        self.makes.iter().chain(&self.writes).any(|verb| {
            word.strip_prefix(verb.as_str()).is_some_and(|rest| self.files.contains(rest))
        })
    }

    /// `rsvg_handle_write_file`: a verb and what it makes, behind the names of what it belongs to.
    fn writes_behind(&self, words: &[String]) -> bool {
        let at = words.windows(2).position(|pair| match pair {
            [verb, file] => {
                (self.writes.contains(verb) || self.makes.contains(verb))
                    && (self.files.contains(file) || self.targets.contains(file))
            }
            _ => false,
        });
        at.and_then(|at| words.get(at..)).is_some_and(|words| {
            self.prefixed && !words.iter().any(|word| self.not_written.contains(word))
        })
    }

    /// The part of a qualified name that tells what is done.
    pub fn telling<'n>(&self, name: &'n str) -> Option<&'n str> {
        let mut parts = name.rsplit(['.', ':']).filter(|part| !part.is_empty());
        let last = parts.next().unwrap_or(name);
        if self.constructors.is_empty() {
            return Some(last);
        }
        if self.constructors.contains(last) {
            return Some(parts.next().filter(|of| is_class(of)).unwrap_or(last));
        }
        (!is_class(last)).then_some(last)
    }

    /// Whether a function of this name makes something that goes with its owner.
    pub fn makes_temporary(&self, name: &str) -> bool {
        says(&words(name), &self.temporaries)
    }

    /// Whether what has this name is open to others on purpose.
    pub fn is_meant_for_others(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.meant_for_others.contains(word))
    }

    /// Whether a function of this name reads what it is given first.
    pub fn reads_first(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.from_first.contains(word))
    }

    /// Whether a function of this name writes to what it is given after the first.
    pub fn writes_later(&self, name: &str) -> bool {
        let words = words(name);
        let first = self.without_fillers(&words).first();
        first.is_some_and(|first| self.into.contains(first))
            && !words.iter().any(|word| self.not_written.contains(word))
    }

    /// Whether a function of this name makes a file for a process number or a lock.
    pub fn holds(&self, name: &str) -> bool {
        let words = words(name);
        let any = |set: &BTreeSet<String>| words.iter().any(|word| set.contains(word));
        (is_class(name) || any(&self.holds)) && !any(&self.not_written)
    }

    /// Whether a path is that of a file that those make who hold it.
    pub fn is_held(&self, path: &str) -> bool {
        self.held_endings.iter().any(|ending| path.ends_with(ending.as_str()))
    }

    /// Whether a keyword argument of this name may be a path that is written.
    pub fn is_place(&self, keyword: &str) -> bool {
        words(keyword).iter().any(|word| self.places.contains(word))
    }

    /// Whether a function of this name runs the command it is given.
    pub fn runs(&self, name: &str) -> bool {
        let words = words(name);
        words.iter().any(|word| self.runs.contains(word)) && !self.runs_elsewhere(name)
    }

    /// Whether a name says that a command is not run, or not here.
    pub fn runs_elsewhere(&self, name: &str) -> bool {
        words(name).iter().any(|word| self.not_run.contains(word))
    }

    /// Whether an option of this name makes a program only say what it would do.
    pub fn pretends(&self, name: &str) -> bool {
        let words = words(name);
        let pairs = words.windows(2).map(<[String]>::concat);
        words.iter().cloned().chain(pairs).any(|word| self.pretends.contains(&word))
    }

    /// Whether a command does nothing.
    pub fn does_nothing(&self, command: &str) -> bool {
        self.does_nothing.contains(command)
    }

    /// Whether a function of this name removes what it is given.
    pub fn removes(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.removes.iter().any(|part| name.contains(part.as_str()))
    }

    /// Whether a type of this name declares options of the program.
    pub fn declares(&self, name: &str) -> bool {
        is_class(name) && words(name).iter().any(|word| self.declares.contains(word))
    }

    /// Whether types are known by their names that declare options.
    pub fn declares_anything(&self) -> bool {
        !self.declares.is_empty()
    }

    /// Whether a function or type of this name listens at the socket it is given.
    pub fn serves(&self, name: &str) -> bool {
        let words = words(name);
        let any = |set: &BTreeSet<String>| words.iter().any(|word| set.contains(word));
        any(&self.serves) && !any(&self.not_served)
    }

    /// Whether a path is that of a socket.
    pub fn is_socket(&self, path: &str) -> bool {
        self.socket_endings.iter().any(|ending| path.ends_with(ending.as_str()))
    }

    /// Whether a function of this name removes files, not what a collection holds.
    pub fn removes_files(&self, name: &str) -> bool {
        self.removes(name) && words(name).iter().any(|word| self.files.contains(word))
    }

    /// Whether a function of this name can be taken to make what stands at a path for which the
    /// program asked the system where temporary files go.
    pub fn makes_what_is_asked(&self, name: &str) -> bool {
        let words = words(name);
        let other =
            |word: &String| self.only_keeps.contains(word) || self.not_written.contains(word);
        !self.only_keeps.is_empty()
            && !is_class(name)
            && !words.is_empty()
            && !words.iter().any(other)
    }

    /// Whether a function of this name puts what it is given elsewhere.
    pub fn moves(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.moves.iter().any(|part| name.contains(part.as_str()))
    }

    /// Whether a function of this name only looks at what it is given.
    pub fn looks(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.looks.iter().any(|start| lower.starts_with(start.as_str())) || {
            let words = words(name);
            let any = |set: &BTreeSet<String>| words.iter().any(|word| set.contains(word));
            any(&self.looking) && !any(&self.writes)
        }
    }

    /// Whether a function of this name looks something up that has a default.
    pub fn looks_up(&self, name: &str) -> bool {
        says(&words(name), &self.looks_up)
    }

    fn without_fillers<'w>(&self, words: &'w [String]) -> &'w [String] {
        let start = words.iter().position(|word| !self.fillers.contains(word));
        start.and_then(|start| words.get(start..)).unwrap_or_default()
    }
}

/// Whether a name says what one of the phrases does.
fn says(words: &[String], phrases: &[Vec<String>]) -> bool {
    phrases.iter().any(|phrase| has_all(words, phrase))
}

/// Whether all words of a phrase occur, in any order.
fn has_all(words: &[String], phrase: &[String]) -> bool {
    phrase.iter().all(|slot| slot.split('|').any(|word| words.iter().any(|own| own == word)))
}

fn is_class(name: &str) -> bool {
    name.starts_with(|first: char| first.is_uppercase())
}

/// The words of a name, in lower case: `write_pid_file`, `WritePIDFile`.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let letters: Vec<char> = name.chars().collect();
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            open = false;
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let is_start = letter.is_uppercase()
            && (before.is_some_and(|letter| !letter.is_uppercase())
                || after.is_some_and(|letter| letter.is_lowercase()));
        if is_start || !open {
            words.push(String::new());
        }
        open = true;
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        for (name, expected) in [
            ("write_pid_file", "write pid file"),
            ("SetFileContents", "set file contents"),
            ("WritePIDFile", "write pid file"),
            ("_exportTo", "export to"),
            ("errExit", "err exit"),
            ("md5sum", "md5sum"),
            ("", ""),
        ] {
            assert_eq!(words(name).join(" "), expected);
        }
    }
}
