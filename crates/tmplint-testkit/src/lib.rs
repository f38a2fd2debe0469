//! tmplint-testkit
