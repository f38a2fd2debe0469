//! What is known at one point of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tmplint_ir::{FunctionId, PlaceId, Span};

use super::{Abstract, Answers, Places, Text};

/// Index of a site of this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SiteId(pub(crate) u32);

/// The conditions a site may be in at a point, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Bits(u16);

impl Bits {
    /// Only a name exists.
    pub(crate) const NAMED: Self = Self(1);
    /// It exists and nobody is charged with removing it.
    pub(crate) const LIVE: Self = Self(1 << 1);
    /// It is removed, or dropped by what owned it.
    pub(crate) const REMOVED: Self = Self(1 << 2);
    /// Creation failed because something stood there already.
    pub(crate) const REFUSED: Self = Self(1 << 3);
    /// Others are charged with removing it: a caller, an object, code that is not seen.
    pub(crate) const ESCAPED: Self = Self(1 << 4);
    /// Its removal is arranged for the end of the program.
    pub(crate) const REGISTERED: Self = Self(1 << 5);
    /// Its owner removes it when it goes out of scope.
    pub(crate) const OWNED: Self = Self(1 << 6);
    /// It is a directory in which something was removed: whoever does that is taken to know about
    /// the rest, but it is still there.
    pub(crate) const CLEARED: Self = Self(1 << 7);
    /// Beside another condition: the function that is run made it. One that is called in a loop
    /// finds what it made before as its caller left it.
    pub(crate) const BORN: Self = Self(1 << 8);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn only(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !(other.0 | Self::BORN.0) == 0
    }

    /// Another condition of what was made here, or before, as this one was.
    #[must_use]
    pub(crate) fn replaced_by(self, other: Self) -> Self {
        Self(other.0 | self.0 & Self::BORN.0)
    }

    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Every condition in `from` becomes `to`.
    #[must_use]
    pub(crate) fn turn(self, from: Self, to: Self) -> Self {
        if self.has(from) { Self(self.0 & !from.0 | to.0) } else { self }
    }
}

/// A question that was asked about a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Checked {
    /// Where.
    pub(crate) span: Span,
    /// In a loop.
    pub(crate) again: bool,
}

/// What a shell does on a signal or at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trap {
    pub(crate) action: TrapAction,
    pub(crate) span: Span,
}

/// The action of a trap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TrapAction {
    /// A handler of this file.
    Handler(FunctionId),
    /// The signal is ignored.
    Ignore,
    /// Text that is not known.
    Unknown,
}

/// What is known at one point. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    /// What each place holds.
    pub(crate) places: Places,
    /// The condition of each site.
    pub(crate) sites: Rc<BTreeMap<SiteId, Bits>>,
    /// Paths that were asked about, by how they are shown.
    pub(crate) checked: Rc<BTreeMap<Rc<str>, Checked>>,
    /// Paths that were opened as they are, and where: if that fails, they were asked about.
    pub(crate) probed: Rc<BTreeMap<Rc<str>, Checked>>,
    /// Paths that were found to exist.
    pub(crate) existing: Rc<BTreeSet<Rc<str>>>,
    /// Paths where nothing was found when they were asked about last.
    pub(crate) vacant: Rc<BTreeSet<Rc<str>>>,
    /// Paths without a site that were removed, and where.
    pub(crate) removed: Rc<BTreeMap<Rc<str>, Span>>,
    /// Paths this program opened for writing itself.
    pub(crate) written: Rc<BTreeSet<Rc<str>>>,
    /// Paths this program created exclusively, and saw to it that it did.
    pub(crate) own: Rc<BTreeSet<Rc<str>>>,
    /// The umask in force, if the program set it, and where.
    pub(crate) umask: Option<(i64, Span)>,
    /// The working directory, if it is known to have been changed to a shared or private one.
    pub(crate) directory: Option<Rc<Text>>,
    /// Shell: existing files are not overwritten by `>`.
    pub(crate) noclobber: bool,
    /// Shell: a failing command ends the script.
    pub(crate) errexit: bool,
    /// Shell: traps by signal.
    pub(crate) traps: Rc<BTreeMap<String, Trap>>,
    /// Functions to run at the end.
    pub(crate) at_exit: Rc<BTreeSet<FunctionId>>,
    /// Names from outside that stand for something else here: functions that a test replaces.
    pub(crate) replaced: Rc<BTreeSet<Rc<str>>>,
    /// Shell: sites whose creation may have failed without anything having asked.
    pub(crate) unsure: Rc<BTreeSet<SiteId>>,
    /// Sites whose descriptor is open in every program that is started.
    pub(crate) inheritable: Rc<BTreeSet<SiteId>>,
    /// Sites since whose creation nothing has run that may take a while.
    pub(crate) fresh: Rc<BTreeSet<SiteId>>,
    /// What tests have told, and which files were made where they told it.
    pub(crate) answers: Answers,
    /// Sites that the last words before this point were about.
    pub(crate) told: Rc<BTreeSet<SiteId>>,
    /// Shell: the file that was to be made last could not be made.
    pub(crate) fileless: bool,
    /// An exception is on its way.
    pub(crate) unwinding: bool,
    /// A system where the temporary directory is the user's own.
    pub(crate) other_system: bool,
}

