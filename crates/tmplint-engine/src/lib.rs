//! tmplint-engine
