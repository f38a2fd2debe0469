//! Conditions and and-or lists: commands whose status decides where to go.

use tmplint_ir::{BlockId, Test};

use super::command::Status;
use super::fragment::Fragment;
use super::special;
use super::syntax::{Connector, Form, Kind, Statement};
use super::{Lowering, Output};

impl Lowering {
    /// Lowers commands of which the last one's status decides.
    pub(super) fn conditions(
        &mut self,
        text: &Fragment<'_>,
        statements: &[Statement],
        then: BlockId,
        otherwise: BlockId,
    ) {
        let Some((last, before)) = statements.split_last() else { return self.body.goto(then) };
        self.statements(text, before);
        self.condition(text, last, then, otherwise);
    }

    /// Lowers a command and goes to `then` if it succeeds, else to `otherwise`.
    pub(super) fn condition(
        &mut self,
        text: &Fragment<'_>,
        statement: &Statement,
        then: BlockId,
        otherwise: BlockId,
    ) {
        if self.body.is_closed() {
            self.body.start_unreachable();
        }
        let span = text.span(&statement.extent);
        self.nested(span, |this| this.condition_here(text, statement, then, otherwise));
        // Nothing was lowered if that is too deep.
        self.body.branch(Test::Opaque, span, then, otherwise);
    }

    fn condition_here(
        &mut self,
        text: &Fragment<'_>,
        statement: &Statement,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let span = text.span(&statement.extent);
        let status = match &statement.kind {
            Kind::Not(inner) => return self.condition(text, inner, otherwise, then),
            Kind::AndOr(items) => {
                return self.and_or(text, items, true, Some((then, otherwise)));
            }
            Kind::Group(_) | Kind::If { .. } | Kind::Case { .. } => {
                return self.compound_condition(text, statement, then, otherwise);
            }
            Kind::Simple(simple) => {
                let name = special::command_name(text, simple);
                let tests = match name.as_deref() {
                    Some("test" | "[") => true,
                    _ => simple.form == Form::Conditional,
                };
                if tests {
                    self.redirects(text, &simple.redirects, true);
                    self.redirects(text, &statement.redirects, true);
                    return self.test_condition(text, simple, then, otherwise);
                }
                self.redirects(text, &statement.redirects, true);
                self.simple(text, simple, true)
            }
            Kind::Pipeline(parts) => self.pipeline(text, parts, true),
            Kind::Subshell(_) => {
                self.statement(text, statement, true);
                Status::Call
            }
            _ => {
                self.statement(text, statement, true);
                Status::Unknown
            }
        };
        if status == Status::Success {
            self.body.goto(then);
        } else {
            self.body.branch(status.test(), span, then, otherwise);
        }
    }

    /// Lowers a compound command whose status is that of the last command that ran in it.
    fn compound_condition(
        &mut self,
        text: &Fragment<'_>,
        statement: &Statement,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let output = self.output;
        if self.redirects(text, &statement.redirects, true).output_taken {
            self.output = Output::Elsewhere;
        }
        match &statement.kind {
            Kind::Group(inner) => self.conditions(text, inner, then, otherwise),
            Kind::If { arms, otherwise: last } => {
                for (condition, body) in arms {
                    let (inside, next) = (self.body.new_block(), self.body.new_block());
                    self.conditions(text, condition, inside, next);
                    self.body.switch_to(inside);
                    self.conditions(text, body, then, otherwise);
                    self.body.switch_to(next);
                }
                self.conditions(text, last, then, otherwise);
            }
            Kind::Case { word, arms } => {
                let span = text.span(&statement.extent);
                self.case(text, word, arms, span, Some((then, otherwise)));
            }
            _ => {}
        }
        self.output = output;
    }

    /// Lowers `a && b || c`. Both connectors bind equally, to the left: a success goes on to the
    /// next command after `&&`, a failure to the next one after `||`. As a statement of its own
    /// (`targets` is none) the list goes on behind itself either way.
    pub(super) fn and_or(
        &mut self,
        text: &Fragment<'_>,
        items: &[(Connector, Statement)],
        tested: bool,
        targets: Option<(BlockId, BlockId)>,
    ) {
        let Some(((_, last), before)) = items.split_last() else { return };
        let join = targets.is_none().then(|| self.body.new_block());
        let (then, otherwise) = match (targets, join) {
            (Some(targets), _) => targets,
            (None, Some(join)) => (join, join),
            (None, None) => return,
        };
        let blocks: Vec<_> = items.iter().skip(1).map(|_| self.body.new_block()).collect();
        let mut ways = vec![(then, otherwise)];
        let (mut success, mut failure) = (then, otherwise);
        for ((connector, _), &block) in items.iter().skip(1).zip(&blocks).rev() {
            match connector {
                Connector::And => success = block,
                Connector::Or => failure = block,
            }
            ways.push((success, failure));
        }
        let ways = ways.into_iter().rev();
        for (((_, item), (success, failure)), &next) in before.iter().zip(ways).zip(&blocks) {
            self.condition(text, item, success, failure);
            self.body.switch_to(next);
        }
        if let Some(join) = join {
            self.statement(text, last, tested);
            self.body.goto(join);
            self.body.switch_to(join);
        } else {
            self.condition(text, last, then, otherwise);
        }
    }
}
