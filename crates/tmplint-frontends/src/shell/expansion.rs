//! `${…}`.

use tmplint_ir::{End, Span, Step, Test, Value};

use super::Lowering;
use super::extent::{Extents, is_name, is_name_start};
use super::fragment::{Extent, Fragment};
use super::word::{self, Quoting};

impl Lowering {
    /// The value of `${…}`.
    pub(super) fn expansion(
        &mut self,
        text: &Fragment<'_>,
        extent: &Extent,
        quoting: Quoting,
    ) -> Value {
        let closed = text.byte(extent.end - 1) == b'}';
        let inner = extent.start + 2..extent.end - usize::from(closed);
        let span = text.span(extent);
        let Some(end) = name_end(text, &inner) else {
            self.hidden_substitutions(text, &inner);
            return Value::Opaque;
        };
        let name = inner.start..end;
        let place = Value::Place(self.variable(text.slice(&name), text.span(&name)));
        let mut at = end;
        let mut read = place;
        if text.byte(at) == b'[' && at < inner.end {
            let close = subscript_end(text, at, inner.end);
            let subscript = at + 1..close.saturating_sub(1).max(at + 1);
            if !matches!(text.slice(&subscript), "@" | "*") {
                self.hidden_substitutions(text, &subscript);
                let whole = name.start..close;
                let element = super::assignment::element_name(text.slice(&whole));
                let element = element.filter(|element| self.elements.contains(*element));
                read = match element {
                    Some(element) => Value::Place(self.variable(element, text.span(&whole))),
                    None => Value::Element(Box::new(read)),
                };
            }
            at = close;
        }
        self.operation(text, &(at..inner.end), &name, read, span, quoting)
    }

    /// Applies what follows the name.
    fn operation(
        &mut self,
        text: &Fragment<'_>,
        rest: &Extent,
        name: &Extent,
        read: Value,
        span: Span,
        quoting: Quoting,
    ) -> Value {
        let operator = text.slice(rest);
        if operator.is_empty() {
            return read;
        }
        let length = usize::from(operator.starts_with(':'));
        let word = rest.start + length + 1..rest.end;
        match operator.as_bytes().get(length) {
            Some(b'-') => {
                let default = self.operand(text, &word, quoting);
                Value::Choice(vec![read, default])
            }
            Some(b'=') => {
                let default = self.operand(text, &word, quoting);
                let into = self.assigned_variable(text.slice(name), text.span(name));
                let value = Value::Choice(vec![read.clone(), default]);
                self.unit.push(&mut self.body, Step::Let { into, value, span });
                read
            }
            Some(b'+') => {
                let other = self.operand(text, &word, quoting);
                let nothing = Value::literal("", text.span(&(rest.end..rest.end)));
                Value::Choice(vec![other, nothing])
            }
            Some(b'?') => {
                self.operand(text, &word, quoting);
                self.require(&read, span);
                read
            }
            _ => {
                self.hidden_substitutions(text, rest);
                Value::Opaque
            }
        }
    }

    /// `${x:?}`: the script ends where the variable is empty.
    fn require(&mut self, read: &Value, span: Span) {
        let (set, unset) = (self.body.new_block(), self.body.new_block());
        self.body.branch(Test::Truthy(read.clone()), span, set, unset);
        self.body.switch_to(unset);
        self.body.close(End::Diverge);
        self.body.switch_to(set);
    }

    /// The word after an operator. Inside double quotes it is quoted as well.
    fn operand(&mut self, text: &Fragment<'_>, word: &Extent, quoting: Quoting) -> Value {
        let quoting = if quoting == Quoting::Bare { Quoting::Bare } else { Quoting::Double };
        let parts = self.parts(text, word, quoting);
        word::value(parts, text.span(word))
    }
}

/// The end of the parameter's name, if the expansion reads a parameter as it is: not its length
/// and not what it names.
fn name_end(text: &Fragment<'_>, inner: &Extent) -> Option<usize> {
    let bytes = text.bytes().get(inner.clone())?;
    let (&first, rest) = bytes.split_first()?;
    let length = match first {
        _ if is_name_start(first) => bytes.iter().take_while(|&&byte| is_name(byte)).count(),
        b'0'..=b'9' => bytes.iter().take_while(|byte| byte.is_ascii_digit()).count(),
        b'#' | b'!' => match rest.first() {
            None | Some(b':' | b'-' | b'+' | b'=' | b'%' | b'/') => 1,
            Some(_) => return None,
        },
        b'@' | b'*' | b'?' | b'-' | b'$' => 1,
        _ => return None,
    };
    Some(inner.start + length)
}

/// The end of `[…]` from its bracket on.
pub(super) fn subscript_end(text: &Fragment<'_>, open: usize, limit: usize) -> usize {
    let extents = Extents::new(text, limit);
    let (mut at, mut depth) = (open, 0_usize);
    while at < limit {
        match text.byte(at) {
            b'[' => depth += 1,
            b']' if depth == 1 => return at + 1,
            b']' => depth -= 1,
            _ => {}
        }
        at = extents.character(at);
    }
    limit
}
