//! Paths as URI references.

use std::fmt::Write as _;

/// A relative path becomes a relative reference, an absolute one a `file` URI. Every byte outside
/// of the unreserved set is percent-encoded, so that any file name survives the way there and
/// back; a colon too, lest the first component reads as a scheme.
pub fn from_path_bytes(path: &[u8]) -> String {
    let mut uri = String::with_capacity(path.len() + 8);
    if path.first() == Some(&b'/') {
        uri.push_str("file://");
    }
    for &byte in path {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// Whether a URI made by [`from_path_bytes`] is relative to the source root.
pub(crate) fn is_relative(uri: &str) -> bool {
    !uri.starts_with("file:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_encoded() {
        assert_eq!(from_path_bytes(b"src/a b%c:d.py"), "src/a%20b%25c%3Ad.py");
        assert_eq!(from_path_bytes("é.c".as_bytes()), "%C3%A9.c");
        assert_eq!(from_path_bytes(b"\xe9.c"), "%E9.c");
        assert_eq!(from_path_bytes(b"/a/b.c"), "file:///a/b.c");
    }
}
