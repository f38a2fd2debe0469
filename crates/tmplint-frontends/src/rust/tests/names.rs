//! Names: `use`, modules, shadowing, `crate::`, methods of the file.

use super::check;

#[test]
fn imports() {
    check(
        r"
        use std::fs::{self, File, write as put};
        use std::io;
        use tempfile::{NamedTempFile, tempfile};
        extern crate tempdir as td;
        type Handle = std::fs::File;
        fn f() {
            File::create(a); fs::write(a, b); put(a, b); io::copy(a, b);
            tempfile(); NamedTempFile::new(); tempfile::tempdir(); td::TempDir::new(a);
            Handle::open(a); std::env::temp_dir(); ::std::fs::read(a); String::new();
        }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            call! std::fs::File::create(<a>)
            call! std::fs::write(<a>, <b>)
            call! std::fs::write(<a>, <b>)
            call! std::io::copy(<a>, <b>)
            call! tempfile::tempfile()
            call! tempfile::NamedTempFile::new()
            call! tempfile::tempdir()
            call! tempdir::TempDir::new(<a>)
            call! std::fs::File::open(<a>)
            call! std::env::temp_dir()
            call! std::fs::read(<a>)
            call! String::new()
            return
        "#,
    );
}

#[test]
fn imports_in_blocks_and_modules() {
    check(
        r"
        fn f() {
            File::create(a);
            {
                use std::fs::File;
                File::create(a);
            }
        }
        mod inner {
            use std::fs::File;
            fn g() { File::create(a); super::f(); self::h(); }
            fn h() {}
        }
        mod tests {
            use super::*;
            fn i() { f(); inner::h(); }
        }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            call! unknown "File::create"(<a>)
            call! std::fs::File::create(<a>)
            return

        fn2 Function "g" ()
          b0:
            call! std::fs::File::create(<a>)
            call! fn1:f()
            call! fn3:h()
            return

        fn3 Function "h" ()
          b0:
            return

        fn4 Function "i" ()
          b0:
            call! fn1:f()
            call! fn3:h()
            return
        "#,
    );
}

#[test]
fn own_names_are_not_the_api() {
    check(
        r"
        use std::fs::File;
        mod tempfile { pub fn tempdir() {} }
        mod fs;
        fn write() {}
        fn f(open: u8) {
            tempfile::tempdir(); tempfile::other(); fs::write(a); write(a); open(a);
            let File = 1;
            File(a);
        }
        mod libc { pub struct S; }
        fn g() { libc::mkstemp(a); }
        ",
        r#"
        fn1 Function "tempdir" ()
          b0:
            return

        fn2 Function "write" ()
          b0:
            return

        fn3 Function "f" (open)
          b0:
            call! fn1:tempdir()
            call! crate::tempfile::other()
            call! crate::fs::write(<a>)
            call! fn2:write(<a>)
            call! *open(<a>)
            File = 1
            call! *File(<a>)
            return

        fn4 Function "g" ()
          b0:
            call! crate::libc::mkstemp(<a>)
            return
        "#,
    );
}

#[test]
fn globs() {
    check(
        r#"
        use std::fs::*;
        use std::io::prelude::*;
        fn f() { File::create(a); write(a, b); tempfile::tempdir(); String::new(); drop_all(); println!("x"); }
        "#,
        r#"
        fn1 Function "f" ()
          b0:
            call! std::fs::File::create(<std::fs::a>)
            call! std::fs::write(<std::fs::a>, <std::fs::b>)
            call! tempfile::tempdir()
            call! String::new()
            call! std::fs::drop_all()
            call! println!("x")
            return
        "#,
    );
}

#[test]
fn two_globs_resolve_nothing() {
    check(
        r"
        use std::fs::*;
        use std::io::*;
        fn f() { write(a, b); File::create(a); }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            call! unknown "write"(<a>, <b>)
            call! unknown "File::create"(<a>)
            return
        "#,
    );
}

#[test]
fn paths_of_the_crate() {
    check(
        r"
        use crate::tempfile::tempdir;
        use super::fs;
        use crate::ops;
        fn local() {}
        fn f() { tempdir(); fs::write(a); crate::local(); crate::std::fs::write(a); self::local(); super::super::x(); ops::y(); }
        ",
        r#"
        fn1 Function "local" ()
          b0:
            return

        fn2 Function "f" ()
          b0:
            call! crate::tempfile::tempdir()
            call! super::fs::write(<a>)
            call! fn1:local()
            call! crate::std::fs::write(<a>)
            call! fn1:local()
            call! super::super::x()
            call! crate::ops::y()
            return
        "#,
    );
}

#[test]
fn globs_of_the_file() {
    check(
        r"
        use std::fs::File;
        enum Kind { A, B(u8) }
        mod tests {
            use super::*;
            use super::Kind::*;
            fn f() { File::create(p); let a = A; let b = B(1); let c = Kind::A; }
        }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            call! std::fs::File::create(<p>)
            a = <crate::Kind::A>
            b = {"0": 1}
            c = <crate::Kind::A>
            return
        "#,
    );
}

