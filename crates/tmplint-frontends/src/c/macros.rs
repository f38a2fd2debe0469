//! The macros of a file, and their expansion where the body can be parsed by itself.

use std::collections::HashMap;
use std::rc::Rc;

use tmplint_ir::Value;

use super::directive::Definition;
use super::syntax::{CParser, Fragment, Syntax};

/// Definitions of one name that are kept: conditionals seldom have more ways.
const MAX_DEFINITIONS: usize = 4;

/// The longest body that is expanded, in bytes.
const MAX_BODY: usize = 4096;

/// Parts all expansions in one file may have together. Macros can grow exponentially.
const MAX_GROWTH: usize = 1 << 20;

/// Parts the value of one expansion may have.
const MAX_VALUE: usize = 256;

pub(crate) struct Macros {
    definitions: HashMap<String, Vec<Macro>>,
    growth: usize,
}

/// One definition of a macro.
struct Macro {
    parameters: Option<Rc<[String]>>,
    body: (usize, usize),
    parsed: Parsed,
}

/// Whether a body was parsed yet.
enum Parsed {
    NotYet,
    Done(Option<Rc<MacroBody>>),
}

/// A macro's body, parsed.
pub(crate) struct MacroBody {
    pub(crate) parameters: Option<Rc<[String]>>,
    form: Form,
    fragment: Fragment,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Expression,
    Initialiser,
    Statements,
}

impl Macros {
    pub(crate) fn new(definitions: Vec<Definition>) -> Self {
        let mut table: HashMap<String, Vec<Macro>> = HashMap::new();
        for Definition { name, parameters, body } in definitions {
            let known = table.entry(name).or_default();
            if known.len() < MAX_DEFINITIONS && body.1 - body.0 <= MAX_BODY {
                let parameters = parameters.map(Rc::from);
                known.push(Macro { parameters, body, parsed: Parsed::NotYet });
            }
        }
        Self { definitions: table, growth: 0 }
    }

    pub(crate) fn is_macro(&self, name: &str) -> bool {
        self.definitions.contains_key(name)
    }

    /// The bodies of a macro that can be parsed, in order. `call` says whether the function-like
    /// or the object-like definitions are meant.
    pub(crate) fn bodies(
        &mut self,
        name: &str,
        call: bool,
        source: &str,
        parser: &mut CParser,
    ) -> Vec<Rc<MacroBody>> {
        if self.growth > MAX_GROWTH {
            return Vec::new();
        }
        self.growth += 1;
        let Some(definitions) = self.definitions.get_mut(name) else { return Vec::new() };
        definitions
            .iter_mut()
            .filter(|definition| definition.parameters.is_some() == call)
            .filter_map(|definition| {
                if let Parsed::Done(body) = &definition.parsed {
                    return body.clone();
                }
                let body = definition.parse(source, parser).map(Rc::new);
                definition.parsed = Parsed::Done(body.clone());
                body
            })
            .collect()
    }

    /// The value of an expansion, unless it is too large.
    pub(crate) fn bounded(&mut self, value: Value) -> Value {
        let mut left = MAX_VALUE;
        if measure(&value, &mut left) {
            self.growth += MAX_VALUE - left;
            value
        } else {
            self.growth += MAX_VALUE;
            Value::Opaque
        }
    }
}

impl Macro {
    fn parse(&self, source: &str, parser: &mut CParser) -> Option<MacroBody> {
        let (start, end) = self.body;
        let text = source.get(start..end).filter(|text| !text.is_empty())?;
        // Pasting before the variable arguments only takes away a comma.
        let text = text.replace("##__VA_ARGS__", "  __VA_ARGS__");
        let mut text = text.replace("## __VA_ARGS__", "   __VA_ARGS__");
        if let Some(rest) = self.parameters.iter().flat_map(|all| all.iter()).next_back()
            && let Some(name) = rest.strip_suffix("...").filter(|name| !name.is_empty())
        {
            let name = name.trim_end();
            for pasted in [format!("##{name}"), format!("## {name}")] {
                let blank = pasted.replace('#', " ");
                text = text.replace(&pasted, &blank);
            }
        }
        let text = without_pasting(&text);
        let mut attempt = |form: Form, before: &str, after: &str| {
            let fragment = parser.parse(before, &text, after, start)?;
            let parameters = self.parameters.clone();
            (!fragment.root().has_error()).then_some(MacroBody { parameters, form, fragment })
        };
        // A line comment in the body ends with the line.
        if text.starts_with('{')
            && let Some(body) = attempt(Form::Initialiser, "int x=", "\n;")
        {
            return Some(body);
        }
        attempt(Form::Expression, "x=(", "\n);")
            .filter(|body| body.expression().is_some())
            .or_else(|| attempt(Form::Statements, "{", "\n;}"))
    }
}

impl MacroBody {
    /// The expression it is.
    pub(crate) fn expression(&self) -> Option<Syntax<'_>> {
        let statement = self.fragment.root().child()?;
        match self.form {
            Form::Expression => statement.child()?.field("right"),
            Form::Initialiser => statement.field("declarator")?.field("value"),
            Form::Statements => None,
        }
    }

    /// The block of statements it is.
    pub(crate) fn statements(&self) -> Option<Syntax<'_>> {
        (self.form == Form::Statements)
            .then(|| self.fragment.root().child())
            .flatten()
            .filter(|block| block.kind() == "compound_statement")
    }
}

/// A body without the operators of the preprocessor, at the same length: what `#x` would spell out
/// is left empty, and the name that `a ## b` makes is some name.
fn without_pasting(text: &str) -> String {
    if !text.contains('#') {
        return text.to_owned();
    }
    let text = text.replace("##", "__");
    let mut spelled = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('#') {
        let (before, after) = rest.split_at(at);
        spelled.push_str(before);
        let after = after.get(1..).unwrap_or("");
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let name = after.len() - after.trim_start_matches(is_part).len();
        if name == 0 {
            spelled.push('#');
        } else {
            spelled.push_str("\"\"");
            spelled.extend(std::iter::repeat_n(' ', name - 1));
        }
        rest = after.get(name..).unwrap_or("");
    }
    spelled.push_str(rest);
    spelled
}

/// Takes the parts of a value off `left`; false if there are more.
fn measure(value: &Value, left: &mut usize) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match value {
        Value::Text(parts) => parts.iter().all(|part| match part {
            tmplint_ir::Part::Literal { .. } => {
                *left = left.saturating_sub(1);
                *left > 0
            }
            tmplint_ir::Part::Hole { value, .. } => measure(value, left),
        }),
        Value::Join(values) | Value::List(values) | Value::Choice(values) => {
            values.iter().all(|value| measure(value, left))
        }
        Value::Map(entries) => entries.iter().all(|(_, value)| measure(value, left)),
        Value::Binary { left: first, right: second, .. } => {
            measure(first, left) && measure(second, left)
        }
        Value::Complement(value) | Value::Field(value, _) | Value::Element(value) => {
            measure(value, left)
        }
        _ => true,
    }
}
