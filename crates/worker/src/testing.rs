//! A world in memory for tests.
