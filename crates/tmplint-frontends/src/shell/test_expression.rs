//! Reads the words of `test`, `[` and `[[` as an expression.

use tmplint_ir::CompareOp;

use super::extent::Extents;
use super::fragment::{Extent, Fragment};
use super::lex::line_end;
use super::special::literal;
use super::syntax::{Form, Simple};

/// Nesting of parentheses and `!` that is followed.
const MAX_DEPTH: usize = 100;

/// What a test asks.
#[derive(Debug)]
pub(super) enum Expression {
    /// `a -o b`, `a || b`
    Any(Vec<Expression>),
    /// `a -a b`, `a && b`
    All(Vec<Expression>),
    Not(Box<Expression>),
    /// An operator on one file or two.
    File {
        /// As the call is named.
        name: &'static str,
        operator: Extent,
        operands: Vec<Extent>,
    },
    /// `-n`
    NotEmpty {
        operator: Extent,
        operand: Extent,
    },
    Compare {
        op: CompareOp,
        left: Extent,
        right: Extent,
    },
    /// A word by itself: whether it is empty.
    Word(Extent),
    /// What is not followed.
    Other(Vec<Extent>),
}

/// Reads the test that a simple command is.
pub(super) fn read(text: &Fragment<'_>, simple: &Simple) -> Expression {
    let double = simple.form == Form::Conditional;
    let words = if double { double_words(text, &simple.extent) } else { words(text, simple) };
    let mut reader = Reader { text, words: &words, at: 0, double, depth: 0 };
    let expression = reader.alternatives();
    if reader.at == words.len() { expression } else { Expression::Other(words) }
}

struct Reader<'a, 's> {
    text: &'a Fragment<'s>,
    words: &'a [Extent],
    at: usize,
    /// `[[`: `&&`, `||` and patterns instead of `-a`, `-o` and texts.
    double: bool,
    depth: usize,
}

impl<'a> Reader<'a, '_> {
    /// The word `ahead` of the next one.
    fn peek(&self, ahead: usize) -> &'a str {
        self.words.get(self.at + ahead).map_or("", |word| self.text.slice(word))
    }

    fn take(&mut self) -> Extent {
        let word = self.words.get(self.at).cloned().unwrap_or(0..0);
        self.at += 1;
        word
    }

    fn take_if(&mut self, word: &str) -> bool {
        let found = self.at < self.words.len() && self.peek(0) == word;
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self) -> Expression {
        let or = if self.double { "||" } else { "-o" };
        let mut operands = vec![self.conjunction()];
        while self.take_if(or) {
            operands.push(self.conjunction());
        }
        one_or(operands, Expression::Any)
    }

    fn conjunction(&mut self) -> Expression {
        let and = if self.double { "&&" } else { "-a" };
        let mut operands = vec![self.primary()];
        while self.take_if(and) {
            operands.push(self.primary());
        }
        one_or(operands, Expression::All)
    }

    fn primary(&mut self) -> Expression {
        let rest = self.words.len().saturating_sub(self.at);
        let word = self.peek(0);
        if rest == 0 {
            return Expression::Other(Vec::new());
        }
        if rest >= 3 && is_binary(self.peek(1)) {
            return self.binary();
        }
        if self.depth < MAX_DEPTH {
            if word == "!" && rest > 1 {
                self.at += 1;
                self.depth += 1;
                let inner = self.primary();
                self.depth -= 1;
                return Expression::Not(Box::new(inner));
            }
            if matches!(word, "(" | "\\(" | "'('" | "\"(\"") && rest > 2 {
                self.at += 1;
                self.depth += 1;
                let inner = self.alternatives();
                self.depth -= 1;
                self.at += usize::from(matches!(self.peek(0), ")" | "\\)" | "')'" | "\")\""));
                return inner;
            }
        }
        if rest >= 2 && is_unary(word) {
            return self.unary();
        }
        Expression::Word(self.take())
    }

    fn unary(&mut self) -> Expression {
        let (operator, operand) = (self.take(), self.take());
        match self.text.slice(&operator) {
            "-n" => Expression::NotEmpty { operator, operand },
            "-z" => Expression::Not(Box::new(Expression::NotEmpty { operator, operand })),
            word => match file_operator(word) {
                Some(name) => Expression::File { name, operator, operands: vec![operand] },
                None => Expression::Other(vec![operator, operand]),
            },
        }
    }

    fn binary(&mut self) -> Expression {
        let (left, operator, right) = (self.take(), self.take(), self.take());
        let word = self.text.slice(&operator);
        if let Some(name) = two_files(word) {
            return Expression::File { name, operator, operands: vec![left, right] };
        }
        let pattern = self.double && self.text.slice(&right).contains(['*', '?', '[']);
        match comparison(word) {
            Some(op) if !pattern => Expression::Compare { op, left, right },
            _ => Expression::Other(vec![left, operator, right]),
        }
    }
}

