//! Macros: what is in their brackets is lowered where it parses.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Block, Expr, Ident, Lit, Macro, Stmt, Token};
use tmplint_ir::{Arg, Callee, Format, FormatStyle, NoteKind, Part, QualName, Span, Test, Value};

use super::collect::{import_path, text};
use super::depth;
use super::format::captured_names;
use super::lowerer::{Lowered, Lowerer, Want};
use super::macro_items;
use super::places::member_name;
use super::resolve::{Meaning, Namespace};

/// Bodies in one invocation of a macro that are lowered.
const MAX_BODIES: usize = 16;

/// One argument of a macro that takes expressions.
struct MacroArg {
    name: Option<String>,
    /// `None` where the argument is no expression.
    value: Option<Expr>,
}

impl Lowerer {
    pub(super) fn macro_expression(&mut self, invocation: &Macro, want: Want) -> Lowered {
        let name_span = invocation.path.segments.first().map_or_else(
            || self.spans.of(invocation.bang_token.span),
            |first| self.spans.between(first.ident.span(), invocation.bang_token.span),
        );
        let span = name_span.cover(self.spans.of(invocation.delimiter.span().close()));
        let spans = (span, name_span);
        if !self.may_parse(span) {
            return Lowered::opaque(span);
        }
        if let Some(written) = self.by_example(invocation, want, span) {
            return written;
        }
        let (callee, name) = self.macro_name(invocation);
        match name.as_str() {
            "format" | "format_args" => self.format_macro(invocation, spans, callee, want),
            "concat" => self.concatenation(invocation, span),
            "vec" => self.vector(invocation, span),
            "matches" => {
                let first = |input: ParseStream<'_>| {
                    let value: Expr = input.parse()?;
                    input.parse::<TokenStream>()?;
                    Ok(value)
                };
                if let Ok(value) = first.parse2(invocation.tokens.clone()) {
                    let value = self.expression(&value, Want::Borrow);
                    self.look_at(&value.value);
                }
                Lowered::opaque(span)
            }
            "panic" | "unreachable" | "todo" | "unimplemented" => {
                self.macro_call(invocation, callee, spans, Want::Nothing);
                self.diverge();
                Lowered::opaque(span)
            }
            "bail" => {
                self.macro_call(invocation, callee, spans, Want::Nothing);
                self.leave_with_error(span);
                Lowered::opaque(span)
            }
            "ensure" => self.ensure(invocation, callee, spans),
            "try" => match syn::parse2::<Expr>(invocation.tokens.clone()) {
                Ok(inner) => {
                    let value = self.expression(&inner, Want::Value);
                    let value = self.attempt(value, span, want);
                    Lowered { span, ..value }
                }
                Err(_) => Lowered::opaque(span),
            },
            "cfg_if" => self.configured(invocation, span),
            quoting if quoting.starts_with("quote") || quoting.starts_with("parse_quote") => {
                // Code of another program.
                Lowered::opaque(span)
            }
            "stringify" | "macro_rules" => Lowered::opaque(span),
            _ => self.macro_call(invocation, callee, spans, want),
        }
    }

    /// Macros inside macros are parsed anew at each level: what that may cost is bounded.
    fn may_parse(&mut self, span: Span) -> bool {
        self.may_parse_more((span.end - span.start) as usize, span)
    }

    fn may_parse_more(&mut self, size: usize, span: Span) -> bool {
        let left = self.macro_budget.checked_sub(size);
        if left.is_none() {
            let message = "the file has more in its macros than is followed";
            self.unit.note(NoteKind::TooLarge, span, message);
        }
        self.macro_budget = left.unwrap_or(0);
        left.is_some()
    }

    /// What a macro of the file writes, lowered where it is invoked.
    fn by_example(&mut self, invocation: &Macro, want: Want, span: Span) -> Option<Lowered> {
        let name = text(invocation.path.get_ident()?);
        let here = invocation.path.segments.first()?.ident.span();
        let written = self.names.macro_rules(&name)?.expand(&invocation.tokens, here)?;
        // A macro may invoke itself.
        if !self.may_parse_more(size_of_tokens(&written), span)
            || depth::first_too_deep(&written).is_some()
        {
            return None;
        }
        if let Ok(value) = syn::parse2::<Expr>(written.clone()) {
            let value = self.expression(&value, want);
            return Some(Lowered { span, ..value });
        }
        let body = statements.parse2(written).ok()?;
        let brace_token = syn::token::Brace(here);
        let block = Block { brace_token, stmts: body };
        let value = self.block(&block, want);
        Some(Lowered { span, ..value })
    }

    /// What a macro is called, resolved, and the plain name of one that the file does not define.
    fn macro_name(&self, invocation: &Macro) -> (Callee, String) {
        let path = import_path(&invocation.path);
        let last = path.segments.last().cloned().unwrap_or_default();
        if self.names.macro_rules(&last).is_some() {
            return (Callee::Unknown(format!("{last}!")), String::new());
        }
        let name = match self.names.resolve(self.scope, &path, Namespace::Macro, None) {
            Meaning::Outside(name)
            | Meaning::Inside(name)
            | Meaning::Member(name)
            | Meaning::Unresolved(name) => name,
            _ => path.segments.join("::"),
        };
        let last = name.rsplit("::").next().unwrap_or_default().to_owned();
        (Callee::Api(QualName(format!("{name}!"))), last)
    }

    fn macro_call(
        &mut self,
        invocation: &Macro,
        callee: Callee,
        spans: (Span, Span),
        want: Want,
    ) -> Lowered {
        let args = if let Ok(args) = expressions.parse2(invocation.tokens.clone()) {
            self.macro_arguments(&args, spans.0)
        } else if let Ok(body) = statements.parse2(invocation.tokens.clone()) {
            // When and how often a macro runs its body is not known: it gets a function.
            let id = self.closure_function(spans.0, false, |this| {
                let result = this.block_statements(&body, Want::Value, spans.0);
                (Vec::new(), result)
            });
            vec![Arg { name: None, value: Value::Function(id), span: spans.0 }]
        } else {
            self.bodies_in(&invocation.tokens, spans.0)
        };
        self.make(callee, None, args, spans, want)
    }

    /// The bodies in what a macro of another grammar is given, each a function:
    /// `proptest!(|(n in 0..9)| { … })`, `select! { … => { … } }`.
    fn bodies_in(&mut self, tokens: &TokenStream, span: Span) -> Vec<Arg> {
        let bodies = macro_items::branches(tokens).take(MAX_BODIES);
        let parsed: Vec<_> = bodies.filter_map(|body| statements.parse2(body).ok()).collect();
        parsed
            .into_iter()
            .filter(|body| !body.is_empty())
            .map(|body| {
                let id = self.closure_function(span, false, |this| {
                    (Vec::new(), this.block_statements(&body, Want::Value, span))
                });
                Arg { name: None, value: Value::Function(id), span }
            })
            .collect()
    }

    /// The arguments; from a format string on, all are one.
    fn macro_arguments(&mut self, args: &[MacroArg], span: Span) -> Vec<Arg> {
        let template = format_position(args);
        let plain = &args[..template.unwrap_or(args.len())];
        let mut lowered = Vec::new();
        for arg in plain {
            let value = match &arg.value {
                Some(value) => self.expression(value, Want::Value),
                None => Lowered::opaque(span),
            };
            let value = self.bounded(value);
            lowered.push(Arg { name: arg.name.clone(), value: value.value, span: value.span });
        }
        if let Some(template) = template {
            let format = self.format(&args[template..], span);
            lowered.push(Arg { name: None, value: format.value, span: format.span });
        }
        lowered
    }

    fn format_macro(
        &mut self,
        invocation: &Macro,
        spans: (Span, Span),
        callee: Callee,
        want: Want,
    ) -> Lowered {
        match expressions.parse2(invocation.tokens.clone()) {
            Ok(args) if !args.is_empty() => {
                let format = self.format(&args, spans.0);
                Lowered { span: spans.0, ..format }
            }
            _ => self.make(callee, None, Vec::new(), spans, want),
        }
    }

    /// A format string and what fills it, the variables it names itself included.
    fn format(&mut self, args: &[MacroArg], span: Span) -> Lowered {
        let Some((template, rest)) = args.split_first() else { return Lowered::opaque(span) };
        let template = match &template.value {
            Some(value) => self.expression(value, Want::Borrow),
            None => Lowered::opaque(span),
        };
        let mut depth = template.depth;
        let mut filled = Vec::new();
        let mut last = template.span;
        for arg in rest {
            let value = match &arg.value {
                Some(value) => self.expression(value, Want::Borrow),
                None => Lowered::opaque(span),
            };
            let value = self.bounded(value);
            self.look_at(&value.value);
            depth = depth.max(value.depth);
            last = last.cover(value.span);
            filled.push((arg.name.clone(), value.value));
        }
        if let Some(text) = template.value.as_literal() {
            for name in captured_names(&text) {
                if filled.iter().any(|(known, _)| known.as_deref() == Some(name)) {
                    continue;
                }
                let value = match self.variable(name) {
                    Some(place) => Value::Place(place),
                    None => self.named_constant(name),
                };
                filled.push((Some(name.to_owned()), value));
            }
        }
        let format = Format {
            style: FormatStyle::Brace,
            template: template.value,
            args: filled,
            span: span.cover(span),
        };
        let span = template.span.cover(last);
        let lowered = Lowered::nested(Value::Format(Box::new(format)), span, depth);
        self.bounded(lowered)
    }

    fn named_constant(&self, name: &str) -> Value {
        let path = super::names::ImportPath { segments: vec![name.to_owned()], absolute: false };
        match self.names.resolve(self.scope, &path, Namespace::Value, self.self_type) {
            Meaning::Constant(place) => Value::Place(place),
            Meaning::Outside(name) | Meaning::Inside(name) => Value::Name(QualName(name)),
            _ => Value::Opaque,
        }
    }

    fn concatenation(&mut self, invocation: &Macro, span: Span) -> Lowered {
        let Ok(args) = expressions.parse2(invocation.tokens.clone()) else {
            return Lowered::opaque(span);
        };
        let mut parts = Vec::new();
        for arg in &args {
            let Some(value) = &arg.value else { continue };
            let here = self.here(value);
            match value {
                Expr::Lit(constant) => {
                    parts.push(Part::Literal { text: plain_text(&constant.lit), span: here });
                }
                other => {
                    let value = self.expression(other, Want::Borrow);
                    let value = self.bounded(value);
                    match value.value {
                        Value::Text(inner) => parts.extend(inner),
                        hole => parts.push(Part::Hole { value: hole, span: value.span }),
                    }
                }
            }
        }
        Lowered::nested(Value::Text(parts), span, 1)
    }

    fn vector(&mut self, invocation: &Macro, span: Span) -> Lowered {
        let elements = expressions.parse2(invocation.tokens.clone()).or_else(|_| {
            let repeated = |input: ParseStream<'_>| {
                let value: Expr = input.parse()?;
                input.parse::<Token![;]>()?;
                input.parse::<TokenStream>()?;
                Ok(vec![MacroArg { name: None, value: Some(value) }])
            };
            repeated.parse2(invocation.tokens.clone())
        });
        let Ok(elements) = elements else { return Lowered::opaque(span) };
        let mut depth = 0;
        let mut values = Vec::new();
        for element in elements.iter().filter_map(|element| element.value.as_ref()) {
            let element = self.expression(element, Want::Value);
            let element = self.bounded(element);
            depth = depth.max(element.depth);
            values.push(element.value);
        }
        Lowered::nested(Value::List(values), span, depth)
    }

    /// `ensure!(condition, …)` leaves with an error where the condition does not hold.
    fn ensure(&mut self, invocation: &Macro, callee: Callee, spans: (Span, Span)) -> Lowered {
        let args = expressions.parse2(invocation.tokens.clone()).unwrap_or_default();
        let Some((MacroArg { value: Some(condition), .. }, message)) = args.split_first() else {
            return self.make(callee, None, Vec::new(), spans, Want::Nothing);
        };
        let (holds, fails) = (self.new_block(), self.new_block());
        self.condition(condition, holds, fails);
        self.switch_to(fails);
        let message = self.macro_arguments(message, spans.0);
        self.make(callee, None, message, spans, Want::Nothing);
        self.leave_with_error(spans.0);
        self.switch_to(holds);
        Lowered::opaque(spans.0)
    }

    /// `cfg_if!`: its branches are those of an opaque branch, as both sides of a `#if` are in C.
    fn configured(&mut self, invocation: &Macro, span: Span) -> Lowered {
        let mut ends = Vec::new();
        for branch in macro_items::branches(&invocation.tokens) {
            let Ok(body) = statements.parse2(branch) else { continue };
            let (then, otherwise) = (self.new_block(), self.new_block());
            self.branch(Test::Opaque, span, then, otherwise);
            self.switch_to(then);
            self.variables.push(std::collections::HashMap::new());
            self.push_block_frame();
            self.block_statements(&body, Want::Nothing, span);
            self.pop_frame(span);
            self.variables.pop();
            ends.extend(self.live_end());
            self.switch_to(otherwise);
        }
        ends.extend(self.live_end());
        self.join(ends);
        Lowered::opaque(span)
    }
}

