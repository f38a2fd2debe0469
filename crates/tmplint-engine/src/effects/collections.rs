//! Collections whose items and entries are followed: lists, and maps as lists of pairs.

use std::rc::Rc;

use super::script::is_command_line;
use super::texts::element_of;
use crate::domain::{Abstract, Alternative};
use crate::flow::{Given, extended};

/// Items of a collection that are told apart.
const MAX_ITEMS: usize = 16;

/// A collection, the first piece, with one more item, or with an entry of a key and a value.
pub(super) fn inserted(pieces: &[Given]) -> Option<Abstract> {
    let (collection, rest) = pieces.split_first()?;
    element_of(&collection.value)?;
    let item = match rest {
        [item] => item.value.clone(),
        [key, value] => pair(key.value.clone(), value.value.clone()),
        _ => return None,
    };
    Some(appended(&collection.value, &item))
}

/// What a collection, the first piece, has at an index or under a key, or anywhere if that is not
/// said.
pub(super) fn looked_up(pieces: &[Given]) -> Option<Abstract> {
    let (collection, keys) = pieces.split_first()?;
    let key = keys.first().map(|key| &key.value);
    let mut found = Abstract::default();
    for alternative in collection.value.iter() {
        let Alternative::List(items) = alternative else { return None };
        found = found.join(&entry(items, key));
    }
    (!found.is_unassigned()).then_some(found)
}

/// The value that a map has under a key, where that is known.
pub(crate) fn entry(items: &[Abstract], key: Option<&Abstract>) -> Abstract {
    let pairs: Vec<(&Abstract, &Abstract)> = items.iter().filter_map(halves).collect();
    let is_map = !pairs.is_empty() && pairs.len() == items.len();
    let mut found = Abstract::default();
    if let Some(key) = key.filter(|_| is_map) {
        let wanted = key.literal();
        for (key, value) in pairs {
            let key = key.literal();
            if wanted.is_none() || key.is_none() || key == wanted {
                found = found.join(value);
            }
        }
        return found;
    }
    let index = key.and_then(Abstract::number).and_then(|index| usize::try_from(index).ok());
    match index.and_then(|index| items.get(index)) {
        Some(item) => item.clone(),
        None => items.iter().fold(found, |found, item| found.join(item)),
    }
}

/// What a dictionary, the first piece, has under the key that is one of the others.
pub(super) fn entry_of(pieces: &[Given]) -> Option<Abstract> {
    let (dictionary, keys) = pieces.split_first()?;
    let keys: Vec<String> = keys.iter().filter_map(|key| key.value.literal()).collect();
    let mut found = Abstract::default();
    for alternative in dictionary.value.iter() {
        if let Alternative::Map(entries) = alternative {
            for (_, item) in entries.iter().filter(|(key, _)| keys.contains(key)) {
                found = found.join(item);
            }
        }
    }
    (!found.is_unassigned()).then_some(found)
}

/// The values of a map, as a list.
pub(super) fn values_of(map: &Abstract) -> Option<Abstract> {
    let mut values = Vec::new();
    for alternative in map.iter() {
        let Alternative::List(items) = alternative else { return None };
        values.extend(items.iter().filter_map(halves).map(|(_, value)| value.clone()));
    }
    Some(Abstract::one(Alternative::List(Rc::new(values))))
}

/// The items of collections side by side.
pub(super) fn zipped(pieces: &[Given]) -> Option<Abstract> {
    let item = |of: &Given| element_of(&of.value).unwrap_or_else(Abstract::unknown);
    let items: Vec<Abstract> = pieces.iter().take(MAX_ITEMS).map(item).collect();
    let tuple = Abstract::one(Alternative::List(Rc::new(items)));
    (pieces.len() > 1).then(|| Abstract::one(Alternative::List(Rc::new(vec![tuple]))))
}

/// A list with more at its end. What is collected is looked at later, by whoever; a command is put
/// together, which starts with a word, and a script of command lines.
pub(super) fn collected(list: &Abstract, more: &[Abstract]) -> Option<Abstract> {
    let is_word = |item: &Abstract| item.literal().is_some_and(|word| !word.contains('/'));
    let is_line = |item: &Abstract| item.texts().next().is_some_and(is_command_line);
    let starts = more.first().is_some_and(|item| is_word(item) || is_line(item));
    let lists: Vec<Alternative> = list
        .iter()
        .filter_map(|alternative| match alternative {
            Alternative::List(items) if starts || !items.is_empty() => {
                Some(Alternative::List(extended(items, more)))
            }
            _ => None,
        })
        .collect();
    (!lists.is_empty()).then(|| Abstract::from_alternatives(lists))
}

/// A list with one more item; past a bound, with any item in any place.
pub(super) fn appended(list: &Abstract, item: &Abstract) -> Abstract {
    let mut items: Vec<Abstract> = Vec::new();
    for alternative in list.iter() {
        match alternative {
            Alternative::List(held) => {
                for item in held.iter().filter(|item| !items.contains(item)).collect::<Vec<_>>() {
                    items.push(item.clone());
                }
            }
            other => items.push(Abstract::one(other.clone())),
        }
    }
    if items.contains(item) {
        return list.clone();
    }
    if items.len() < MAX_ITEMS {
        items.push(item.clone());
    } else {
        items = vec![items.iter().fold(item.clone(), |all, item| all.join(item))];
    }
    Abstract::one(Alternative::List(Rc::new(items)))
}

fn pair(key: Abstract, value: Abstract) -> Abstract {
    Abstract::one(Alternative::List(Rc::new(vec![key, value])))
}

/// What an entry of a map is made of.
fn halves(entry: &Abstract) -> Option<(&Abstract, &Abstract)> {
    let [Alternative::List(halves)] = entry.0.as_slice() else { return None };
    match halves.as_slice() {
        [key, value] => Some((key, value)),
        _ => None,
    }
}
