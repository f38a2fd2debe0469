//! The vocabulary that tmplint's stages share.
//!
//! A frontend turns source text into a [`Unit`]; the engine turns a `Unit` into [`Site`]s and
//! [`Finding`]s; a reporter prints those. This crate holds the words and nothing else: it knows no
//! parser, no API, no rule and no output format, and depends on the standard library alone.

mod dump;
mod finding;
mod hosted;
mod place;
mod respan;
mod script;
mod site;
mod source;
mod unit;
mod value;

pub use finding::{Finding, FlowStep, Label, Level, Tier};
pub use hosted::HostedText;
pub use place::{Place, PlaceId, Scope};
pub use respan::Respan;
pub use script::{Script, ScriptPiece, clean, marked, marker};
pub use site::{Criterion, Site, SiteKind, Verdict};
pub use source::{Encoding, Language, LineColumn, SourceFile, Span};
pub use unit::{
    Arg, Block, BlockId, Call, Callee, Class, ClassId, End, Function, FunctionId, FunctionKind,
    NoteKind, Param, ParseNote, Setting, Step, Test, Unit,
};
pub use value::{BinaryOp, CompareOp, Format, FormatStyle, Part, QualName, Value};
