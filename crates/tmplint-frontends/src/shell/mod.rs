//! The Shell frontend: sh, bash, dash and ksh.
//!
//! A script goes through four stages: the lexer (`lex`) splits it into simple commands, keywords
//! and operators; tree-sitter-bash finds the nesting of these (`parse`); the result is a tree of
//! statements (`syntax`), which the rest lowers. Text that is itself a script (a `trap` action, the
//! inside of `$(…)`) goes through the same stages as a fragment of its own.

mod assignment;
mod command;
mod condition;
mod expansion;
mod extent;
mod fragment;
mod interpreter;
mod lex;
mod parameters;
mod parse;
mod pipeline;
mod redirect;
mod scope;
mod script;
mod special;
mod statement;
mod status;
mod substitution;
mod syntax;
mod test_command;
mod test_expression;
mod trap;
mod word;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use tmplint_ir::{
    Arg, BlockId, FunctionId, FunctionKind, Language, NoteKind, PlaceId, Scope, SourceFile, Span,
    Unit, Value,
};

use crate::builder::{BodyBuilder, UnitBuilder};
use fragment::{Extent, Fragment};
use parse::{Script, ScriptParser};
use scope::Scopes;
use syntax::Statement;

/// Files above this size are not parsed.
const MAX_BYTES: usize = 4 << 20;

/// Nesting of statements and substitutions that is followed.
const MAX_DEPTH: usize = 200;

/// Lowers a shell script. See `docs/lowering.md`.
pub(crate) fn lower(source: &SourceFile) -> Unit {
    lower_text(source.text(), 0, Printed::Elsewhere)
}

/// Where what a script prints goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Printed {
    /// To a terminal or a log.
    Elsewhere,
    /// To whoever runs the script: it is its result.
    Result,
}

/// Lowers a script's text, values put into it marked by [`marker`](tmplint_ir::marker).
pub(crate) fn lower_text(text: &str, holes: usize, printed: Printed) -> Unit {
    let shebang = interpreter::shebang(text);
    let interpreter = shebang.as_ref().map(|shebang| shebang.program.clone());
    let mut unit = UnitBuilder::new(Language::Shell, interpreter);
    let span = Span::new(0, text.len());
    let script = unit.declare("", FunctionKind::TopLevel, span);
    if text.len() > MAX_BYTES {
        unit.note(NoteKind::TooLarge, span, "the script is larger than 4 MiB");
        return unit.finish();
    }
    let holes: Vec<PlaceId> = (1..=holes)
        .map(|number| unit.place(&format!("hole {number}"), Scope::Global, span))
        .collect();
    let output = (printed == Printed::Result).then(|| unit.place("stdout", Scope::Local, span));
    let mut lowering = Lowering::new(unit, span);
    lowering.output = output.map_or(Output::Elsewhere, Output::Function);
    lowering.result = output;
    if let Some(shebang) = shebang {
        lowering.set_options(&shebang);
    }
    lowering.file(&Fragment::script(text, holes.clone()));
    let end = Span::new(text.len(), text.len());
    if output.is_some() {
        lowering.return_output(end);
    } else {
        lowering.body.ret(None, end);
    }
    lowering.unit.define(script, lowering.body);
    Unit { holes, ..lowering.unit.finish() }
}

/// What one file's lowering knows.
struct Lowering {
    unit: UnitBuilder,
    /// The function being lowered.
    body: BodyBuilder,
    /// Where a command's standard output goes.
    output: Output,
    /// The file that the output of the compound command around goes to.
    group_output: Option<Arg>,
    /// The place of the function's standard output; the script itself has none.
    result: Option<PlaceId>,
    /// The loops that `break` and `continue` may mean, outermost first.
    loops: Vec<Loop>,
    scopes: Scopes,
    /// The file's functions by name; of several definitions the last.
    functions: HashMap<String, FunctionId>,
    /// The file's functions by where their name stands.
    definitions: HashMap<Span, FunctionId>,
    parser: ScriptParser,
    /// Elements of arrays that are assigned by a subscript that is written out.
    elements: HashSet<String>,
    /// How deep statements, substitutions and scripts are nested here.
    depth: usize,
    /// How many substitutions are around this.
    substitutions: usize,
    /// Whether the status of a substitution is the status of the statement it stands in.
    tested_substitution: bool,
    /// What the left side of the pipe feeds the next command.
    piped: Option<(Value, Span)>,
}

