//! Splits a script into simple commands, keywords and operators.
//!
//! The grammar of tree-sitter-bash misreads much of what real scripts hold, often without saying
//! so: `a= b=` and a `for` on the next line become one command, `>&2 "$x"` takes the argument for
//! a second target, and a quote or bracket in a pattern makes it give up on the rest of the file.
//! So words, redirections, here-documents and the headers of compound commands are read here, and
//! the grammar gets what it is good at: a [`Skeleton`] of keywords and operators in which a whole
//! simple command is one letter. It finds the nesting in it, and recovers where the nesting is
//! broken.

use std::collections::HashMap;

use super::extent::Extents;
use super::fragment::{Extent, Fragment};
use super::syntax::{ForHeader, Form, HereBody, Redirect, Simple};

mod header;
mod redirect;

/// Nesting of parentheses that the grammar is shown: its memory grows with it, and the syntax tree
/// is not built that deep.
const MAX_OPEN: usize = 1000;

/// What the lexer found, keyed by offsets in the fragment.
#[derive(Default)]
pub(super) struct Skeleton {
    /// What the grammar reads: keywords, operators, and `x` for a simple command.
    pub(super) shown: Vec<u8>,
    /// Where the token that a byte of `shown` belongs to stands.
    places: Vec<(u32, u32)>,
    /// By start.
    pub(super) simple: HashMap<usize, Simple>,
    /// Redirections of a compound command, by its end.
    pub(super) redirects: HashMap<usize, Vec<Redirect>>,
    /// What stands before a command, by the command's start; outermost first.
    pub(super) prefixes: HashMap<usize, Vec<Prefix>>,
    /// By the start of the keyword.
    pub(super) loops: HashMap<usize, ForHeader>,
    /// The words that `case` looks at, by the start of the keyword.
    pub(super) subjects: HashMap<usize, Extent>,
    /// By the start of the first.
    pub(super) patterns: HashMap<usize, Vec<Extent>>,
    /// A word that ends only with the text, in quotes or an expansion.
    pub(super) unclosed: Option<Extent>,
}

impl Skeleton {
    /// The part of the fragment that a part of `shown` stands for.
    pub(super) fn extent(&self, shown: &Extent) -> Extent {
        let place = |at: usize| self.places.get(at).or(self.places.last()).copied();
        let (start, after) = place(shown.start).unwrap_or_default();
        let end =
            if shown.is_empty() { start } else { place(shown.end - 1).map_or(after, |it| it.1) };
        start as usize..(end as usize).max(start as usize)
    }
}

/// What stands before a command and changes what it is.
#[derive(Clone, Debug)]
pub(super) enum Prefix {
    /// `!`
    Not,
    /// `name()`, `function name`
    Function { name: Extent, header: Extent },
    /// A loop header before a body in braces.
    Loop { header: ForHeader, start: usize },
}

/// Reads a part of a fragment.
pub(super) fn skeleton(fragment: &Fragment<'_>, extent: &Extent) -> Skeleton {
    let mut lexer = Lexer::new(Extents::new(fragment, extent.end), extent.start);
    while lexer.at < extent.end {
        if lexer.step() == Step::Closed {
            // A parenthesis too many; the grammar says so.
            lexer.show(b")", lexer.at - 1..lexer.at);
        }
    }
    lexer.finish()
}

/// The end of commands in parentheses whose content starts at `start`.
pub(super) fn substitution_end(extents: Extents<'_, '_>, start: usize) -> usize {
    let mut lexer = Lexer::new(extents, start);
    while lexer.at < extents.limit {
        if lexer.step() == Step::Closed {
            return lexer.at;
        }
    }
    extents.limit
}

/// The offset of the line's end, or the limit.
pub(super) fn line_end(fragment: &Fragment<'_>, at: usize, limit: usize) -> usize {
    let rest = fragment.bytes().get(at..limit).unwrap_or(&[]);
    rest.iter().position(|&byte| byte == b'\n').map_or(limit, |length| at + length)
}

#[derive(PartialEq)]
enum Step {
    Taken,
    /// A closing parenthesis that nothing here opened; `at` is after it.
    Closed,
}