/// Expressions between commas, some with names. What is no expression after the first is left out.
fn expressions(input: ParseStream<'_>) -> syn::Result<Vec<MacroArg>> {
    let mut args = Vec::new();
    while !input.is_empty() {
        let ahead = input.fork();
        match argument(&ahead) {
            Ok(arg) => {
                syn::parse::discouraged::Speculative::advance_to(input, &ahead);
                args.push(arg);
            }
            Err(error) if args.is_empty() => return Err(error),
            Err(_) => {
                while !input.is_empty() && !input.peek(Token![,]) {
                    input.parse::<proc_macro2::TokenTree>()?;
                }
                args.push(MacroArg { name: None, value: None });
            }
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(args)
}

fn argument(input: ParseStream<'_>) -> syn::Result<MacroArg> {
    let named = (input.peek(Ident)
        && input.peek2(Token![=])
        && !input.peek2(Token![==])
        && !input.peek2(Token![=>]))
        || (input.peek(Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]));
    let mut name = None;
    if named {
        name = Some(text(&input.parse()?));
        if input.parse::<Option<Token![=]>>()?.is_none() {
            input.parse::<Token![:]>()?;
        }
    }
    // In the macros of `tracing`: how a field is to be shown, and `span.field = value`.
    let is_field = input.peek(Token![%]) || input.peek(Token![?]);
    if is_field {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    let value = match input.parse::<Expr>()? {
        Expr::Assign(assign) => {
            name = name.or_else(|| Some(last_name(&assign.left)));
            *assign.right
        }
        field if is_field => {
            name = name.or_else(|| Some(last_name(&field)));
            field
        }
        other => other,
    };
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(MacroArg { name, value: Some(value) });
    }
    Err(input.error("expected `,`"))
}

fn last_name(field: &Expr) -> String {
    match field {
        Expr::Field(field) => member_name(&field.member),
        Expr::Path(path) => {
            path.path.segments.last().map_or_else(String::new, |last| text(&last.ident))
        }
        _ => String::new(),
    }
}

/// Tokens, at any depth, as if each were a short word.
fn size_of_tokens(tokens: &TokenStream) -> usize {
    const WORD: usize = 6;
    let mut size = 0;
    let mut left: Vec<TokenStream> = vec![tokens.clone()];
    while let Some(tokens) = left.pop() {
        for token in tokens {
            size += WORD;
            if let proc_macro2::TokenTree::Group(group) = token {
                left.push(group.stream());
            }
        }
    }
    size
}

fn statements(input: ParseStream<'_>) -> syn::Result<Vec<Stmt>> {
    input.call(Block::parse_within)
}

/// Which argument is a format string: a literal with a hole among the first two without names.
fn format_position(args: &[MacroArg]) -> Option<usize> {
    args.iter()
        .enumerate()
        .filter(|(_, arg)| arg.name.is_none())
        .take(2)
        .find(|(_, arg)| match &arg.value {
            Some(Expr::Lit(constant)) => match &constant.lit {
                Lit::Str(text) => text.value().contains('{'),
                _ => false,
            },
            _ => false,
        })
        .map(|(index, _)| index)
}

fn plain_text(constant: &Lit) -> String {
    match constant {
        Lit::Str(text) => text.value(),
        Lit::Char(character) => character.value().to_string(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        Lit::Float(number) => number.base10_digits().to_owned(),
        Lit::Bool(truth) => truth.value.to_string(),
        _ => String::new(),
    }
}
