//! try, with and the ways out of them.

use super::check;

#[test]
fn except_dispatches() {
    check(
        r#"
import os, errno
from os import error
def f(a):
    try:
        os.mkdir(a)
    except (OSError, error, a.Error) as e:
        if e.errno != errno.EEXIST:
            raise
    except KeyError:
        pass
    except:
        return 1
    else:
        os.rmdir(a)
    return 2
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    goto b3
  b1:
    return 2
  b2:
    if caught(OSError, os.error, a.Error) b5 else b6
  b3: unwind b2
    call! os.mkdir(a)
    goto b4
  b4:
    call! os.rmdir(a)
    goto b1
  b5:
    e = _
    if e.errno != <errno.EEXIST> b8 else b7
  b6:
    if caught(KeyError) b9 else b10
  b7:
    goto b1
  b8:
    raise
  b9:
    goto b1
  b10:
    if caught() b11 else b12
  b11:
    return 1
  b12:
    raise
"#,
    );
}

#[test]
fn python_2_except() {
    check(
        r#"
import os
def f(a):
    try:
        os.mkdir(a)
    except OSError, e:
        print e
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    goto b3
  b1:
    return
  b2:
    if caught(OSError) b4 else b5
  b3: unwind b2
    call! os.mkdir(a)
    goto b1
  b4:
    e = _
    call! print(e)
    goto b1
  b5:
    raise
"#,
    );
}

#[test]
fn finally_is_lowered_for_every_way_out() {
    check(
        r#"
import os
def f(a):
    for b in a:
        try:
            if b: continue
            if a: break
            if f: return b
            os.stat(b)
        finally:
            os.unlink(b)
    return a
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    b = a[?]
    goto b7
  b3:
    return a
  b4:
    goto b1
  b5:
    call! os.unlink(b)
    goto b4
  b6:
    call! os.unlink(b)
    raise
  b7: unwind b6
    if b b9 else b8
  b8: unwind b6
    if a b12 else b11
  b9: unwind b6
    goto b10
  b10:
    call! os.unlink(b)
    goto b1
  b11: unwind b6
    if fn1 b15 else b14
  b12: unwind b6
    goto b13
  b13:
    call! os.unlink(b)
    goto b3
  b14: unwind b6
    call! os.stat(b)
    goto b5
  b15: unwind b6
    %1 = b
    goto b16
  b16:
    call! os.unlink(b)
    return %1
"#,
    );
}

#[test]
fn return_values_are_read_before_finally() {
    check(
        r#"
def f(a):
    try:
        return a
    finally:
        a = None
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    goto b4
  b1:
    diverge
  b2:
    diverge
  b3:
    a = absent
    raise
  b4: unwind b3
    %1 = a
    goto b5
  b5:
    a = absent
    return %1
"#,
    );
}

#[test]
fn nested_finally() {
    check(
        r#"
import os
def f():
    try:
        try:
            return os.getcwd()
        finally:
            os.close(1)
    finally:
        os.close(2)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" ()
  b0:
    goto b4
  b1:
    diverge
  b2:
    diverge
  b3:
    call! os.close(2)
    raise
  b4: unwind b3
    goto b8
  b5: unwind b3
    diverge
  b6: unwind b3
    diverge
  b7: unwind b3
    call! os.close(1)
    raise
  b8: unwind b7
    %1 = call os.getcwd()
    goto b9
  b9: unwind b3
    call! os.close(1)
    goto b10
  b10:
    call! os.close(2)
    return %1
"#,
    );
}

#[test]
fn except_and_finally() {
    check(
        r#"
import os
def f():
    try:
        os.stat("a")
    except OSError:
        return os.stat("b")
    finally:
        os.stat("c")
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" ()
  b0:
    goto b5
  b1:
    return
  b2:
    call! os.stat("c")
    goto b1
  b3:
    call! os.stat("c")
    raise
  b4: unwind b3
    if caught(OSError) b6 else b7
  b5: unwind b4
    call! os.stat("a")
    goto b2
  b6: unwind b3
    %1 = call os.stat("b")
    goto b8
  b7: unwind b3
    raise
  b8:
    call! os.stat("c")
    return %1
"#,
    );
}

#[test]
fn finally_that_returns_swallows() {
    check(
        r#"
import os
def f():
    try:
        os.stat("a")
    finally:
        return 1
    os.dead()
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" ()
  b0:
    goto b4
  b1:
    diverge
  b2:
    return 1
  b3:
    return 1
  b4: unwind b3
    call! os.stat("a")
    goto b2
"#,
    );
}

#[test]
fn with_ends_its_place() {
    check(
        r#"
import os
def f(p):
    with open(p, "w") as f, open(p) as g:
        f.write(g)
    with p.lock:
        os.stat(p)
    with open(p):
        return 1
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (p)
  b0:
    %1 = call open(p, "w")
    f = %1
    goto b2
  b1:
    end f
    raise
  b2: unwind b1
    %2 = call open(p)
    g = %2
    goto b4
  b3: unwind b1
    end g
    raise
  b4: unwind b3
    call! [f] .write(g)
    goto b5
  b5: unwind b1
    end g
    goto b6
  b6:
    end f
    %3 = p.lock
    goto b8
  b7:
    end %3
    raise
  b8: unwind b7
    call! os.stat(p)
    goto b9
  b9:
    end %3
    %4 = call open(p)
    goto b11
  b10:
    end %4
    raise
  b11: unwind b10
    goto b12
  b12:
    end %4
    return 1
"#,
    );
}

#[test]
fn parenthesised_with() {
    check(
        r#"
def f(p):
    with (open(p) as a, open(p) as b):
        a.read(b)
    with (open(p)) as (c, d):
        pass
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (p)
  b0:
    %1 = call open(p)
    a = %1
    goto b2
  b1:
    end a
    raise
  b2: unwind b1
    %2 = call open(p)
    b = %2
    goto b4
  b3: unwind b1
    end b
    raise
  b4: unwind b3
    call! [a] .read(b)
    goto b5
  b5: unwind b1
    end b
    goto b6
  b6:
    end a
    %3 = call open(p)
    c = %3.0
    d = %3.1
    goto b8
  b7:
    end %3
    raise
  b8: unwind b7
    goto b9
  b9:
    end %3
    return
"#,
    );
}

#[test]
fn with_in_loops_and_try() {
    check(
        r#"
import os
def f(p):
    for x in p:
        try:
            with open(x) as h:
                if h: break
        finally:
            os.unlink(x)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (p)
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    x = p[?]
    goto b7
  b3:
    return
  b4:
    goto b1
  b5:
    call! os.unlink(x)
    goto b4
  b6:
    call! os.unlink(x)
    raise
  b7: unwind b6
    %1 = call open(x)
    h = %1
    goto b9
  b8: unwind b6
    end h
    raise
  b9: unwind b8
    if h b11 else b10
  b10: unwind b8
    goto b14
  b11: unwind b8
    goto b12
  b12: unwind b6
    end h
    goto b13
  b13:
    call! os.unlink(x)
    goto b3
  b14: unwind b6
    end h
    goto b5
"#,
    );
}

#[test]
fn code_after_an_exit_is_dead() {
    check(
        r#"
import os
def f(a):
    if a:
        raise ValueError(a)
    else:
        return 1
    os.stat(a)
raise SystemExit
def g():
    pass
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    raise
  b1:
    return

fn1 Function "f" (a)
  b0:
    if a b2 else b3
  b1:
    diverge
  b2:
    %1 = call ValueError(a)
    raise
  b3:
    return 1

fn2 Function "g" ()
  b0:
    return
"#,
    );
}
