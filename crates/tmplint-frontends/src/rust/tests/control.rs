//! Conditions, loops, `match`, `?` and jumps.

use super::{check, check_body};

#[test]
fn conditions() {
    check_body(
        r"
        if a() && !b.c() || d == 1 { e() } else if x < 2 { g() }
        h();
        ",
        r#"
        b0:
          %1 = call unknown "a"()
          if %1 b4 else b3
        b1:
          call! unknown "e"()
          goto b6
        b2:
          if <x> < 2 b5 else b6
        b3:
          if <d> == 1 b1 else b2
        b4:
          %2 = call [<b>] .c()
          if %2 b3 else b1
        b5:
          call! unknown "g"()
          goto b6
        b6:
          call! unknown "h"()
          return
        "#,
    );
}

#[test]
fn values_of_branches() {
    check_body(
        r#"
        let a = if x { "b" } else { c() };
        let d = match x { 1 => "e", "s" | 'c' => g(), _ => return };
        h(if y { 1 } else { 2 });
        "#,
        r#"
        b0:
          if <x> b1 else b2
        b1:
          a = "b"
          goto b3
        b2:
          a = call unknown "c"()
          goto b3
        b3:
          if <x> == 1 b5 else b4
        b4:
          if <x> == "s" b8 else b7
        b5:
          d = "e"
          goto b11
        b6:
          return
        b7:
          if <x> == "c" b9 else b6
        b8:
          goto b10
        b9:
          goto b10
        b10:
          d = call unknown "g"()
          goto b11
        b11:
          if <y> b12 else b13
        b12:
          %1 = 1
          goto b14
        b13:
          %1 = 2
          goto b14
        b14:
          call! unknown "h"(%1)
          return
        "#,
    );
}

#[test]
fn let_conditions() {
    check_body(
        r"
        if let Some(p) = a() && let Ok(q) = p.b() && q.c() { d(p, q) } else { e() }
        while let Some((k, v)) = i.next() { g(k, v); }
        ",
        r#"
        b0:
          %1 = call unknown "a"()
          if %1 is Some b4 else b2
        b1:
          call! unknown "d"(p, q)
          goto b7
        b2:
          call! unknown "e"()
          goto b7
        b3:
          %2 = call [p] .b()
          if %2 is Ok b6 else b2
        b4:
          p = %1
          goto b3
        b5:
          %3 = call [q] .c()
          if %3 b1 else b2
        b6:
          q = %2
          goto b5
        b7:
          goto b8
        b8:
          %4 = call [<i>] .next()
          if %4 is Some b11 else b10
        b9:
          call! unknown "g"(k, v)
          goto b8
        b10:
          return
        b11:
          k = %4.0
          v = %4.1
          goto b9
        "#,
    );
}

#[test]
fn let_else() {
    check_body(
        r#"
        let Some(p) = a() else { return; };
        let Ok(S { x, y: Some(z) }) = p else { panic!("{p}") };
        b(x, z);
        "#,
        r#"
        b0:
          %1 = call unknown "a"()
          if %1 is Some b2 else b1
        b1:
          return
        b2:
          p = %1
          if p is Ok b4 else b3
        b3:
          call! panic!(Brace("{p}" % p: p))
          diverge
        b4:
          if p is S b5 else b3
        b5:
          x = p.x
          if p.y is Some b6 else b3
        b6:
          z = p.y
          call! unknown "b"(x, z)
          return
        "#,
    );
}

#[test]
fn match_arms() {
    check_body(
        r"
        match open(p) {
            Ok(f) if f.good() => a(f),
            Err(e) if e.kind() == NotFound => b(),
            Err(Kind::Other(n, ..)) => c(n),
            Ok(LIMIT) | Err(_) => d(),
        }
        ",
        r#"
        b0:
          %1 = call unknown "open"(<p>)
          if %1 is Ok b2 else b1
        b1:
          if %1 is Err b5 else b4
        b2:
          f = %1
          %2 = call [f] .good()
          if %2 b3 else b1
        b3:
          call! unknown "a"(f)
          goto b10
        b4:
          if %1 is Err b8 else b7
        b5:
          e = _
          %3 = call [e] .kind()
          end %3
          if %3 == <NotFound> b6 else b4
        b6:
          call! unknown "b"()
          goto b10
        b7:
          call! unknown "d"()
          goto b10
        b8:
          if _ is Kind::Other b9 else b7
        b9:
          n = _
          call! unknown "c"(n)
          goto b10
        b10:
          return
        "#,
    );
}

