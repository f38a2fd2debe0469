//! The order in which a function's blocks are best visited, and its loops.

use std::collections::BTreeSet;

use tmplint_ir::Function;

/// Reverse postorder of the blocks.
pub(crate) struct Order {
    ranks: Vec<usize>,
    /// Blocks that something after them leads back to.
    pub(crate) heads: BTreeSet<usize>,
}

impl Order {
    pub(crate) fn new(function: &Function) -> Self {
        let count = function.blocks.len();
        let mut order = Self { ranks: vec![usize::MAX; count], heads: BTreeSet::new() };
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
                if successor >= count {
                    continue;
                }
                if !entered[successor] {
                    entered[successor] = true;
                    stack.push((successor, successors(function, successor)));
                } else if !finished[successor] {
                    order.heads.insert(successor);
                }
            } else {
                let block = *block;
                finished[block] = true;
                next_rank -= 1;
                order.ranks[block] = next_rank;
                stack.pop();
            }
        }
        order
    }

    /// Position of a block in the order.
    pub(crate) fn rank(&self, block: usize) -> usize {
        self.ranks.get(block).copied().unwrap_or(usize::MAX)
    }
}

fn successors(function: &Function, block: usize) -> Vec<usize> {
    let Some(block) = function.blocks.get(block) else { return Vec::new() };
    block.end.successors().chain(block.unwind).map(|successor| successor.0 as usize).collect()
}
