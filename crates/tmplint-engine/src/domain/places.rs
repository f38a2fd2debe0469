//! What the variables of a file hold. Every block, branch and call goes on from a copy of the
//! state, and most copies differ in a few variables: what they have in common they share.

use std::rc::Rc;

use tmplint_ir::PlaceId;

use super::Abstract;

/// Variables that are shared or copied together.
const CHUNK: usize = u32::BITS as usize;

type Chunk = [Option<Abstract>; CHUNK];

/// What each variable holds, by its index. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Places {
    chunks: Rc<Vec<Option<Rc<Chunk>>>>,
    count: usize,
}

/// Some of a file's variables.
pub(crate) struct PlaceSet {
    /// A bit for each variable of a chunk.
    words: Vec<u32>,
}

impl PlaceSet {
    pub(crate) fn contains(&self, place: PlaceId) -> bool {
        let (chunk, slot) = position(place);
        self.words.get(chunk).is_some_and(|word| word & (1 << slot) != 0)
    }
}

impl FromIterator<bool> for PlaceSet {
    /// Whether each variable is one of them, in the order of their indices.
    fn from_iter<T: IntoIterator<Item = bool>>(members: T) -> Self {
        let mut words = Vec::new();
        for (index, is_member) in members.into_iter().enumerate() {
            if index % CHUNK == 0 {
                words.push(0);
            }
            if let Some(word) = words.last_mut() {
                *word |= u32::from(is_member) << (index % CHUNK);
            }
        }
        Self { words }
    }
}

impl Places {
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    pub(crate) fn get(&self, place: PlaceId) -> Option<&Abstract> {
        let (chunk, slot) = position(place);
        self.chunks.get(chunk)?.as_ref()?[slot].as_ref()
    }

    pub(crate) fn contains(&self, place: PlaceId) -> bool {
        self.get(place).is_some()
    }

    pub(crate) fn insert(&mut self, place: PlaceId, value: Abstract) {
        let (chunk, slot) = position(place);
        let chunks = Rc::make_mut(&mut self.chunks);
        if chunks.len() <= chunk {
            chunks.resize(chunk + 1, None);
        }
        let held = &mut Rc::make_mut(chunks[chunk].get_or_insert_default())[slot];
        self.count += usize::from(held.is_none());
        *held = Some(value);
    }

    pub(crate) fn remove(&mut self, place: PlaceId) {
        if !self.contains(place) {
            return;
        }
        let (chunk, slot) = position(place);
        if let Some(Some(chunk)) = Rc::make_mut(&mut self.chunks).get_mut(chunk) {
            Rc::make_mut(chunk)[slot] = None;
            self.count -= 1;
        }
    }

    /// In the order of their indices.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (PlaceId, &Abstract)> {
        (0..).step_by(CHUNK).zip(self.chunks.iter()).flat_map(|(first, chunk)| {
            let slots = chunk.iter().flat_map(|chunk| chunk.iter());
            (first..).zip(slots).filter_map(|(index, held)| Some((PlaceId(index), held.as_ref()?)))
        })
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &Abstract> {
        self.chunks.iter().flatten().flat_map(|chunk| chunk.iter().flatten())
    }

    /// Takes some of them out, and gives these.
    pub(crate) fn take(&mut self, some: &PlaceSet) -> Self {
        let mut taken = Self::default();
        for (index, word) in some.words.iter().enumerate() {
            let Some(Some(chunk)) = self.chunks.get(index) else { continue };
            let mut bits = *word;
            while bits != 0 {
                let slot = bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if let Some(value) = &chunk[slot] {
                    taken.insert(place(index, slot), value.clone());
                }
            }
        }
        for (place, _) in taken.iter() {
            self.remove(place);
        }
        taken
    }

    pub(crate) fn extend(&mut self, others: Self) {
        for (place, value) in others.iter() {
            self.insert(place, value.clone());
        }
    }

    /// Takes in what they hold on another way to the same point. Says whether anything changed.
    pub(crate) fn join(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (place, value) in self.differing(other) {
            let joined = self.get(place).map(|mine| (mine.0.len(), mine.join(value)));
            match joined {
                Some((size, joined)) if joined.0.len() == size => continue,
                Some((_, joined)) => self.insert(place, joined),
                None => self.insert(place, value.clone()),
            }
            changed = true;
        }
        changed
    }

