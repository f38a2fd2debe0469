//! The command `tmplint`.

fn main() -> std::process::ExitCode {
    tmplint::main()
}
