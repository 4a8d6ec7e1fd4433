//! Filtro's page: a yew shell over the state machine in `filtro-app`.
//!
//! One folder a feature; what they share stands beside them. `shell` puts them together.

mod act;
mod builder;
mod classify;
mod compare;
mod data;
mod formula;
mod gallery;
mod inspect;
mod names;
mod ports;
mod practice;
mod route;
mod shared;
mod shell;
mod slots;
mod store;
mod templates;
mod train;

fn main() {
    ports::panic::install();
    if let Some(root) = filtro_ui::dom::by_id("app") {
        root.set_inner_html("");
        yew::Renderer::<shell::app::App>::with_root(root).render();
    }
}