    /// The variables that do not hold the same in another state, as they are in that one, and
    /// those it does not know at all.
    pub(crate) fn changes(&self, other: &Self) -> Vec<(PlaceId, Option<Abstract>)> {
        let new = self.differing(other).into_iter().map(|(place, it)| (place, Some(it.clone())));
        let gone = other.differing(self).into_iter().filter(|(place, _)| !other.contains(*place));
        new.chain(gone.map(|(place, _)| (place, None))).collect()
    }

    /// What another state holds that is not the same here.
    fn differing<'a>(&self, other: &'a Self) -> Vec<(PlaceId, &'a Abstract)> {
        let mut differing = Vec::new();
        if Rc::ptr_eq(&self.chunks, &other.chunks) {
            return differing;
        }
        for (index, chunk) in other.chunks.iter().enumerate() {
            let Some(chunk) = chunk else { continue };
            let own = self.chunks.get(index).and_then(Option::as_ref);
            if own.is_some_and(|own| Rc::ptr_eq(own, chunk)) {
                continue;
            }
            for (slot, value) in chunk.iter().enumerate() {
                let Some(value) = value else { continue };
                if own.and_then(|own| own[slot].as_ref()) != Some(value) {
                    differing.push((place(index, slot), value));
                }
            }
        }
        differing
    }
}

impl PartialEq for Places {
    fn eq(&self, other: &Self) -> bool {
        // As many here as there, and none there that is not the same here.
        self.count == other.count && self.differing(other).is_empty()
    }
}

impl FromIterator<(PlaceId, Abstract)> for Places {
    fn from_iter<T: IntoIterator<Item = (PlaceId, Abstract)>>(held: T) -> Self {
        let mut places = Self::default();
        for (place, value) in held {
            places.insert(place, value);
        }
        places
    }
}

impl std::fmt::Debug for Places {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}

/// The chunk, and where in it.
fn position(place: PlaceId) -> (usize, usize) {
    let index = place.0 as usize;
    (index / CHUNK, index % CHUNK)
}

fn place(chunk: usize, slot: usize) -> PlaceId {
    PlaceId(u32::try_from(chunk * CHUNK + slot).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Alternative;

    fn number(number: i64) -> Abstract {
        Abstract::one(Alternative::Number(number))
    }

    fn places(held: &[(u32, i64)]) -> Places {
        held.iter().map(|(index, value)| (PlaceId(*index), number(*value))).collect()
    }

    #[test]
    fn a_copy_keeps_what_is_changed_in_the_other() {
        let mut one = places(&[(0, 1), (40, 2)]);
        let other = one.clone();
        one.insert(PlaceId(40), number(3));
        one.remove(PlaceId(0));
        assert_eq!(other, places(&[(0, 1), (40, 2)]));
        assert_eq!(one, places(&[(40, 3)]));
        assert_eq!(one.len(), 1);
    }

    #[test]
    fn what_was_removed_does_not_count_in_comparing() {
        let mut one = places(&[(3, 1), (100, 2)]);
        one.remove(PlaceId(100));
        assert_eq!(one, places(&[(3, 1)]));
        assert_ne!(one, places(&[(4, 1)]));
        assert_ne!(one, places(&[(3, 2)]));
    }

    #[test]
    fn some_are_taken_out_and_put_back() {
        let all = places(&[(1, 1), (31, 2), (32, 3), (64, 4)]);
        let some: PlaceSet = (0..70).map(|index| matches!(index, 31 | 32 | 65)).collect();
        let mut rest = all.clone();
        let taken = rest.take(&some);
        assert_eq!(taken, places(&[(31, 2), (32, 3)]));
        assert_eq!(rest, places(&[(1, 1), (64, 4)]));
        rest.extend(taken);
        assert_eq!(rest, all);
    }

    #[test]
    fn joining_says_whether_something_is_new() {
        let mut one = places(&[(1, 1), (70, 7)]);
        assert!(!one.join(&places(&[(1, 1)])));
        assert!(one.join(&places(&[(1, 2), (33, 3)])));
        assert!(!one.join(&places(&[(1, 2), (33, 3)])));
        assert_eq!(one.get(PlaceId(1)).map(|held| held.0.len()), Some(2));
        assert_eq!(one.get(PlaceId(33)), Some(&number(3)));
    }

    #[test]
    fn changes_tell_what_became_different_and_what_is_gone() {
        let before = places(&[(1, 1), (2, 2), (90, 9)]);
        let after = places(&[(1, 1), (2, 5), (40, 4)]);
        let expected = vec![
            (PlaceId(2), Some(number(5))),
            (PlaceId(40), Some(number(4))),
            (PlaceId(90), None),
        ];
        assert_eq!(before.changes(&after), expected);
    }
}
