//! Functions, their parameters and attributes.

use super::check;

#[test]
fn parameters() {
    check(
        r"
        fn f(a: u8, b: &mut PathBuf, (c, d): (u8, u8), _: u8, mut e: &str) { g(a, b, c, d, e); }
        ",
        r#"
        fn1 Function "f" (a, b, _, _, e)
          b0:
            c = _.0
            d = _.1
            call! unknown "g"(a, b, c, d, e)
            return
        "#,
    );
}

#[test]
fn attributes() {
    check(
        r#"
        #[test] fn a() {}
        #[tokio::test(flavor = "x")] async fn b() {}
        #[cfg(test)] mod tests { fn c() {} mod deep { #[inline] fn d() { fn e() {} } } }
        #[cfg(all(test, unix))] impl S { fn g(&self) {} }
        #[cfg(not(test))] fn h() {}
        #[cfg(target_os = "linux")] fn i() {}
        #[test] fn j() { fn k() {} }
        /// doc "mktemp"
        fn l() {}
        "#,
        r#"
        fn1 Function "a" () @test
          b0:
            return

        fn2 Function "b" () @tokio::test
          b0:
            return

        fn3 Function "c" () @cfg(test)
          b0:
            return

        fn4 Function "d" () @cfg(test) @inline
          b0:
            return

        fn5 Function "h" () @cfg(not(test))
          b0:
            return

        fn6 Function "i" () @cfg(target_os="linux")
          b0:
            return

        fn7 Function "j" () @test
          b0:
            return

        fn8 Function "l" ()
          b0:
            return

        fn9 Function "g" of S () @cfg(test)
          b0:
            return

        fn10 Function "e" () @cfg(test)
          b0:
            return

        fn11 Function "k" () @cfg(test)
          b0:
            return
        "#,
    );
}

#[test]
fn members() {
    check(
        r#"
        struct S;
        impl S {
            fn set(&mut self, p: PathBuf) { self.path = p; self.deep.x = 1; *self.n += 2; (self.call)(3); }
            fn get(&self) -> &Path { &self.path }
            fn pass(self) { consume(self); let c = || self.path.join("x"); let t = self; t.path; }
        }
        "#,
        r#"
        fn1 Function "set" of S (p)
          b0:
            .path = p
            .deep.x = 1
            .n = (.n + 2)
            call! *.call(3)
            return

        fn2 Function "get" of S ()
          b0:
            return .path

        fn3 Function "pass" of S ()
          b0:
            call! unknown "consume"(self)
            c = fn4
            t = self
            return

        fn4 Closure "" ()
          b0:
            %1 = call [.path] .join("x")
            return %1
        "#,
    );
}

#[test]
fn nested_functions() {
    check(
        r"
        fn f() {
            let x = 1;
            fn g() { x; h(); }
            struct T;
            impl T { fn m(&self) {} fn n() { g(); } }
            g(); T::n();
            const C: u8 = 2;
            i(C);
        }
        ",
        r#"
        fn0 TopLevel "" ()
          b0:
            ::C = 2
            return

        fn1 Function "f" ()
          b0:
            x = 1
            call! fn2:g()
            call! fn4:n()
            call! unknown "i"(::C)
            return

        fn2 Function "g" ()
          b0:
            call! unknown "h"()
            return

        fn3 Function "m" of T ()
          b0:
            return

        fn4 Function "n" of T ()
          b0:
            call! fn2:g()
            return
        "#,
    );
}

#[test]
fn two_types_of_one_name() {
    check(
        r"
        mod a { pub struct S; impl S { pub fn f(&self) { self.x } } }
        mod b { pub struct S; impl S { pub fn f(&self) { self.x } } }
        fn g() { a::S::f(y); b::S::f(y); }
        ",
        r#"
        fn1 Function "g" ()
          b0:
            call! [<y>] fn2:f()
            call! [<y>] fn3:f()
            return

        fn2 Function "f" of S ()
          b0:
            return

        fn3 Function "f" of S ()
          b0:
            return
        "#,
    );
}
