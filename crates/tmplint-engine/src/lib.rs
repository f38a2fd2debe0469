//! Follows path values through a lowered file and judges what is done with them.
//!
//! The engine knows values, flow and files; it knows no syntax and no API by name. What a call
//! does is said by [`tmplint_rules::Tables`].

#![allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "effects have one shape, and so have refinements, whatever each of them needs"
)]

mod domain;
mod effects;
mod flow;
mod judge;

use tmplint_ir::{Finding, Script, Site, Unit};
use tmplint_rules::Tables;

/// What was found in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// What is wrong, of every tier, by position.
    pub findings: Vec<Finding>,
    /// Every place where a temporary file, directory or name comes into being, by position.
    pub sites: Vec<Site>,
}

/// How much of a file is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The functions that can have anything to find.
    #[default]
    Relevant,
    /// All functions; the result is the same. For the tests that show it.
    Everything,
}

/// Turns a script that a program puts together into a unit, its spans in the program's file.
pub type LowerScript<'a> = dyn Fn(&Script) -> Unit + 'a;

/// Analyses one file. The result depends on the unit, the tables and what `lower` makes of scripts
/// alone.
pub fn analyse(unit: &Unit, tables: &Tables, extent: Extent, lower: &LowerScript<'_>) -> Analysis {
    let facts = flow::run(unit, tables, extent, lower);
    judge::judge(unit, tables, facts)
}
