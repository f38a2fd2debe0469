//! When values are dropped: scopes, temporaries, and the ways out of both.

use tmplint_ir::{BlockId, PlaceId, Span};

use super::lowerer::Lowerer;

/// Places of one scope whose end is written out.
const MAX_ENDS: usize = 512;

/// Something that drops what belongs to it when control leaves it.
pub(super) struct Frame {
    kind: FrameKind,
    places: Vec<PlaceId>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    /// The block of a function: what it binds ends with the function, which is not written out.
    Function,
    /// Another block, an arm, the body of a loop.
    Block,
    /// A statement, with the temporaries in it.
    Statement,
}

/// What `break`, `continue`, or a `?` in an `async` block leads to.
pub(super) struct Loop {
    pub(super) label: Option<String>,
    pub(super) kind: LoopKind,
    /// Where it ends, once something leads there.
    pub(super) exit: Option<BlockId>,
    /// Where the value of a `break` goes.
    pub(super) result: Option<PlaceId>,
    /// Frames that are left when it is.
    pub(super) frames: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LoopKind {
    /// A loop, and the block in which it goes on.
    Loop(BlockId),
    /// A labelled block.
    Block,
    /// A `try` block, which `?` leaves.
    Try,
    /// An `async` block, which `?` and `return` leave.
    Async,
}

impl Lowerer {
    pub(super) fn push_function_frame(&mut self) {
        self.push_frame(FrameKind::Function);
    }

    pub(super) fn push_block_frame(&mut self) {
        self.push_frame(FrameKind::Block);
    }

    pub(super) fn push_statement_frame(&mut self) {
        self.push_frame(FrameKind::Statement);
    }

    fn push_frame(&mut self, kind: FrameKind) {
        self.function.frames.push(Frame { kind, places: Vec::new() });
    }

    /// A variable belongs to the innermost block.
    pub(super) fn ends_with_block(&mut self, place: PlaceId) {
        self.register(place, |kind| kind != FrameKind::Statement);
    }

    /// A temporary that is only looked at belongs to the innermost statement.
    pub(super) fn ends_with_statement(&mut self, place: PlaceId) {
        self.register(place, |kind| kind == FrameKind::Statement);
    }

    fn register(&mut self, place: PlaceId, belongs: impl Fn(FrameKind) -> bool) {
        if let Some(frame) = self.function.frames.iter_mut().rev().find(|frame| belongs(frame.kind))
            && frame.places.len() < MAX_ENDS
        {
            frame.places.push(place);
        }
    }

    /// Ends the innermost frame on the normal way out.
    pub(super) fn pop_frame(&mut self, span: Span) {
        if !self.is_dead() {
            let innermost = self.function.frames.len().saturating_sub(1);
            self.leave(innermost, span);
        }
        self.function.frames.pop();
    }

    /// Whether something ends with the innermost frame.
    pub(super) fn frame_has_ends(&self) -> bool {
        self.function.frames.last().is_some_and(|frame| {
            frame.kind != FrameKind::Function
                && frame.places.iter().any(|place| !self.moved.contains(place))
        })
    }

    /// Whether something ends when frames down to `depth` are left.
    pub(super) fn leaving_ends(&self, depth: usize) -> bool {
        self.function.frames.iter().skip(depth).any(|frame| {
            frame.kind != FrameKind::Function
                && frame.places.iter().any(|place| !self.moved.contains(place))
        })
    }

    /// Writes out the ends of all frames down to `depth`, without closing them.
    pub(super) fn leave(&mut self, depth: usize, span: Span) {
        let mut ends = Vec::new();
        for frame in self.function.frames.iter().skip(depth).rev() {
            if frame.kind == FrameKind::Function {
                continue;
            }
            let remaining = self.end_budget.saturating_sub(ends.len());
            let places = frame.places.iter().rev().filter(|place| !self.moved.contains(place));
            ends.extend(places.take(remaining));
        }
        self.end_budget -= ends.len();
        for place in ends {
            self.end_scope(place, span);
        }
    }

    /// The block after a loop, made when first needed.
    pub(super) fn loop_exit(&mut self, index: usize) -> Option<BlockId> {
        let exit = match self.function.loops.get(index)?.exit {
            Some(exit) => exit,
            None => self.new_block(),
        };
        self.function.loops[index].exit = Some(exit);
        Some(exit)
    }
}
