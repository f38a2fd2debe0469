//! The C frontend.
//!
//! Macros leave real C in a state no grammar of C accepts, so the file is made ready for the parser
//! in steps of growing knowledge: tokens, conditionals, items. Only then each item is parsed, by
//! itself, and lowered.

mod alias;
mod body;
mod call;
mod clean;
mod condition;
mod conditional;
mod cxx;
mod declaration;
mod directive;
mod expression;
mod head;
mod item;
mod layout;
mod literal;
mod macros;
mod place;
mod statement;
mod syntax;
mod token;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use tmplint_ir::{
    FunctionId, FunctionKind, Language, NoteKind, Param, PlaceId, Scope, SourceFile, Span, Unit,
    Value,
};

use crate::builder::UnitBuilder;
use alias::Moves;
use body::Body;
use clean::Cleaned;
use head::{Head, Variable};
use item::Item;
use layout::Layouts;
use macros::Macros;
use syntax::CParser;
use token::Token;

/// The largest file that is read, in bytes. What is larger is generated data.
const MAX_FILE: usize = 4 << 20;

/// Tokens an initialiser without any text in it may have to be read.
const MAX_DATA: usize = 4096;

pub(crate) fn lower(source: &SourceFile) -> Unit {
    let text = source.text();
    let mut unit = UnitBuilder::new(Language::C, None);
    let whole = Span::new(0, text.len());
    let top = unit.declare("", FunctionKind::TopLevel, whole);
    if text.len() > MAX_FILE {
        unit.note(NoteKind::TooLarge, Span::new(0, 0), "the file is larger than 4 MB");
        return unit.finish();
    }
    let Some(parser) = CParser::new() else {
        unit.note(NoteKind::NotParsed, whole, "the parser could not be set up");
        return unit.finish();
    };
    let (mut file, items) = File::collect(text, unit, parser);
    file.lower_globals(top, whole, &items);
    for item in &items {
        if let NamedItem::Function { id, head, body } = item {
            file.lower_function(*id, head, body.clone());
        }
    }
    file.unit.finish()
}

/// What all items of a file share: its names, and what the work on it needs.
pub(crate) struct File<'s> {
    source: &'s str,
    /// The source without the conditional arms, directives and attributes that are not parsed.
    text: String,
    tokens: Vec<Token>,
    unit: UnitBuilder,
    parser: CParser,
    macros: Macros,
    /// Where a macro of some header makes the statement after it a loop's body.
    loops: HashSet<usize>,
    /// Where assignments start that declare what they assign; see [`cxx::Plain::constructions`].
    constructions: HashSet<usize>,
    /// Where members get their values; see [`cxx::Plain::initialisers`].
    initialisers: HashSet<usize>,
    /// C++: variables whose methods are called.
    objects: HashSet<String>,
    /// C++: those of them that text is put into with `<<`.
    streams: HashSet<String>,
    /// Whether there is syntax in it that only C++ has.
    is_cxx: bool,
    /// Functions called with a variable when it goes out of scope; see [`Cleaned::cleanups`].
    cleanups: HashMap<usize, Token>,
    functions: HashMap<String, FunctionId>,
    globals: HashMap<String, PlaceId>,
    /// The variables that are arrays.
    arrays: HashSet<PlaceId>,
    /// The local ones of pointers, which are filled one by one.
    lists: HashSet<PlaceId>,
    /// Pointers to pointers, which are moved along lists.
    handles: HashSet<PlaceId>,
    /// What those of them hold that name an array whose text comes later: `{"sh", "-c", command}`.
    open_lists: HashMap<PlaceId, Value>,
    layouts: Layouts,
}

/// An item whose names are known to the file.
enum NamedItem {
    Function { id: FunctionId, head: Head, body: std::ops::Range<usize> },
    Variables(Vec<Variable>),
}

