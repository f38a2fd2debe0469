//! One file's failure must not end the run: panics are caught and become notes.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it becomes an error that says what and, after [`keep_panics_quiet`],
/// where.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|payload| PANIC.take().unwrap_or_else(|| message(payload.as_ref()).to_owned()))
}

/// Keeps panics under [`guarded`] from being printed by the default hook; their message and place
/// go into the error instead.
pub(crate) fn keep_panics_quiet() {
    let default = take_hook();
    set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if GUARDED.get() {
            let place = info.location().map(|place| format!("{}:{}: ", place.file(), place.line()));
            let text = place.unwrap_or_default() + message(info.payload());
            PANIC.set(Some(text));
        } else {
            default(info);
        }
    }));
}

fn message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        assert_eq!(guarded(|| 1), Ok(1));
        let error = guarded(|| panic!("number {}", 7)).unwrap_err();
        assert!(error.contains("number 7"), "{error}");
    }
}
