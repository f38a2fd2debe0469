//! Functions of make whose value follows from their arguments.

/// Items of a list that a function is applied to.
const MAX_ITEMS: usize = 64;

/// The name of a function that is called, and the text of its arguments.
pub(super) fn call(text: &str) -> Option<(&str, &str)> {
    let end = text.find([' ', '\t'])?;
    let name = &text[..end];
    let is_function = name.chars().all(|each| each.is_ascii_lowercase() || each == '-');
    is_function.then(|| (name, text[end..].trim_start()))
}

/// Where arguments are divided: at commas that no other reference holds.
pub(super) fn arguments(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, character) in text.char_indices() {
        match character {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
}

/// The value of a function of these arguments.
pub(super) fn value(name: &str, arguments: &[String]) -> Option<String> {
    let argument = |index: usize| arguments.get(index).map(String::as_str);
    let each = |list: Option<&str>, change: &dyn Fn(&str) -> String| {
        let items = list?.split_whitespace().take(MAX_ITEMS);
        Some(items.map(change).collect::<Vec<_>>().join(" "))
    };
    match name {
        "strip" | "abspath" | "realpath" | "wildcard" => each(argument(0), &str::to_owned),
        "addprefix" => {
            let prefix = argument(0)?;
            each(argument(1), &|item| format!("{prefix}{item}"))
        }
        "addsuffix" => {
            let suffix = argument(0)?;
            each(argument(1), &|item| format!("{item}{suffix}"))
        }
        "dir" => each(argument(0), &|item| match item.rfind('/') {
            Some(slash) => item[..=slash].to_owned(),
            None => "./".to_owned(),
        }),
        "notdir" => each(argument(0), &|item| item.rsplit('/').next().unwrap_or(item).to_owned()),
        "basename" => each(argument(0), &|item| match item.rfind('.') {
            Some(dot) if !item[dot..].contains('/') => item[..dot].to_owned(),
            _ => item.to_owned(),
        }),
        "subst" => {
            let (from, to, text) = (argument(0)?, argument(1)?, argument(2)?);
            Some(if from.is_empty() { text.to_owned() } else { text.replace(from, to) })
        }
        "patsubst" => {
            let (from, to) = (argument(0)?.trim(), argument(1)?.trim());
            each(argument(2), &|item| substituted(item, from, to))
        }
        "word" => {
            let number: usize = argument(0)?.trim().parse().ok()?;
            let word = argument(1)?.split_whitespace().nth(number.checked_sub(1)?);
            Some(word.unwrap_or("").to_owned())
        }
        "firstword" => Some(argument(0)?.split_whitespace().next().unwrap_or("").to_owned()),
        "lastword" => Some(argument(0)?.split_whitespace().last().unwrap_or("").to_owned()),
        "join" => {
            let (left, right) = (argument(0)?.split_whitespace(), argument(1)?.split_whitespace());
            let pairs = left.zip(right).take(MAX_ITEMS);
            Some(pairs.map(|(left, right)| format!("{left}{right}")).collect::<Vec<_>>().join(" "))
        }
        // Whichever it is, a value that is written out is one that may come out.
        "if" => {
            let written = |index: usize| argument(index).filter(|value| !value.trim().is_empty());
            let chosen = if argument(0)?.trim().is_empty() { written(2) } else { written(1) };
            Some(chosen.unwrap_or("").to_owned())
        }
        "or" => Some(either(arguments)),
        "and" => Some(arguments.last()?.trim().to_owned()),
        "info" | "error" | "warning" | "eval" => Some(String::new()),
        _ => None,
    }
}

/// `$(or $(OUT),/tmp/x)`: what comes from the environment may be empty, as it is for the shell.
fn either(arguments: &[String]) -> String {
    let mut values = arguments.iter().map(|value| value.trim()).filter(|value| !value.is_empty());
    let Some(first) = values.next() else { return String::new() };
    let variable = first.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    match (variable, values.next()) {
        (Some(name), Some(second)) if !name.contains(['$', '{', ':']) => {
            format!("${{{name}:-{second}}}")
        }
        _ => first.to_owned(),
    }
}

/// `$(LIST:.c=.o)`, `$(LIST:%=/tmp/%)`
pub(super) fn substitution(reference: &str) -> Option<(&str, &str, &str)> {
    let (name, rule) = reference.split_once(':')?;
    let (from, to) = rule.split_once('=')?;
    Some((name, from, to))
}

/// All words of a list with an ending, or what stands for `%` in a pattern, replaced.
pub(super) fn all_substituted(list: &str, from: &str, to: &str) -> String {
    let ending = !from.contains('%');
    let (from, to) = if ending {
        (format!("%{from}"), format!("%{to}"))
    } else {
        (from.to_owned(), to.to_owned())
    };
    let items = list.split_whitespace().take(MAX_ITEMS);
    items.map(|item| substituted(item, &from, &to)).collect::<Vec<_>>().join(" ")
}

fn substituted(item: &str, from: &str, to: &str) -> String {
    let stem = match from.split_once('%') {
        None if item == from => Some(""),
        None => None,
        Some((before, after)) => {
            item.strip_prefix(before).and_then(|rest| rest.strip_suffix(after))
        }
    };
    match stem {
        Some(stem) => to.replacen('%', stem, 1),
        None => item.to_owned(),
    }
}
