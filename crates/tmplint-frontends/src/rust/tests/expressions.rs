//! Expressions and the values they become.

use super::check_body;

#[test]
fn literals() {
    check_body(
        r##"
        let a = "x\n\u{e9}"; let b = r#"y"#; let c = b"z"; let d = 'q'; let e = b'q'; let f = 0o600; let g = -1;
        let h = 1.5; let i = true; let j = c"w"; let k = 18446744073709551615;
        "##,
        r#"
        b0:
          a = "x\né"
          b = "y"
          c = "z"
          d = "q"
          e = 113
          f = 384
          g = -1
          h = _
          i = true
          j = "w"
          k = _
          return
        "#,
    );
}

#[test]
fn operators() {
    check_body(
        r#"
        let a = x + "y"; let b = 1 | 2 << 3; let c = !4; let d = x == y; let e = x % y; let g = !true; let h = a.is_x() || b && c();
        "#,
        r#"
        b0:
          a = (<x> + "y")
          b = (1 | (2 << 3))
          c = ~4
          d = (<x> @ <y>)
          e = (<x> @ <y>)
          g = false
          %1 = call [a] .is_x()
          %2 = call *c()
          h = (%1 or (b or %2))
          return
        "#,
    );
}

#[test]
fn containers() {
    check_body(
        r#"
        let a = [1, "b"]; let t = (a, 2); let c = [0; 8]; let d = t.1; let e = a[0]; let g = a[i]; let h = a["k"]; let j = &a[1..x()];
        let k = S { m: 1, n, ..base() }; let l = ();
        "#,
        r#"
        b0:
          a = [1, "b"]
          t = [a, 2]
          c = [0]
          d = t.1
          e = a.0
          g = a[?]
          h = a.k
          %1 = call unknown "x"()
          j = _
          %2 = call unknown "base"()
          k = {"m": 1, "n": <n>}
          l = []
          return
        "#,
    );
}

#[test]
fn transparent() {
    check_body(
        r"
        let p = q();
        let a = &p; let b = *p; let c = p as u8; let d = (p); let e = &mut p; let g = unsafe { p }; let h = { p };
        ",
        r#"
        b0:
          p = call unknown "q"()
          a = p
          b = p
          c = p
          d = p
          e = p
          g = p
          h = p
          return
        "#,
    );
}

#[test]
fn wrappers() {
    check_body(
        r#"
        let a = Some(x()); let b = Ok("v"); let c = Err(y()); let d = None; let e = Option::Some(1); let g = Result::Ok::<u8, ()>(2);
        "#,
        r#"
        b0:
          a = call unknown "x"()
          b = "v"
          %1 = call unknown "y"()
          c = _
          d = absent
          e = 1
          g = 2
          return
        "#,
    );
}

#[test]
fn chains() {
    check_body(
        r#"
        let p = PathBuf::from("/tmp").join(name()).with_extension("x");
        a.b().c(d.e()).f;
        "#,
        r#"
        b0:
          %1 = call unknown "PathBuf::from"("/tmp")
          %2 = call unknown "name"()
          %3 = call [%1] .join(%2)
          p = call [%3] .with_extension("x")
          end %3
          end %1
          %4 = call [<a>] .b()
          %5 = call [<d>] .e()
          %6 = call [%4] .c(%5)
          %7 = %6.f
          end %4
          return
        "#,
    );
}

#[test]
fn fields_and_assignments() {
    check_body(
        r#"
        let mut s = T::new();
        s.path = "x"; s.path.deep = 1; let a = s.path; s.0 = 2;
        *s = 3; s += 4; v[0] = s; w().x = "y"; (s, s.path) = pair(); (s, _) = pair();
        "#,
        r#"
        b0:
          s = call unknown "T::new"()
          s.path = "x"
          s.path.deep = 1
          a = s.path
          s.0 = 2
          s = 3
          s = (s + 4)
          store s
          %1 = call unknown "w"()
          store "y"
          %2 = call unknown "pair"()
          s = %2.0
          s.path = %2.1
          %3 = call unknown "pair"()
          s = %3.0
          return
        "#,
    );
}

#[test]
fn calls_of_values() {
    check_body(
        r"
        let g = |a, b: &mut u8| a.h(b);
        g(1, 2);
        (|x| x)(3);
        self.callback()(4);
        (s.field)(5);
        let p = Path::new; each(Path::new, std::fs::write);
        ",
        r#"
          b0:
            g = fn2
            call! *g(1, 2)
            call! fn3:(3)
            %2 = call [<self>] .callback()
            call! *%2(4)
            call! unknown "field"(5)
            p = <Path::new>
            call! unknown "each"(<Path::new>, <std::fs::write>)
            return

        fn2 Closure "" (a, b)
          b0:
            %1 = call [a] .h(b)
            return %1

        fn3 Closure "" (x)
          b0:
            return x
        "#,
    );
}

#[test]
fn closures_share_places() {
    check_body(
        r"
        let p = path();
        let g = move |(a, b)| { if a { return Some(p); } let q = p.join(b)?; Some(q) };
        run(|| remove(p));
        ",
        r#"
          b0:
            p = call unknown "path"()
            g = fn2
            call! unknown "run"(fn3)
            return

        fn2 Closure "" (_)
          b0:
            a = _.0
            b = _.1
            if a b1 else b2
          b1:
            return p
          b2:
            q = call [p] .join(b)
            if ok? b3 else b4
          b3:
            return q
          b4:
            return

        fn3 Closure "" ()
          b0:
            %1 = call unknown "remove"(p)
            return %1
        "#,
    );
}

#[test]
fn async_blocks() {
    check_body(
        r"
        let r = async { one().await?; if x { return 2; } three().await };
        spawn(async move { four().await; });
        ",
        r#"
        b0:
          call unknown "one"()
          if ok? b1 else b2
        b1:
          if <x> b4 else b5
        b2:
          goto b3
        b3:
          call! unknown "four"()
          %1 = _
          call! unknown "spawn"(%1)
          return
        b4:
          r = 2
          goto b3
        b5:
          r = call unknown "three"()
          goto b3
        "#,
    );
}

#[test]
fn shadowing() {
    check_body(
        r#"
        let p = one();
        let p = p.join("x");
        { let p = two(); three(p); }
        four(p);
        "#,
        r#"
        b0:
          p = call unknown "one"()
          p = call [p] .join("x")
          p = call unknown "two"()
          call! unknown "three"(p)
          call! unknown "four"(p)
          return
        "#,
    );
}

#[test]
fn long_chains_are_not_deep() {
    check_body(
        r"
        let a = x.f().f().f() + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1;
        ",
        r"
        b0:
          %1 = call [<x>] .f()
          %2 = call [%1] .f()
          %3 = call [%2] .f()
          %4 = ((((((((((((((((((((((((((((((((%3 + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1)
          a = ((((((((%4 + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1)
          end %2
          end %1
          return
        ",
    );
}
