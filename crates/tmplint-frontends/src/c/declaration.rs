//! Declarations of variables and their initialisers.

use tmplint_ir::{Arg, Callee, PlaceId, Span, Step, Value};

use super::MAX_DATA;
use super::body::Body;
use super::call::Target;
use super::head::Variable;
use super::layout::{Fields, shaped};
use super::place::strip;
use super::syntax::Syntax;
use super::token::{Token, TokenKind, tokenize};

impl Body<'_, '_> {
    /// Lowers a declaration inside a function.
    pub(crate) fn declaration(&mut self, node: Syntax<'_>) {
        let storage = |word: &str| {
            node.children()
                .iter()
                .any(|child| child.kind() == "storage_class_specifier" && child.text() == word)
        };
        if storage("extern") {
            return;
        }
        let cleanup = self.cleanup_at(node);
        let constant = node
            .children()
            .iter()
            .any(|child| child.kind() == "type_qualifier" && child.text() == "const");
        let read_only = constant && storage("static");
        let fields = node.field("type").and_then(|written| self.fields_of(written.text()));
        for declarator in node.fields("declarator") {
            self.declare(declarator, fields.as_ref(), read_only, cleanup);
            let class = node.field("type").filter(|class| class.kind() == "type_identifier");
            if let Some(class) = class.filter(|_| declarator.kind() == "identifier")
                && let Some(place) = self.place_of(declarator)
            {
                self.make_object(place, declarator.text(), class.text(), self.span(declarator));
            }
        }
    }

    /// C++: `Type name;` makes an object, if methods of it are called.
    fn make_object(&mut self, place: PlaceId, name: &str, class: &str, span: Span) {
        if self.file.is_cxx && self.file.objects.contains(name) {
            let callee = Callee::Api(class.into());
            self.push_call(callee, Vec::new(), Target::Place(place), span, span);
        }
    }

    /// The function that an attribute there names for a variable.
    fn cleanup_at(&self, node: Syntax<'_>) -> Option<Token> {
        if self.is_expanding_any() {
            return None;
        }
        self.file.cleanups.get(&(node.span().start as usize)).copied()
    }

    /// The fields of a structure's type.
    fn fields_of(&self, written: &str) -> Option<Fields> {
        self.file.layouts.of(written, &tokenize(written))
    }

    /// Declares a variable of a type that is not seen.
    pub(crate) fn declarator(&mut self, node: Syntax<'_>, cleanup: Option<Token>) {
        self.declare(node, None, false, cleanup);
    }

    /// Declares a variable, and assigns its initialiser.
    fn declare(
        &mut self,
        node: Syntax<'_>,
        fields: Option<&Fields>,
        read_only: bool,
        cleanup: Option<Token>,
    ) {
        let (declarator, value) = if node.kind() == "init_declarator" {
            let Some(declarator) = node.field("declarator") else { return };
            (declarator, node.field("value"))
        } else {
            (node, None)
        };
        let Some(declared) = Declared::read(declarator) else { return };
        let name = declared.name.text();
        if declared.is_pointer
            && let Some(value) = value
            && let Some(place) = self.aliased(name, value)
        {
            self.bind(name, place);
            return;
        }
        let place = self.declare_local(name, declared.name.span());
        if declared.is_array {
            self.file.arrays.insert(place);
        }
        if declared.is_handle {
            self.file.handles.insert(place);
        }
        if declared.is_list {
            self.file.lists.insert(place);
            if value.is_none() {
                let span = self.span(node);
                self.push(Step::Let { into: place, value: Value::List(Vec::new()), span });
            }
        }
        if let Some(value) = value {
            let span = self.span(node);
            let is_list = declared.is_list && strip(value).kind() == "initializer_list";
            if is_list && fields.is_none() && !self.moves.is_moved(name) {
                self.open_list(place, strip(value), span);
            } else {
                let fields = fields.filter(|_| !declared.is_pointer);
                let form = Form { is_array: declared.is_array, read_only, fields };
                self.initialise(place, &form, value, span, declared.name.span());
            }
        }
        if let Some(function) = cleanup.or_else(|| self.cleanup_at(declared.name)) {
            self.cleanup(place, function);
        }
    }

    /// An array of pointers: those of its elements that are arrays have the text they have when
    /// the list is used.
    fn open_list(&mut self, place: PlaceId, value: Syntax<'_>, span: Span) {
        let value = self.value(value);
        if let Value::List(items) = &value {
            let is_array =
                |item: &Value| matches!(item, Value::Place(it) if self.file.arrays.contains(it));
            if items.iter().any(is_array) {
                self.file.open_lists.insert(place, value.clone());
            }
        }
        self.push(Step::Let { into: place, value, span });
    }

