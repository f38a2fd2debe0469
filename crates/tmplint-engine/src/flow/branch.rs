//! What a branch teaches on each of its two ways.

use std::rc::Rc;

use tmplint_ir::{CompareOp, Language, Part, Test, Value};
use tmplint_rules::NameSource;

use super::Interpreter;
use super::expression::failure_comparison;
use crate::domain::{Abstract, Alternative, Answer, Bits, Piece, PieceKind, SiteId, State};

impl Interpreter<'_> {
    /// The state on the way where the test gives `holds`.
    /// `last` is the site whose creation was the last call before the test.
    pub(crate) fn refine(
        &mut self,
        test: &Test,
        holds: bool,
        last: Option<&Abstract>,
        state: &State,
    ) -> State {
        let mut state = state.clone();
        match test {
            Test::Truthy(value) => self.learn_truth(value, holds, &mut state),
            Test::Compare { op, left, right } => {
                if matches!(op, CompareOp::Equal | CompareOp::NotEqual)
                    && (*op == CompareOp::Equal) == holds
                    && self.is_other_system(left, right, &mut state)
                {
                    state.other_system = true;
                }
                self.learn_owner_check(left, right, &mut state);
                self.learn_own_user(left, right, &mut state);
                self.learn_own_user(right, left, &mut state);
                if let Some((value, on_failure)) = failure_comparison(*op, left, right) {
                    let nothing = [left, right].iter().any(|side| matches!(side, Value::Absent));
                    let failure = if nothing { Answer::Zero } else { Answer::Negative };
                    self.learn_fate(&value, holds == on_failure, failure, &mut state);
                    self.learn_failure(&value, holds == on_failure, &mut state);
                } else if matches!(right, Value::Number(0)) {
                    match op {
                        CompareOp::Equal => self.learn_truth(left, !holds, &mut state),
                        CompareOp::NotEqual => self.learn_truth(left, holds, &mut state),
                        _ => {}
                    }
                } else if matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
                    self.learn_emptiness(
                        left,
                        right,
                        (*op == CompareOp::Equal) == holds,
                        &mut state,
                    );
                }
            }
            Test::LastCall => {
                if let Some(last) = last {
                    self.learn_outcome(last, holds, &mut state);
                }
            }
            Test::Caught(_) => {
                if holds {
                    state.unwinding = false;
                }
            }
            Test::Matches { value, variant } => match variant.last() {
                "Ok" | "Some" => self.learn_variant(value, holds, &mut state),
                "Err" | "None" => self.learn_variant(value, !holds, &mut state),
                _ => {}
            },
            Test::Opaque => {}
        }
        state
    }

    fn learn_variant(&mut self, value: &Value, success: bool, state: &mut State) {
        let value = self.evaluate(value, state);
        self.learn_outcome(&value, success, state);
        if !success {
            forget_only(&value, state);
        }
    }

    /// What the result of a function of the file tells about the files it made.
    fn learn_fate(&mut self, value: &Value, is: bool, answer: Answer, state: &mut State) {
        for alternative in self.evaluate(value, state).iter() {
            if let Alternative::Fate(fate) = alternative {
                fate.learn(|possible| (possible == answer) == is, state);
            }
        }
    }

    /// What it means that a value is true, or not.
    fn learn_truth(&mut self, value: &Value, truth: bool, state: &mut State) {
        self.learn_fate(value, !truth, Answer::Zero, state);
        let evaluated = self.evaluate(value, state);
        ask_about(&evaluated, state);
        for alternative in evaluated.iter() {
            match alternative {
                Alternative::Answer { path, .. } => {
                    // C's functions give 0 for yes.
                    let exists = if self.unit.language == Language::C { !truth } else { truth };
                    self.learn_presence(path, exists, state);
                }
                Alternative::Presence(path) => self.learn_presence(path, truth, state),
                Alternative::Outcome(site) => {
                    let success = if self.unit.language == Language::C { !truth } else { truth };
                    outcome(*site, success, state);
                }
                _ => {}
            }
        }
        if !truth {
            self.learn_absence(&evaluated, state);
            forget_only(&evaluated, state);
            if is_process_id(&evaluated) {
                leave_to_parent(state);
            }
        }
        self.narrow(value, &evaluated, truth, state);
    }

    /// What it means that a call failed, or not.
    fn learn_failure(&mut self, value: &Value, failed: bool, state: &mut State) {
        let evaluated = self.evaluate(value, state);
        self.learn_outcome(&evaluated, !failed, state);
        if failed {
            forget_only(&evaluated, state);
        }
        self.narrow(value, &evaluated, !failed, state);
    }

    fn learn_outcome(&mut self, value: &Abstract, success: bool, state: &mut State) {
        ask_about(value, state);
        if !success {
            self.learn_absence(value, state);
        }
        for alternative in value.iter() {
            match alternative {
                Alternative::Outcome(site) => outcome(*site, success, state),
                Alternative::Descriptor(site) | Alternative::Object(site) if !success => {
                    state.forget_site(*site);
                    state.fileless = true;
                }
                Alternative::Text(text) if !success => {
                    if let Some(site) = text.as_site() {
                        state.forget_site(site);
                        state.fileless = true;
                    }
                }
                Alternative::List(items) if !success => {
                    for item in items.iter() {
                        forget_only(item, state);
                    }
                }
                Alternative::Answer { path, .. } => self.learn_presence(path, success, state),
                _ => {}
            }
        }
    }

    /// What could not be opened as it is was asked about.
    fn learn_absence(&self, value: &Abstract, state: &mut State) {
        if state.probed.is_empty() {
            return;
        }
        for alternative in value.iter() {
            let path = match alternative {
                Alternative::Content(path) => self.show(path),
                Alternative::Outcome(site) => match self.facts.site(*site) {
                    Some(facts) => facts.shown.clone(),
                    None => continue,
                },
                _ => continue,
            };
            if let Some(asked) = state.probed.get(path.as_str()).copied() {
                let path: Rc<str> = path.into();
                Rc::make_mut(&mut state.checked).insert(Rc::clone(&path), asked);
                self.learn_presence(&path, false, state);
            }
        }
    }

    /// Something stands at a path, or nothing does.
    fn learn_presence(&self, path: &Rc<str>, exists: bool, state: &mut State) {
        if exists {
            self.learn_existence(path, state);
        }
        if self.tables.finds_vacant_names(self.unit.language)
            && state.vacant.contains(path) == exists
        {
            let vacant = Rc::make_mut(&mut state.vacant);
            if exists {
                vacant.remove(path);
            } else {
                vacant.insert(Rc::clone(path));
            }
        }
    }

    /// A path exists, which says nothing of one that this program has made just before.
    fn learn_existence(&self, path: &Rc<str>, state: &mut State) {
        let is_own = |(site, bits): (&SiteId, &Bits)| {
            bits.only(Bits::LIVE)
                && self.facts.site(*site).is_some_and(|facts| facts.shown.as_str() == &**path)
        };
        if !state.sites.iter().any(is_own) {
            Rc::make_mut(&mut state.existing).insert(Rc::clone(path));
        }
    }

    /// `x = ""` of shells and scripts: on the way where it is empty, it is not a path.
    fn learn_emptiness(&mut self, left: &Value, right: &Value, equal: bool, state: &mut State) {
        let evaluated = self.evaluate(right, state);
        let Some(text) = evaluated.literal() else { return };
        // `"x$dir" = x` asks the same without an empty word.
        let left = match left {
            _ if text.is_empty() => left,
            Value::Text(parts) => match parts.as_slice() {
                [Part::Literal { text: before, .. }, Part::Hole { value, .. }]
                    if *before == text =>
                {
                    value
                }
                _ => return,
            },
            _ => return,
        };
        let evaluated = self.evaluate(left, state);
        ask_about(&evaluated, state);
        if equal {
            forget_only(&evaluated, state);
        }
        self.narrow(left, &evaluated, !equal, state);
    }

    /// A place that is known to be set holds none of the alternatives for "not set".
    fn narrow(&mut self, value: &Value, evaluated: &Abstract, truth: bool, state: &mut State) {
        let Value::Place(place) = value else { return };
        if state.place(*place).is_none() {
            return;
        }
        let kept: Vec<Alternative> = evaluated
            .iter()
            .filter(|alternative| match alternative {
                Alternative::Absent | Alternative::Bool(false) => !truth,
                Alternative::Text(text)
                    if text.as_literal().is_some_and(|text| text.is_empty()) =>
                {
                    !truth
                }
                Alternative::Text(text) => {
                    truth
                        || text.pieces.iter().all(|piece| {
                            !matches!(piece.kind, PieceKind::Literal(_) | PieceKind::Site(_))
                        })
                }
                Alternative::Object(_) | Alternative::Bool(true) => truth,
                Alternative::Fate(_) => false,
                _ => true,
            })
            .cloned()
            .collect();
        if !kept.is_empty() && kept.len() < evaluated.0.len() {
            state.narrow(*place, Abstract::from_alternatives(kept));
        }
    }

    /// `os.name == "nt"`: there the temporary directory is the user's own.
    fn is_other_system(&mut self, left: &Value, right: &Value, state: &mut State) -> bool {
        let (Value::Name(name), value) = (left, right) else { return false };
        let value = self.evaluate(value, state);
        value
            .literal()
            .is_some_and(|value| self.tables.is_other_system(self.unit.language, name, &value))
    }

    /// The program's own user compared with something that is not seen to come from a file: the
    /// owner of the directories that existed already, which is all there is to compare with.
    fn learn_own_user(&mut self, own: &Value, other: &Value, state: &mut State) {
        let is_own = self.evaluate(own, state).texts().any(|text| {
            matches!(
                text.pieces.as_slice(),
                [Piece { kind: PieceKind::Name(NameSource::User), .. }]
            )
        });
        let other = self.evaluate(other, state);
        let unseen = other
            .iter()
            .all(|alternative| matches!(alternative, Alternative::Unknown | Alternative::Absent));
        if !is_own || !unseen {
            return;
        }
        for (site, bits) in state.sites.iter() {
            if bits.has(Bits::REFUSED)
                && let Some(facts) = self.facts.site(*site)
            {
                self.facts.verified.insert(facts.shown.clone());
            }
        }
    }

    /// A comparison with the owner in an answer about a path: the path is verified.
    fn learn_owner_check(&mut self, left: &Value, right: &Value, state: &mut State) {
        for side in [left, right] {
            for alternative in self.evaluate(side, state).iter() {
                if let Alternative::Owner(path) = alternative {
                    self.facts.verified.insert(path.to_string());
                }
            }
            let is_owner = match side {
                Value::Field(_, name) => name == "st_uid" || name == "uid",
                Value::Place(place) => self
                    .unit
                    .place(*place)
                    .field_of
                    .as_ref()
                    .is_some_and(|(_, name)| name == "st_uid"),
                _ => false,
            };
            if !is_owner {
                continue;
            }
            let evaluated = self.evaluate(side, state);
            for alternative in evaluated.iter() {
                match alternative {
                    Alternative::Answer { path, owner: true } => {
                        self.facts.verified.insert(path.to_string());
                    }
                    Alternative::Answer { path, owner: false } => {
                        self.facts.owner_behind_link.insert(path.to_string());
                    }
                    _ => {}
                }
            }
        }
    }
}

