//! How strict a build is.

/// What warnings of the compiler do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Warnings {
    /// They are shown.
    Allowed,
    /// They fail the build.
    Denied,
}