fn one_or(mut operands: Vec<Expression>, several: fn(Vec<Expression>) -> Expression) -> Expression {
    match operands.pop() {
        Some(only) if operands.is_empty() => only,
        last => {
            operands.extend(last);
            several(operands)
        }
    }
}

/// The words of `test` or `[` without brackets.
fn words(text: &Fragment<'_>, simple: &Simple) -> Vec<Extent> {
    let name = |word: &Extent| matches!(literal(text, word).as_deref(), Some("[" | "test"));
    let first = simple.words.iter().position(name).map_or(1, |name| name + 1);
    let mut words = simple.words.get(first..).unwrap_or(&[]).to_vec();
    let command = simple.words.get(first - 1).map(|word| text.slice(word));
    if command != Some("test") && words.last().is_some_and(|word| text.slice(word) == "]") {
        words.pop();
    }
    words
}

/// The words and operators inside of `[[ … ]]`.
fn double_words(text: &Fragment<'_>, extent: &Extent) -> Vec<Extent> {
    let closed = text.slice(extent).ends_with("]]");
    let end = extent.end - if closed { 2 } else { 0 };
    let extents = Extents::new(text, end);
    let mut words: Vec<Extent> = Vec::new();
    let mut at = extent.start + 2;
    while at < end {
        let regex = words.last().is_some_and(|word| text.slice(word) == "=~");
        let stop = match text.byte(at) {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at += 1;
                continue;
            }
            b'\\' if text.byte(at + 1) == b'\n' => {
                at += 2;
                continue;
            }
            b'#' => {
                at = line_end(text, at, end);
                continue;
            }
            _ if regex => regex_end(text, at, end).max(at + 1),
            b'&' | b'|' if text.byte(at + 1) == text.byte(at) => at + 2,
            b'(' | b')' | b'&' | b'|' | b';' => at + 1,
            b'<' | b'>' if text.byte(at + 1) != b'(' => at + 1,
            _ => extents.word(at).max(at + 1),
        };
        words.push(at..stop.min(end));
        at = stop;
    }
    words
}

/// The end of a regular expression: a blank outside of quotes and parentheses.
fn regex_end(text: &Fragment<'_>, start: usize, end: usize) -> usize {
    let extents = Extents::new(text, end);
    let (mut at, mut depth) = (start, 0_usize);
    while at < end {
        match text.byte(at) {
            b' ' | b'\t' | b'\n' if depth == 0 => break,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            _ => {}
        }
        at = extents.character(at);
    }
    at
}

fn is_unary(word: &str) -> bool {
    file_operator(word).is_some() || matches!(word, "-n" | "-z" | "-t" | "-o" | "-v" | "-R")
}

fn is_binary(word: &str) -> bool {
    comparison(word).is_some() || two_files(word).is_some() || matches!(word, "=~" | "<" | ">")
}

/// The operator as the call is named; `-a` is an old word for `-e`.
fn file_operator(word: &str) -> Option<&'static str> {
    Some(match word {
        "-a" | "-e" => "-e",
        "-b" => "-b",
        "-c" => "-c",
        "-d" => "-d",
        "-f" => "-f",
        "-g" => "-g",
        "-h" => "-h",
        "-k" => "-k",
        "-p" => "-p",
        "-r" => "-r",
        "-s" => "-s",
        "-u" => "-u",
        "-w" => "-w",
        "-x" => "-x",
        "-G" => "-G",
        "-L" => "-L",
        "-N" => "-N",
        "-O" => "-O",
        "-S" => "-S",
        _ => return None,
    })
}

fn two_files(word: &str) -> Option<&'static str> {
    Some(match word {
        "-nt" => "-nt",
        "-ot" => "-ot",
        "-ef" => "-ef",
        _ => return None,
    })
}

fn comparison(word: &str) -> Option<CompareOp> {
    Some(match word {
        "=" | "==" | "-eq" => CompareOp::Equal,
        "!=" | "-ne" => CompareOp::NotEqual,
        "-lt" => CompareOp::Less,
        "-le" => CompareOp::LessEqual,
        "-gt" => CompareOp::Greater,
        "-ge" => CompareOp::GreaterEqual,
        _ => return None,
    })
}
