//! Filtro's page: a yew shell over the state machine in `filtro-app`.

mod frame;
mod slots;
mod text;
mod view;

fn main() {}
