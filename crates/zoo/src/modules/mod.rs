//! The modules that published networks are made of, each once: templates stack them, ready-made
//! blocks are them.

pub(crate) mod inception;
pub(crate) mod mobile;
pub(crate) mod residual;
mod scale;
pub(crate) mod small;
pub(crate) mod words;

pub(crate) use scale::Scale;
