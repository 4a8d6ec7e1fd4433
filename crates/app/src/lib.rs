//! The application state machine: (state, event) -> state + effects.
