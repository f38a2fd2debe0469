//! The order in which a function's blocks are best visited, and its loops.

use std::collections::BTreeSet;

use tmplint_ir::Function;

/// Reverse postorder of the blocks.
pub(crate) struct Order {
    ranks: Vec<usize>,
    /// Blocks that something after them leads back to.
    pub(crate) heads: BTreeSet<usize>,
    /// Those among them from which the function never gets to an end.
    pub(crate) endless: BTreeSet<usize>,
    /// Each loop from its head to where it leads back, by position in the order.
    loops: Vec<(usize, usize)>,
}

impl Order {
    pub(crate) fn new(function: &Function) -> Self {
        let count = function.blocks.len();
        let mut order = Self {
            ranks: vec![usize::MAX; count],
            heads: BTreeSet::new(),
            endless: BTreeSet::new(),
            loops: Vec::new(),
        };
        let mut back = Vec::new();
        let mut entered = vec![false; count];
        let mut finished = vec![false; count];
        let mut next_rank = count;
        // Explicit stack: a function may have a hundred thousand blocks.
        let mut stack = vec![(0_usize, successors(function, 0))];
        if let Some(first) = entered.first_mut() {
            *first = true;
        }
        while let Some((block, rest)) = stack.last_mut() {
            if let Some(successor) = rest.pop() {
                let block = *block;
                if successor >= count {
                    continue;
                }
                if !entered[successor] {
                    entered[successor] = true;
                    stack.push((successor, successors(function, successor)));
                } else if !finished[successor] {
                    order.heads.insert(successor);
                    back.push((successor, block));
                }
            } else {
                let block = *block;
                finished[block] = true;
                next_rank -= 1;
                order.ranks[block] = next_rank;
                stack.pop();
            }
        }
        order.loops =
            back.into_iter().map(|(head, tail)| (order.rank(head), order.rank(tail))).collect();
        if !order.heads.is_empty() {
            let ending = ending(function);
            order.endless =
                order.heads.iter().copied().filter(|head| !ending.contains(head)).collect();
        }
        order
    }

    /// Whether a block is part of a loop.
    pub(crate) fn is_repeated(&self, block: usize) -> bool {
        let rank = self.rank(block);
        self.loops.iter().any(|(head, tail)| (*head..=*tail).contains(&rank))
    }

    /// Position of a block in the order.
    pub(crate) fn rank(&self, block: usize) -> usize {
        self.ranks.get(block).copied().unwrap_or(usize::MAX)
    }
}

/// By block, those that lead to it.
pub(super) fn predecessors(function: &Function) -> Vec<Vec<usize>> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); function.blocks.len()];
    for (index, block) in function.blocks.iter().enumerate() {
        for successor in block.end.successors().chain(block.unwind) {
            if let Some(list) = before.get_mut(successor.0 as usize) {
                list.push(index);
            }
        }
    }
    before
}

fn successors(function: &Function, block: usize) -> Vec<usize> {
    let Some(block) = function.blocks.get(block) else { return Vec::new() };
    block.end.successors().chain(block.unwind).map(|successor| successor.0 as usize).collect()
}

/// The blocks that lead to an end of the function.
fn ending(function: &Function) -> BTreeSet<usize> {
    let count = function.blocks.len();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut pending = Vec::new();
    for block in 0..count {
        let after = successors(function, block);
        if after.is_empty() {
            pending.push(block);
        }
        for successor in after {
            if let Some(before) = before.get_mut(successor) {
                before.push(block);
            }
        }
    }
    let mut ending = BTreeSet::new();
    while let Some(block) = pending.pop() {
        if ending.insert(block) {
            pending.extend(before.get(block).into_iter().flatten());
        }
    }
    ending
}
