//! Simple commands and how they are separated.

use super::check;

#[test]
fn names_lose_their_directory() {
    check(
        r#"/usr/bin/tee x
./run
. ./lib.sh
source lib
\rm "ls""#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! tee("x", <command>: "/usr/bin/tee")
    call! run(<command>: "./run")
    call! source("./lib.sh")
    call! source("lib")
    call! rm("ls")
    return
"#,
    );
}

#[test]
fn words_that_expand_are_variables_or_unknown_commands() {
    check(
        r#"$CMD a
"$SUDO" rm x
${CC:-cc} -c
~/bin/x
$(which a) b"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! *::CMD("a")
    call! *::SUDO("rm", "x")
    call! unknown "${CC:-cc}"("-c")
    call! unknown "~/bin/x"(<command>: "{::HOME}/bin/x")
    %1 = call! which("a")
    call! unknown "$(which a)"("b")
    return
"#,
    );
}

#[test]
fn ordinary_calls() {
    check(
        r#"eval "rm $x"
: a
set -- a b
shift 2
sudo -u x rm y
command -v z"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! eval("rm {::x}")
    %1 = ::x
    call! rm(%1)
    call! :("a")
    call! set("--", "a", "b")
    call! shell.parameters(<parameters>: ::@, "a", "b")
    call! shift(<parameters>: ::@, "2")
    call! sudo("-u", "x", "rm", "y")
    call! command("-v", "z")
    return
"#,
    );
}

#[test]
fn comments_and_separators() {
    check(
        "a # b; c
# d
e#f; g;

;h",
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    call! a()
    call! e#f()
    call! g()
    call! h()
    return
"#,
    );
}

#[test]
fn crlf_line_ends() {
    check(
        "a b\r\nif c\r\nthen\r\n  d\r\nfi\r\n",
        r#"
fn0 TopLevel "" ()
  b0:
    call! a("b")
    call c()
    if ok? b2 else b3
  b1:
    return
  b2:
    call! d()
    goto b1
  b3:
    goto b1
"#,
    );
}
