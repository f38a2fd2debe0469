//! What the names of a file stand for, scope by scope.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use syn::Type;
use tmplint_ir::{ClassId, FunctionId, PlaceId, Span};

use super::macro_rules::Rules;

/// A module of the file, or a block with items of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ScopeId(u32);

/// A type or trait that the file defines or gives methods to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TypeId(u32);

/// All names of a file.
pub(super) struct Names {
    scopes: Vec<Scope>,
    types: Vec<TypeNames>,
    /// Types from outside that the file gives methods to, by resolved name.
    foreign_types: HashMap<String, TypeId>,
    /// `macro_rules!` of the file. They are seen by everything after them, modules included.
    macros: HashMap<String, Rc<Rules>>,
    /// Where things were declared, by the start of their name in the source.
    functions: HashMap<u32, FunctionId>,
    constants: HashMap<u32, PlaceId>,
    modules: HashMap<u32, ScopeId>,
    /// What functions return, as written.
    outputs: HashMap<FunctionId, Type>,
    /// Functions that are called with an object before the dot.
    with_receiver: HashSet<FunctionId>,
    /// The file is the root of its crate, so that `crate::x` is `x` here.
    is_crate_root: bool,
}

/// The names of one module or block.
pub(super) struct Scope {
    /// Its path, from `crate`.
    pub(super) path: String,
    /// The scope around a block. Modules do not see the names around them.
    pub(super) around: Option<ScopeId>,
    /// The module it is or is in.
    pub(super) module: ScopeId,
    /// The module around a module.
    pub(super) parent: Option<ScopeId>,
    pub(super) values: HashMap<String, Definition>,
    pub(super) types: HashMap<String, Definition>,
    /// Paths before `::*`.
    pub(super) globs: Vec<ImportPath>,
}

/// What a name was declared as.
#[derive(Clone)]
pub(super) enum Definition {
    Function(FunctionId),
    /// A constant or static.
    Constant(PlaceId),
    Type(TypeId),
    Module(ScopeId),
    /// A module in a file of its own, or another thing of this crate that is not followed.
    Elsewhere,
    /// A function of a foreign block: one of the system's library, as `libc` has it.
    Foreign,
    Import(ImportPath),
}

/// A path as a `use` or type alias has it.
#[derive(Clone)]
pub(super) struct ImportPath {
    pub(super) segments: Vec<String>,
    /// Begins with `::` or names an `extern crate`: nothing of the file shadows it.
    pub(super) absolute: bool,
}

/// A type's associated names.
pub(super) struct TypeNames {
    pub(super) name: String,
    /// Its path, from `crate` or from outside.
    pub(super) path: String,
    pub(super) class: Option<ClassId>,
    pub(super) functions: HashMap<String, FunctionId>,
    pub(super) constants: HashMap<String, PlaceId>,
    pub(super) variants: HashSet<String>,
    /// The fields of a structure.
    pub(super) fields: Vec<String>,
    /// Attributes say what some of these hold if nothing else is given.
    pub(super) has_defaults: bool,
    /// Traits of this file that it implements.
    pub(super) traits: Vec<TypeId>,
    /// Types of this file that implement it, if it is a trait.
    pub(super) implementers: Vec<TypeId>,
}

impl Names {
    /// The names of a file, which has none yet but for the root module.
    pub(super) fn new(is_crate_root: bool) -> Self {
        let mut names = Self {
            scopes: Vec::new(),
            types: Vec::new(),
            foreign_types: HashMap::new(),
            macros: HashMap::new(),
            functions: HashMap::new(),
            constants: HashMap::new(),
            modules: HashMap::new(),
            outputs: HashMap::new(),
            with_receiver: HashSet::new(),
            is_crate_root,
        };
        names.add_scope("crate".to_owned(), None, None);
        names
    }

    /// The module that is the file.
    pub(super) const ROOT: ScopeId = ScopeId(0);

    /// Whether `crate::name` is something of this file. In a file that is not its crate's root
    /// only what it defines may be: what it imports is another module's.
    pub(super) fn is_in_crate(&self, name: &str) -> bool {
        let root = self.scope(Self::ROOT);
        let defines = |names: &HashMap<String, Definition>| {
            names.get(name).is_some_and(|definition| !matches!(definition, Definition::Import(_)))
        };
        self.is_crate_root || defines(&root.types) || defines(&root.values)
    }

