//! Macros.

use super::{check, check_body};

#[test]
fn format() {
    check_body(
        r#"
        let p = a();
        let s = format!("/tmp/{p}-{:?}-{n:>w$}-{{x}}", id(), n = 1);
        let t = format_args!("{p:?}");
        let u = format!("plain");
        "#,
        r#"
        b0:
          p = call unknown "a"()
          %1 = call unknown "id"()
          s = Brace("/tmp/{p}-{:?}-{n:>w$}-{{x}}" % %1, n: 1, p: p)
          end %1
          t = Brace("{p:?}" % p: p)
          u = Brace("plain" % )
          return
        "#,
    );
}

#[test]
fn format_of_constants() {
    check(
        r#"
        const DIR: &str = "/tmp";
        fn f() -> String { format!("{DIR}/{0}/{missing}", 1) }
        "#,
        r#"
        fn0 TopLevel "" ()
          b0:
            ::DIR = "/tmp"
            return

        fn1 Function "f" ()
          b0:
            return Brace("{DIR}/{0}/{missing}" % 1, DIR: ::DIR, missing: _)
        "#,
    );
}

#[test]
fn printing() {
    check_body(
        r#"
        println!("a {}", b); println!("c"); eprintln!("{d}"); print!(); write!(w, "e{}", 1)?; writeln!(w, "x")?; dbg!(y());
        "#,
        r#"
        b0:
          call! println!(Brace("a {}" % <b>))
          call! println!("c")
          call! eprintln!(Brace("{d}" % d: _))
          call! print!()
          call write!(<w>, Brace("e{}" % 1))
          if ok? b1 else b2
        b1:
          call writeln!(<w>, "x")
          if ok? b3 else b4
        b2:
          return
        b3:
          %1 = call unknown "y"()
          call! dbg!(%1)
          return
        b4:
          return
        "#,
    );
}

#[test]
fn assertions_and_panics() {
    check_body(
        r#"
        assert!(a.exists(), "no {}", b); assert_eq!(c(), 1); debug_assert!(d);
        if x { panic!("p {}", y); }
        unreachable!();
        "#,
        r#"
        b0:
          %1 = call [<a>] .exists()
          call! assert!(%1, Brace("no {}" % <b>))
          %2 = call unknown "c"()
          call! assert_eq!(%2, 1)
          call! debug_assert!(<d>)
          if <x> b1 else b2
        b1:
          call! panic!(Brace("p {}" % <y>))
          diverge
        b2:
          call! unreachable!()
          diverge
        "#,
    );
}

#[test]
fn logging() {
    check_body(
        r#"
        info!("a {}", b); log::warn!(target: "t", "c {d}"); tracing::error!(e = %g(), h.i = 1, ?j, "k {}", l);
        "#,
        r#"
        b0:
          call! info!(Brace("a {}" % <b>))
          call! log::warn!(target: "t", Brace("c {d}" % d: _))
          %1 = call unknown "g"()
          call! tracing::error!(e: %1, i: 1, j: <j>, Brace("k {}" % <l>))
          return
        "#,
    );
}

#[test]
fn errors() {
    check_body(
        r#"
        if a { bail!("b {}", c); }
        anyhow::ensure!(d.exists(), "e");
        let g = anyhow!("h");
        return Err(anyhow!("i").into());
        "#,
        r#"
        b0:
          if <a> b1 else b2
        b1:
          call! bail!(Brace("b {}" % <c>))
          return
        b2:
          %1 = call [<d>] .exists()
          if %1 b3 else b4
        b3:
          g = call anyhow!("h")
          %2 = call anyhow!("i")
          %3 = call [%2] .into()
          return _
        b4:
          call! anyhow::ensure!("e")
          return
        "#,
    );
}

#[test]
fn lists_and_text() {
    check_body(
        r#"
        let a = vec![1, b()]; let c = vec![0; n]; let d = concat!("/tmp/", 1, env!("X"), 'y'); let e = include_str!("z");
        "#,
        r#"
        b0:
          %1 = call unknown "b"()
          a = [1, %1]
          c = [0]
          %2 = call env!("X")
          d = "/tmp/1{%2}y"
          e = call include_str!("z")
          return
        "#,
    );
}

#[test]
fn tests_of_patterns() {
    check_body(
        r"
        if matches!(a(), Some(x) if x > 1) { b(); }
        let c = cfg!(unix);
        ",
        r#"
        b0:
          %1 = call unknown "a"()
          end %1
          if ? b1 else b2
        b1:
          call! unknown "b"()
          goto b2
        b2:
          c = call cfg!(<unix>)
          return
        "#,
    );
}

#[test]
fn imported_and_own_macros() {
    check(
        r#"
        use anyhow::bail as leave;
        use log::info;
        macro_rules! own { ($x:expr) => { mktemp($x) }; }
        fn f() { info!("x"); own!(a()); leave!("y"); }
        "#,
        r#"
        fn1 Function "f" ()
          b0:
            call! log::info!("x")
            %1 = call unknown "a"()
            call! unknown "mktemp"(%1)
            call! anyhow::bail!("y")
            return
        "#,
    );
}

#[test]
fn macros_that_no_rule_fits() {
    check(
        r"
        macro_rules! own { ($x:expr) => { mktemp($x) }; }
        fn f() { own!(a(), b()); }
        ",
        r#"
        fn1 Function "f" ()
          b0:
            %1 = call unknown "a"()
            %2 = call unknown "b"()
            call! unknown "own!"(%1, %2)
            return
        "#,
    );
}

#[test]
fn macros_by_example_with_repetitions_and_groups() {
    check(
        r#"
        macro_rules! own {
            ($($name:ident = $value:expr),* ; [$last:tt]) => { use_all($($value),*, $last) };
        }
        fn f() { own!(a = 1, b = x.y(); ["z"]); }
        "#,
        r#"
        fn1 Function "f" ()
          b0:
            %1 = call [<x>] .y()
            call! unknown "use_all"(1, %1, "z")
            return
        "#,
    );
}

#[test]
fn bodies_of_statements() {
    check_body(
        r"
        defer! { remove(&p); }
        select! { a = b() => { c() } }
        quote! { let x = mktemp(); }
        ",
        r#"
          b0:
            call! defer!(fn2)
            call! select!(fn3)
            return

        fn2 Closure "" ()
          b0:
            call! unknown "remove"(<p>)
            return _

        fn3 Closure "" ()
          b0:
            %1 = call unknown "c"()
            return %1
        "#,
    );
}

#[test]
fn configured_code() {
    check(
        r"
        cfg_if! {
            if #[cfg(unix)] { fn a() { b(); } } else { fn a() { c(); } }
        }
        cfg_rt! { mod rt { pub fn d() {} } }
        fn f() {
            cfg_if! { if #[cfg(unix)] { let x = a(); g(x); } else { rt::d(); } }
        }
        ",
        r#"
        fn1 Function "a" ()
          b0:
            call! unknown "b"()
            return

        fn2 Function "a" ()
          b0:
            call! unknown "c"()
            return

        fn3 Function "d" ()
          b0:
            return

        fn4 Function "f" ()
          b0:
            if ? b1 else b2
          b1:
            x = call fn1:a()
            call! unknown "g"(x)
            goto b5
          b2:
            if ? b3 else b4
          b3:
            call! fn3:d()
            goto b5
          b4:
            goto b5
          b5:
            return
        "#,
    );
}
