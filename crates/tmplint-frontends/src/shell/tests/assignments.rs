//! Assignments and declarations.

use super::check;

#[test]
fn values_and_appending() {
    check(
        r#"x=a y="$x"/b z=
x+=c
x[1]=$y
x[$i]+=d"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::x = "a"
    ::y = "{::x}/b"
    ::z = ""
    ::x = "{::x}c"
    ::x = [::x, ::y]
    ::x[1] = ::y
    store "d"
    return
"#,
    );
}

#[test]
fn arrays_are_lists() {
    check(
        r#"a=(1 "$x" $(f) [3]=b # c
 {c,d})
a+=("$y")"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! f()
    ::a = ["1", ::x, %1, "b", "c", "d"]
    ::a = [::a, ::y]
    return
"#,
    );
}

#[test]
fn declaring_builtins_are_called_too() {
    check(
        r#"export A=b C "D=$x"
readonly E=$(f)
declare -a l=(1 2)"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::A = "b"
    ::D = ::x
    call! export("A=b", "C", "D={::x}")
    %1 = call! f()
    ::E = %1
    call! shell.masked(::E)
    call! readonly("E={%1}")
    ::l = ["1", "2"]
    call! shell.masked(::l)
    call! declare("-a", "l={["1", "2"]}")
    return
"#,
    );
}

#[test]
fn a_line_of_assignments_ends_with_it() {
    check(
        "a= b=
for arg
do
  c $arg
done",
        r#"
fn0 TopLevel "" ()
  b0:
    ::a = ""
    ::b = ""
    goto b1
  b1:
    if ? b2 else b3
  b2:
    ::arg = ::@[?]
    call! c(::arg)
    goto b1
  b3:
    return
"#,
    );
}

#[test]
fn assignments_before_a_command_are_temporary() {
    check(
        r#"TMPDIR=/a LC_ALL=C cmd "$TMPDIR/x" $(TMPDIR=/b g)"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = ::TMPDIR
    %2 = ::LC_ALL
    %4 = ::TMPDIR
    ::TMPDIR = "/b"
    %3 = call! g($TMPDIR: ::TMPDIR)
    ::TMPDIR = %4
    ::TMPDIR = "/a"
    ::LC_ALL = "C"
    call! cmd("{%1}/x", %3, $TMPDIR: ::TMPDIR, $LC_ALL: ::LC_ALL)
    ::LC_ALL = %2
    ::TMPDIR = %1
    return
"#,
    );
}

#[test]
fn builtins_that_fill_variables_make_them_unknown() {
    check(
        r#"read -r -p "? " x y
read -a z
getopts ab: o
printf -v p %s x
mapfile -t m
unset u v
unset -f g"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! read("-r", "-p", "? ", "x", "y")
    ::x = _
    ::y = _
    call! read("-a", "z")
    ::z = _
    call! getopts("ab:", "o")
    ::o = _
    ::p = call! printf("%s", "x")
    call! mapfile("-t", "m")
    ::m = _
    call! unset("u", "v")
    ::u = absent
    ::v = absent
    call! unset("-f", "g")
    return
"#,
    );
}

#[test]
fn checked_is_whether_the_assignment_is() {
    check(
        "x=$(a)
y=$(b) || exit 1
if z=$(c); then d; fi
echo $(e) || f",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! a()
    ::x = %1
    %2 = call b()
    ::y = %2
    if ok? b1 else b2
  b1:
    %3 = call c()
    ::z = %3
    if ok? b4 else b5
  b2:
    call! exit("1")
    diverge
  b3:
    %4 = call! e()
    call echo(%4)
    if ok? b6 else b7
  b4:
    call! d()
    goto b3
  b5:
    goto b3
  b6:
    return
  b7:
    call! f()
    goto b6
"#,
    );
}

#[test]
fn an_assignment_without_command_cannot_fail() {
    check(
        "x=1 && a
if y=2; then b; else c; fi",
        r#"
fn0 TopLevel "" ()
  b0:
    ::x = "1"
    goto b2
  b1:
    ::y = "2"
    goto b4
  b2:
    call! a()
    goto b1
  b3:
    return
  b4:
    call! b()
    goto b3
  b5:
    call! c()
    goto b3
"#,
    );
}

#[test]
fn quoted_words_of_declaring_builtins_assign() {
    check(
        r#"export "D=$x" "E=a$y" "=" F
f() { local "q=1"; }"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::D = ::x
    ::E = "a{::y}"
    call! export("D={::x}", "E=a{::y}", "=", "F")
    return

fn1 Function "f" ()
  b0:
    q = "1"
    call! local("q=1")
    return stdout
"#,
    );
}
