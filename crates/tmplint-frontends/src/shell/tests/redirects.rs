//! Redirections and here-documents.

use super::check;

#[test]
fn every_operator_has_its_call() {
    check(
        "cmd >a >>b >|c <d <>e &>f &>>g 2>h 3<i",
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.write("a")
    call! shell.redirect.append("b")
    call! shell.redirect.clobber("c")
    %1 = call! shell.redirect.read("d")
    call! shell.redirect.readwrite("e")
    call! shell.redirect.write("f")
    call! shell.redirect.append("g")
    call! shell.redirect.write("h")
    call! shell.redirect.read("i")
    call! cmd(<stdin>: %1, <stdout>: "g")
    return
"#,
    );
}

#[test]
fn descriptor_copies_are_nothing() {
    check(
        "cmd 2>&1 >&2 <&3 4>&- 5<&- >&-",
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd()
    return
"#,
    );
}

#[test]
fn a_variable_may_hold_a_descriptor_or_a_file() {
    check(
        "cmd >&$target",
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.copy(::target)
    call! cmd(<stdout>: ::target)
    return
"#,
    );
}

#[test]
fn both_streams_to_a_file() {
    check(
        r#"cmd >&log >&"$d/log" >& /tmp/x"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.write("log")
    call! shell.redirect.write("{::d}/log")
    call! shell.redirect.write("/tmp/x")
    call! cmd(<stdout>: "/tmp/x")
    return
"#,
    );
}

#[test]
fn arguments_after_a_redirection_stay_arguments() {
    check(
        r#"echo >&2 "x" y
>f cmd a <in b
{fd}>lock flock"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! echo("x", "y")
    call! shell.redirect.write("f")
    %1 = call! shell.redirect.read("in")
    call! cmd("a", "b", <stdin>: %1, <stdout>: "f")
    call! shell.redirect.write("lock")
    call! flock()
    return
"#,
    );
}

#[test]
fn a_redirection_alone_makes_the_file() {
    check(
        ">f
: >g
> h || exit
2>/dev/null >i",
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.write("f")
    call! shell.redirect.write("g")
    call! :(<stdout>: "g")
    call shell.redirect.write("h")
    if ok? b1 else b2
  b1:
    call! shell.redirect.write("/dev/null")
    call! shell.redirect.write("i")
    return
  b2:
    call! exit()
    diverge
"#,
    );
}

#[test]
fn compound_commands_redirect_before_they_run() {
    check(
        "{ a; b; } >f
( c ) 2>g
while read x; do d; done <h >i
if e; then :; fi >>j
for x in 1; do k; done >l
case x in y) m;; esac >n
[[ -e o ]] 2>p",
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.write("f")
    call! a(<stdout>: "f")
    call! b(<stdout>: "f")
    call! shell.redirect.write("g")
    call! fn1:()
    call! shell.redirect.read("h")
    call! shell.redirect.write("i")
    goto b1
  b1:
    call read("x", <stdout>: "i")
    ::x = _
    if ok? b2 else b3
  b2:
    call! d(<stdout>: "i")
    goto b1
  b3:
    call! shell.redirect.append("j")
    call e(<stdout>: "j")
    if ok? b5 else b6
  b4:
    call! shell.redirect.write("l")
    goto b7
  b5:
    call! :(<stdout>: "j")
    goto b4
  b6:
    goto b4
  b7:
    if ? b8 else b9
  b8:
    ::x = ["1"][?]
    call! k(<stdout>: "l")
    goto b7
  b9:
    call! shell.redirect.write("n")
    if ? b11 else b12
  b10:
    call! shell.redirect.write("p")
    call! shell.test.-e("o")
    return
  b11:
    call! m(<stdout>: "n")
    goto b10
  b12:
    goto b10

fn1 Subshell "" ()
  b0:
    stdout = call! c()
    return stdout
"#,
    );
}

#[test]
fn exec_with_redirections_only() {
    check(
        "exec 3>f 2>&1
exec </dev/null
a",
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.write("f")
    call! shell.redirect.read("/dev/null")
    call! a()
    return
"#,
    );
}

#[test]
fn here_documents_are_standard_input() {
    check(
        "cat <<EOF\na $x $(date)\nb `id` \\$y \"q\"\nEOF\ncat <<'EOF' >f\n$x\nEOF\ncat <<-\\END\n\t\ta $x\n\tEND\ncat <<-END\n\ta $x\n\t\tb\n\tEND\nd <<<\"$x\" e",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! date()
    %2 = call! id()
    call! cat(<stdin>: "a {::x} {%1}\nb {%2} $y \"q\"\n")
    call! shell.redirect.write("f")
    call! cat(<stdin>: "$x\n", <stdout>: "f")
    call! cat(<stdin>: "a $x\n")
    call! cat(<stdin>: "a {::x}\nb\n")
    call! d("e", <stdin>: ::x)
    return
"#,
    );
}

#[test]
fn here_documents_before_the_rest_of_the_line() {
    check(
        "cat <<A <<B | tee x && f
1
A
$(g)
B
h",
        r#"
fn0 TopLevel "" ()
  b0:
    %2 = call! g()
    %1 = call! cat(<stdin>: "{%2}\n")
    call tee("x", <stdin>: %1)
    if ok? b2 else b1
  b1:
    call! h()
    return
  b2:
    call! f()
    goto b1
"#,
    );
}

#[test]
fn here_documents_of_loops_run_their_substitutions() {
    check(
        "while read x; do :; done <<EOF
$(f)
EOF",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! f()
    goto b1
  b1:
    call read("x")
    ::x = _
    if ok? b2 else b3
  b2:
    call! :()
    goto b1
  b3:
    return
"#,
    );
}
