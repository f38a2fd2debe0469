//! Whether a file's nesting is shallow enough to be parsed, lowered and dropped recursively.
//!
//! syn's parser, the drop of its tree and the lowering recurse. An abort for want of stack cannot
//! be caught, so the depth that any of them could reach is bounded from above before they run. The
//! bound is taken from the token trees themselves, which are lexed, walked and dropped without
//! recursion, so that no string, comment or lifetime can be mistaken for a bracket.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// Brackets inside one another.
const MAX_BRACKETS: usize = 400;

/// Brackets, open angles, prefix operators, arrows and assignments inside one another. syn takes
/// at most 8 kB of stack for one of these, a sixth of what there is for this many.
const MAX_NESTING: u32 = 1_400;

/// Links of chains (`a.b().c()`, `a + b + c`, `else if`) inside one another. They are parsed in
/// loops, but make trees that are deep on their left side, whose drop recurses.
const MAX_CHAIN: u32 = 20_000;

/// Words after which an operand must follow.
const PREFIX_WORDS: [&str; 24] = [
    "as", "async", "box", "break", "const", "dyn", "for", "if", "impl", "in", "let", "loop",
    "match", "move", "mut", "raw", "ref", "return", "static", "try", "unsafe", "where", "while",
    "yield",
];

/// Where the nesting becomes deeper than can be followed, if it does.
pub(super) fn first_too_deep(tokens: &TokenStream) -> Option<Span> {
    let mut levels = vec![(tokens.clone().into_iter(), Level::default())];
    // What all levels but the innermost add up to.
    let (mut nesting, mut chain) = (0, 0);
    while let Some((tokens, level)) = levels.last_mut() {
        let Some(token) = tokens.next() else {
            levels.pop();
            if let Some((_, outer)) = levels.last() {
                nesting -= outer.nesting() + 1;
                chain -= outer.chain;
            }
            continue;
        };
        level.step(&token);
        if nesting + level.nesting() > MAX_NESTING || chain + level.chain > MAX_CHAIN {
            return Some(token.span());
        }
        if let TokenTree::Group(group) = token {
            nesting += level.nesting() + 1;
            chain += level.chain;
            if levels.len() > MAX_BRACKETS {
                return Some(group.span_open());
            }
            levels.push((group.stream().into_iter(), Level::default()));
        }
    }
    None
}

/// What was seen between two brackets.
///
/// Everything here errs towards more nesting: what a token is can only be told by parsing, and
/// the parser must not be reached with less counted than it will do.
#[derive(Default)]
struct Level {
    /// Prefix operators, arrows and assignments whose operands are not complete.
    prefixes: u32,
    /// `<` without their `>`. A comparison counts too.
    angles: u32,
    /// Links since the last separator.
    chain: u32,
    before: Before,
    /// The punctuation character before, if the next one continues it.
    joint: Option<char>,
    /// Whether that character stood after an operand.
    joint_is_infix: bool,
    /// Between the bars of a closure, where a comma separates nothing but parameters.
    in_bars: bool,
    /// A `'` was seen: the name of a lifetime follows.
    in_lifetime: bool,
}

/// What stands before a token.
#[derive(Clone, Copy, Default, PartialEq)]
enum Before {
    /// Nothing, an operator or a separator: an operand follows.
    #[default]
    Start,
    /// A name, a `>` or a `?`.
    Operand,
    /// A literal or a closing bracket, after which `<` is a comparison.
    Closed,
    /// A closing brace: a statement or item may have ended.
    Brace,
    /// `else`: an `if` after it is parsed in a loop.
    Else,
    /// `#` or `#!`: the bracket after it is an attribute.
    Pound,
}

impl Level {
    fn nesting(&self) -> u32 {
        self.prefixes + self.angles
    }

    /// A statement, item or match arm begins.
    fn reset(&mut self) {
        *self = Self::default();
    }

    fn step(&mut self, token: &TokenTree) {
        match token {
            TokenTree::Group(group) => self.group(group),
            TokenTree::Ident(word) => self.word(word),
            TokenTree::Literal(_) => {
                if self.before == Before::Brace {
                    self.reset();
                }
                self.before = Before::Closed;
                self.joint = None;
            }
            TokenTree::Punct(punct) => self.punctuation(punct),
        }
    }

    fn group(&mut self, group: &Group) {
        self.joint = None;
        if self.before == Before::Pound {
            self.before = Before::Start;
            return;
        }
        self.chain += 1;
        self.before = match group.delimiter() {
            Delimiter::Brace => Before::Brace,
            Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::None => Before::Closed,
        };
    }

    fn word(&mut self, word: &Ident) {
        self.joint = None;
        if self.in_lifetime {
            self.in_lifetime = false;
            return;
        }
        let continues = ["as", "else", "in", "where"].iter().any(|other| word == other);
        if self.before == Before::Brace && !continues {
            self.reset();
        }
        let is_chained = word == "else" || (self.before == Before::Else && word == "if");
        if is_chained {
            self.chain += 1;
            self.before = if word == "else" { Before::Else } else { Before::Start };
        } else if PREFIX_WORDS.iter().any(|prefix| word == prefix) {
            self.prefixes += 1;
            self.chain += 1;
            self.before = Before::Start;
        } else {
            self.before = Before::Operand;
        }
    }

    fn punctuation(&mut self, punct: &Punct) {
        let character = punct.as_char();
        let after_operand = matches!(self.before, Before::Operand | Before::Closed | Before::Brace);
        let mut before = Before::Start;
        match (self.joint.take(), character) {
            (_, ';') | (Some('='), '>') => self.reset(),
            (_, ',') => {
                self.chain = 0;
                if self.angles == 0 && !self.in_bars {
                    self.prefixes = 0;
                }
            }
            (_, '\'') => {
                self.in_lifetime = true;
                return;
            }
            (_, '#') => {
                if self.before == Before::Brace {
                    self.reset();
                }
                before = Before::Pound;
            }
            (_, '!') if self.before == Before::Pound => before = Before::Pound,
            // The first half was taken for an assignment.
            (Some('='), '=') => {
                self.prefixes = self.prefixes.saturating_sub(1);
                self.chain += 1;
            }
            (Some('!'), '=') => {}
            (Some(first @ ('|' | '&' | '.' | ':')), second) if first == second => {
                if !self.joint_is_infix {
                    self.prefixes += 1;
                    self.in_bars = false;
                }
                self.before = Before::Start;
                return;
            }
            (joint, '<') => {
                let is_shift = joint == Some('<') && self.joint_is_infix;
                self.joint_is_infix = self.before == Before::Closed || is_shift;
                self.chain += 1;
                self.angles += u32::from(!self.joint_is_infix);
            }
            (Some('-'), '>') | (_, '=' | '@') => self.prefixes += 1,
            (_, '>') => {
                self.chain += 1;
                self.angles = self.angles.saturating_sub(1);
                before = Before::Operand;
            }
            (_, '?') if after_operand => {
                self.chain += 1;
                before = Before::Operand;
            }
            _ => {
                self.chain += 1;
                self.prefixes += u32::from(!after_operand);
                if character == '|' {
                    self.in_bars = !self.in_bars && !after_operand;
                }
                self.joint_is_infix = after_operand;
            }
        }
        self.before = before;
        if punct.spacing() == Spacing::Joint {
            self.joint = Some(character);
        }
    }
}
