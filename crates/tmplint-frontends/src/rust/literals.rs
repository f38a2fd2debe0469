//! Literals.

use syn::Lit;
use tmplint_ir::{Span, Value};

/// The value of a literal that stands at `span`.
pub(super) fn literal(literal: &Lit, span: Span) -> Value {
    match literal {
        Lit::Str(text) => Value::literal(text.value(), span),
        Lit::ByteStr(bytes) => {
            Value::literal(String::from_utf8_lossy(&bytes.value()).into_owned(), span)
        }
        Lit::CStr(text) => Value::literal(text.value().to_string_lossy().into_owned(), span),
        Lit::Char(character) => Value::literal(character.value().to_string(), span),
        Lit::Byte(byte) => Value::Number(byte.value().into()),
        Lit::Int(number) => number.base10_parse().map_or(Value::Opaque, Value::Number),
        Lit::Bool(truth) => Value::Bool(truth.value),
        _ => Value::Opaque,
    }
}