/// Where standard output goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Output {
    /// To a file, a pipe or the script's own output.
    Elsewhere,
    /// To the function's caller, through its place `stdout`.
    Function(PlaceId),
    /// Into the value of a `$(…)` or a pipe.
    Captured(PlaceId),
}

/// A loop being lowered.
#[derive(Clone, Copy)]
struct Loop {
    head: BlockId,
    exit: BlockId,
}

/// What a function leaves when it enters another one.
struct Outer {
    body: BodyBuilder,
    output: Output,
    group_output: Option<Arg>,
    result: Option<PlaceId>,
    loops: Vec<Loop>,
    piped: Option<(Value, Span)>,
}

impl Lowering {
    fn new(unit: UnitBuilder, span: Span) -> Self {
        Self {
            unit,
            body: BodyBuilder::new(span),
            output: Output::Elsewhere,
            group_output: None,
            result: None,
            loops: Vec::new(),
            scopes: Scopes::default(),
            functions: HashMap::new(),
            definitions: HashMap::new(),
            parser: ScriptParser::new(),
            elements: HashSet::new(),
            depth: 0,
            substitutions: 0,
            tested_substitution: false,
            piped: None,
        }
    }

    /// Lowers a whole file, item by item.
    fn file(&mut self, text: &Fragment<'_>) {
        let script = self.parse(text, &(0..text.text.len()));
        self.statements(text, &script.statements);
    }

    /// Parses a part of a fragment and makes its functions known.
    fn parse(&mut self, text: &Fragment<'_>, extent: &Extent) -> Script {
        let script = self.parser.parse(text, extent);
        if script.gave_up {
            let span = text.span(extent);
            self.unit.note(NoteKind::NotParsed, span, "the parser gave up after too much work");
        }
        if let Some(error) = &script.error {
            let span = text.span(error);
            self.unit.note(NoteKind::SyntaxError, span, "the script has a syntax error");
        }
        for name in &script.functions {
            self.declare_function(text, name);
        }
        script
    }

    fn declare_function(&mut self, text: &Fragment<'_>, name: &Extent) -> FunctionId {
        let span = text.span(name);
        if let Some(&known) = self.definitions.get(&span) {
            return known;
        }
        let word = text.slice(name);
        let id = self.unit.declare(word, FunctionKind::Function, span);
        self.definitions.insert(span, id);
        self.functions.insert(word.to_owned(), id);
        id
    }

    /// Starts another function's body.
    fn enter(&mut self, span: Span, result: Option<PlaceId>) -> Outer {
        let output = result.map_or(Output::Elsewhere, Output::Function);
        Outer {
            body: std::mem::replace(&mut self.body, BodyBuilder::new(span)),
            output: std::mem::replace(&mut self.output, output),
            group_output: self.group_output.take(),
            result: std::mem::replace(&mut self.result, result),
            loops: std::mem::take(&mut self.loops),
            piped: self.piped.take(),
        }
    }

    /// Ends the body begun by [`enter`](Self::enter) and gives it to its function.
    fn leave(&mut self, id: FunctionId, outer: Outer) {
        let body = std::mem::replace(&mut self.body, outer.body);
        self.output = outer.output;
        self.group_output = outer.group_output;
        self.result = outer.result;
        self.loops = outer.loops;
        self.piped = outer.piped;
        self.unit.define(id, body);
    }

    /// Runs `lower` one level deeper, unless that is deeper than is followed.
    fn nested(&mut self, span: Span, lower: impl FnOnce(&mut Self)) {
        if self.depth >= MAX_DEPTH {
            self.too_deep(span);
            return;
        }
        self.depth += 1;
        lower(self);
        self.depth -= 1;
    }

    fn too_deep(&mut self, span: Span) {
        self.unit.note(NoteKind::TooDeep, span, "commands are nested deeper than is followed");
    }

    fn statements(&mut self, text: &Fragment<'_>, statements: &[Statement]) {
        for (index, statement) in statements.iter().enumerate() {
            // `cmd; if [ $? -ne 0 ]` looks at the status as `if ! cmd` does.
            let next = statements.get(index + 1);
            let tested = next.is_some_and(|next| status::asks(text, next));
            self.statement(text, statement, tested);
        }
    }
}
