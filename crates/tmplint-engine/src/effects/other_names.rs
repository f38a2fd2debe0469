//! Calls that no row of the tables names as they are written.

use tmplint_ir::{Arg, Call, Callee, QualName, Value};
use tmplint_rules::{Action, Constant};

use super::Outcome;
use crate::domain::{Abstract, Alternative, State};
use crate::flow::Interpreter;

impl Interpreter<'_> {
    /// A method of something that the tables know by its name, a constant written as a call, a
    /// method called as a function of its type; else something nobody knows.
    pub(super) fn call_by_another_name(
        &mut self,
        name: &str,
        call: &Call,
        values: Vec<Abstract>,
        receiver: Option<Abstract>,
        state: &mut State,
    ) -> Outcome {
        let language = self.unit.language;
        // `os.sep.join(…)`: a method of something the tables know by its name.
        if let Some((base, method)) = name.rsplit_once('.')
            && receiver.is_none()
            && !base.is_empty()
        {
            let base = self.evaluate_name(&QualName(base.to_owned()), state);
            if !base.iter().any(|alternative| matches!(alternative, Alternative::Name(_))) {
                return self.call_api(&format!(".{method}"), call, values, Some(base), state);
            }
        }
        // `settings.get("directory", "/tmp/jobs")`: an object of another module.
        if let Some((_, method)) = name.rsplit_once('.')
            && receiver.is_none()
            && self.gives_default(&format!(".{method}"))
        {
            let object = Some(Abstract::unknown());
            return self.call_api(&format!(".{method}"), call, values, object, state);
        }
        if let Some(number) = self.constant_call(name, &values) {
            return Outcome::of(number);
        }
        match self.tables.as_method(language, name) {
            Some(method) if receiver.is_none() && !values.is_empty() => {
                let mut call = call.clone();
                let object = call.args.remove(0);
                call.receiver = Some(object.value);
                let (rest, first) = (values[1..].to_vec(), values.into_iter().next());
                self.call_api(&method, &call, rest, first, state)
            }
            _ => self.call_unknown(name, call, &values, receiver.as_ref(), state),
        }
    }

    /// Whether a method looks something up that it is given a default for.
    fn gives_default(&self, method: &str) -> bool {
        self.tables.api(self.unit.language, method).is_some_and(|api| {
            api.effects().iter().any(|effect| {
                matches!(&effect.action, Action::Source { default, .. } if !default.is_empty())
            })
        })
    }

    /// Whether the tables know a function by its name.
    pub(crate) fn is_explained(&self, name: &str) -> bool {
        let language = self.unit.language;
        self.tables.api(language, name).is_some() || self.tables.as_method(language, name).is_some()
    }

    /// What a function known by its name gives for these arguments, called by `call`.
    pub(crate) fn apply_named(
        &mut self,
        name: &str,
        values: &[Abstract],
        call: &Call,
        state: &mut State,
    ) -> Abstract {
        let arg = || Arg { name: None, value: Value::Opaque, span: call.span };
        let call = Call {
            into: None,
            callee: Callee::Api(QualName(name.to_owned())),
            receiver: None,
            args: values.iter().map(|_| arg()).collect(),
            checked: true,
            span: call.span,
            name_span: call.name_span,
        };
        self.call_api(name, &call, values.to_vec(), None, state).value
    }

    /// `Mode::empty()`: a call without arguments of what the tables know as a constant.
    fn constant_call(&mut self, name: &str, values: &[Abstract]) -> Option<Abstract> {
        match self.tables.constant(self.unit.language, &QualName(name.to_owned()))? {
            Constant::Number(number) if values.is_empty() => {
                Some(Abstract::one(Alternative::Number(*number)))
            }
            _ => None,
        }
    }
}
