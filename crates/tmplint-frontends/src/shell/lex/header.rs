//! Headers of loops, `case` and functions.

use super::{After, ForHeader, Lexer, Open, Prefix};
use crate::shell::fragment::Extent;

impl Lexer<'_, '_> {
    /// Takes `for` or `select` up to the separator before `do`.
    pub(super) fn loop_header(&mut self, keyword: Extent) {
        let start = keyword.start;
        self.at = keyword.end;
        self.skip_blanks();
        let header = if self.byte(0) == b'('
            && self.byte(1) == b'('
            && let Some(end) = self.extents.arithmetic(self.at)
        {
            let expression = self.at..end;
            self.at = end;
            ForHeader::Arithmetic(expression)
        } else {
            let end = self.extents.word(self.at);
            if end == self.at {
                // A command that happens to be called `for`, or nonsense.
                self.at = start;
                return self.simple();
            }
            let name = self.at..end;
            self.at = end;
            ForHeader::Words { words: self.loop_words(), name }
        };
        let shown = match &header {
            ForHeader::Arithmetic(expression) => expression.clone(),
            ForHeader::Words { name, .. } => name.clone(),
        };
        self.separate(start);
        if self.brace_follows() {
            self.pending.push(Prefix::Loop { header, start });
            self.after = After::Start;
            return;
        }
        self.begin(start);
        self.keep(keyword);
        self.hide(shown);
        self.skeleton.loops.insert(start, header);
        self.after = After::Command;
    }

    /// Whether the loop's body is in braces; then goes up to it.
    fn brace_follows(&mut self) -> bool {
        let before = self.at;
        self.skip_blanks();
        self.at += usize::from(self.byte(0) == b';');
        if self.awaited.is_empty() {
            self.skip_lines();
        }
        let found = self.byte(0) == b'{' && self.extents.word(self.at) == self.at + 1;
        if !found {
            self.at = before;
        }
        found
    }

    /// Takes `in` and the words after it, if that is what follows.
    fn loop_words(&mut self) -> Option<Vec<Extent>> {
        let before = self.at;
        self.skip_lines();
        let end = self.extents.word(self.at);
        if self.extents.fragment.slice(&(self.at..end)) != "in" {
            self.at = before;
            return None;
        }
        self.at = end;
        let mut words = Vec::new();
        loop {
            self.skip_blanks();
            let end = self.extents.word(self.at);
            if end == self.at {
                return Some(words);
            }
            words.push(self.at..end);
            self.at = end;
        }
    }

    /// Takes `case … in`.
    pub(super) fn case_header(&mut self, keyword: Extent) {
        let start = keyword.start;
        self.at = keyword.end;
        self.skip_blanks();
        let subject = self.at..self.extents.word(self.at);
        self.at = subject.end;
        self.skip_lines();
        let end = self.extents.word(self.at);
        let text = self.extents.fragment.slice(&(self.at..end));
        if subject.is_empty() || text != "in" {
            self.at = start;
            return self.simple();
        }
        let word = self.at..end;
        self.at = end;
        self.separate(start);
        self.begin(start);
        self.keep(keyword);
        self.hide(subject.clone());
        self.keep(word);
        self.skeleton.subjects.insert(start, subject);
        self.open.push(Open::Patterns);
        self.after = After::Start;
    }

    /// Takes the patterns of an arm with their parenthesis, or `esac`. False if neither stands
    /// here: then the rest is read as commands.
    pub(super) fn pattern(&mut self) -> bool {
        self.skip_lines();
        let before = self.at;
        let mut patterns = Vec::new();
        let parenthesis = self.byte(0) == b'(';
        if parenthesis {
            self.at += 1;
        }
        loop {
            self.skip_lines();
            let end = self.extents.word(self.at);
            let extent = self.at..end;
            if patterns.is_empty() && !parenthesis && self.extents.fragment.slice(&extent) == "esac"
            {
                self.open.pop();
                self.keyword(extent, After::Compound(end));
                return true;
            }
            self.at = end;
            if !extent.is_empty() {
                patterns.push(extent);
            }
            self.skip_lines();
            match self.byte(0) {
                b')' => break,
                b'|' => self.at += 1,
                _ => {
                    self.at = before;
                    self.set_arm();
                    return false;
                }
            }
        }
        if let Some(first) = patterns.first() {
            let start = first.start;
            self.hide(start..self.at);
            self.skeleton.patterns.insert(start, patterns);
        }
        self.show(b")", self.at..self.at + 1);
        self.at += 1;
        self.after = After::Start;
        self.set_arm();
        true
    }

    fn set_arm(&mut self) {
        if let Some(open) = self.open.last_mut() {
            *open = Open::Arm;
        }
    }

    /// Takes the parentheses after a function's name. False if they are something else.
    pub(super) fn function_parentheses(&mut self, start: usize, name: &Extent) -> bool {
        let before = self.at;
        self.at += 1;
        self.skip_blanks();
        if self.byte(0) != b')' {
            self.at = before;
            return false;
        }
        self.at += 1;
        self.pending.push(Prefix::Function { name: name.clone(), header: start..self.at });
        self.separate(start);
        self.after = After::Start;
        self.skip_lines();
        true
    }

    /// Takes `function name` and parentheses, if any.
    pub(super) fn function_keyword(&mut self, keyword: Extent) {
        let start = keyword.start;
        self.at = keyword.end;
        self.skip_blanks();
        let name = self.at..self.extents.word(self.at);
        if name.is_empty() {
            self.at = start;
            return self.simple();
        }
        self.at = name.end;
        let mut header = start..self.at;
        self.skip_blanks();
        if self.byte(0) == b'(' {
            let before = self.at;
            self.at += 1;
            self.skip_blanks();
            if self.byte(0) == b')' {
                self.at += 1;
                header.end = self.at;
            } else {
                self.at = before;
            }
        }
        self.pending.push(Prefix::Function { name, header });
        self.separate(start);
        self.after = After::Start;
        self.skip_lines();
    }
}
