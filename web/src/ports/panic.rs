//! What a person sees should the page itself fail: a message instead of a dead page.

use crate::ports::prefs;
use filtro_text::Lang;
use filtro_ui::services;
use wasm_bindgen::JsValue;
use web_sys::console;

/// Installs the hook. Where the browser keeps anything, the network is in its store by then, so that
/// loading the page again loses nothing.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console::error_1(&JsValue::from_str(&info.to_string()));
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let Ok(banner) = document.create_element("p") else { return };
        let words = match (prefs::language(), services::keeps()) {
            (Lang::En, true) => {
                "Something went wrong in the page. Your network is saved: reload the page."
            }
            (Lang::En, false) => "Something went wrong in the page: reload it.",
            (Lang::Es, true) => {
                "Algo falló en la página. Tu red está guardada: vuelve a cargar la página."
            }
            (Lang::Es, false) => "Algo falló en la página: vuelve a cargarla.",
        };
        banner.set_text_content(Some(words));
        banner.set_class_name("message error page-failed");
        // Only refused for an invalid attribute name; and there is nobody left to tell.
        banner.set_attribute("role", "alert").unwrap_or_default();
        if let Some(body) = document.body() {
            body.prepend_with_node_1(&banner).unwrap_or_default();
        }
    }));
}
