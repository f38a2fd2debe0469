//! Redirections.

use super::{Awaited, Lexer};
use crate::shell::syntax::{Operator, Redirect};

/// Stands for the descriptor of `{name}>file`, which the shell picks above all fixed ones.
const NAMED_DESCRIPTOR: u32 = u32::MAX;

impl Lexer<'_, '_> {
    /// Takes a redirection, if one starts here.
    pub(super) fn redirect(&mut self) -> Option<Redirect> {
        let start = self.at;
        let descriptor = self.descriptor();
        let Some((operator, length)) = self.redirect_operator(descriptor.is_some()) else {
            self.at = start;
            return None;
        };
        self.at += length;
        let operator_extent = start..self.at;
        let strip_tabs = operator == Operator::Here && self.byte(0) == b'-';
        self.at += usize::from(strip_tabs);
        self.skip_blanks();
        let target = self.at..self.extents.word(self.at);
        self.at = target.end;
        let extent = start..if target.is_empty() { operator_extent.end } else { target.end };
        if operator == Operator::Here {
            let text = self.extents.fragment.slice(&target);
            self.awaited.push(Awaited {
                redirect: start,
                delimiter: text.chars().filter(|quote| !"'\"\\".contains(*quote)).collect(),
                quoted: text.contains(['\'', '"', '\\']),
                strip_tabs,
            });
        }
        Some(Redirect { operator, descriptor, extent, operator_extent, target, body: None })
    }

    /// `eval "exec $1<file"`: takes a value that was put into the text before it was read, if an
    /// operator follows at once. It is a descriptor, as `exec` has nothing to run yet.
    pub(super) fn redirect_of_value(&mut self) -> Option<Redirect> {
        let start = self.at;
        let rest = self.extents.fragment.slice(&(start..self.extents.limit));
        let value = rest.chars().next()?;
        self.extents.fragment.hole(value)?;
        self.at += value.len_utf8();
        let redirect = self.redirect();
        if redirect.is_none() {
            self.at = start;
        }
        redirect.map(|redirect| Redirect { descriptor: Some(NAMED_DESCRIPTOR), ..redirect })
    }

    /// Takes digits or `{name}`, which are a descriptor if an operator follows at once.
    fn descriptor(&mut self) -> Option<u32> {
        let start = self.at;
        if self.byte(0) == b'{' {
            while self.byte(1).is_ascii_alphanumeric() || self.byte(1) == b'_' {
                self.at += 1;
            }
            if self.byte(1) == b'}' && self.at > start {
                self.at += 2;
                return Some(NAMED_DESCRIPTOR);
            }
            self.at = start;
            return None;
        }
        while self.byte(0).is_ascii_digit() {
            self.at += 1;
        }
        let digits = self.extents.fragment.slice(&(start..self.at));
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(NAMED_DESCRIPTOR))
    }

    fn redirect_operator(&self, descriptor: bool) -> Option<(Operator, usize)> {
        Some(match (self.byte(0), self.byte(1), self.byte(2)) {
            (b'&', b'>', b'>') if !descriptor => (Operator::AppendBoth, 3),
            (b'&', b'>', _) if !descriptor => (Operator::WriteBoth, 2),
            (b'>' | b'<', b'(', _) => return None,
            (b'>', b'>', _) => (Operator::Append, 2),
            (b'>', b'|', _) => (Operator::Clobber, 2),
            (b'>', b'&', _) => (Operator::CopyOutput, 2),
            (b'>', _, _) => (Operator::Write, 1),
            (b'<', b'<', b'<') => (Operator::HereString, 3),
            (b'<', b'<', _) => (Operator::Here, 2),
            (b'<', b'&', _) => (Operator::CopyInput, 2),
            (b'<', b'>', _) => (Operator::ReadWrite, 2),
            (b'<', _, _) => (Operator::Read, 1),
            _ => return None,
        })
    }
}
