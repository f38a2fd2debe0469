//! The words that names are made of.

/// The words of `snake_case`, `CamelCase` and `dotted::names`, in lower case.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    let mut lower = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            (inside, lower) = (false, false);
            continue;
        }
        if !inside || (lower && character.is_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
        inside = true;
        lower = !character.is_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn words_are_told_apart_by_case_and_by_signs() {
        assert_eq!(words_of("run_cmd"), ["run", "cmd"]);
        assert_eq!(words_of("SetFileContents"), ["set", "file", "contents"]);
        assert_eq!(words_of("utils.execute"), ["utils", "execute"]);
        assert_eq!(words_of("_RunGetOutput"), ["run", "get", "output"]);
        assert_eq!(words_of(""), Vec::<String>::new());
    }
}
