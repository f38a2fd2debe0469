//! Branches and loops.

use super::check;

#[test]
fn conditions_keep_their_shape() {
    check(
        r#"
import os
def f(a, b):
    if a is None: b = 1
    if a is not b: b = 2
    if not a: b = 3
    if a == "x": b = 4
    if a <= 1: b = 5
    if a not in b: b = 6
    if 0 < a < 1: b = 7
    if os.path.exists(a): b = 8
    if a in ("x", "y"): b = 9
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    if a == absent b2 else b1
  b1:
    if a != b b4 else b3
  b2:
    b = 1
    goto b1
  b3:
    if a b5 else b6
  b4:
    b = 2
    goto b3
  b5:
    if a == "x" b8 else b7
  b6:
    b = 3
    goto b5
  b7:
    if a <= 1 b10 else b9
  b8:
    b = 4
    goto b7
  b9:
    if a not in b b12 else b11
  b10:
    b = 5
    goto b9
  b11:
    if ? b14 else b13
  b12:
    b = 6
    goto b11
  b13:
    %1 = call os.path.exists(a)
    if %1 b16 else b15
  b14:
    b = 7
    goto b13
  b15:
    if a in ["x", "y"] b18 else b17
  b16:
    b = 8
    goto b15
  b17:
    return
  b18:
    b = 9
    goto b17
"#,
    );
}

#[test]
fn short_circuits_are_blocks() {
    check(
        "
import os
def f(a, b):
    if not (a and os.path.exists(b)) or b == 1:
        return 1
    return 2
",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    if a b4 else b2
  b1:
    return 2
  b2:
    return 1
  b3:
    if b == 1 b2 else b1
  b4:
    %1 = call os.path.exists(b)
    if %1 b3 else b2
"#,
    );
}

#[test]
fn if_elif_else() {
    check(
        "
def f(a):
    if a == 1:
        b = 1
    elif a == 2:
        return b
    else:
        b = 3
    return b
",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    if a == 1 b2 else b3
  b1:
    return b
  b2:
    b = 1
    goto b1
  b3:
    if a == 2 b4 else b5
  b4:
    return b
  b5:
    b = 3
    goto b1
"#,
    );
}

#[test]
fn main_guard() {
    check(
        r#"
import os
if __name__ == "__main__":
    os.abort()
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    if <__name__> == "__main__" b2 else b1
  b1:
    return
  b2:
    call! os.abort()
    goto b1
"#,
    );
}

#[test]
fn loops() {
    check(
        "
import os
def f(a):
    for x, y in a:
        if x: continue
        if y: break
        os.stat(x)
    else:
        os.stat(a)
    while os.path.exists(a):
        pass
    else:
        os.stat(y)
    while True:
        if a: break
    while 1:
        os.wait()
    os.dead()
",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    goto b1
  b1:
    if ? b2 else b4
  b2:
    x = a[?].0
    y = a[?].1
    if x b6 else b5
  b3:
    goto b9
  b4:
    call! os.stat(a)
    goto b3
  b5:
    if y b8 else b7
  b6:
    goto b1
  b7:
    call! os.stat(x)
    goto b1
  b8:
    goto b3
  b9:
    %1 = call os.path.exists(a)
    if %1 b10 else b12
  b10:
    goto b9
  b11:
    goto b13
  b12:
    call! os.stat(y)
    goto b11
  b13:
    goto b14
  b14:
    if a b17 else b16
  b15:
    goto b18
  b16:
    goto b13
  b17:
    goto b15
  b18:
    goto b19
  b19:
    call! os.wait()
    goto b18
  b20:
    diverge
"#,
    );
}

#[test]
fn match_cases_are_opaque() {
    check(
        r#"
def f(a):
    match a:
        case "x" | 1:
            return 1
        case [b, *c] if b:
            return b
        case C(d=e) as g:
            return g
        case {"k": v}:
            return v
        case other:
            return other
    return 2
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    if ? b2 else b3
  b1:
    diverge
  b2:
    return 1
  b3:
    if ? b4 else b5
  b4:
    b = _
    c = _
    if b b6 else b5
  b5:
    if ? b7 else b8
  b6:
    return b
  b7:
    g = _
    e = _
    return g
  b8:
    if ? b9 else b10
  b9:
    v = _
    return v
  b10:
    goto b11
  b11:
    other = a
    return other
  b12:
    diverge
"#,
    );
}

#[test]
fn assert_runs_its_calls() {
    check(
        "
import os
def f(a):
    assert os.path.exists(a), a.message()
",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    %1 = call os.path.exists(a)
    %2 = call [a] .message()
    return
"#,
    );
}

#[test]
fn conditions_that_are_always_the_same() {
    check(
        r#"
from typing import TYPE_CHECKING
if 0:
    a()
if TYPE_CHECKING:
    b()
while False:
    c()
if 1:
    print("d")
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    goto b1
  b1:
    goto b3
  b2:
    diverge
  b3:
    goto b5
  b4:
    diverge
  b5:
    goto b7
  b6:
    diverge
  b7:
    goto b9
  b8:
    return
  b9:
    call! print("d")
    goto b8
"#,
    );
}
