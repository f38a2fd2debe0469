//! What tmplint knows, as data: rule pages, API tables, directories.

mod page;

pub use page::{Example, Rule, rule, rules};
