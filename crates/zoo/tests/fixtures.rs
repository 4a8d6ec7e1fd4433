//! The files that other languages read are what this crate writes.

#![cfg(feature = "templates")]

use filtro_net::file;
use filtro_zoo::TEMPLATES;
use std::path::Path;

/// `FILTRO_BLESS=1 cargo test -p filtro-zoo --test fixtures` writes the files anew.
#[test]
fn network_files_for_scripts_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/networks");
    for template in TEMPLATES.iter().filter(|template| !template.original) {
        let text = file::to_json(&(template.build)());
        let path = folder.join(format!("{}.json", template.name));
        if std::env::var_os("FILTRO_BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{}", path.display());
    }
}