    /// Lowers the initialiser of a file-scope variable.
    pub(crate) fn global(&mut self, variable: &Variable) {
        let Some(&place) = self.file.globals.get(&variable.name) else { return };
        let Some(range) = &variable.initialiser else {
            let before = self.file.source.get(..variable.range.start).unwrap_or("");
            let class = last_word(before.trim_end()).to_owned();
            if !class.is_empty() && !variable.is_array {
                let span = Span::new(variable.range.start, variable.range.end);
                self.make_object(place, &variable.name, &class, span);
            }
            return;
        };
        let text = self.file.text.get(range.clone()).unwrap_or("").to_owned();
        if is_data(&text) {
            return;
        }
        let name_span = Span::new(variable.range.start, variable.range.end);
        let parsed = self.file.parser.parse("int x=", &text, ";", range.start);
        let Some(fragment) = parsed else { return };
        let root = fragment.root();
        let value = root
            .child()
            .and_then(|declaration| declaration.field("declarator"))
            .and_then(|declarator| declarator.field("value"));
        if let Some(value) = value {
            let span = Span::new(variable.range.start, range.end);
            let form = Form {
                is_array: variable.is_array,
                read_only: variable.is_constant,
                fields: variable.fields.as_ref(),
            };
            self.initialise(place, &form, value, span, name_span);
        }
    }

    fn initialise(
        &mut self,
        place: PlaceId,
        form: &Form<'_>,
        value: Syntax<'_>,
        span: Span,
        name_span: Span,
    ) {
        let content = strip(value);
        let structure = form.fields.filter(|_| content.kind() == "initializer_list");
        if let Some(fields) = structure {
            let value = shaped(self.value(content), fields, form.is_array);
            self.push(Step::Let { into: place, value, span });
            return;
        }
        // An array that is not to be written to is the text itself.
        if !form.is_array
            || form.read_only && matches!(content.kind(), "string_literal" | "concatenated_string")
        {
            self.value_into(value, place, span);
            return;
        }
        let value = match content.kind() {
            // `char name[N] = {0}` is the empty string; of other types it says nothing.
            "initializer_list" if is_zero(content) => Value::literal("", content.span()),
            "initializer_list" => {
                let value = self.value(content);
                self.push(Step::Let { into: place, value, span });
                return;
            }
            _ => self.value(content),
        };
        let args = vec![Arg { name: None, value, span: content.span() }];
        self.push_call(Callee::Api("c.array".into()), args, Target::Place(place), span, name_span);
    }
}

/// What an initialiser is for.
struct Form<'f> {
    /// An array that is no array of pointers.
    is_array: bool,
    /// A constant that lasts as long as the program.
    read_only: bool,
    /// The fields of the structure it is, or is an array of.
    fields: Option<&'f Fields>,
}

/// A declarator's name and form.
struct Declared<'t> {
    name: Syntax<'t>,
    is_pointer: bool,
    /// A pointer to a pointer.
    is_handle: bool,
    /// An array of pointers.
    is_list: bool,
    /// An array that is no array of pointers.
    is_array: bool,
}

impl<'t> Declared<'t> {
    /// None for a prototype.
    fn read(declarator: Syntax<'t>) -> Option<Self> {
        let mut node = declarator;
        let mut is_array = false;
        let mut any_array = false;
        let mut in_pointer = false;
        let mut is_handle = false;
        let mut in_function = false;
        loop {
            match node.kind() {
                "identifier" => {
                    let is_pointer = in_pointer && !any_array;
                    let is_list = in_pointer && any_array;
                    let name = node;
                    return (!in_function).then_some(Self {
                        name,
                        is_pointer,
                        is_handle,
                        is_list,
                        is_array,
                    });
                }
                "array_declarator" => {
                    is_array = !in_pointer;
                    any_array = true;
                }
                "pointer_declarator" => {
                    is_handle = in_pointer && !any_array;
                    in_pointer = true;
                    // `(*f)(int)` is a variable.
                    in_function = false;
                }
                "function_declarator" => in_function = true,
                _ => {}
            }
            node = node.field("declarator").or_else(|| node.child())?;
        }
    }
}

/// The word a text ends with.
fn last_word(text: &str) -> &str {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let start = text.trim_end_matches(is_part).len();
    text.get(start..).unwrap_or("")
}

/// Whether an initialiser is nothing but zeros.
fn is_zero(list: Syntax<'_>) -> bool {
    list.children().iter().all(|element| {
        matches!(element.kind(), "number_literal" | "char_literal")
            && matches!(element.text(), "0" | "'\\0'" | "0x0" | "0x00")
    })
}

/// Whether an initialiser is a table of numbers and names, too long to be worth a look.
fn is_data(text: &str) -> bool {
    if !text.starts_with('{') || text.len() < MAX_DATA {
        return false;
    }
    let tokens = tokenize(text);
    tokens.len() > MAX_DATA && tokens.iter().all(|token| token.kind != TokenKind::Text)
}