#[test]
fn patterns() {
    check_body(
        r"
        match v {
            (Some(a), _) => x(a),
            [b, ..] => x(b),
            S { c, d: 1, .. } => x(c),
            &e @ 1..=9 => x(e),
            n @ (A | B) => x(n),
            other => x(other),
        }
        ",
        r#"
        b0:
          if <v>.0 is Some b2 else b1
        b1:
          if ? b4 else b3
        b2:
          a = <v>.0
          call! unknown "x"(a)
          goto b15
        b3:
          if <v> is S b6 else b5
        b4:
          b = <v>[?]
          call! unknown "x"(b)
          goto b15
        b5:
          e = <v>
          if ? b9 else b8
        b6:
          c = <v>.c
          if <v>.d == 1 b7 else b5
        b7:
          call! unknown "x"(c)
          goto b15
        b8:
          n = <v>
          if <v> is A b12 else b11
        b9:
          call! unknown "x"(e)
          goto b15
        b10:
          other = <v>
          call! unknown "x"(other)
          goto b15
        b11:
          if <v> is B b13 else b10
        b12:
          goto b14
        b13:
          goto b14
        b14:
          call! unknown "x"(n)
          goto b15
        b15:
          return
        "#,
    );
}

#[test]
fn question_mark() {
    check_body(
        r"
        a()?;
        let b = c()?.d()?;
        let e = b?;
        g(h()?, i().await?)?;
        let r: u8 = (match b { Ok(x) => x, Err(_) => 1 })?;
        ",
        r#"
        b0:
          call unknown "a"()
          if ok? b1 else b2
        b1:
          %1 = call unknown "c"()
          if ok? b3 else b4
        b2:
          return
        b3:
          b = call [%1] .d()
          if ok? b5 else b6
        b4:
          return
        b5:
          end %1
          if b is Ok b7 else b8
        b6:
          end %1
          return
        b7:
          e = b
          %2 = call unknown "h"()
          if ok? b9 else b10
        b8:
          return
        b9:
          %3 = call unknown "i"()
          if ok? b11 else b12
        b10:
          return
        b11:
          call unknown "g"(%2, %3)
          if ok? b13 else b14
        b12:
          return
        b13:
          if b is Ok b16 else b15
        b14:
          return
        b15:
          r = 1
          goto b17
        b16:
          x = b
          r = x
          goto b17
        b17:
          if r is Ok b18 else b19
        b18:
          return
        b19:
          return
        "#,
    );
}

#[test]
fn loops() {
    check_body(
        r"
        let a = loop { if b() { break 1; } if c() { continue; } };
        'outer: while x { for (i, y) in z.iter() { if y { break 'outer; } else { continue 'outer; } } }
        let v = 'l: { if q { break 'l 2; } 3 };
        ",
        r#"
        b0:
          goto b1
        b1:
          %1 = call unknown "b"()
          if %1 b2 else b3
        b2:
          a = 1
          goto b4
        b3:
          %2 = call unknown "c"()
          if %2 b5 else b6
        b4:
          goto b7
        b5:
          goto b1
        b6:
          goto b1
        b7:
          if <x> b8 else b9
        b8:
          %3 = call [<z>] .iter()
          goto b10
        b9:
          goto b15
        b10:
          if ? b11 else b12
        b11:
          i = %3[?].0
          y = %3[?].1
          if y b13 else b14
        b12:
          goto b7
        b13:
          goto b15
        b14:
          goto b7
        b15:
          if <q> b16 else b17
        b16:
          v = 2
          goto b18
        b17:
          v = 3
          goto b18
        b18:
          return
        "#,
    );
}

#[test]
fn endless() {
    check_body(
        r"
        a();
        loop { b(); }
        ",
        r#"
        b0:
          call! unknown "a"()
          goto b1
        b1:
          call! unknown "b"()
          goto b1
        "#,
    );
}

#[test]
fn functions_return_their_tails() {
    check(
        r#"
        fn a() -> PathBuf { b().join("x") }
        fn c() { d() }
        fn e(x: u8) -> Option<u8> { if x { return Some(x); } Ok(x) }
        fn g() -> u8 { return h()?; }
        fn i() -> ! { std::process::exit(1) }
        "#,
        r#"
        fn1 Function "a" ()
          b0:
            %1 = call unknown "b"()
            %2 = call [%1] .join("x")
            end %1
            return %2

        fn2 Function "c" ()
          b0:
            call! unknown "d"()
            return

        fn3 Function "e" (x)
          b0:
            if x b1 else b2
          b1:
            return x
          b2:
            return x

        fn4 Function "g" ()
          b0:
            %3 = call unknown "h"()
            if ok? b1 else b2
          b1:
            return %3
          b2:
            return

        fn5 Function "i" ()
          b0:
            %4 = call std::process::exit(1)
            return %4
        "#,
    );
}