    pub(super) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    pub(super) fn scope_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }

    pub(super) fn type_names(&self, id: TypeId) -> &TypeNames {
        &self.types[id.0 as usize]
    }

    pub(super) fn type_names_mut(&mut self, id: TypeId) -> &mut TypeNames {
        &mut self.types[id.0 as usize]
    }

    pub(super) fn add_module(&mut self, name: &str, parent: ScopeId) -> ScopeId {
        let parent = self.scope(parent).module;
        let path = format!("{}::{name}", self.scope(parent).path);
        self.add_scope(path, None, Some(parent))
    }

    /// A block that has items of its own.
    pub(super) fn add_block(&mut self, around: ScopeId) -> ScopeId {
        let path = self.scope(around).path.clone();
        self.add_scope(path, Some(around), None)
    }

    fn add_scope(
        &mut self,
        path: String,
        around: Option<ScopeId>,
        parent: Option<ScopeId>,
    ) -> ScopeId {
        let id = ScopeId(index(self.scopes.len()));
        self.scopes.push(Scope {
            path,
            around,
            module: around.map_or(id, |around| self.scope(around).module),
            parent,
            values: HashMap::new(),
            types: HashMap::new(),
            globs: Vec::new(),
        });
        id
    }

    pub(super) fn add_type(&mut self, name: &str, path: String) -> TypeId {
        let id = TypeId(index(self.types.len()));
        self.types.push(TypeNames {
            name: name.to_owned(),
            path,
            class: None,
            functions: HashMap::new(),
            constants: HashMap::new(),
            variants: HashSet::new(),
            fields: Vec::new(),
            has_defaults: false,
            traits: Vec::new(),
            implementers: Vec::new(),
        });
        id
    }

    /// A type from outside that the file gives methods to.
    pub(super) fn foreign_type(&mut self, path: &str) -> TypeId {
        if let Some(&id) = self.foreign_types.get(path) {
            return id;
        }
        let name = path.rsplit("::").next().unwrap_or(path);
        let id = self.add_type(name, path.to_owned());
        self.foreign_types.insert(path.to_owned(), id);
        id
    }

    pub(super) fn known_foreign_type(&self, path: &str) -> Option<TypeId> {
        self.foreign_types.get(path).copied()
    }

    pub(super) fn add_macro(&mut self, name: String, rules: Rules) {
        self.macros.insert(name, Rc::new(rules));
    }

    /// The rules of a macro that the file defines.
    pub(super) fn macro_rules(&self, name: &str) -> Option<Rc<Rules>> {
        self.macros.get(name).cloned()
    }

    pub(super) fn set_function(&mut self, name: Span, id: FunctionId, has_receiver: bool) {
        self.functions.insert(name.start, id);
        if has_receiver {
            self.with_receiver.insert(id);
        }
    }

    pub(super) fn set_output(&mut self, id: FunctionId, output: Type) {
        self.outputs.insert(id, output);
    }

    pub(super) fn output(&self, id: FunctionId) -> Option<&Type> {
        self.outputs.get(&id)
    }

    /// The function whose definition names it here.
    pub(super) fn function_at(&self, name: Span) -> Option<FunctionId> {
        self.functions.get(&name.start).copied()
    }

    pub(super) fn has_receiver(&self, id: FunctionId) -> bool {
        self.with_receiver.contains(&id)
    }

    pub(super) fn set_constant(&mut self, name: Span, id: PlaceId) {
        self.constants.insert(name.start, id);
    }

    pub(super) fn constant_at(&self, name: Span) -> Option<PlaceId> {
        self.constants.get(&name.start).copied()
    }

    pub(super) fn set_module(&mut self, name: Span, id: ScopeId) {
        self.modules.insert(name.start, id);
    }

    pub(super) fn module_at(&self, name: Span) -> Option<ScopeId> {
        self.modules.get(&name.start).copied()
    }

    /// An associated function, of the type itself or a default of a trait of the file; of a trait
    /// the one that all of the file that implement it have, if that is just one.
    pub(super) fn associated_function(&self, of: TypeId, name: &str) -> Option<FunctionId> {
        let names = self.type_names(of);
        let own = |id: &TypeId| self.type_names(*id).functions.get(name).copied();
        own(&of).or_else(|| names.traits.iter().find_map(own)).or_else(|| {
            let mut implementations = names.implementers.iter().filter_map(own);
            let first = implementations.next()?;
            implementations.all(|other| other == first).then_some(first)
        })
    }

    pub(super) fn associated_constant(&self, of: TypeId, name: &str) -> Option<PlaceId> {
        let names = self.type_names(of);
        names.constants.get(name).copied().or_else(|| {
            names.traits.iter().find_map(|&id| self.type_names(id).constants.get(name).copied())
        })
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