impl State {
    pub(crate) fn place(&self, place: PlaceId) -> Option<&Abstract> {
        self.places.get(place).filter(|value| !value.is_unassigned())
    }

    pub(crate) fn assign(&mut self, place: PlaceId, value: Abstract) {
        self.answers.forget(place);
        self.narrow(place, value.bounded());
    }

    /// It turns out that a place holds no more than this.
    pub(crate) fn narrow(&mut self, place: PlaceId, value: Abstract) {
        self.places.insert(place, value);
    }

    /// A path as seen from the root, if it is relative to a working directory that is known.
    pub(crate) fn full_path(&self, path: &Text) -> Text {
        match &self.directory {
            Some(directory) if path.is_relative() => {
                Text::join([(**directory).clone(), path.without_here()])
            }
            _ => path.clone(),
        }
    }

    /// The paths a value may be, as seen from the root.
    pub(crate) fn full_paths(&self, value: &Abstract) -> Vec<Text> {
        value.paths().iter().map(|path| self.full_path(path)).collect()
    }

    pub(crate) fn site(&self, site: SiteId) -> Bits {
        self.sites.get(&site).copied().unwrap_or_default()
    }

    pub(crate) fn set_site(&mut self, site: SiteId, bits: Bits) {
        Rc::make_mut(&mut self.sites).insert(site, bits);
    }

    pub(crate) fn turn_site(&mut self, site: SiteId, from: Bits, to: Bits) {
        let bits = self.site(site);
        if bits.has(from) {
            self.set_site(site, bits.turn(from, to));
        }
    }

    /// Something is made, by the function that is run.
    pub(crate) fn bear_site(&mut self, site: SiteId, bits: Bits) {
        self.answers.bear(site, self.sites.contains_key(&site));
        self.set_site(site, bits.with(Bits::BORN));
    }

    /// The sites that the function that is run has made, which the one it calls has not.
    pub(crate) fn hide_born(&mut self) -> Vec<SiteId> {
        let born: Vec<SiteId> = self
            .sites
            .iter()
            .filter(|(_, bits)| bits.has(Bits::BORN))
            .map(|(site, _)| *site)
            .collect();
        for site in &born {
            self.turn_site(*site, Bits::BORN, Bits::default());
        }
        born
    }

    /// The same after the call, but for those that it did away with.
    pub(crate) fn show_born(&mut self, born: &[SiteId]) {
        for site in born {
            let bits = self.site(*site);
            if bits != Bits::default() {
                self.set_site(*site, bits.with(Bits::BORN));
            }
        }
    }

    /// Forgets a site: on this way it was never made.
    pub(crate) fn forget_site(&mut self, site: SiteId) {
        if self.sites.contains_key(&site) {
            Rc::make_mut(&mut self.sites).remove(&site);
        }
    }

    /// The descriptor is closed, or the program decides itself which programs get it.
    pub(crate) fn settle_inheritance(&mut self, value: &Abstract) {
        if self.inheritable.is_empty() {
            return;
        }
        for (made, path) in value.sites() {
            if !path && self.inheritable.contains(&made) {
                Rc::make_mut(&mut self.inheritable).remove(&made);
            }
        }
    }

