//! Words: quotes, braces, parameters.

use super::check;

#[test]
fn quotes_are_removed_and_parts_joined() {
    check(
        r#"cmd a'b c'"d e"\ f "" '' "$x" "a$x'b'c" '$x' "\$x \a""#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd("ab cd e f", "", "", ::x, "a{::x}\'b\'c", "$x", "$x \\a")
    return
"#,
    );
}

#[test]
fn ansi_and_translated_quotes_are_decoded() {
    check(
        r#"cmd $'a\tb\x41\'' $"hi $x" "$'x'""#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd("a\tbA\'", "hi {::x}", "$\'x\'")
    return
"#,
    );
}

#[test]
fn tilde_is_the_home_directory() {
    check(
        r#"cmd ~ ~/x ~root/y a~ "~/z"
x=~/t"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd(::HOME, "{::HOME}/x", "{_}/y", "a~", "~/z")
    ::x = "{::HOME}/t"
    return
"#,
    );
}

#[test]
fn simple_braces_become_several_arguments() {
    check(
        r#"cmd a{b,c}d {x,"$y"} {1..3} {} {a} a{b,{c,d}} '{a,b}' {a,b}{c,d}"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd("abd", "acd", "x", ::y, "{1..3}", "{}", "{a}", "a{b,{c,d}}", "{a,b}", "{a,b}{c,d}")
    return
"#,
    );
}

#[test]
fn globs_stay_as_they_are() {
    check(
        "rm -f /tmp/*.[ch] a?b",
        r#"
fn0 TopLevel "" ()
  b0:
    call! rm("-f", "/tmp/*.[ch]", "a?b")
    return
"#,
    );
}

#[test]
fn special_parameters_are_places() {
    check(
        r#"cmd $$ $! $? $# $- $0 $1 $12 $@ "$*" ${10} ${$} ${#} $RANDOM"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd(::$, ::!, ::?, ::#, ::-, ::0, ::1, "{::1}2", ::@, ::*, ::10, ::$, ::#, ::RANDOM)
    return
"#,
    );
}

#[test]
fn dollars_that_begin_nothing_are_characters() {
    check(
        r#"cmd $ a$ "$" "a$ b" $% "cost: $""#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd("$", "a$", "$", "a$ b", "$%", "cost: $")
    return
"#,
    );
}

#[test]
fn arithmetic_is_opaque_and_runs_its_substitutions() {
    check(
        "cmd a$((x + 1)) $(( $(f) + 1 )) $[1+2]",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! f()
    call! cmd("a{_}", _, _)
    return
"#,
    );
}

#[test]
fn backquotes_nest_by_escapes() {
    check(
        r#"x=`a \`b "$c"\``
y="`a \"b\"`""#,
        r#"
fn0 TopLevel "" ()
  b0:
    %2 = call! b(::c)
    %1 = call! a(%2)
    ::x = %1
    %3 = call! a("b")
    ::y = %3
    return
"#,
    );
}

#[test]
fn substitutions_in_words() {
    check(
        r#"x=/tmp/$(date +%s).$(id -u)/"$(a "$(b)")""#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! date("+%s")
    %2 = call! id("-u")
    %4 = call! b()
    %3 = call! a(%4)
    ::x = "/tmp/{%1}.{%2}/{%3}"
    return
"#,
    );
}

#[test]
fn process_substitutions_run() {
    check(
        "diff <(sort a) >(tee b | c)",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! sort("a")
    %2 = call shell.substitution.read(%1)
    call! fn1:()
    call! diff(%2, _)
    return

fn1 Subshell "" ()
  b0:
    call! tee("b")
    stdout = call! c()
    return stdout
"#,
    );
}

#[test]
fn line_continuations_vanish() {
    check(
        r#"cmd a\
  b\
c "d\
e""#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd("a", "bc", "de")
    return
"#,
    );
}
