//! tmplint
