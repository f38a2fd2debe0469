//! Options of the program with what they are if nobody gives them, and names that tests replace.

use std::rc::Rc;

use tmplint_ir::{Call, FunctionId};
use tmplint_rules::ArgSpec;

use super::{Done, Site, join_all};
use crate::domain::{Abstract, Alternative, Builder, State};
use crate::flow::Interpreter;

/// Options of one file that are kept.
const MAX_OPTIONS: usize = 512;

/// Names that are replaced at one point.
const MAX_REPLACED: usize = 64;

impl Interpreter<'_> {
    /// `add_argument("--log-file", default=…)`.
    pub(super) fn declare_option(
        &mut self,
        names: &ArgSpec,
        destination: &ArgSpec,
        default: &ArgSpec,
        keywords: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        // An option that is built link by link: `Arg::new("log").default_value(…)`.
        let built = site.arguments.get(names).into_iter().find_map(|given| {
            let is_builder = |each: &Alternative| matches!(each, Alternative::Builder(_));
            given.value.iter().find(|each| is_builder(each)).cloned()
        });
        if let Some(Alternative::Builder(builder)) = &built {
            let default = join_all(&site.arguments.get(default));
            if let Some(name) = builder.option("argument").and_then(Abstract::literal) {
                self.set_option(name.replace('-', "_"), &default, site.call, state);
            }
            return Done { value: built.map(Abstract::one), ..Done::default() };
        }
        if keywords {
            for (name, given) in &site.arguments.keywords {
                self.set_option(name.clone(), &given.value, site.call, state);
            }
            return Done::default();
        }
        let default = join_all(&site.arguments.get(default));
        let spelled: Vec<String> =
            site.arguments.get(names).iter().filter_map(|given| given.value.literal()).collect();
        let name = join_all(&site.arguments.get(destination)).literal().or_else(|| {
            let plain = spelled.iter().find(|name| !name.starts_with('-'));
            let long = spelled.iter().find(|name| name.starts_with("--"));
            let name = plain.or(long).or(spelled.first())?;
            // `--keep/--drop` is one option.
            let name = name.split('/').next().unwrap_or(name);
            Some(name.trim_start_matches('-').replace('-', "_"))
        });
        if let Some(name) = name {
            self.set_option(name, &default, site.call, state);
        }
        Done::default()
    }

    fn set_option(&mut self, name: String, default: &Abstract, call: &Call, state: &mut State) {
        if default.is_unassigned() {
            return;
        }
        if let Some(function) = self.decorated_by(call) {
            let unit = self.unit;
            let params = &unit.function(function).params;
            if let Some(param) = params.iter().find(|param| param.name == name) {
                state.assign(param.place, default.join(&Abstract::unknown()));
            }
            return;
        }
        if self.options.len() < MAX_OPTIONS || self.options.contains_key(&name) {
            let known = self.options.entry(name).or_default();
            *known = known.join(default);
        }
    }

    /// The function under evaluation, if the call stands among its attributes.
    fn decorated_by(&self, call: &Call) -> Option<FunctionId> {
        let id = *self.stack.last()?;
        let function = self.unit.function(id);
        let before = call.span.end <= function.span.start && !function.name.is_empty();
        before.then_some(id)
    }

    /// `parse_args()`: an object with a field for each option. Some libraries give it as the first
    /// of two results. `value_of("log-file")`: one option.
    pub(super) fn read_options(&self, name: &ArgSpec, site: &Site<'_>) -> Done {
        if let Some(name) = join_all(&site.arguments.get(name)).literal() {
            return Done::value(self.option(&name.replace('-', "_")));
        }
        if self.options.is_empty() {
            return Done::value(Abstract::unknown());
        }
        let given = |value: &Abstract| value.join(&Abstract::unknown());
        let fields: Vec<(String, Abstract)> =
            self.options.iter().map(|(name, value)| (name.clone(), given(value))).collect();
        let first = Abstract::one(Alternative::Map(Rc::new(fields.clone())));
        let all = std::iter::once(("0".to_owned(), first)).chain(fields).collect();
        Done::value(Abstract::one(Alternative::Map(Rc::new(all))))
    }

    /// An object is made that declares an option, to go by the name of its type:
    /// `ArgInfo::new("log")`.
    pub(super) fn start_of_option(
        &self,
        name: &str,
        call: &Call,
        values: &[Abstract],
    ) -> Option<Abstract> {
        let naming = self.tables.naming(self.unit.language)?;
        let of = naming.telling(name).filter(|of| naming.declares(of))?;
        let spelled = values.first().filter(|value| !of.is_empty() && value.literal().is_some())?;
        let options = vec![("argument".to_owned(), spelled.clone())];
        let builder = Builder { options, span: call.span };
        Some(Abstract::one(Alternative::Builder(Rc::new(builder))))
    }

    /// A method is asked for an option of the program by its name.
    pub(super) fn option_by_name(&self, name: &str, values: &[Abstract]) -> Option<Abstract> {
        let naming = self.tables.naming(self.unit.language)?;
        let [value] = values else { return None };
        let declares = naming.declares_anything() && name.starts_with('.');
        let asked = value.literal().filter(|_| declares)?.replace('-', "_");
        self.options.contains_key(&asked).then(|| self.option(&asked))
    }

    /// An option that is read by its name: `FLAGS.train_dir`.
    pub(crate) fn option(&self, name: &str) -> Abstract {
        self.options
            .get(name)
            .map_or_else(Abstract::unknown, |default| default.join(&Abstract::unknown()))
    }

    /// `patch("app.open")`, `patch.object(os, "makedirs")`.
    pub(super) fn replace_names(
        &mut self,
        name: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let mut parts = Vec::new();
        for given in site.arguments.get(name).iter().take(2) {
            match given.value.0.as_slice() {
                [Alternative::Name(name)] => parts.push(name.0.clone()),
                [Alternative::Text(text)] => parts.extend(text.as_literal()),
                _ => {}
            }
            // A text with a dot is the whole name, what follows is the replacement.
            if parts.last().is_some_and(|part| part.contains('.'))
                && given.value.literal().is_some()
            {
                break;
            }
        }
        if !parts.is_empty() && state.replaced.len() < MAX_REPLACED {
            Rc::make_mut(&mut state.replaced).insert(parts.join(".").into());
        }
        Done::default()
    }

    /// Whether a name from outside is replaced here: itself, or the module it is in, under the
    /// name that the code under test knows it by.
    pub(super) fn is_replaced(name: &str, state: &State) -> bool {
        state.replaced.iter().any(|target| {
            let ends_with = |part: &str| {
                target.strip_suffix(part).is_some_and(|rest| {
                    rest.is_empty() || rest.ends_with('.') || part.starts_with('.')
                })
            };
            let modules = name.match_indices('.').map(|(dot, _)| &name[..dot]);
            ends_with(name) || modules.filter(|module| !module.is_empty()).any(ends_with)
        })
    }
}
