//! C++ that is written so that the grammar of C reads it.

use super::{check, lower};

#[test]
fn names_lose_their_scopes() {
    check(
        r"
int Log::number() { return ::open(path, 1) + std::fs::size(path) + Other::size(path); }
",
        r#"
fn1 Function "number" ()
  b0:
    %1 = call open(<path>, 1)
    %2 = call size(<path>)
    %3 = call Other__size(<path>)
    return ((%1 + %2) + %3)
"#,
    );
}

#[test]
fn constructions_are_calls() {
    let unit = lower(
        "void f() { std::ofstream out(\"/tmp/x\", std::ios::app); Log log{path}; int g(int a); \
         Log h(const char *p); }",
    );
    let dump = unit.to_string();
    assert!(dump.contains("out = call ofstream(\"/tmp/x\", <app>)"), "{dump}");
    assert!(dump.contains("log = call Log(<path>)"), "{dump}");
    assert!(!dump.contains("call g("), "{dump}");
    assert!(!dump.contains("h = call"), "{dump}");
}

#[test]
fn classes_hold_items() {
    let unit = lower(
        "class Log : public std::ostream { public: explicit Log(int n) : n_(n) { use(n); }\n\
         private: std::string name_ = \"/tmp/x\"; void flush() const { open(name_.c_str(), 1); } };",
    );
    let dump = unit.to_string();
    assert!(dump.contains("Function \"Log\" (n)"), "{dump}");
    assert!(dump.contains("name_ = \"/tmp/x\""), "{dump}");
    assert!(dump.contains("Function \"flush\" ()"), "{dump}");
    assert!(dump.contains(".c_str()"), "{dump}");
}

#[test]
fn c_stays_as_it_is() {
    let unit =
        lower("int f(int a) { char *class = g(a); switch (a) { case 1: return h(class); } }");
    let dump = unit.to_string();
    assert!(dump.contains("class = call g(a)"), "{dump}");
    assert!(dump.contains("call h(class)"), "{dump}");
}
