//! Functions, globals and what tells them apart.

use super::check;

#[test]
fn functions_of_all_kinds() {
    check(
        r#"
static int plain(char *p, int n, char a[], struct s *s, void (*cb)(int), ...) { cb(n); return 0; }
int
old_style(a, b)
     char *a;
     int b;
{ return use(a, b); }
PHP_FUNCTION(tempnam)
{ tempnam(a, b); }
void (*pointer(int a))(int) { return a; }
MODULE_LICENSE("GPL")
EXPORT extern inline struct s *with_macros(char *template) ATTRIBUTE(1) { return template; }
int main() { old_style(); return 0; }
"#,
        r#"
fn1 Function "plain" (p, n, a, s, cb) @static
  b0:
    call! *cb(n)
    return 0

fn2 Function "old_style" (a, b)
  b0:
    %1 = call use(a, b)
    return %1

fn3 Function "PHP_FUNCTION(tempnam)" ()
  b0:
    call! tempnam(<a>, <b>)
    return

fn4 Function "pointer" (a)
  b0:
    return a

fn5 Function "with_macros" (template)
  b0:
    return template

fn6 Function "main" ()
  b0:
    call! fn2:old_style()
    return 0
"#,
    );
}

#[test]
fn globals_and_their_initialisers() {
    check(
        r#"
static char tmpl[] = "/tmp/fooXXXXXX";
const char *dirs[] = { "/tmp",
#ifdef B
    "/var/tmp",
#endif
    NULL };
struct s table[] = { { "a", f }, { .name = "b" } };
int plain, *pointer = &plain, (*function)(int);
extern char *outside;
typedef struct { char *x; } type;
struct declared { int a; };
enum e { A, B } e = A;
int prototype(char *);
void f(void) { strcpy(tmpl, outside); table[0].name = dirs[1]; function(plain); e = B; }
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::tmpl = call c.array("/tmp/fooXXXXXX")
    ::dirs = ["/tmp", "/var/tmp", absent]
    ::table = [["a", fn1], {"name": "b"}]
    ::pointer = ::plain
    ::e = <A>
    return

fn1 Function "f" ()
  b0:
    call! strcpy(::tmpl, <outside>)
    store ::dirs.1
    call! *::function(::plain)
    ::e = <B>
    return
"#,
    );
}

#[test]
fn linkage_and_namespaces_are_seen_through() {
    check(
        r#"
#ifdef __cplusplus
extern "C" {
#endif
int f(void) { return g(); }
extern "C" { int g(void) { return 1; } }
namespace x { int h(void) { return f(); } }
#ifdef __cplusplus
}
#endif
"#,
        r#"
fn1 Function "f" ()
  b0:
    %1 = call fn2:g()
    return %1

fn2 Function "g" ()
  b0:
    return 1

fn3 Function "h" ()
  b0:
    %2 = call fn1:f()
    return %2
"#,
    );
}

#[test]
fn both_sides_at_file_level() {
    check(
        "
#ifdef A
int f(void) { return a(); }
#else
int f(void) { return b(); }
#endif
#if 0
int f(void) { return c(); }
#endif
int g(void) { return f(); }
",
        r#"
fn1 Function "f" ()
  b0:
    %1 = call a()
    return %1

fn2 Function "f" ()
  b0:
    %2 = call b()
    return %2

fn3 Function "g" ()
  b0:
    %3 = call fn1:f()
    return %3
"#,
    );
}
