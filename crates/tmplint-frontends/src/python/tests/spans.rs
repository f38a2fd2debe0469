//! Where things stand.

use tmplint_ir::{Part, SourceFile, Step, Unit, Value};

fn lower(source: &str) -> (SourceFile, Unit) {
    let source = SourceFile::new("test.py", source.as_bytes().to_vec());
    let unit = super::super::lower(&source);
    (source, unit)
}

fn steps(unit: &Unit) -> impl Iterator<Item = &Step> {
    unit.functions.iter().flat_map(|function| &function.blocks).flat_map(|block| &block.steps)
}

#[test]
fn calls_and_arguments_have_their_own_spans() {
    let (source, unit) = lower("import os\nx = os.path.join('é', mode = 'b')  # end\n");
    let Some(Step::Call(call)) = steps(&unit).next() else { panic!("{unit}") };
    assert_eq!(source.slice(call.span), "os.path.join('é', mode = 'b')");
    assert_eq!(source.slice(call.name_span), "join");
    let args: Vec<_> = call.args.iter().map(|arg| source.slice(arg.span)).collect();
    assert_eq!(args, ["'é'", "mode = 'b'"]);
}

#[test]
fn literal_parts_have_the_span_of_their_characters() {
    let (source, unit) = lower("x = 'a' rb\"b\" f'c{y}d'\n");
    let Some(Step::Let { value: Value::Text(parts), span, .. }) = steps(&unit).next() else {
        panic!("{unit}")
    };
    assert_eq!(source.slice(*span), "x = 'a' rb\"b\" f'c{y}d'");
    let spans: Vec<_> = parts
        .iter()
        .map(|part| match part {
            Part::Literal { span, .. } | Part::Hole { span, .. } => source.slice(*span),
        })
        .collect();
    assert_eq!(spans, ["'a'", "rb\"b\"", "c", "{y}", "d"]);
}

#[test]
fn definitions_and_places_have_spans() {
    let (source, unit) = lower("class C:\n    def method(self, arg): self.x = arg\n");
    let function = &unit.functions[1];
    assert_eq!(source.slice(function.name_span), "method");
    assert_eq!(source.slice(function.span), "def method(self, arg): self.x = arg");
    assert_eq!(source.slice(unit.place(function.params[0].place).span), "arg");
    assert_eq!(unit.classes[0].methods.len(), 1);
    assert_eq!(function.class, Some(tmplint_ir::ClassId(0)));
}

#[test]
fn parameters_keep_their_stars_and_defaults() {
    let (_, unit) = lower("def f(a, b='x', *args, c=1, **kw): pass\n");
    let params = &unit.functions[1].params;
    let names: Vec<_> = params.iter().map(|param| param.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "*args", "c", "**kw"]);
    assert_eq!(params[1].default.as_ref().and_then(Value::as_literal).as_deref(), Some("x"));
    assert_eq!(params[3].default, Some(Value::Number(1)));
    assert_eq!(params[0].default, None);
}