/// What the last token was, as far as it decides what a newline and the next word mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// Nothing, an operator, or a keyword that a command follows.
    Start,
    /// A simple command or the header of a loop.
    Command,
    /// The end of a compound command, at this offset: redirections may follow.
    Compound(usize),
}

/// What is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Parenthesis,
    /// A `case` before a pattern.
    Patterns,
    /// A `case` in the body of an arm.
    Arm,
}

struct Lexer<'f, 's> {
    extents: Extents<'f, 's>,
    at: usize,
    after: After,
    open: Vec<Open>,
    pending: Vec<Prefix>,
    /// Here-documents whose bodies follow at the next newline.
    awaited: Vec<Awaited>,
    bodies: HashMap<usize, HereBody>,
    skeleton: Skeleton,
}

struct Awaited {
    /// The start of the redirection.
    redirect: usize,
    delimiter: String,
    quoted: bool,
    strip_tabs: bool,
}

impl<'f, 's> Lexer<'f, 's> {
    fn new(extents: Extents<'f, 's>, start: usize) -> Self {
        Self {
            extents,
            at: start,
            after: After::Start,
            open: Vec::new(),
            pending: Vec::new(),
            awaited: Vec::new(),
            bodies: HashMap::new(),
            skeleton: Skeleton::default(),
        }
    }

    fn finish(mut self) -> Skeleton {
        let redirects = self.skeleton.simple.values_mut().flat_map(|simple| &mut simple.redirects);
        for redirect in redirects.chain(self.skeleton.redirects.values_mut().flatten()) {
            redirect.body = self.bodies.remove(&redirect.extent.start);
        }
        self.skeleton
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.extents.byte(self.at + ahead)
    }

    /// Takes one token.
    fn step(&mut self) -> Step {
        self.skip_blanks();
        if self.at >= self.extents.limit {
            return Step::Taken;
        }
        if self.open.last() == Some(&Open::Patterns) && self.pattern() {
            return Step::Taken;
        }
        match self.byte(0) {
            b'\n' => self.newline(),
            b';' => self.semicolon(),
            b'&' if self.byte(1) == b'>' => self.word(),
            b'&' if self.byte(1) == b'&' => self.operator(b"&&"),
            b'&' => self.operator(b"&"),
            b'|' if self.byte(1) == b'|' => self.operator(b"||"),
            b'|' if self.byte(1) == b'&' => self.operator(b"|&"),
            b'|' => self.operator(b"|"),
            b'(' => self.open_parenthesis(),
            b')' => return self.close_parenthesis(),
            _ => self.word(),
        }
        Step::Taken
    }

    /// Skips blanks, line continuations and a comment.
    fn skip_blanks(&mut self) {
        loop {
            match self.byte(0) {
                b' ' | b'\t' => self.at += 1,
                b'\r' if matches!(self.byte(1), b'\n' | 0) => self.at += 1,
                b'\\' if self.byte(1) == b'\n' => self.at += 2,
                b'\\' if self.byte(1) == b'\r' && self.byte(2) == b'\n' => self.at += 3,
                b'#' => {
                    self.at = line_end(self.extents.fragment, self.at, self.extents.limit);
                }
                _ => break,
            }
            if self.at >= self.extents.limit {
                break;
            }
        }
    }

    /// Skips blanks and newlines, where neither ends a command.
    fn skip_lines(&mut self) {
        self.skip_blanks();
        while self.byte(0) == b'\n' {
            self.here_documents();
            self.skip_blanks();
        }
    }

    fn newline(&mut self) {
        if self.after != After::Start {
            self.show(b";", self.at..self.at);
        }
        self.after = After::Start;
        self.here_documents();
    }

    /// Takes a newline and the bodies of the here-documents that the line began.
    fn here_documents(&mut self) {
        self.at += 1;
        for awaited in std::mem::take(&mut self.awaited) {
            let start = self.at;
            let mut end = start;
            while end < self.extents.limit {
                let stop = line_end(self.extents.fragment, end, self.extents.limit);
                let line = self.extents.fragment.slice(&(end..stop));
                self.at = (stop + 1).min(self.extents.limit);
                let line = line.strip_suffix('\r').unwrap_or(line);
                let line = if awaited.strip_tabs { line.trim_start_matches('\t') } else { line };
                if line == awaited.delimiter {
                    break;
                }
                end = self.at;
            }
            let body = HereBody {
                extent: start..end,
                quoted: awaited.quoted,
                strip_tabs: awaited.strip_tabs,
            };
            self.bodies.insert(awaited.redirect, body);
        }
    }

