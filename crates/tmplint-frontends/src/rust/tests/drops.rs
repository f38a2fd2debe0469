//! When values end: blocks, temporaries, jumps.

use super::check_body;

#[test]
fn inner_blocks() {
    check_body(
        r"
        let kept = a();
        { let b = c(); let d = e(); g(&b, &d); }
        ",
        r#"
        b0:
          kept = call unknown "a"()
          b = call unknown "c"()
          d = call unknown "e"()
          call! unknown "g"(b, d)
          end d
          end b
          return
        "#,
    );
}

#[test]
fn moved_values_do_not_end() {
    check_body(
        r"
        let p = { let t = a(); let q = t.path(); b(t); q };
        if x { let h = c(); return h; }
        ",
        r#"
        b0:
          t = call unknown "a"()
          q = call [t] .path()
          call! unknown "b"(t)
          p = q
          if <x> b1 else b2
        b1:
          h = call unknown "c"()
          return h
        b2:
          return
        "#,
    );
}

#[test]
fn temporaries() {
    check_body(
        r#"
        let p = tempdir().unwrap().path().join("x");
        write(&make()?.name, "y");
        if make().path().exists() { a(); }
        "#,
        r#"
        b0:
          %1 = call unknown "tempdir"()
          %2 = call [%1] .unwrap()
          %3 = call [%2] .path()
          p = call [%3] .join("x")
          end %2
          %4 = call unknown "make"()
          if ok? b1 else b2
        b1:
          call! unknown "write"(%4.name, "y")
          end %4
          %5 = call unknown "make"()
          %6 = call [%5] .path()
          %7 = call [%6] .exists()
          end %5
          if %7 b3 else b4
        b2:
          return
        b3:
          call! unknown "a"()
          goto b4
        b4:
          return
        "#,
    );
}

#[test]
fn borrowed_initialisers() {
    check_body(
        r"
        let a = &make();
        { let b = &a; let c = a; let d = &make(); use_all(b, c, d); }
        ",
        r#"
        b0:
          a = call unknown "make"()
          b = a
          c = a
          d = call unknown "make"()
          call! unknown "use_all"(b, c, d)
          return
        "#,
    );
}

#[test]
fn dropped_at_once() {
    check_body(
        r"
        let _ = a();
        let _ = b()?;
        let t = c();
        let _ = t;
        drop(t);
        { let u = d(); std::mem::drop(u); e(); }
        drop(g());
        _ = h();
        ",
        r#"
        b0:
          %1 = call! unknown "a"()
          end %1
          %2 = call unknown "b"()
          if ok? b1 else b2
        b1:
          end %2
          t = call unknown "c"()
          end t
          u = call unknown "d"()
          end u
          call! unknown "e"()
          %3 = call unknown "g"()
          end %3
          %4 = call! unknown "h"()
          end %4
          return
        b2:
          return
        "#,
    );
}

#[test]
fn ways_out() {
    check_body(
        r"
        let t = a();
        for x in y() {
            let u = b();
            c()?;
            if d(&u) { break; }
            if e(&u) { continue; }
            if g(&u) { return; }
        }
        ",
        r#"
        b0:
          t = call unknown "a"()
          %1 = call unknown "y"()
          goto b1
        b1:
          if ? b2 else b3
        b2:
          x = %1[?]
          u = call unknown "b"()
          call unknown "c"()
          if ok? b4 else b5
        b3:
          goto b8
        b4:
          %2 = call unknown "d"(u)
          if %2 b6 else b7
        b5:
          end u
          return
        b6:
          end u
          goto b8
        b7:
          %3 = call unknown "e"(u)
          if %3 b9 else b10
        b8:
          return
        b9:
          end u
          goto b1
        b10:
          %4 = call unknown "g"(u)
          if %4 b11 else b12
        b11:
          end u
          return
        b12:
          end u
          goto b1
        "#,
    );
}

