//! Filtro's page: a yew shell over the state machine in `filtro-app`.

mod chart;
mod frame;
mod hooks;
mod ports;
mod slots;
mod text;
mod view;

fn main() {}