    fn semicolon(&mut self) {
        let double = self.byte(1) == b';';
        let length = match (double, self.byte(1), self.byte(2)) {
            (true, _, b'&') => 3,
            (true, _, _) | (_, b'&', _) => 2,
            _ => 1,
        };
        if length == 1 {
            return self.operator(b";");
        }
        self.show(b";;", self.at..self.at + length);
        self.at += length;
        self.after = After::Start;
        self.pending.clear();
        if let Some(open @ Open::Arm) = self.open.last_mut() {
            *open = Open::Patterns;
        }
    }

    /// Takes an operator that a command follows.
    fn operator(&mut self, text: &[u8]) {
        self.show(text, self.at..self.at + text.len());
        self.at += text.len();
        self.after = After::Start;
        self.pending.clear();
    }

    fn open_parenthesis(&mut self) {
        if self.after != After::Command
            && self.byte(1) == b'('
            && let Some(end) = self.extents.arithmetic(self.at)
        {
            return self.whole(Form::Arithmetic, end);
        }
        self.begin(self.at);
        if self.open.len() < MAX_OPEN {
            self.show(b"(", self.at..self.at + 1);
        }
        self.open.push(Open::Parenthesis);
        self.after = After::Start;
        self.at += 1;
    }

    fn close_parenthesis(&mut self) -> Step {
        // A `case` that lacks its `esac` ends here as well.
        while self.open.last().is_some_and(|&open| open != Open::Parenthesis)
            && self.open.contains(&Open::Parenthesis)
        {
            self.open.pop();
        }
        self.at += 1;
        if self.open.last() != Some(&Open::Parenthesis) {
            return Step::Closed;
        }
        self.open.pop();
        if self.open.len() < MAX_OPEN {
            self.show(b")", self.at - 1..self.at);
        }
        self.after = After::Compound(self.at);
        Step::Taken
    }

    /// Takes what starts with a word or redirection.
    fn word(&mut self) {
        if let After::Compound(end) = self.after {
            let before = self.at;
            if let Some(redirect) = self.redirect() {
                self.skeleton.redirects.entry(end).or_default().push(redirect);
                return;
            }
            self.at = before;
        }
        let end = self.extents.word(self.at);
        let extent = self.at..end;
        let text = self.extents.fragment.slice(&extent);
        match text {
            "if" | "while" | "until" | "{" => {
                self.begin(self.at);
                self.keyword(extent, After::Start);
            }
            "then" | "elif" | "else" | "do" => self.keyword(extent, After::Start),
            "fi" | "done" | "}" => self.keyword(extent, After::Compound(end)),
            "esac" => {
                if self.open.last() == Some(&Open::Arm) {
                    self.open.pop();
                }
                self.keyword(extent, After::Compound(end));
            }
            "!" => {
                self.pending.push(Prefix::Not);
                self.at = end;
            }
            "time" | "coproc" if self.precedes_command(end) => self.at = end,
            "for" | "select" => self.loop_header(extent),
            "case" => self.case_header(extent),
            "function" => self.function_keyword(extent),
            "[[" => {
                let end = self.conditional_end(end);
                self.whole(Form::Conditional, end);
            }
            _ => self.simple(),
        }
    }

    /// Whether a word follows on the same line: then `time` is a keyword.
    fn precedes_command(&self, at: usize) -> bool {
        let rest = self.extents.fragment.bytes().get(at..self.extents.limit).unwrap_or(&[]);
        let next = rest.iter().find(|&&byte| byte != b' ' && byte != b'\t');
        next.is_some_and(|byte| !b"\n\r;&|)<>-#".contains(byte))
    }

    /// The end of `[[ … ]]`: after the word `]]`.
    fn conditional_end(&self, start: usize) -> usize {
        let (mut at, bytes) = (start, self.extents.fragment.bytes());
        while at < self.extents.limit {
            let blank = matches!(bytes.get(at - 1), Some(b' ' | b'\t' | b'\n'));
            if blank && self.extents.byte(at) == b']' && self.extents.byte(at + 1) == b']' {
                return at + 2;
            }
            at = match self.extents.byte(at) {
                b'#' if blank => line_end(self.extents.fragment, at, self.extents.limit),
                b'<' | b'>' if self.extents.byte(at + 1) == b'(' => {
                    self.extents.substitution(at + 1)
                }
                _ => self.extents.character(at),
            };
        }
        self.extents.limit
    }

