//! Spans: as narrow as the thing, and in the host file wherever the text stands.

use tmplint_ir::{Call, Callee, End, Part, Span, Step, Unit, Value};

use super::lower;

fn calls(unit: &Unit) -> impl Iterator<Item = &Call> {
    let blocks = unit.functions.iter().flat_map(|function| &function.blocks);
    blocks.flat_map(|block| &block.steps).filter_map(|step| match step {
        Step::Call(call) => Some(call),
        _ => None,
    })
}

fn name(call: &Call) -> String {
    match &call.callee {
        Callee::Api(name) => name.0.clone(),
        Callee::Unknown(name) => name.clone(),
        other => format!("{other:?}"),
    }
}

fn text(script: &str, span: Span) -> &str {
    &script[span.range()]
}

/// The call of a name: its text, its name's text and its arguments' texts.
#[track_caller]
fn call<'a>(script: &'a str, unit: &Unit, wanted: &str) -> (&'a str, &'a str, Vec<&'a str>) {
    let call = calls(unit).find(|call| name(call) == wanted).expect("the call is there");
    let args = call.args.iter().map(|arg| text(script, arg.span)).collect();
    (text(script, call.span), text(script, call.name_span), args)
}

#[test]
fn commands_and_redirections_have_their_own() {
    let script = "if a; then X=1 /bin/cp -r \"$x\" 'b c' 2>>log; fi\n";
    let unit = lower(script);
    assert_eq!(
        call(script, &unit, "cp"),
        ("/bin/cp -r \"$x\" 'b c'", "/bin/cp", vec!["-r", "\"$x\"", "'b c'", "/bin/cp", "/bin/cp"])
    );
    assert_eq!(call(script, &unit, "shell.redirect.append"), ("2>>log", "2>>", vec!["log"]));
}

#[test]
fn tests_reach_from_operator_to_operand() {
    let script = "[ ! -e \"$x\" ] || [[ a -nt b ]]\n";
    let unit = lower(script);
    assert_eq!(call(script, &unit, "shell.test.-e"), ("-e \"$x\"", "-e", vec!["\"$x\""]));
    assert_eq!(call(script, &unit, "shell.test.-nt"), ("a -nt b", "-nt", vec!["a", "b"]));
    let End::Branch { span, .. } = unit.functions[0].blocks[0].end else { panic!("a branch") };
    assert_eq!(text(script, span), "-e \"$x\"");
}

#[test]
fn parts_of_words() {
    let script = "a /tmp/\"b $x\"'c'${y:-d}/e$(f)\"\"\n";
    let unit = lower(script);
    let call = calls(&unit).find(|call| name(call) == "a").unwrap();
    let Value::Text(parts) = &call.args[0].value else { panic!("a text") };
    let parts: Vec<_> = parts
        .iter()
        .map(|part| match part {
            Part::Literal { text: literal, span } => (literal.as_str(), text(script, *span)),
            Part::Hole { span, .. } => ("", text(script, *span)),
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("/tmp/b ", "/tmp/\"b "),
            ("", "$x"),
            ("c", "'c'"),
            ("", "${y:-d}"),
            ("/e", "/e"),
            ("", "$(f)"),
        ]
    );
}

#[test]
fn plain_literals_have_their_quotes() {
    let script = "a \"b\" 'c' \"d$x\"\n";
    let unit = lower(script);
    let call = calls(&unit).next().unwrap();
    let span = |index: usize| match &call.args[index].value {
        Value::Text(parts) => match &parts[0] {
            Part::Literal { span, .. } | Part::Hole { span, .. } => text(script, *span),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!((span(0), span(1), span(2)), ("\"b\"", "'c'", "\"d"));
}

#[test]
fn actions_are_in_the_host_file() {
    let script = "trap 'rm -f \"$x\" >log' EXIT\n";
    let unit = lower(script);
    assert_eq!(call(script, &unit, "rm"), ("rm -f \"$x\"", "rm", vec!["-f", "\"$x\"", "log"]));
    assert_eq!(call(script, &unit, "shell.redirect.write"), (">log", ">", vec!["log"]));
}

#[test]
fn escaped_actions_and_backquotes_are_too() {
    let script = "trap \"cd ü; rm -f '$x' \\\"\\$y\\\" é\" 0; a=`b \\`c d\\``\n";
    let unit = lower(script);
    let (_, rm, args) = call(script, &unit, "rm");
    assert_eq!((rm, args), ("rm", vec!["-f", "'$x'", "\"\\$y\\\"", "é"]));
    assert_eq!(call(script, &unit, "c"), ("c d", "c", vec!["d"]));
    assert_eq!(call(script, &unit, "cd"), ("cd ü", "cd", vec!["ü"]));
}

#[test]
fn functions_and_substitutions() {
    let script = "f() {\n  x=$(a; b)\n}\n";
    let unit = lower(script);
    let spans: Vec<_> = unit.functions.iter().map(|it| text(script, it.span)).collect();
    assert_eq!(spans[1..], ["f() {\n  x=$(a; b)\n}", "$(a; b)"]);
    assert_eq!(text(script, unit.functions[1].name_span), "f");
}

#[test]
fn here_documents() {
    let script = "cat <<E | b\nx $(c d)\nE\n";
    let unit = lower(script);
    assert_eq!(call(script, &unit, "cat").2, ["x $(c d)\n"]);
    assert_eq!(call(script, &unit, "c").0, "c d");
}
