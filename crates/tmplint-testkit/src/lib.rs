//! The test bench: fixtures that say in their own comments what must be found in them.
//!
//! A fixture is a source file. A comment that starts with `//~`, `#~` or `/*~` names the rules that
//! report the comment's line; each `^` after the `~` moves it one line up:
//!
//! ```text
//! FILE *f = fopen("/tmp/app.log", "w");   //~ predictable-temp-path
//! echo x > /tmp/app.$$
//! #~^ predictable-temp-path
//! fd = open(p, O_CREAT | O_EXCL, 0600);   /*~ guessable-temp-name-dos (pedantic), ok: check-then-create */
//! ```
//!
//! | comment | meaning | fails if |
//! |---|---|---|
//! | `~ rule` | the rule reports the line | it does not |
//! | `~ ok: rule` | the rule is rightly silent | it reports the line, in any tier |
//! | `~ miss: rule` | known to be missed today | it reports the line: make it `~ rule` |
//! | `~ noise: rule` | known false alarm today | it is silent: make it `~ ok: rule` |
//!
//! Rules are separated by commas; a word such as `ok:` holds for those after it as well. A tier in
//! parentheses says in which tier the finding is; without one it is the default tier, and for `ok`
//! and `miss` any tier. Text after ` -- ` is a remark. A finding of the default tier that no
//! comment announces is a failure; those of other tiers are not.

mod expectation;
mod matching;
mod runner;

pub use expectation::{Expectation, Kind, expectations};
pub use matching::check;
pub use runner::{Found, run_dir, unknown_rules};
