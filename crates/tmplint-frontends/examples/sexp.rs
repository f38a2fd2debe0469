use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    let mut p = tree_sitter::Parser::new();
    p.set_language(&tree_sitter_c::LANGUAGE.into()).unwrap();
    for part in s.split("====\n") {
        let t = p.parse(part, None).unwrap();
        println!("{}\n{}\n", part.trim(), t.root_node().to_sexp());
    }
}
