//! tmplint-report
