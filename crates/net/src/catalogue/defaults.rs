//! What a layer has where its description leaves it out.

pub(super) fn ones() -> [usize; 2] {
    [1, 1]
}

pub(super) fn one() -> usize {
    1
}

pub(super) fn yes() -> bool {
    true
}
