//! From a path as written to what it names.

use tmplint_ir::{FunctionId, PlaceId};

use super::names::{Definition, ImportPath, Names, Scope, ScopeId, TypeId};

/// Imports, globs and aliases followed for one path. Cycles end here, and so does any set of
/// globs made to be slow.
const MAX_STEPS: u32 = 64;

/// What a path names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Function(FunctionId),
    Constant(PlaceId),
    Type(TypeId),
    Module(ScopeId),
    /// Something of this crate that is in another file, from `crate`.
    Inside(String),
    /// Something of a type of the file that is neither function nor constant of the file: a
    /// variant, or what a macro made.
    Member(String),
    /// Something from outside of the crate.
    Outside(String),
    /// A name that nothing in sight binds, as written.
    Unresolved(String),
}

/// Which kind of name is looked up.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Namespace {
    Value,
    Type,
    Macro,
}

/// Names that are in scope everywhere.
const PRELUDE: [&str; 46] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "drop",
    "align_of",
    "size_of",
    "align_of_val",
    "size_of_val",
];

/// One look-up: where it is made, and what it may still cost.
struct Lookup<'a> {
    names: &'a Names,
    steps: u32,
    /// The path before a `::*` is being looked up, which other globs have no part in.
    in_glob: bool,
}

impl Names {
    /// What `path` names in `scope`. `self_type` is what `Self` stands for.
    pub(super) fn resolve(
        &self,
        scope: ScopeId,
        path: &ImportPath,
        namespace: Namespace,
        self_type: Option<TypeId>,
    ) -> Meaning {
        let mut lookup = Lookup { names: self, steps: MAX_STEPS, in_glob: false };
        if let (Some(own), Some((first, rest))) = (self_type, path.segments.split_first())
            && first == "Self"
        {
            return lookup.follow(Meaning::Type(own), rest, namespace);
        }
        lookup.path(scope, path, namespace)
    }
}

