//! What tmplint knows, as data: API tables, directories, CERT's table, and one page per rule.
//!
//! This crate parses and checks the data. It knows no syntax and no flow: what an API does is
//! said in the words of [`Action`], and the engine acts on them.

mod api;
mod argument;
mod fio43;
mod naming;
mod page;
mod paths;
mod tables;
mod text;

pub use api::{
    Action, Api, Cleanup, CopyKind, Effect, ExitKind, Made, OpenHow, RemoveKind, Returns,
    ScriptLanguage,
};
pub use argument::{ArgRef, ArgSpec, Condition};
pub use fio43::{Conformance, Fio43, Row};
pub use naming::{Naming, words};
pub use page::{Example, Rule, rule, rules};
pub use paths::{NameSource, Paths};
pub use tables::{Constant, TableError, Tables, tables};
pub use text::TextOp;
