//! Conditional groups: which text of a file is parsed.
//!
//! `#if` cuts statements, argument lists and braces wherever it likes, and no parser of C follows
//! it there. So each group is judged by its tokens before anything is parsed. A group whose arms
//! are whole statements keeps all arms, its directives put into the plain form the grammar knows.
//! Of any other group one arm is kept. What is left out is blanked, so that offsets stay.

use super::directive::{self, Condition, Definition, Directive};
use super::item::is_access;
use super::token::{Token, TokenKind};

/// Tokens of a structure that are looked through for functions.
const MAX_STRUCTURE: usize = 1024;

/// Groups nested deeper than this keep the tokens of all arms: judging one costs its size, at each
/// level of nesting.
const MAX_NESTING: usize = 32;

/// A file after its conditionals were judged.
pub(crate) struct Resolved {
    /// The text to parse, as long as the source.
    pub(crate) text: String,
    /// The tokens that are left, without directives.
    pub(crate) tokens: Vec<Token>,
    /// The macros of the text that is left, in order.
    pub(crate) definitions: Vec<Definition>,
}

/// Judges the groups of a file.
pub(crate) fn resolve(source: &str, tokens: &[Token]) -> Resolved {
    let mut resolver = Resolver {
        source,
        tokens,
        text: source.as_bytes().to_vec(),
        dropped: vec![false; tokens.len()],
        definitions: Vec::new(),
        known: directive::Known::default(),
        groups: Vec::new(),
        depth: Depth::default(),
        item: 0,
    };
    for index in 0..tokens.len() {
        resolver.token(index);
    }
    while !resolver.groups.is_empty() {
        resolver.end(tokens.len());
    }
    resolver.finish()
}

/// How many brackets are open.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Depth {
    parentheses: i32,
    braces: i32,
}

impl Depth {
    fn step(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Sign(b'(' | b'[') => self.parentheses += 1,
            TokenKind::Sign(b')' | b']') => self.parentheses -= 1,
            TokenKind::Sign(b'{') => self.braces += 1,
            TokenKind::Sign(b'}') => self.braces -= 1,
            _ => {}
        }
    }
}

struct Arm {
    /// The token of its directive.
    directive: usize,
    /// The token after its last one.
    end: usize,
    condition: Condition,
    is_else: bool,
    /// Whether it, or an arm around it, can never be compiled.
    dead: bool,
    depth_after: Depth,
}

struct Group {
    arms: Vec<Arm>,
    depth_before: Depth,
}

struct Resolver<'s> {
    source: &'s str,
    tokens: &'s [Token],
    text: Vec<u8>,
    dropped: Vec<bool>,
    definitions: Vec<(usize, Definition)>,
    known: directive::Known,
    groups: Vec<Group>,
    /// Brackets open here. The braces of `extern "C"` and `namespace` do not count, and a file that
    /// closes more than it opens starts afresh: one brace too many must not make all that follows
    /// look nested.
    depth: Depth,
    /// The first token of the item at hand.
    item: usize,
}