    /// Something has asked whether a site is there.
    pub(crate) fn ask_about(&mut self, site: SiteId) {
        if self.unsure.contains(&site) {
            Rc::make_mut(&mut self.unsure).remove(&site);
        }
    }

    /// The state without what places hold.
    pub(crate) fn without_places(&self) -> Self {
        Self { places: Places::default(), ..self.clone() }
    }

    /// Whether a state without places is this one's.
    pub(crate) fn is_same_but_places(&self, other: &Self) -> bool {
        *self == other.without_places()
    }

    /// Takes in what is known on another way to the same point. Says whether anything changed.
    pub(crate) fn join(&mut self, other: &Self) -> bool {
        let mut changed = self.answers.join(&other.answers, &self.sites, &other.sites);
        changed |= self.places.join(&other.places);
        if !Rc::ptr_eq(&self.sites, &other.sites) {
            for (site, bits) in other.sites.iter() {
                let joined = self.site(*site).with(*bits);
                if joined != self.site(*site) {
                    self.set_site(*site, joined);
                    changed = true;
                }
            }
        }
        changed |= join_map(&mut self.checked, &other.checked);
        changed |= join_map(&mut self.probed, &other.probed);
        changed |= join_set(&mut self.existing, &other.existing);
        changed |= join_set(&mut self.vacant, &other.vacant);
        changed |= join_map(&mut self.removed, &other.removed);
        changed |= join_set(&mut self.written, &other.written);
        changed |= join_set(&mut self.own, &other.own);
        changed |= join_map(&mut self.traps, &other.traps);
        changed |= join_set(&mut self.at_exit, &other.at_exit);
        changed |= join_set(&mut self.replaced, &other.replaced);
        changed |= join_set(&mut self.unsure, &other.unsure);
        changed |= join_set(&mut self.inheritable, &other.inheritable);
        changed |= keep_common(&mut self.fresh, &other.fresh);
        changed |= keep_common(&mut self.told, &other.told);
        if self.umask != other.umask && self.umask.is_some() {
            self.umask = None;
            changed = true;
        }
        if self.directory != other.directory && self.directory.is_some() {
            self.directory = None;
            changed = true;
        }
        // Whoever sets `noclobber` on some ways relies on it: on the others it is set already, or
        // the shell does not know it.
        changed |= other.noclobber && !self.noclobber;
        self.noclobber |= other.noclobber;
        // What else protects has to hold on every way here.
        changed |= clear(&mut self.errexit, other.errexit);
        changed |= clear(&mut self.fileless, other.fileless);
        changed |= clear(&mut self.unwinding, other.unwinding);
        changed |= clear(&mut self.other_system, other.other_system);
        changed
    }
}

fn keep_common<T: Ord + Clone>(mine: &mut Rc<BTreeSet<T>>, other: &Rc<BTreeSet<T>>) -> bool {
    let changed = !Rc::ptr_eq(mine, other) && !mine.is_subset(other);
    if changed {
        Rc::make_mut(mine).retain(|item| other.contains(item));
    }
    changed
}

fn clear(mine: &mut bool, other: bool) -> bool {
    let changed = *mine && !other;
    *mine &= other;
    changed
}

fn join_map<K: Ord + Clone, V: Clone>(
    mine: &mut Rc<BTreeMap<K, V>>,
    other: &Rc<BTreeMap<K, V>>,
) -> bool {
    if Rc::ptr_eq(mine, other) {
        return false;
    }
    let mut changed = false;
    for (key, value) in other.iter() {
        if !mine.contains_key(key) {
            Rc::make_mut(mine).insert(key.clone(), value.clone());
            changed = true;
        }
    }
    changed
}

fn join_set<T: Ord + Clone>(mine: &mut Rc<BTreeSet<T>>, other: &Rc<BTreeSet<T>>) -> bool {
    if Rc::ptr_eq(mine, other) {
        return false;
    }
    let mut changed = false;
    for item in other.iter() {
        if !mine.contains(item) {
            Rc::make_mut(mine).insert(item.clone());
            changed = true;
        }
    }
    changed
}
