//! Every example of every rule page gives what the page says of it.

use tmplint_engine::{Extent, analyse};
use tmplint_frontends::{STACK_SIZE, lower, lower_script};
use tmplint_ir::{Finding, SourceFile, Tier};
use tmplint_rules::{Example, Rule, rules, tables};

fn findings(name: &str, example: &Example) -> Vec<Finding> {
    let source = SourceFile::new(name, example.code.clone().into_bytes());
    let unit = lower(&source, example.language);
    analyse(&unit, tables(), Extent::Relevant, &|script| lower_script(&source, script)).findings
}

/// What is wrong with an example, if anything is.
fn complaint(rule: &Rule, example: &Example) -> Option<String> {
    let name = format!("rules/{}.md:{}", rule.id, example.line);
    let found = findings(&name, example);
    let own = found.iter().filter(|finding| finding.rule == rule.id).count();
    let other: Vec<&str> = found
        .iter()
        .filter(|finding| finding.tier == Tier::Default && finding.rule != rule.id)
        .map(|finding| finding.rule.as_str())
        .collect();
    if example.good {
        let own = found
            .iter()
            .filter(|finding| finding.rule == rule.id || finding.tier == Tier::Default)
            .map(|finding| finding.rule.as_str())
            .collect::<Vec<_>>();
        return (!own.is_empty()).then(|| {
            format!("{name}: the good {} example gives {}", example.language, own.join(", "))
        });
    }
    if own == 1 && other.is_empty() {
        let mine = found.iter().find(|finding| finding.rule == rule.id)?;
        // Severities may depend on what is done with a name; the page says which is usual.
        let severity = (mine.level, mine.tier, mine.criterion);
        let tier = example.tier.unwrap_or(rule.tier);
        return (severity != (rule.level, tier, rule.criterion))
            .then(|| format!("{name}: the bad {} example gives {severity:?}", example.language));
    }
    Some(format!(
        "{name}: the bad {} example gives it {own} times, and {}",
        example.language,
        if other.is_empty() { "nothing else".to_owned() } else { other.join(", ") }
    ))
}

#[test]
fn examples_give_what_their_pages_say() {
    let check = || {
        rules()
            .iter()
            .flat_map(|rule| {
                rule.examples.iter().filter_map(move |example| complaint(rule, example))
            })
            .collect::<Vec<_>>()
    };
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(check).unwrap();
    let complaints = worker.join().unwrap();
    assert!(complaints.is_empty(), "{} examples:\n{}", complaints.len(), complaints.join("\n"));
}
