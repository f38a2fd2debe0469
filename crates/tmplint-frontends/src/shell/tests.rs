//! Dumps of small scripts.
