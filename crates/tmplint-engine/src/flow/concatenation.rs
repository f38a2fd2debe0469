//! Texts that are put together from values.

use std::rc::Rc;

use tmplint_ir::{FormatStyle, Span};
use tmplint_rules::NameSource;

use super::format::{Slot, dollar, split, unescaped};
use crate::domain::{Abstract, Alternative, PieceKind, Text};

/// Texts one expression may stand for.
const MAX_TEXTS: usize = 6;

/// A format string filled in.
pub(crate) fn format_text(
    template: &Abstract,
    args: &[(Option<String>, Abstract)],
    style: FormatStyle,
    span: Span,
) -> Abstract {
    fill_in(template, args, |format| split(format, style), span)
}

/// What a shell's `printf` prints, without the ends of lines at its end: nobody who takes the text
/// as a name sees these.
pub(crate) fn printed_text(
    template: &Abstract,
    args: &[(Option<String>, Abstract)],
    span: Span,
) -> Abstract {
    let slots = |format: &str| split(&unescaped(format), FormatStyle::Percent);
    let filled = fill_in(template, args, slots, span);
    Abstract::from_alternatives(filled.iter().map(|alternative| match alternative {
        Alternative::Text(text) => Alternative::Text(Rc::new(text.without_final_newlines())),
        other => other.clone(),
    }))
}

/// A template with `$name` in it filled in.
pub(crate) fn dollar_text(
    template: &Abstract,
    args: &[(Option<String>, Abstract)],
    span: Span,
) -> Abstract {
    fill_in(template, args, dollar, span)
}

pub(super) fn fill_in(
    template: &Abstract,
    args: &[(Option<String>, Abstract)],
    split: impl Fn(&str) -> Vec<Slot>,
    span: Span,
) -> Abstract {
    let mut results = Vec::new();
    for template in template.texts() {
        let mut texts = vec![Text::default()];
        let mut next = 0;
        for piece in &template.pieces {
            let PieceKind::Literal(literal) = &piece.kind else {
                for built in &mut texts {
                    built.push(piece.clone());
                }
                continue;
            };
            for slot in split(literal) {
                let value = match slot {
                    Slot::Literal(text) => {
                        for built in &mut texts {
                            built.append(&Text::literal(&text, piece.span));
                        }
                        continue;
                    }
                    Slot::Skip => {
                        next += 1;
                        continue;
                    }
                    Slot::Next => {
                        next += 1;
                        args.iter().filter(|(name, _)| name.is_none()).nth(next - 1)
                    }
                    Slot::Index(index) => args.iter().filter(|(name, _)| name.is_none()).nth(index),
                    Slot::Named(wanted) => {
                        args.iter().find(|(name, _)| name.as_deref() == Some(wanted.as_str()))
                    }
                };
                let unknown = Abstract::unknown();
                let value = value.map_or(&unknown, |(_, value)| value);
                extend(&mut texts, &as_texts(value, span));
            }
        }
        results.extend(texts);
    }
    if results.is_empty() { Abstract::unknown() } else { from_texts(results) }
}

/// Path components put together, in all combinations up to a bound.
pub(crate) fn join_paths(values: &[Abstract], span: Span) -> Abstract {
    let mut texts = vec![Text::default()];
    for value in values {
        let parts = as_texts(value, span);
        let mut joined = Vec::new();
        for text in &texts {
            for part in &parts {
                if joined.len() < MAX_TEXTS {
                    joined.push(Text::join([text.clone(), part.clone()]));
                }
            }
        }
        texts = joined;
    }
    from_texts(texts)
}

/// Texts one after the other, in all combinations up to a bound.
pub(crate) fn concatenate(values: &[Abstract], span: Span) -> Abstract {
    let mut texts = vec![Text::default()];
    for value in values {
        extend(&mut texts, &as_texts(value, span));
    }
    from_texts(texts)
}

pub(super) fn from_texts(texts: Vec<Text>) -> Abstract {
    Abstract::from_alternatives(texts.into_iter().map(|text| Alternative::Text(Rc::new(text))))
}

pub(super) fn extend(texts: &mut Vec<Text>, ends: &[Text]) {
    // Most often there is one, and there may be as many values as a script has words.
    if let [end] = ends {
        for text in texts {
            text.append(end);
        }
        return;
    }
    let mut extended = Vec::new();
    for text in texts.iter() {
        for end in ends {
            if extended.len() < MAX_TEXTS {
                let mut whole = text.clone();
                whole.append(end);
                extended.push(whole);
            }
        }
    }
    *texts = extended;
}

/// What a value looks like as text. Never empty.
pub(crate) fn as_texts(value: &Abstract, span: Span) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for alternative in value.iter() {
        let text = match alternative {
            Alternative::Text(text) => (**text).clone(),
            Alternative::Number(number) => Text::literal(&number.to_string(), span),
            Alternative::Object(site) => Text::one(PieceKind::Site(*site), span),
            Alternative::Descriptor(_) => Text::one(PieceKind::Name(NameSource::Counter), span),
            Alternative::Fate(_) => continue,
            // An absent value is tested for before it is used as a path.
            Alternative::Absent if value.0.len() > 1 => continue,
            _ => Text::one(PieceKind::Unknown, span),
        };
        if !texts.contains(&text) && texts.len() < MAX_TEXTS {
            texts.push(text);
        }
    }
    if texts.is_empty() {
        texts.push(if value.is_unassigned() {
            Text::default()
        } else {
            Text::one(PieceKind::Unknown, span)
        });
    }
    texts
}
