//! The four frontends: parse a file, resolve its names, lower it to a [`Unit`].
//!
//! A frontend knows syntax and binding and nothing else: which APIs matter and what they do is
//! decided downstream. What each construct becomes is written down in `docs/lowering.md`.

mod builder;
mod c;
mod hole;
mod hosted;
mod python;
mod rust;
mod script;
mod shell;

pub use hosted::lower_hosted;
pub use script::lower_script;

use tmplint_ir::{Language, SourceFile, Unit};

/// Parses and lowers one file.
///
/// Never fails and never panics: what cannot be read is left out and named in
/// [`Unit::notes`]. Needs a stack of at least [`STACK_SIZE`] bytes for the deepest input it
/// accepts.
pub fn lower(source: &SourceFile, language: Language) -> Unit {
    match language {
        Language::C => c::lower(source),
        Language::Python => python::lower(source),
        Language::Shell => shell::lower(source),
        Language::Rust => rust::lower(source),
    }
}

/// Stack, in bytes, that a thread calling [`lower`] must have.
pub const STACK_SIZE: usize = 64 << 20;