fn outcome(site: SiteId, success: bool, state: &mut State) {
    let bits = state.site(site);
    if bits == Bits::default() {
        return;
    }
    if success {
        if bits.has(Bits::LIVE) {
            state.set_site(site, bits.replaced_by(Bits::LIVE));
        }
    } else {
        state.set_site(site, bits.replaced_by(Bits::REFUSED));
        state.fileless = true;
    }
}

/// On this way the value is not set: what only it referred to was never made.
fn forget_only(value: &Abstract, state: &mut State) {
    for (site, _) in value.sites() {
        state.forget_site(site);
        state.fileless = true;
    }
}

fn ask_about(value: &Abstract, state: &mut State) {
    if !state.unsure.is_empty() {
        // That `cd` went well says nothing: `cd ""` stays where it is.
        for (site, _) in value.sites().into_iter().filter(|(_, path)| *path) {
            state.ask_about(site);
        }
    }
}

fn is_process_id(value: &Abstract) -> bool {
    value.texts().any(|text| {
        matches!(text.pieces.as_slice(), [piece] if piece.kind == PieceKind::Name(NameSource::Pid))
    })
}

/// A process id of zero says that this is a child: its ways out leave nothing behind that the
/// parent would not remove.
fn leave_to_parent(state: &mut State) {
    let sites: Vec<SiteId> = state.sites.keys().copied().collect();
    for site in sites {
        for held in [Bits::LIVE, Bits::OWNED, Bits::REGISTERED] {
            state.turn_site(site, held, Bits::ESCAPED);
        }
    }
}
