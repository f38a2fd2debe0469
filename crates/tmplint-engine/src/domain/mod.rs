//! What a value can be while the program runs.

mod classify;
mod condition;
mod fate;
mod places;
mod state;
mod text;
mod value;

pub(crate) use classify::{Guess, Whereabouts, classify};
pub(crate) use condition::{Answers, Asks, Condition};
pub(crate) use fate::{Answer, Fate};
pub(crate) use places::{PlaceSet, Places};
pub(crate) use state::{Bits, Checked, SiteId, State, Trap, TrapAction};
pub(crate) use text::{Piece, PieceKind, Text, UNKNOWN_PART};
pub(crate) use value::{Abstract, Alternative, Builder, Partial};
