//! `test`, `[` and `[[`.

use super::check;

#[test]
fn one_operator() {
    check(
        r#"[ -e f ] || a
test -d "$x" && b
[ ! -f f ] && c
if [[ -L $x ]]; then d; fi
[ -s f ]"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call shell.test.-e("f")
    if ok? b1 else b2
  b1:
    call shell.test.-d(::x)
    if ok? b4 else b3
  b2:
    call! a()
    goto b1
  b3:
    call shell.test.-f("f")
    if ok? b5 else b6
  b4:
    call! b()
    goto b3
  b5:
    call shell.test.-L(::x)
    if ok? b8 else b9
  b6:
    call! c()
    goto b5
  b7:
    call! shell.test.-s("f")
    return
  b8:
    call! d()
    goto b7
  b9:
    goto b7
"#,
    );
}

#[test]
fn connectives_become_blocks() {
    check(
        "[ -e a -o -L a ] && x
if [[ -f $x && ! -L $x ]]; then a; fi
[ -d a -a ! -w a ] || y",
        r#"
fn0 TopLevel "" ()
  b0:
    call shell.test.-e("a")
    if ok? b2 else b3
  b1:
    call shell.test.-f(::x)
    if ok? b7 else b6
  b2:
    call! x()
    goto b1
  b3:
    call shell.test.-L("a")
    if ok? b2 else b1
  b4:
    call shell.test.-d("a")
    if ok? b10 else b9
  b5:
    call! a()
    goto b4
  b6:
    goto b4
  b7:
    call shell.test.-L(::x)
    if ok? b6 else b5
  b8:
    return
  b9:
    call! y()
    goto b8
  b10:
    call shell.test.-w("a")
    if ok? b9 else b8
"#,
    );
}

#[test]
fn strings() {
    check(
        r#"[ "$x" ] && a
[ -n "$x" ] && b
[ -z "$x" ] && c
[ "$x" = y ] && d
[ "$x" != y ] && e
[ $? -ne 0 ] && f
[[ $x == y ]] && g"#,
        r#"
fn0 TopLevel "" ()
  b0:
    if ::x b2 else b1
  b1:
    if ::x b4 else b3
  b2:
    call! a()
    goto b1
  b3:
    if ::x b5 else b6
  b4:
    call! b()
    goto b3
  b5:
    if ::x == "y" b8 else b7
  b6:
    call! c()
    goto b5
  b7:
    if ::x != "y" b10 else b9
  b8:
    call! d()
    goto b7
  b9:
    if ok? b11 else b12
  b10:
    call e()
    goto b9
  b11:
    if ::x == "y" b14 else b13
  b12:
    call! f()
    goto b11
  b13:
    return
  b14:
    call! g()
    goto b13
"#,
    );
}

#[test]
fn what_is_not_followed_is_opaque() {
    check(
        "[[ $x =~ ^(a b|c)$ ]] && a
[[ $x == a* ]] && b
[ -t 0 ] && c
[[ $x < $y ]] && d
[ ] && e
[ a b c d ] && f",
        r#"
fn0 TopLevel "" ()
  b0:
    if ? b2 else b1
  b1:
    if ? b4 else b3
  b2:
    call! a()
    goto b1
  b3:
    if ? b6 else b5
  b4:
    call! b()
    goto b3
  b5:
    if ? b8 else b7
  b6:
    call! c()
    goto b5
  b7:
    if ? b10 else b9
  b8:
    call! d()
    goto b7
  b9:
    if ? b12 else b11
  b10:
    call! e()
    goto b9
  b11:
    return
  b12:
    call! f()
    goto b11
"#,
    );
}

#[test]
fn parentheses_and_odd_words() {
    check(
        r#"[ \( -e a -o -e b \) -a -e c ] && x
[[ ( -e a || -e b ) && $x != ! ]] && y
[ "$x" = -e ] && z
[ a -nt b ] && w"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call shell.test.-e("a")
    if ok? b3 else b4
  b1:
    call shell.test.-e("a")
    if ok? b7 else b8
  b2:
    call! x()
    goto b1
  b3:
    call shell.test.-e("c")
    if ok? b2 else b1
  b4:
    call shell.test.-e("b")
    if ok? b3 else b1
  b5:
    if ::x == "-e" b10 else b9
  b6:
    call! y()
    goto b5
  b7:
    if ::x != "!" b6 else b5
  b8:
    call shell.test.-e("b")
    if ok? b7 else b5
  b9:
    call shell.test.-nt("a", "b")
    if ok? b12 else b11
  b10:
    call! z()
    goto b9
  b11:
    return
  b12:
    call! w()
    goto b11
"#,
    );
}

#[test]
fn substitutions_inside() {
    check(
        r#"[ -e "$(f)" ] && a
[ "$(g)" = x ] && b"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! f()
    call shell.test.-e(%1)
    if ok? b2 else b1
  b1:
    %2 = call! g()
    if %2 == "x" b4 else b3
  b2:
    call! a()
    goto b1
  b3:
    return
  b4:
    call! b()
    goto b3
"#,
    );
}