#[test]
fn temporaries_on_the_way_out() {
    check_body(
        r#"
        File::create(p)?.write_all(b"x")?;
        "#,
        r#"
        b0:
          %1 = call unknown "File::create"(<p>)
          if ok? b1 else b2
        b1:
          call [%1] .write_all("x")
          if ok? b3 else b4
        b2:
          return
        b3:
          end %1
          return
        b4:
          end %1
          return
        "#,
    );
}

#[test]
fn scrutinees() {
    check_body(
        r"
        if let Ok(t) = tempfile() { a(&t); }
        match b().c() { Some(d) => e(d), None => {} }
        if let Some(x) = &self.dir { g(x); }
        ",
        r#"
        b0:
          %1 = call unknown "tempfile"()
          if %1 is Ok b3 else b2
        b1:
          call! unknown "a"(t)
          end t
          goto b2
        b2:
          %2 = call unknown "b"()
          %3 = call [%2] .c()
          if %3 is Some b5 else b4
        b3:
          t = %1
          goto b1
        b4:
          end %2
          goto b6
        b5:
          d = %3
          call! unknown "e"(d)
          end %2
          goto b6
        b6:
          if <self>.dir is Some b9 else b8
        b7:
          call! unknown "g"(x)
          goto b8
        b8:
          return
        b9:
          x = <self>.dir
          goto b7
        "#,
    );
}

#[test]
fn bindings_move_or_borrow() {
    check_body(
        r"
        { let r = make(); if let Ok(t) = r { keep(t); } }
        { let r = make(); if let Ok(t) = &r { look(t); } }
        { let r = make(); match r { Ok(ref t) => look(t), Err(_) => {} } }
        { let (a, b) = pair(); look(&a); }
        for t in list { look(&t); }
        ",
        r#"
        b0:
          r = call unknown "make"()
          if r is Ok b3 else b2
        b1:
          call! unknown "keep"(t)
          goto b2
        b2:
          r = call unknown "make"()
          if r is Ok b6 else b5
        b3:
          t = r
          goto b1
        b4:
          call! unknown "look"(t)
          goto b5
        b5:
          end r
          r = call unknown "make"()
          if r is Ok b8 else b7
        b6:
          t = r
          goto b4
        b7:
          goto b9
        b8:
          t = r
          call! unknown "look"(t)
          goto b9
        b9:
          end r
          %1 = call unknown "pair"()
          a = %1.0
          b = %1.1
          call! unknown "look"(a)
          end b
          end a
          goto b10
        b10:
          if ? b11 else b12
        b11:
          t = <list>[?]
          call! unknown "look"(t)
          goto b10
        b12:
          return
        "#,
    );
}

#[test]
fn move_closures_take_what_they_name() {
    check_body(
        r"
        { let t = a(); spawn(move || b(&t)); }
        { let u = a(); call(|| b(&u)); }
        { let v = a(); spawn(async move { b(&v) }); }
        ",
        r#"
          b0:
            t = call unknown "a"()
            call! unknown "spawn"(fn2)
            u = call unknown "a"()
            call! unknown "call"(fn3)
            end u
            v = call unknown "a"()
            %3 = call unknown "b"(v)
            call! unknown "spawn"(%3)
            return

        fn2 Closure "" ()
          b0:
            %1 = call unknown "b"(t)
            return %1

        fn3 Closure "" ()
          b0:
            %2 = call unknown "b"(u)
            return %2
        "#,
    );
}

#[test]
fn tails_are_read_before_the_end() {
    check_body(
        r#"
        let n = { let t = a(); t.len };
        let m = { let t = a(); format!("{}", t.name) };
        let l = { let t = a(); t.len() };
        "#,
        r#"
        b0:
          t = call unknown "a"()
          n = t.len
          end t
          t = call unknown "a"()
          m = Brace("{}" % t.name)
          end t
          t = call unknown "a"()
          l = call [t] .len()
          end t
          return
        "#,
    );
}
