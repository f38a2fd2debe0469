//! Ways on which a script only says what it would do.

use tmplint_ir::{Call, Callee, CompareOp, PlaceId, Step, Test, Value};

use super::Interpreter;

impl Interpreter<'_> {
    /// Whether the way on which a test gives `holds` is that of a dry run: `if $dry_run`,
    /// `[ -n "$dry_run" ]`, `[ "$run" = : ]`. `asked` is what ran just before the test.
    pub(super) fn only_pretends(&self, test: &Test, holds: bool, asked: Option<&Step>) -> bool {
        match test {
            Test::LastCall => match asked {
                Some(Step::Call(Call { callee: Callee::Value(place), .. })) => {
                    holds && self.is_pretence(*place)
                }
                _ => false,
            },
            Test::Truthy(Value::Place(place)) => holds && self.is_pretence(*place),
            Test::Compare { op: op @ (CompareOp::Equal | CompareOp::NotEqual), left, right } => {
                let (place, word) = match (left, right) {
                    (Value::Place(place), word) | (word, Value::Place(place)) => (*place, word),
                    _ => return false,
                };
                let word = match word {
                    Value::Number(number) => number.to_string(),
                    word => match word.as_literal() {
                        Some(word) => word,
                        None => return false,
                    },
                };
                let equal = (*op == CompareOp::Equal) == holds;
                let naming = self.tables.naming(self.unit.language);
                if naming.is_some_and(|naming| naming.does_nothing(&word)) {
                    return equal;
                }
                let off = matches!(&*word, "" | "0" | "no" | "false" | "n" | "off");
                equal != off && self.is_pretence(place)
            }
            _ => false,
        }
    }

    fn is_pretence(&self, place: PlaceId) -> bool {
        let naming = self.tables.naming(self.unit.language);
        naming.is_some_and(|naming| naming.pretends(&self.unit.place(place).name))
    }
}
