//! Filtro's page: a yew shell over the state machine in `filtro-app`.

mod hooks;
mod names;
mod ports;
mod route;
mod slots;
mod store;
mod view;
mod weights;

fn main() {
    ports::panic::install();
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    if let Some(root) = root {
        root.set_inner_html("");
        yew::Renderer::<view::app::App>::with_root(root).render();
    }
}