impl<'s> File<'s> {
    /// Finds the file's items and names, without parsing any of it.
    fn collect(source: &'s str, unit: UnitBuilder, parser: CParser) -> (Self, Vec<NamedItem>) {
        let resolved = conditional::resolve(source, &token::tokenize(source));
        let plain = cxx::plain(source, resolved.text, resolved.tokens);
        let Cleaned { text, tokens, loops, cleanups } =
            clean::clean(source, plain.text, &plain.tokens);
        let mut file = File {
            source,
            text,
            tokens: Vec::new(),
            unit,
            parser,
            macros: Macros::new(resolved.definitions),
            loops,
            constructions: plain.constructions,
            initialisers: plain.initialisers,
            objects: plain.objects,
            streams: plain.streams,
            is_cxx: plain.is_cxx,
            cleanups,
            functions: HashMap::new(),
            globals: HashMap::new(),
            arrays: HashSet::new(),
            lists: HashSet::new(),
            handles: HashSet::new(),
            open_lists: HashMap::new(),
            layouts: Layouts::collect(source, &tokens),
        };
        let items =
            item::items(source, &tokens).into_iter().map(|item| file.name(item, &tokens)).collect();
        file.tokens = tokens;
        (file, items)
    }

    fn name(&mut self, item: Item, tokens: &[Token]) -> NamedItem {
        match item {
            Item::Function { head, body } => {
                let head_tokens = tokens.get(head).unwrap_or_default();
                let body_tokens = tokens.get(body.clone()).unwrap_or_default();
                let head = head::head(self.source, head_tokens);
                let first = head_tokens.first().or(body_tokens.first());
                let span = Span::new(
                    first.map_or(0, |token| token.start),
                    body_tokens.last().map_or(0, |token| token.end),
                );
                let id = self.unit.declare(&head.name, FunctionKind::Function, span);
                if head.callable {
                    self.functions.entry(head.name.clone()).or_insert(id);
                }
                NamedItem::Function { id, head, body }
            }
            Item::Declaration(range) => {
                let tokens = tokens.get(range).unwrap_or_default();
                let mut variables = head::variables(self.source, tokens);
                let fields = self.layouts.of(self.source, tokens);
                for variable in &mut variables {
                    variable.fields.clone_from(&fields);
                    if !self.globals.contains_key(&variable.name) {
                        let span = Span::new(variable.range.start, variable.range.end);
                        let place = self.unit.place(&variable.name, Scope::Global, span);
                        self.globals.insert(variable.name.clone(), place);
                        if variable.is_array {
                            self.arrays.insert(place);
                        }
                    }
                }
                NamedItem::Variables(variables)
            }
        }
    }

    fn lower_globals(&mut self, top: FunctionId, whole: Span, items: &[NamedItem]) {
        let mut body = Body::new(self, whole);
        for item in items {
            if let NamedItem::Variables(variables) = item {
                for variable in variables {
                    body.global(variable);
                }
            }
        }
        let code = body.finish();
        self.unit.define(top, code);
    }

    /// Lowers one function; of the other items it uses only the names.
    fn lower_function(&mut self, id: FunctionId, head: &Head, body: std::ops::Range<usize>) {
        let mut params = Vec::new();
        for parameter in &head.parameters {
            let span = Span::new(parameter.range.start, parameter.range.end);
            params.push(Param {
                place: self.unit.place(&parameter.name, Scope::Local, span),
                name: parameter.name.clone(),
                by_reference: parameter.by_reference,
                default: None,
            });
        }
        let function = self.unit.function_mut(id);
        let span = function.span;
        function.params.clone_from(&params);
        function.name_span = Span::new(head.name_range.start, head.name_range.end);
        if head.is_static {
            function.attributes.push("static".into());
        }
        let tokens = self.tokens.get(body).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let text = self.text.get(first.start..last.end).unwrap_or("").to_owned();
        let moves = Moves::of(self.source, tokens);
        let parsed = self.parser.parse("", &text, "", first.start);
        let Some(fragment) = parsed else {
            let here = Span::new(first.start, last.end);
            self.unit.note(NoteKind::NotParsed, here, "the parser gave up after too much work");
            return;
        };
        if let Some(error) = fragment.root().first_error() {
            let message = "the parser met a syntax error and went on after it";
            self.unit.note(NoteKind::SyntaxError, error, message);
        }
        let mut lowering = Body::new(self, span);
        lowering.moves = moves;
        lowering.parameters(&params);
        lowering.statements(&fragment.root().children());
        let code = lowering.finish();
        self.unit.define(id, code);
    }
}
