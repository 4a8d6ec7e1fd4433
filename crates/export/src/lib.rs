//! What leaves the page: project files.