impl Resolver<'_> {
    fn token(&mut self, index: usize) {
        let Some(&token) = self.tokens.get(index) else { return };
        if token.kind != TokenKind::Directive {
            if !self.is_dead() {
                self.step(index, &token);
            }
            return;
        }
        let directive = directive::read(self.source, &token, &self.known);
        self.known.learn(self.source, &directive, !self.groups.is_empty());
        match directive {
            Directive::If(condition) => {
                let dead = self.is_dead();
                let arms = vec![self.arm(index, condition, false, dead)];
                self.groups.push(Group { arms, depth_before: self.depth });
            }
            Directive::ElseIf(condition) => self.next_arm(index, condition, false),
            Directive::Else => self.next_arm(index, Condition::Open, true),
            Directive::End => self.end(index),
            Directive::Define(definition) => {
                self.definitions.push((index, definition));
                self.blank(token.start, token.end);
            }
            Directive::Undefine(_) | Directive::Include | Directive::Other => {
                self.blank(token.start, token.end);
            }
        }
    }

    fn step(&mut self, index: usize, token: &Token) {
        if self.depth.braces == 0 {
            if token.is(b'{') && opens_scope_of_items(self.source, self.tokens, index, self.item) {
                self.item = index + 1;
                return;
            }
            let item = self.tokens.get(self.item..index).unwrap_or_default();
            if token.is(b':') && is_access(self.source, item) {
                self.item = index + 1;
                return;
            }
            if token.is(b'}') || token.is(b';') {
                self.depth = Depth::default();
                self.item = index + 1;
                return;
            }
        }
        self.depth.step(token);
        if token.is(b'}') && self.depth.braces == 0 {
            self.depth.parentheses = 0;
            self.item = index + 1;
        }
    }

    fn is_dead(&self) -> bool {
        self.groups.last().and_then(|group| group.arms.last()).is_some_and(|arm| arm.dead)
    }

    fn arm(&self, directive: usize, condition: Condition, is_else: bool, dead: bool) -> Arm {
        let dead = dead || condition == Condition::Never;
        Arm { directive, end: directive, condition, is_else, dead, depth_after: self.depth }
    }

    fn next_arm(&mut self, index: usize, condition: Condition, is_else: bool) {
        let around = self.groups.len().checked_sub(2).and_then(|index| self.groups.get(index));
        let dead = around.and_then(|group| group.arms.last()).is_some_and(|arm| arm.dead);
        let arm = self.arm(index, condition, is_else, dead);
        let depth = self.depth;
        if let Some(group) = self.groups.last_mut() {
            if let Some(last) = group.arms.last_mut() {
                last.end = index;
                last.depth_after = depth;
            }
            group.arms.push(arm);
            self.depth = group.depth_before;
        } else {
            self.blank_directive(index);
        }
    }

    fn end(&mut self, index: usize) {
        let nesting = self.groups.len();
        let Some(mut group) = self.groups.pop() else {
            self.blank_directive(index);
            return;
        };
        if let Some(last) = group.arms.last_mut() {
            last.end = index;
            last.depth_after = self.depth;
        }
        if nesting > MAX_NESTING {
            self.blank_directives(&group, index);
            return;
        }
        match self.keep_all(&group, index) {
            Some(Form::Statements) => self.keep_directives(&group, index),
            Some(Form::List) => {
                self.drop_dead(&group);
                self.blank_directives(&group, index);
            }
            None => return self.keep_one(&group, index),
        }
        self.depth = group.depth_before;
    }

    /// Whether, and how, all arms that can be compiled can stay.
    fn keep_all(&self, group: &Group, end: usize) -> Option<Form> {
        let alive: Vec<&Arm> = group.arms.iter().filter(|arm| arm.may_hold()).collect();
        if group.arms.iter().any(|arm| arm.condition == Condition::Always)
            || alive.iter().any(|arm| arm.depth_after.braces != group.depth_before.braces)
        {
            return None;
        }
        let before = self.before(group);
        let after = self.after(end);
        let at_items = group.depth_before == Depth::default();
        // Several heads of one function.
        let ends_item = |token: &Token| token.is(b';') || token.is(b'}');
        if at_items
            && after.is_some_and(|token| token.is(b'{'))
            && alive.iter().any(|arm| self.last(arm).is_some_and(|last| !ends_item(last)))
        {
            return None;
        }
        let statements = group.depth_before.parentheses <= 0
            && (at_items || before.is_none_or(|token| ends_statement(token, true)))
            && after.is_none_or(|token| token.text(self.source) != "else")
            && alive.iter().all(|arm| self.is_statements(arm, at_items));
        if statements {
            return Some(if at_items { Form::List } else { Form::Statements });
        }
        let list = alive.iter().enumerate().all(|(position, arm)| {
            self.last(arm).is_none_or(|token| {
                token.is(b',')
                    || (position + 1 == alive.len() && after.is_some_and(|token| token.is(b'}')))
            })
        });
        (list
            && group.depth_before.parentheses <= 0
            && before.is_some_and(|token| token.is(b'{') || token.is(b',')))
        .then_some(Form::List)
    }

    /// Whether an arm is whole statements (or whole items), or nothing.
    fn is_statements(&self, arm: &Arm, at_items: bool) -> bool {
        let mut depth = Depth::default();
        let mut first = None;
        let mut last = None;
        for index in arm.directive + 1..arm.end {
            let Some(token) = self.kept(index) else { continue };
            first.get_or_insert(token);
            last = Some(token);
            depth.step(token);
            // A parenthesis too many in some function says nothing about the items.
            if at_items && (token.is(b';') || token.is(b'}')) {
                depth.parentheses = 0;
            }
            if depth.parentheses < 0 && !at_items || depth.braces < 0 {
                return false;
            }
        }
        let (Some(first), Some(last)) = (first, last) else { return true };
        let starts = match first.kind {
            TokenKind::Word => first.text(self.source) != "else",
            TokenKind::Sign(sign) => matches!(sign, b'{' | b'(' | b'*' | b';' | b'+' | b'-' | b'['),
            _ => false,
        };
        let ends = ends_statement(last, !at_items)
            || (at_items && (last.is(b')') || last.kind == TokenKind::Word));
        starts && ends && depth == Depth::default()
    }

    /// The last token before a group that is not left out.
    fn before(&self, group: &Group) -> Option<&Token> {
        let first = group.arms.first()?.directive;
        // Only as far as a few directives and blanked arms reach: enough for real files.
        (0..first).rev().take(256).find_map(|index| self.kept(index))
    }

    fn after(&self, end: usize) -> Option<&Token> {
        (end + 1..self.tokens.len()).take(64).find_map(|index| self.kept(index))
    }

    fn last(&self, arm: &Arm) -> Option<&Token> {
        (arm.directive + 1..arm.end).rev().find_map(|index| self.kept(index))
    }

    fn kept(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index).filter(|token| {
            token.kind != TokenKind::Directive && !self.dropped.get(index).copied().unwrap_or(true)
        })
    }

    /// Gives the directives the plain form, with conditions nobody has to parse.
    fn keep_directives(&mut self, group: &Group, end: usize) {
        self.drop_dead(group);
        let alive: Vec<(usize, bool)> = group
            .arms
            .iter()
            .filter(|arm| arm.may_hold())
            .map(|arm| (arm.directive, arm.is_else))
            .collect();
        self.blank_directives(group, end);
        // With one `#else` left there is no choice to make.
        if alive.first().is_none_or(|&(_, is_else)| is_else) || end >= self.tokens.len() {
            return;
        }
        for (position, &(directive, is_else)) in alive.iter().enumerate() {
            let form: &[u8] = match (position, is_else) {
                (0, _) => b"#if 1",
                (_, true) => b"#else",
                (_, false) => b"#elif 1",
            };
            self.write(directive, form);
        }
        self.write(end, b"#endif");
    }

    fn keep_one(&mut self, group: &Group, end: usize) {
        let chosen = self.choose(group);
        for (position, arm) in group.arms.iter().enumerate() {
            self.blank_directive(arm.directive);
            if Some(position) == chosen {
                self.depth = arm.depth_after;
            } else {
                self.drop_arm(arm);
            }
        }
        if chosen.is_none() {
            self.depth = group.depth_before;
        }
        self.blank_directive(end);
    }

    /// The arm to keep where only one can stay: the first that has something and is not for
    /// another language or system.
    fn choose(&self, group: &Group) -> Option<usize> {
        if let Some(always) = group.arms.iter().position(|arm| arm.condition == Condition::Always) {
            return Some(always);
        }
        let with_code = |arm: &Arm| self.last(arm).is_some();
        let find = |wanted: &dyn Fn(&Arm) -> bool| {
            group.arms.iter().position(|arm| wanted(arm) && with_code(arm))
        };
        find(&|arm| arm.condition == Condition::Open)
            .or_else(|| find(&|arm| arm.condition == Condition::Unlikely))
    }

    fn drop_dead(&mut self, group: &Group) {
        for arm in group.arms.iter().filter(|arm| !arm.may_hold()) {
            self.drop_arm(arm);
        }
    }

    fn drop_arm(&mut self, arm: &Arm) {
        for index in arm.directive + 1..arm.end {
            if let Some(dropped) = self.dropped.get_mut(index) {
                *dropped = true;
            }
        }
        if let (Some(first), Some(last)) =
            (self.tokens.get(arm.directive), self.tokens.get(arm.end.saturating_sub(1)))
        {
            self.blank(first.end, last.end);
        }
    }

    fn blank_directives(&mut self, group: &Group, end: usize) {
        for arm in &group.arms {
            self.blank_directive(arm.directive);
        }
        self.blank_directive(end);
    }

    fn blank_directive(&mut self, index: usize) {
        if let Some(token) = self.tokens.get(index) {
            self.blank(token.start, token.end);
        }
    }

    fn blank(&mut self, start: usize, end: usize) {
        blank(&mut self.text, start, end);
    }

    /// Writes over a blanked directive, which is never shorter than its plain form.
    fn write(&mut self, index: usize, form: &[u8]) {
        let Some(token) = self.tokens.get(index) else { return };
        if let Some(place) = self.text.get_mut(token.start..token.end)
            && let Some(place) = place.get_mut(..form.len())
        {
            place.copy_from_slice(form);
        }
    }

    fn finish(self) -> Resolved {
        let keep = |index: usize| !self.dropped.get(index).copied().unwrap_or(true);
        let definitions = self
            .definitions
            .iter()
            .filter(|(index, _)| keep(*index))
            .map(|(_, definition)| definition.clone())
            .collect();
        let tokens = self
            .tokens
            .iter()
            .enumerate()
            .filter(|(index, token)| token.kind != TokenKind::Directive && keep(*index))
            .map(|(_, token)| *token)
            .collect();
        // Blanking replaces whole tokens, so no character is cut; were one, the file would be
        // read with replacement characters rather than not at all.
        let text = String::from_utf8(self.text).unwrap_or_default();
        Resolved { text, tokens, definitions }
    }
}

