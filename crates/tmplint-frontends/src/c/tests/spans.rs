//! Where things are said to stand.

use tmplint_ir::{Call, NoteKind, Part, SourceFile, Span, Step, Unit, Value};

const SOURCE: &str = r#"
#define DIR "/tmp" /* é */
#define MAKE(path, mode) \
    open(path, O_CREAT, mode)
static char name[] = DIR "/x";
int f(char *p)
{
    int fd = MAKE(DIR "/y", 0600);
    __attribute__((cleanup(g))) char *q = p;
    if (unlink(p) < 0)
        return 1;
    return x @@ y;
}
"#;

fn file() -> (SourceFile, Unit) {
    let source = SourceFile::new("x.c", SOURCE.as_bytes().to_vec());
    let unit = super::super::lower(&source);
    (source, unit)
}

fn calls(unit: &Unit) -> Vec<&Call> {
    let blocks = unit.functions.iter().flat_map(|function| &function.blocks);
    blocks
        .flat_map(|block| &block.steps)
        .filter_map(|step| match step {
            Step::Call(call) => Some(call),
            _ => None,
        })
        .collect()
}

fn literals(value: &Value) -> Vec<Span> {
    let Value::Text(parts) = value else { return Vec::new() };
    parts
        .iter()
        .filter_map(|part| match part {
            Part::Literal { span, .. } => Some(*span),
            Part::Hole { .. } => None,
        })
        .collect()
}

#[test]
fn literals_stand_where_they_are_written() {
    let (source, unit) = file();
    let calls = calls(&unit);
    let texts = |call: &Call| -> Vec<String> {
        let spans = call.args.iter().flat_map(|arg| literals(&arg.value));
        spans.map(|span| source.slice(span).to_owned()).collect()
    };
    assert_eq!(texts(calls[0]), ["\"/tmp\"", "\"/x\""]);
    assert_eq!(texts(calls[1]), ["\"/tmp\"", "\"/y\""]);
    let directory = literals(&calls[0].args[0].value)[0];
    assert_eq!(source.line_column(directory.start).line, 2);
}

#[test]
fn calls_in_macros_stand_where_the_macro_is_used() {
    let (source, unit) = file();
    let open = calls(&unit)[1];
    assert_eq!(source.slice(open.span), "MAKE(DIR \"/y\", 0600)");
    let args: Vec<_> = open.args.iter().map(|arg| source.slice(arg.span)).collect();
    assert_eq!(args, ["DIR \"/y\"", "O_CREAT", "0600"]);
}

#[test]
fn other_calls_stand_where_they_are() {
    let (source, unit) = file();
    let calls = calls(&unit);
    assert_eq!(source.slice(calls[0].span), "name[] = DIR \"/x\"");
    assert_eq!(source.slice(calls[0].name_span), "name");
    let unlink = calls.iter().find(|call| source.slice(call.name_span) == "unlink").unwrap();
    assert_eq!(source.slice(unlink.span), "unlink(p)");
    let cleanup = calls.iter().find(|call| source.slice(call.name_span) == "g").unwrap();
    assert_eq!(source.slice(cleanup.span), "g");
}

#[test]
fn functions_and_errors_stand_where_they_are() {
    let (source, unit) = file();
    let function = &unit.functions[1];
    assert!(source.slice(function.span).starts_with("int f(char *p)"));
    assert!(source.slice(function.span).ends_with('}'));
    assert_eq!(source.slice(function.name_span), "f");
    assert_eq!(source.slice(unit.place(function.params[0].place).span), "p");
    assert_eq!(unit.notes.len(), 1);
    assert_eq!(unit.notes[0].kind, NoteKind::SyntaxError);
    assert_eq!(source.line_column(unit.notes[0].span.start).line, 12);
}
