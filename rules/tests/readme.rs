//! The README's table of rules is the pages' front matter.

use std::fmt::Write;
use std::fs;

use tmplint_rules::{Rule, rules};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
const START: &str = "<!-- rules -->\n";
const END: &str = "<!-- /rules -->\n";
const BLESS: &str = "TMPLINT_BLESS=1 cargo test -p tmplint-rules --test readme";

#[test]
fn the_table_of_rules_is_fresh() {
    let readme = fs::read_to_string(README).unwrap();
    let (before, rest) = readme.split_once(START).expect("the start of the table is marked");
    let (_, after) = rest.split_once(END).expect("the end of the table is marked");
    let fresh = format!("{before}{START}{}{END}{after}", table());
    if std::env::var_os("TMPLINT_BLESS").is_some() {
        fs::write(README, fresh).unwrap();
    } else {
        assert!(readme == fresh, "README.md does not show the rules as they are; run `{BLESS}`");
    }
}

fn table() -> String {
    let mut rules: Vec<&Rule> = rules().iter().collect();
    rules.sort_by_key(|rule| (rule.tier, std::cmp::Reverse(rule.level), &rule.id));
    let mut table = String::from(
        "| rule | what it finds | level | tier | languages | CWE |\n|---|---|---|---|---|---|\n",
    );
    for rule in rules {
        let languages: Vec<&str> = rule.languages.iter().map(|language| language.id()).collect();
        let cwe: Vec<String> = rule.cwe.iter().map(u32::to_string).collect();
        let _ = writeln!(
            table,
            "| [{id}](rules/{id}.md) | {title} | {level} | {tier} | {languages} | {cwe} |",
            id = rule.id,
            title = rule.title,
            level = rule.level.id(),
            tier = rule.tier.id(),
            languages = languages.join(", "),
            cwe = cwe.join(", "),
        );
    }
    table
}