/// How all arms of a group stay.
enum Form {
    /// With their directives, as the arms of a branch.
    Statements,
    /// Without, one after the other.
    List,
}

impl Arm {
    fn may_hold(&self) -> bool {
        self.condition != Condition::Never
    }
}

fn ends_statement(token: &Token, with_brace: bool) -> bool {
    token.is(b';') || token.is(b'}') || (with_brace && (token.is(b'{') || token.is(b':')))
}

/// Whether the brace at `index` is that of `extern "C" {`, `namespace x {` or `class x {`: what it
/// holds are items. The item that holds the brace starts at `start`.
pub(crate) fn opens_scope_of_items(
    source: &str,
    tokens: &[Token],
    index: usize,
    start: usize,
) -> bool {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.text(source) == word);
    let text = index.checked_sub(1).and_then(|before| tokens.get(before));
    let linkage = text.is_some_and(|token| token.kind == TokenKind::Text)
        && index.checked_sub(2).is_some_and(|before| is(before, "extern"));
    let is_head = |token: &Token| !token.is(b'(') && token.kind != TokenKind::Assign;
    let class = (is(start, "class") || is(start, "struct"))
        && tokens.get(start..index).is_some_and(|head| head.iter().all(is_head))
        && (is(start, "class") || has_functions(source, tokens, index));
    linkage
        || class
        || is(start, "namespace")
        || (is(start, "inline") && is(start + 1, "namespace"))
}

/// Whether functions are defined in the braces that open at `index`, as only C++ allows.
fn has_functions(source: &str, tokens: &[Token], index: usize) -> bool {
    let mut depth = 0_usize;
    for at in index..(index + MAX_STRUCTURE).min(tokens.len()) {
        let Some(token) = tokens.get(at) else { return false };
        if token.is(b'}') {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return false;
            }
        } else if token.is(b'{') {
            let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
            let closes = |back: usize| before(back).is_some_and(|token| token.is(b')'));
            let qualified =
                before(1).is_some_and(|word| matches!(word.text(source), "const" | "override"));
            if depth == 1 && (closes(1) || (qualified && closes(2))) {
                return true;
            }
            depth += 1;
        }
    }
    false
}

/// Blanks a range, keeping its line ends.
pub(crate) fn blank(text: &mut [u8], start: usize, end: usize) {
    for byte in text.get_mut(start..end).unwrap_or_default() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}
