//! Strings and numbers.

use super::check;

#[test]
fn strings_lose_their_prefixes_and_escapes() {
    check(
        r#"
a = 'x\n\t\\\'\x41\101\u00e9\q'
b = r'x\n'
c = b'/tmp/\x41' u'b' "c"
d = ur'\d'
e = """two
lines \
joined"""
f = ''
g = '\N{BULLET}'
h = b'\u0041'
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::a = "x\n\t\\\'AAé\\q"
    ::b = "x\\n"
    ::c = "/tmp/Abc"
    ::d = "\\d"
    ::e = "two\nlines joined"
    ::f = ""
    ::g = "�"
    ::h = "\\u0041"
    return
"#,
    );
}

#[test]
fn f_strings_are_texts_with_holes() {
    check(
        r#"
import os
def f(d, n):
    a = f"{d}/x.{os.getpid()}"
    b = f"{{{d!r}}}" rf"\{n:>{d.width()}}" 'z'
    c = f"{n=}, {n = !s}"
    e = f'{f"{d}/in"}{d["k"]}{n == d}'
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (d, n)
  b0:
    %1 = call os.getpid()
    a = "{d}/x.{%1}"
    %2 = call [d] .width()
    b = "{{_}}\\{n}z"
    c = "n={n}, n = {n}"
    e = "{"{d}/in"}{d.k}{_}"
    return
"#,
    );
}

#[test]
fn numbers() {
    check(
        r#"
a = 0600
b = 0o600
c = 0x1_0
d = 10L
e = 0b11
f = 1.5
g = 99999999999999999999
h = 3j
i = -5
j = ~1
k = 08
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::a = 384
    ::b = 384
    ::c = 16
    ::d = 10
    ::e = 3
    ::f = _
    ::g = _
    ::h = _
    ::i = -5
    ::j = ~1
    ::k = _
    return
"#,
    );
}

#[test]
fn backquotes_are_an_unknown_text() {
    check(
        r#"
import os
a = "/tmp/x." + `os.getpid()`
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::a = ("/tmp/x." + "{_}")
    return
"#,
    );
}