    fn keyword(&mut self, extent: Extent, after: After) {
        self.separate(extent.start);
        self.pending.clear();
        self.at = extent.end;
        self.keep(extent);
        self.after = after;
    }

    /// Takes a command that is one word to the grammar.
    fn whole(&mut self, form: Form, end: usize) {
        let extent = self.at..end;
        self.begin(self.at);
        self.hide(extent.clone());
        let words = vec![extent.clone()];
        let simple = Simple { form, extent, words, redirects: Vec::new() };
        self.record(simple);
        self.at = end;
        self.after = After::Compound(end);
    }

    /// Takes a simple command, or the header of a function.
    fn simple(&mut self) {
        let start = self.at;
        let (mut words, mut redirects) = (Vec::new(), Vec::new());
        let mut end = start;
        loop {
            self.skip_blanks();
            match self.byte(0) {
                b'&' if self.byte(1) != b'>' => break,
                b'\n' | b';' | b'|' | b')' => break,
                b'(' => {
                    if let [name] = words.as_slice()
                        && redirects.is_empty()
                        && self.function_parentheses(start, name)
                    {
                        return;
                    }
                    break;
                }
                _ if self.at >= self.extents.limit => break,
                _ => {}
            }
            let opens = matches!(&*words, [word] if self.extents.fragment.slice(word) == "exec");
            let of_value = if opens { self.redirect_of_value() } else { None };
            if let Some(redirect) = of_value.or_else(|| self.redirect()) {
                if redirects.is_empty() || !self.skims() {
                    redirects.push(redirect);
                }
            } else {
                let stop = self.extents.word(self.at);
                if stop == self.at {
                    break;
                }
                if stop == self.extents.limit && !self.skims() && self.extents.is_unclosed(self.at)
                {
                    self.skeleton.unclosed = Some(self.at..stop);
                }
                // More than one word is no function's name; that is all a skimmed command needs.
                if words.len() < 2 || !self.skims() {
                    words.push(self.at..stop);
                }
                self.at = stop;
            }
            end = self.at;
        }
        if end == start {
            // No word starts here; step over it so that the lexer always gets on.
            self.at = start + 1;
            return;
        }
        self.separate(start);
        self.begin(start);
        self.hide(start..end);
        let simple = Simple { form: Form::Command, extent: start..end, words, redirects };
        self.record(simple);
        self.after = After::Command;
    }

    /// Whether only the end of an expansion is looked for, and nothing of what is in it.
    fn skims(&self) -> bool {
        self.extents.nesting > 0
    }

    fn record(&mut self, simple: Simple) {
        if !self.skims() {
            self.skeleton.simple.insert(simple.extent.start, simple);
        }
    }

    /// Notes what stands before the command that starts here.
    fn begin(&mut self, start: usize) {
        if !self.pending.is_empty() {
            self.skeleton.prefixes.insert(start, std::mem::take(&mut self.pending));
        }
    }

    /// Puts the separator that the shell does not need, and the grammar does, before a word that
    /// follows a complete command: `if (a) then`, `{ { a; } }`.
    fn separate(&mut self, start: usize) {
        if self.after != After::Start {
            self.show(b";", start..start);
        }
    }

    /// Shows the grammar the source text itself.
    fn keep(&mut self, extent: Extent) {
        let fragment = self.extents.fragment;
        self.show(fragment.bytes().get(extent.clone()).unwrap_or(&[]), extent);
    }

    /// Shows the grammar a word in place of what stands there.
    fn hide(&mut self, extent: Extent) {
        self.show(b"x", extent);
    }

    fn show(&mut self, text: &[u8], extent: Extent) {
        if self.skims() {
            return;
        }
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        let place = (offset(extent.start), offset(extent.end));
        self.skeleton.shown.extend(text);
        self.skeleton.shown.push(b' ');
        self.skeleton.places.extend(std::iter::repeat_n(place, text.len() + 1));
    }
}