#[test]
fn cycles_end() {
    check(
        r"
        use a::*;
        use b as c;
        use c as b;
        mod a { use super::*; use super::b::*; }
        fn f() { x(); b::y(); c(); }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            call! unknown "x"()
            call! unknown "b::y"()
            call! unknown "c"()
            return
        "#,
    );
}

#[test]
fn methods_of_the_file() {
    check(
        r"
        struct S { dir: PathBuf }
        impl S {
            fn new() -> S { S { dir: Self::make() } }
            fn make() -> PathBuf { x() }
            fn path(&self, n: u8) -> u8 { self.dir.join(n) }
            fn run(&self) { self.path(1); S::path(self, 2); self.other(); S::new(); Self::derived(); }
        }
        impl Drop for S { fn drop(&mut self) { self.run(); self.default(); } }
        trait T { fn default(&self) { self.required(); } fn required(&self); }
        impl T for S { fn required(&self) { <S as T>::required(self); <S>::make(); } }
        impl T for std::path::PathBuf { fn required(&self) { self.default(); } }
        fn f(s: &S) { s.run(); std::path::PathBuf::required(s); drop(s); }
        ",
        r#"
        fn1 Function "f" (s)
          b0:
            call! [s] fn5:run()
            call! [s] fn9:required()
            end s
            return

        fn2 Function "new" of S ()
          b0:
            %1 = call fn3:make()
            .dir = %1
            return {"dir": %1}

        fn3 Function "make" of S ()
          b0:
            %2 = call unknown "x"()
            return %2

        fn4 Function "path" of S (n)
          b0:
            %3 = call [.dir] .join(n)
            return %3

        fn5 Function "run" of S ()
          b0:
            call! [self] fn4:path(1)
            call! [self] fn4:path(2)
            call! [self] .other()
            call! fn2:new()
            call! unknown "crate::S::derived"()
            return

        fn6 Function "drop" of S ()
          b0:
            call! [self] fn5:run()
            call! [self] fn7:default()
            return

        fn7 Function "default" of T ()
          b0:
            call! [self] .required()
            return

        fn8 Function "required" of S ()
          b0:
            call! [self] fn8:required()
            call! fn3:make()
            return

        fn9 Function "required" of PathBuf ()
          b0:
            call! [self] fn7:default()
            return
        "#,
    );
}

#[test]
fn constants() {
    check(
        r#"
        use std::sync::LazyLock;
        const A: &str = "/tmp/a";
        static B: LazyLock<String> = LazyLock::new(|| format!("{A}/b"));
        struct S;
        impl S { const C: u8 = 1; fn f() { g(A, &B, Self::C, S::C, m::D, crate::A); const E: u8 = 2; g(E); } }
        mod m { pub const D: u8 = 3; fn h() { g(super::A, A); } }
        lazy_static! { static ref F: PathBuf = PathBuf::from(A); pub static ref G: u8 = 4; }
        thread_local! { static H: RefCell<u8> = RefCell::new(5) }
        "#,
        r#"
        fn0 TopLevel "" ()
          b0:
            ::A = "/tmp/a"
            ::B = call fn3:()
            ::S::C = 1
            ::E = 2
            ::D = 3
            ::F = call unknown "PathBuf::from"(::A)
            ::G = 4
            ::H = fn4
            return

        fn1 Function "h" ()
          b0:
            call! unknown "g"(::A, <A>)
            return

        fn2 Function "f" of S ()
          b0:
            call! unknown "g"(::A, ::B, ::S::C, ::S::C, ::D, ::A)
            call! unknown "g"(::E)
            return

        fn3 Closure "" ()
          b0:
            return Brace("{A}/b" % A: ::A)

        fn4 Closure "" ()
          b0:
            %1 = call unknown "RefCell::new"(5)
            return %1
        "#,
    );
}

#[test]
fn unresolved_names() {
    check(
        r"
        fn f<T>() { nothing(); T::default(); Self::x(); g(O_EXCL, libc::O_CREAT, None); }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            call! unknown "nothing"()
            call! unknown "T::default"()
            call! unknown "Self::x"()
            call! unknown "g"(<O_EXCL>, <libc::O_CREAT>, absent)
            return
        "#,
    );
}

#[test]
fn one_of_two_systems() {
    check(
        r"
        #[cfg(windows)] fn open() -> u8 { 1 }
        #[cfg(unix)] fn open() -> u8 { 2 }
        fn f() { open(); }
        ",
        r#"
        fn1 Function "open" () @cfg(unix)
          b0:
            return 2

        fn2 Function "f" ()
          b0:
            call! fn1:open()
            return

        fn3 Function "open" () @cfg(windows)
          b0:
            return 1
        "#,
    );
}
