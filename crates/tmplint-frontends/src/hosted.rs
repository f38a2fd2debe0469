//! Scripts that stand in files of another kind.

use tmplint_ir::{FunctionKind, HostedText, Language, SourceFile, Unit, marked};

use crate::{lower, shell};

/// What stands for an unknown value in Python, as long as a marker: a name inside of code, and in a
/// string some characters.
const PYTHON_HOLE: &str = "___";

/// Lowers a script that stands in another file, its spans in that file. `printed` says that what it
/// prints is a value of the host.
pub fn lower_hosted(text: &HostedText, language: Language, printed: bool) -> Unit {
    let mut unit = match language {
        Language::Shell => {
            let printed = if printed { shell::Printed::Result } else { shell::Printed::Elsewhere };
            shell::lower_text(text.text(), text.holes(), printed)
        }
        _ if text.holes() > 0 => {
            let filled = text.text().replace(|each| marked(each).is_some(), PYTHON_HOLE);
            lower(&SourceFile::new("", filled.into_bytes()), language)
        }
        _ => lower(&SourceFile::new("", text.text().as_bytes().to_vec()), language),
    };
    // What it gives back is no longer its own, as with any function.
    if let Some(script) = unit.functions.first_mut().filter(|_| printed) {
        script.kind = FunctionKind::Function;
    }
    unit.map_spans(text);
    unit
}
