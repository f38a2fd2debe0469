//! What an API does to names and files, in the words of the tables.

use serde::Deserialize;

use crate::{ArgSpec, Condition, NameSource, TextOp};

/// All that is known of one API.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Api {
    /// It does one thing.
    One(Box<Effect>),
    /// It does several, or different things depending on its arguments.
    Several(Vec<Effect>),
}

impl Api {
    /// What it does, in the table's order. Every effect whose condition holds happens.
    pub fn effects(&self) -> &[Effect] {
        match self {
            Self::One(effect) => std::slice::from_ref(effect),
            Self::Several(effects) => effects,
        }
    }
}

/// One thing an API does.
#[derive(Clone, Debug, Deserialize)]
pub struct Effect {
    /// It happens only if one of these holds; always, if there is none.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// It does not happen if one of these holds.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// What happens.
    #[serde(flatten)]
    pub action: Action,
    /// What to write instead, for the help of a finding.
    pub instead: Option<String>,
    /// Arguments that are open directories, below which a relative path in the next one is:
    /// `openat`.
    #[serde(default)]
    pub at: Vec<usize>,
}

/// What happens, by role.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum Action {
    /// Text is made from text.
    Text {
        /// How.
        op: TextOp,
        /// The pieces.
        #[serde(default)]
        from: ArgSpec,
        /// The format string, for [`TextOp::Format`].
        #[serde(default)]
        template: ArgSpec,
        /// The argument that receives the text, besides the result.
        #[serde(default)]
        out: ArgSpec,
        /// The text is put after what `out` holds already.
        #[serde(default)]
        append: bool,
    },
    /// Data comes in whose origin says whether it can be guessed.
    Source {
        /// Its origin.
        kind: NameSource,
        /// The data it is derived from (hashes) or the variable's name (environment).
        #[serde(default)]
        from: ArgSpec,
        /// The value if there is none.
        #[serde(default)]
        default: ArgSpec,
        /// The argument that receives it.
        #[serde(default)]
        out: ArgSpec,
    },
    /// A name for a file that does not exist is made; no file is.
    Name {
        /// The directory, if the caller chooses it.
        #[serde(default)]
        dir: ArgSpec,
        /// The template or buffer that receives the name.
        #[serde(default)]
        out: ArgSpec,
        /// The object returned removes the file that comes to stand there.
        #[serde(default)]
        cleanup: Cleanup,
        /// The result says whether it worked; the name is in `out` alone.
        #[serde(default)]
        status: bool,
    },
    /// A new file or directory with an unpredictable name is made, exclusively.
    Create {
        /// What is made.
        makes: Made,
        /// The shape of the result.
        returns: Returns,
        /// The directory, if the caller chooses it.
        #[serde(default)]
        dir: ArgSpec,
        /// The template, written in place.
        #[serde(default)]
        template: ArgSpec,
        /// Where one of these holds, a relative template is in the system's directory for
        /// temporary files.
        #[serde(default)]
        default_dir: Vec<Condition>,
        /// Length of a fixed suffix after the template's X's.
        #[serde(default)]
        suffix: ArgSpec,
        /// The X's may stand anywhere in the template.
        #[serde(default)]
        anywhere: bool,
        /// What follows the random part in the name.
        #[serde(default)]
        extension: ArgSpec,
        /// Who removes it.
        #[serde(default)]
        cleanup: Cleanup,
        /// Permissions before the umask, where they are wider than the owner's: `"755"`.
        mode: Option<String>,
        /// Permissions the caller asks for.
        #[serde(default)]
        perm: ArgSpec,
        /// The library is no longer maintained or exists on one system only.
        #[serde(default)]
        obsolete: bool,
        /// What an audit should know of some implementations.
        remark: Option<String>,
        /// The generator of the name is weak enough to be guessed.
        #[serde(default)]
        guessable: bool,
        /// Programs that are started later get the descriptor.
        #[serde(default)]
        inherited: bool,
        /// Flags of the descriptor.
        #[serde(default)]
        flags: ArgSpec,
        /// The bit of `flags` with which they do not get it.
        #[serde(default)]
        close_on_exec: i64,
    },
    /// A file is opened by name.
    Open {
        /// The name.
        path: ArgSpec,
        /// How.
        how: OpenHow,
        /// The mode string or the flags.
        #[serde(default)]
        mode: ArgSpec,
        /// Permissions of a new file.
        #[serde(default)]
        perm: ArgSpec,
        /// Permissions of a new file where none are given, before the umask.
        default_perm: Option<String>,
        /// Why a stranger's file there is worse than overwritten data: `lock`, `log`, …
        what: Option<String>,
        /// Letters of the mode string that ask for writing besides `w`, `a`, `x` and `+`.
        #[serde(default)]
        creating: String,
        /// A function that opens the file instead, given the name and flags.
        #[serde(default)]
        opener: ArgSpec,
        /// The directory that a relative name is in.
        #[serde(default)]
        within: ArgSpec,
    },
    /// A directory is made.
    Directory {
        /// Its name.
        path: ArgSpec,
        /// Where no name is given, the address or path whose last part it is named after.
        #[serde(default)]
        named_after: ArgSpec,
        /// The directory that a relative name is in.
        #[serde(default)]
        within: ArgSpec,
        /// Its permissions.
        #[serde(default)]
        perm: ArgSpec,
        /// A keyword argument that makes it accept an existing one.
        #[serde(default)]
        exist_ok: ArgSpec,
        /// It always accepts an existing one.
        #[serde(default)]
        accepts_existing: bool,
        /// It makes the directories above as well, and takes those that are there.
        #[serde(default)]
        parents: bool,
    },
    /// A socket, FIFO or lock is made that other programs meet at.
    Endpoint {
        /// Its name.
        path: ArgSpec,
        /// `fifo`, `socket`.
        kind: String,
    },
    /// A link is made at a name.
    Link {
        /// The new name.
        path: ArgSpec,
    },
    /// A file is copied or moved to a name.
    Copy {
        /// From where.
        from: ArgSpec,
        /// To where.
        to: ArgSpec,
        /// How.
        how: CopyKind,
    },
    /// Files with names of their own are put into a directory.
    Extract {
        /// The directory.
        dir: ArgSpec,
        /// It is made if it is not there. Who makes it otherwise is judged there.
        #[serde(default)]
        makes: bool,
        /// Under names that nobody can guess.
        #[serde(default)]
        safely: bool,
    },
    /// Something about a name is asked.
    Check {
        /// The name.
        path: ArgSpec,
        /// Owner and type can be told from the answer, without following a link.
        #[serde(default)]
        owner: bool,
        /// The answer tells whether it is a symbolic link.
        #[serde(default)]
        link: bool,
        /// The argument that receives the answer.
        #[serde(default)]
        out: ArgSpec,
        /// The answer is true if something stands there, in a language whose functions otherwise
        /// give 0 for success.
        #[serde(default)]
        truth: bool,
    },
    /// A file or directory is removed.
    Remove {
        /// Its name, descriptor or object.
        path: ArgSpec,
        /// How.
        #[serde(default)]
        how: RemoveKind,
    },
    /// Paths are written into a file.
    NoteDown {
        /// Which.
        what: ArgSpec,
        /// Into which file.
        into: ArgSpec,
    },
    /// Much data is put into a file or directory.
    Bulk {
        /// Which.
        into: ArgSpec,
    },
    /// Permissions are changed.
    Mode {
        /// Of what: a name, descriptor or object.
        path: ArgSpec,
        /// To what.
        perm: ArgSpec,
    },
    /// The process's mask for permissions is set.
    Umask {
        /// To what.
        mask: ArgSpec,
    },
    /// A file is read, trusting what it says.
    Read {
        /// Its name.
        path: ArgSpec,
    },
    /// A file is executed, sourced, loaded or unpickled.
    Run {
        /// Its name.
        path: ArgSpec,
    },
    /// A descriptor or object is closed.
    Close {
        /// Which.
        handle: ArgSpec,
        /// The file goes with it.
        #[serde(default)]
        removes: bool,
    },
    /// A handle is made from another one: `fdopen`.
    Handle {
        /// The other.
        from: ArgSpec,
    },
    /// The program says itself whether programs it starts get a descriptor.
    Inherit {
        /// Which.
        handle: ArgSpec,
    },
    /// A file or directory is locked, which keeps those who clean up old files away from it.
    Lock,
    /// What happens on a signal is said.
    OnSignal {
        /// The function that is run.
        action: ArgSpec,
    },
    /// The path of a handle: `.path()`.
    PathOf {
        /// The handle.
        from: ArgSpec,
    },
    /// The automatic removal is given up: `.keep()`.
    Keep {
        /// The handle.
        handle: ArgSpec,
        /// The shape of the result.
        returns: Returns,
    },
    /// An object is put where it stays until the program ends, if that is a static.
    Hold {
        /// The object, or the function that makes it.
        handle: ArgSpec,
    },
    /// Something is arranged to happen when the program or a scope ends.
    AtExit {
        /// The function or removing call.
        action: ArgSpec,
        /// Arguments it is called with.
        #[serde(default)]
        with: ArgSpec,
    },
    /// A shell `trap`.
    Trap,
    /// A shell `set`.
    ShellOptions,
    /// The arguments become a shell's positional parameters.
    Parameters,
    /// The status of what made these values is lost.
    Masked {
        /// Which.
        from: ArgSpec,
    },
    /// A signal is sent.
    Signal {
        /// To which process.
        to: ArgSpec,
    },
    /// The first of a shell's positional parameters are dropped.
    Shift {
        /// How many.
        #[serde(default)]
        count: ArgSpec,
    },
    /// The program ends.
    Exit {
        /// How.
        how: ExitKind,
    },
    /// The working directory changes.
    ChangeDirectory {
        /// To where.
        path: ArgSpec,
    },
    /// Another command is run, given as the arguments: `sudo`, `env`, `nice`.
    Wrapper {
        /// Operands before the command.
        #[serde(default)]
        skip: usize,
    },
    /// A script is run, given as text, or a program is, given as a list of words.
    Script {
        /// The text or list; several texts are joined by blanks.
        #[serde(default)]
        text: ArgSpec,
        /// Words of a command that are arguments of their own.
        #[serde(default)]
        words: ArgSpec,
        /// The text is what follows this many operands, whatever it looks like: `ssh HOST …`.
        behind: Option<usize>,
        /// Options after which words of a command stand, up to `;` or `+`: `find -exec`.
        #[serde(default)]
        after: Vec<String>,
        /// The language of the text.
        #[serde(default)]
        language: ScriptLanguage,
        /// The result is what it prints.
        #[serde(default)]
        output: bool,
        /// They go on running after the call, and keep what they are given.
        #[serde(default)]
        keeps: bool,
        /// It runs in this shell: what it assigns stays.
        #[serde(default)]
        here: bool,
        /// Only where the text is a variable and nothing else: text that is written out where it is
        /// run is part of the program already.
        #[serde(default)]
        by_variable: bool,
        /// Where it runs, if that is not this machine or not now; for the notes of findings.
        elsewhere: Option<String>,
        /// What it reads on standard input: of a shell, a script.
        #[serde(default)]
        input: ArgSpec,
        /// The file it is written to, which tells whether it is for another system's root.
        #[serde(default)]
        written: ArgSpec,
        /// What is written to the result is its standard input.
        #[serde(default)]
        feeds: bool,
        /// The directory they run in.
        #[serde(default)]
        directory: ArgSpec,
    },
    /// Text is written to a file or a program; what starts with `#!` is a script, in the language
    /// that says, and what is written to the same file after that goes on with it.
    Written {
        /// The text; several texts are joined by blanks.
        #[serde(default)]
        text: ArgSpec,
        /// The template that the text is put into, and how.
        #[serde(default)]
        template: ArgSpec,
        /// `percent` or `printf`.
        style: Option<TextOp>,
        /// What is written ends a line.
        #[serde(default)]
        ends_line: bool,
        /// The file it is written to.
        #[serde(default)]
        into: ArgSpec,
        /// Where a script in it runs, if that is not this machine or not now; for the notes of
        /// findings.
        elsewhere: Option<String>,
    },
    /// The arguments are read and not kept.
    Reader {
        /// What it prints on standard output, a format string apart.
        #[serde(default)]
        prints: ArgSpec,
        /// The files whose content it reads.
        #[serde(default)]
        reads: ArgSpec,
        /// What another program is given.
        #[serde(default)]
        passes: ArgSpec,
    },
    /// A function is called, now or in a thread, a process or a pool of these.
    Call {
        /// The function.
        function: ArgSpec,
        /// The arguments it is called with.
        #[serde(default)]
        with: ArgSpec,
        /// A collection of more of them.
        #[serde(default)]
        list: ArgSpec,
        /// A dictionary of those by keyword.
        #[serde(default)]
        named: ArgSpec,
        /// Keyword arguments of this call are the function's.
        #[serde(default)]
        keywords: bool,
    },
    /// An object of a class of a library is given, whose methods are rows of their own:
    /// `class.method`.
    Object {
        /// The class.
        class: String,
    },
    /// A class is made that is nothing but fields.
    Record {
        /// Their names, as a list or in one text.
        fields: ArgSpec,
    },
    /// A function is given some of its arguments, all but the first of this call's.
    Partial {
        /// The function.
        function: ArgSpec,
    },
    /// An option of the program is declared, with what it is if it is not given. It has the name
    /// of its long form, or that of a keyword argument.
    Option {
        /// Its names.
        #[serde(default)]
        names: ArgSpec,
        /// The name it is read by, if that is not the option's own.
        #[serde(default)]
        destination: ArgSpec,
        /// What it is if it is not given.
        #[serde(default)]
        default: ArgSpec,
        /// Each keyword argument is such a default.
        #[serde(default)]
        keywords: bool,
    },
    /// The program's options are read, as an object with a field for each.
    Options {
        /// The name of the one that is read, if it is one alone.
        #[serde(default)]
        name: ArgSpec,
    },
    /// Names from outside stand for something else from here on: a test replaces them.
    Replace {
        /// The dotted name, in one or several parts.
        name: ArgSpec,
    },
    /// A builder starts or gets an option.
    Builder {
        /// The option, as `name` or `name=value`; its value is the first argument.
        option: String,
    },
    /// A builder's options decide what happens.
    Build {
        /// What: `open`, `directory`, `tempfile`, `tempdir`, `command`, `exec`, `spawn`.
        what: String,
        /// The path.
        #[serde(default)]
        path: ArgSpec,
    },
}

