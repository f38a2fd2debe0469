//! The same question asked twice: what was made where the answer was yes is not there where it is
//! no.

use std::rc::Rc;

use tmplint_ir::{Call, Callee, CompareOp, Part, PlaceId, Step, Test, Value};

use super::Interpreter;
use crate::domain::{Abstract, Alternative, Asks, Bits, Condition, State, Text};

impl Interpreter<'_> {
    /// Learns from a test that gives `holds`. `asked` is what ran just before it.
    pub(super) fn learn_condition(
        &self,
        test: &Test,
        holds: bool,
        asked: Option<&Step>,
        state: &mut State,
    ) {
        let Some((condition, answer)) = self.condition(test, asked) else { return };
        for site in state.answers.learn(condition, holds == answer) {
            state.forget_site(site);
        }
    }

    /// A variable is given the path of something that was made: where it is empty later, nothing
    /// was.
    pub(super) fn tie_to_variable(place: PlaceId, value: &Abstract, state: &mut State) {
        let is_set = |alternative: &Alternative| match alternative {
            Alternative::Text(text) => !text.pieces.is_empty(),
            _ => false,
        };
        if value.is_unassigned() || !value.iter().all(is_set) {
            return;
        }
        for site in value.texts().flat_map(Text::sites) {
            if state.site(site).has(Bits::LIVE) {
                let condition = Condition { place, asks: Asks::True, with: Rc::from("") };
                state.answers.tie(site, condition);
            }
        }
    }

    /// What a test asks, and the answer that makes it hold.
    fn condition(&self, test: &Test, asked: Option<&Step>) -> Option<(Condition, bool)> {
        let (place, asks, with, answer) = match test {
            // `if $verbose`
            Test::LastCall => match asked {
                Some(Step::Call(Call { callee: Callee::Value(place), args, .. }))
                    if args.is_empty() =>
                {
                    (*place, Asks::True, Rc::from(""), true)
                }
                _ => return None,
            },
            Test::Truthy(Value::Place(place)) => (*place, Asks::True, Rc::from(""), true),
            Test::Compare { op, left, right } => {
                let (place, with) = compared(left, right).or_else(|| compared(right, left))?;
                let (asks, answer) = match op {
                    // To compare with nothing is to ask whether it is set.
                    CompareOp::Equal if with.is_empty() => (Asks::True, false),
                    CompareOp::NotEqual if with.is_empty() => (Asks::True, true),
                    CompareOp::Equal => (Asks::Equal, true),
                    CompareOp::NotEqual => (Asks::Equal, false),
                    CompareOp::Less => (Asks::Less, true),
                    CompareOp::GreaterEqual => (Asks::Less, false),
                    CompareOp::Greater => (Asks::Greater, true),
                    CompareOp::LessEqual => (Asks::Greater, false),
                    CompareOp::In | CompareOp::NotIn => return None,
                };
                (place, asks, with, answer)
            }
            _ => return None,
        };
        // What changes without an assignment: `$?`.
        let changes = self.unit.place(place).name == "?";
        (!changes).then_some((Condition { place, asks, with }, answer))
    }
}

/// A variable and what it is compared with, which is written out.
fn compared(variable: &Value, with: &Value) -> Option<(PlaceId, Rc<str>)> {
    let with = match with {
        Value::Number(number) => number.to_string(),
        Value::Absent => String::new(),
        _ => with.as_literal()?,
    };
    match variable {
        Value::Place(place) => Some((*place, with.into())),
        // `"x$name" = xyes`
        Value::Text(parts) => match parts.as_slice() {
            [Part::Literal { text, .. }, Part::Hole { value: Value::Place(place), .. }] => {
                with.strip_prefix(text.as_str()).map(|rest| (*place, rest.into()))
            }
            _ => None,
        },
        _ => None,
    }
}