impl Lookup<'_> {
    fn path(&mut self, scope: ScopeId, path: &ImportPath, namespace: Namespace) -> Meaning {
        let Some((first, rest)) = path.segments.split_first() else {
            return Meaning::Unresolved(String::new());
        };
        if path.absolute {
            return Meaning::Outside(path.segments.join("::"));
        }
        let own = self.names.scope(scope).module;
        match first.as_str() {
            "crate" if !rest.first().is_some_and(|name| self.names.is_in_crate(name)) => {
                Meaning::Inside(path.segments.join("::"))
            }
            "crate" => self.follow(Meaning::Module(Names::ROOT), rest, namespace),
            "self" if !rest.is_empty() => self.follow(Meaning::Module(own), rest, namespace),
            "super" => self.upwards(own, &path.segments, namespace),
            _ if rest.is_empty() => self
                .lexical(scope, first, namespace)
                .unwrap_or_else(|| self.unbound(scope, &path.segments, namespace)),
            _ => match self.prefix(scope, first) {
                Some(meaning) => self.follow(meaning, rest, namespace),
                None => self.unbound(scope, &path.segments, namespace),
            },
        }
    }

    fn upwards(&mut self, from: ScopeId, segments: &[String], namespace: Namespace) -> Meaning {
        let mut module = from;
        for (index, segment) in segments.iter().enumerate() {
            if segment != "super" {
                return self.follow(Meaning::Module(module), &segments[index..], namespace);
            }
            match self.names.scope(module).parent {
                Some(parent) => module = parent,
                // Above the file: another file of the crate.
                None => return Meaning::Inside(segments[index..].join("::")),
            }
        }
        Meaning::Module(module)
    }

    /// The first of several segments: a module, a type or a crate.
    fn prefix(&mut self, scope: ScopeId, name: &str) -> Option<Meaning> {
        let mut at = Some(scope);
        while let Some(id) = at {
            let names = self.names.scope(id);
            if let Some(Definition::Import(path)) = names.types.get(name)
                && path.segments.first().is_some_and(|first| first == name)
            {
                // After `use tempfile::tempfile;` the name is a function and the crate.
                return Some(Meaning::Outside(name.to_owned()));
            }
            if let Some(meaning) = self.member(id, name, Namespace::Type) {
                return Some(meaning);
            }
            at = names.around;
        }
        None
    }

    fn lexical(&mut self, scope: ScopeId, name: &str, namespace: Namespace) -> Option<Meaning> {
        let mut at = Some(scope);
        while let Some(id) = at {
            if let Some(meaning) = self.member(id, name, namespace) {
                return Some(meaning);
            }
            at = self.names.scope(id).around;
        }
        None
    }

    /// A name of one module or block, or of what it imports by `*` from this file.
    fn member(&mut self, scope: ScopeId, name: &str, namespace: Namespace) -> Option<Meaning> {
        let names = self.names.scope(scope);
        if let Some(definition) = definition(names, name, namespace) {
            return Some(self.meaning(scope, name, definition, namespace));
        }
        if self.in_glob {
            return None;
        }
        for glob in &names.globs {
            match self.glob(scope, glob)? {
                Meaning::Module(module) if module != scope => {
                    if let Some(meaning) = self.member(module, name, namespace) {
                        return Some(meaning);
                    }
                }
                Meaning::Type(id) if self.names.type_names(id).variants.contains(name) => {
                    let path = &self.names.type_names(id).path;
                    return Some(Meaning::Member(format!("{path}::{name}")));
                }
                _ => {}
            }
        }
        None
    }

    /// What is before a `::*`; `None` if the look-up has cost enough.
    fn glob(&mut self, scope: ScopeId, path: &ImportPath) -> Option<Meaning> {
        self.steps = self.steps.checked_sub(1)?;
        let before = std::mem::replace(&mut self.in_glob, true);
        let meaning = self.path(scope, path, Namespace::Type);
        self.in_glob = before;
        Some(meaning)
    }

    fn meaning(
        &mut self,
        scope: ScopeId,
        name: &str,
        definition: &Definition,
        namespace: Namespace,
    ) -> Meaning {
        match definition {
            Definition::Function(id) => Meaning::Function(*id),
            Definition::Constant(id) => Meaning::Constant(*id),
            Definition::Type(id) => Meaning::Type(*id),
            Definition::Module(id) => Meaning::Module(*id),
            Definition::Elsewhere => {
                Meaning::Inside(format!("{}::{name}", self.names.scope(scope).path))
            }
            Definition::Foreign => Meaning::Outside(format!("libc::{name}")),
            Definition::Import(path) => {
                let Some(left) = self.steps.checked_sub(1) else {
                    return Meaning::Unresolved(name.to_owned());
                };
                self.steps = left;
                if path.segments.len() == 1 && path.segments[0] == name {
                    return Meaning::Outside(name.to_owned());
                }
                self.path(scope, path, namespace)
            }
        }
    }

    /// The rest of a path whose beginning is known.
    fn follow(&mut self, start: Meaning, rest: &[String], namespace: Namespace) -> Meaning {
        let mut at = start;
        for (index, segment) in rest.iter().enumerate() {
            let last = index + 1 == rest.len();
            let within = |path: &str| format!("{path}::{}", rest[index..].join("::"));
            at = match at {
                Meaning::Module(id) => {
                    let wanted = if last { namespace } else { Namespace::Type };
                    match self.member(id, segment, wanted) {
                        Some(meaning) => meaning,
                        None => return Meaning::Inside(within(&self.names.scope(id).path)),
                    }
                }
                Meaning::Type(id) => {
                    if last && let Some(meaning) = self.associated(id, segment) {
                        return meaning;
                    }
                    return Meaning::Member(within(&self.names.type_names(id).path));
                }
                Meaning::Outside(path) => return self.outside(within(&path), &path, last, segment),
                Meaning::Inside(path) => return Meaning::Inside(within(&path)),
                Meaning::Member(path) => return Meaning::Member(within(&path)),
                Meaning::Unresolved(path) => return Meaning::Unresolved(within(&path)),
                Meaning::Function(_) | Meaning::Constant(_) => {
                    return Meaning::Unresolved(rest[index..].join("::"));
                }
            };
        }
        at
    }

    fn associated(&self, of: TypeId, name: &str) -> Option<Meaning> {
        self.names
            .associated_function(of, name)
            .map(Meaning::Function)
            .or_else(|| self.names.associated_constant(of, name).map(Meaning::Constant))
    }

    /// A path from outside, unless the file gives that type this very method.
    fn outside(&self, full: String, of: &str, last: bool, name: &str) -> Meaning {
        if last
            && let Some(id) = self.names.known_foreign_type(of)
            && let Some(meaning) = self.associated(id, name)
        {
            return meaning;
        }
        Meaning::Outside(full)
    }

    /// A path whose first segment nothing in the file binds.
    fn unbound(&mut self, scope: ScopeId, segments: &[String], namespace: Namespace) -> Meaning {
        let joined = segments.join("::");
        if namespace == Namespace::Macro {
            // Those of the standard library are in sight everywhere.
            return Meaning::Outside(joined);
        }
        let Some(first) = segments.first() else { return Meaning::Unresolved(joined) };
        let is_path = segments.len() > 1;
        let is_capital = first.starts_with(|letter: char| letter.is_ascii_uppercase());
        // Names in sight everywhere, and those of crates and primitive types.
        if PRELUDE.contains(&first.as_str()) || (is_path && !is_capital) {
            return match joined.rsplit_once("::") {
                Some((of, name)) => self.outside(joined.clone(), of, true, name),
                None => Meaning::Outside(joined),
            };
        }
        match self.only_glob(scope) {
            Some(glob) => Meaning::Outside(format!("{glob}::{joined}")),
            None => Meaning::Unresolved(joined),
        }
    }

    /// The one `use path::*` from outside that could bring a name, if there is just one.
    /// Modules called `prelude` hold traits, and are second choice.
    fn only_glob(&mut self, scope: ScopeId) -> Option<String> {
        let (mut plain, mut preludes) = (Vec::new(), Vec::new());
        let mut at = Some(scope);
        while let Some(id) = at {
            let names = self.names.scope(id);
            for glob in &names.globs {
                match self.glob(id, glob)? {
                    Meaning::Outside(path) if path.ends_with("::prelude") => preludes.push(path),
                    Meaning::Outside(path) => plain.push(path),
                    Meaning::Inside(_) | Meaning::Unresolved(_) => return None,
                    _ => {}
                }
            }
            at = names.around;
        }
        match (plain.pop(), preludes.pop()) {
            (Some(glob), _) if plain.is_empty() => Some(glob),
            (None, Some(glob)) if preludes.is_empty() => Some(glob),
            _ => None,
        }
    }
}

fn definition<'a>(names: &'a Scope, name: &str, namespace: Namespace) -> Option<&'a Definition> {
    match namespace {
        Namespace::Value => names.values.get(name),
        Namespace::Type => names.types.get(name),
        Namespace::Macro => {
            names.values.get(name).filter(|definition| matches!(definition, Definition::Import(_)))
        }
    }
}