/// The language of a script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScriptLanguage {
    /// POSIX shell or one like it.
    #[default]
    Shell,
    /// Python.
    Python,
}

/// What a creating call makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Made {
    /// A file with a name.
    File,
    /// A directory.
    Directory,
    /// A file without a name.
    Anonymous,
}

/// The shape of a creating call's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Returns {
    /// A descriptor; the name is in the template.
    Descriptor,
    /// The name.
    Path,
    /// An object that knows its name.
    Object,
    /// A descriptor and a name.
    Pair,
    /// Nothing of use.
    Nothing,
}

/// Who removes what was created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cleanup {
    /// The caller.
    #[default]
    Caller,
    /// The object, when it is dropped, closed or leaves its `with`.
    Object,
    /// The system: there is no name.
    System,
}

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenHow {
    /// By the letters of a mode string: `r`, `w`, `a`, `x`, `+`.
    Letters,
    /// By `O_` flags.
    Flags,
    /// Created if missing, emptied or appended to.
    Write,
    /// Created, failing if it exists.
    Exclusive,
    /// A shell redirection that the `noclobber` option makes exclusive.
    Redirect,
}

/// How a copy treats what stands at its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// It writes through links and into files that are there.
    Copy,
    /// It renames, and falls back to a copy.
    Move,
    /// It renames, and fails otherwise.
    Rename,
}

/// How something is removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemoveKind {
    /// One entry.
    #[default]
    One,
    /// All below it.
    Tree,
    /// A directory and all below it; nothing else.
    Directory,
}

/// How a program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExitKind {
    /// Registered cleanup runs; destructors and `finally` too.
    Unwind,
    /// Registered cleanup runs; destructors do not.
    Exit,
    /// Nothing runs.
    Abort,
    /// Another program takes over; nothing runs.
    Exec,
}
