//! Reading tree-sitter nodes.

use tmplint_ir::Span;
use tree_sitter::Node;

/// The named children that mean something: no comments, and nothing the parser skipped over to
/// recover from an error.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor)
        .filter(|child| !child.is_extra() && !child.is_error())
        .collect()
}

/// The children under a field name.
pub(super) fn fields<'t>(node: Node<'t>, name: &str) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.children_by_field_name(name, &mut cursor)
        .filter(|child| child.is_named() && !child.is_extra())
        .collect()
}

/// The first child under a field name.
pub(super) fn field<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    node.child_by_field_name(name)
}

/// The first child of a kind.
pub(super) fn child_of_kind<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).find(|child| child.kind() == kind)
}

pub(super) fn span(node: Node<'_>) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

pub(super) fn text<'t>(node: Node<'_>, source: &'t str) -> &'t str {
    source.get(node.byte_range()).unwrap_or("")
}

/// The expression inside parentheses, `await` and the like, which change no value.
pub(super) fn bare(mut node: Node<'_>) -> Node<'_> {
    while matches!(node.kind(), "parenthesized_expression" | "await" | "type") {
        let inner = children(node);
        let [only] = inner[..] else { break };
        node = only;
    }
    node
}

/// A dotted name without the blanks that may stand in it.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\\').collect()
}

/// The code as written, cut to what fits on a line of a report.
pub(super) fn as_written(text: &str) -> String {
    const MAX_CHARACTERS: usize = 60;
    let line = text.lines().next().unwrap_or("").trim_end();
    line.chars().take(MAX_CHARACTERS).collect()
}

/// The two sides of `expression as target`.
pub(super) fn split_as(node: Node<'_>) -> (Node<'_>, Option<Node<'_>>) {
    if node.kind() != "as_pattern" {
        return (node, None);
    }
    let target = field(node, "alias");
    let target = target.map(|target| children(target).first().copied().unwrap_or(target));
    (children(node).first().copied().unwrap_or(node), target)
}

/// Every identifier that a target binds, in order: `a` and `b` of `(a, [b, c.d])`. Attributes are
/// given to `attribute` instead; they bind no name.
pub(super) fn targets<'t>(
    target: Node<'t>,
    mut identifier: impl FnMut(Node<'t>),
    mut attribute: impl FnMut(Node<'t>),
) {
    let mut pending = vec![target];
    while let Some(node) = pending.pop() {
        match node.kind() {
            "identifier" => identifier(node),
            "attribute" => attribute(node),
            "pattern_list"
            | "tuple_pattern"
            | "list_pattern"
            | "list_splat_pattern"
            | "dictionary_splat_pattern"
            | "tuple"
            | "list"
            | "list_splat"
            | "expression_list"
            | "parenthesized_expression"
            | "as_pattern_target"
            | "typed_parameter" => {
                let is_parameter = node.kind() == "typed_parameter";
                let mut inner = children(node);
                if is_parameter {
                    inner.truncate(1);
                }
                pending.extend(inner.into_iter().rev());
            }
            _ => {}
        }
    }
}

/// The identifiers that the patterns of a `case` capture.
pub(super) fn captures(clause: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let patterns = children(clause).into_iter().filter(|child| child.kind() == "case_pattern");
    let mut pending: Vec<_> = patterns.rev().collect();
    while let Some(node) = pending.pop() {
        let inner = children(node);
        match node.kind() {
            "dotted_name" => {
                if let [name] = inner[..] {
                    found.push(name);
                }
            }
            "splat_pattern" => found.extend(inner),
            "as_pattern" => {
                for child in inner.into_iter().rev() {
                    if child.kind() == "identifier" {
                        found.push(child);
                    } else {
                        pending.push(child);
                    }
                }
            }
            // The first child is the class, or the keyword.
            "class_pattern" | "keyword_pattern" => pending.extend(inner.into_iter().skip(1).rev()),
            _ => pending.extend(inner.into_iter().rev()),
        }
    }
    found
}
