//! Scripts that stand in files of another kind.

use tmplint_ir::{FunctionKind, HostedText, Language, SourceFile, Unit, marked};

use crate::{hole, lower, shell};

/// What stands for a value in Python code: a name as long as a marker.
const PYTHON_NAME: &str = "___";

/// Lowers a script that stands in another file, its spans in that file. `printed` says that what it
/// prints is a value of the host.
pub fn lower_hosted(text: &HostedText, language: Language, printed: bool) -> Unit {
    let mut unit = if language == Language::Shell {
        let printed = if printed { shell::Printed::Result } else { shell::Printed::Elsewhere };
        shell::lower_text(text.text(), text.holes(), printed)
    } else {
        let code = python_names(text.text());
        let mut unit = lower(&SourceFile::new("", code.into_bytes()), language);
        hole::fill(&mut unit, text.holes());
        unit
    };
    // What it gives back is no longer its own, as with any function.
    if let Some(script) = unit.functions.first_mut().filter(|_| printed) {
        script.kind = FunctionKind::Function;
    }
    unit.map_spans(text);
    unit
}

/// Values outside of strings as names: nothing else may stand there. Whether one is in a string, the
/// quotes before it on its line say.
fn python_names(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut quotes = 0;
    for character in text.chars() {
        match character {
            '\n' => quotes = 0,
            '"' | '\'' => quotes += 1,
            _ if marked(character).is_some() && quotes % 2 == 0 => {
                code.push_str(PYTHON_NAME);
                continue;
            }
            _ => {}
        }
        code.push(character);
    }
    code
}
