//! Large values that are compared by address.

use std::ops::Deref;
use std::rc::Rc;

/// A shared value that equals itself alone.
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// A value of its own.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }

    /// The same value, for who asks for no more than that it is shared.
    pub fn rc(&self) -> Rc<T> {
        Rc::clone(&self.0)
    }
}

impl<T> From<&Rc<T>> for Shared<T> {
    fn from(value: &Rc<T>) -> Self {
        Self(Rc::clone(value))
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_equals_itself_and_no_equal_one() {
        let (one, other) = (Shared::new(vec![1]), Shared::new(vec![1]));
        assert!(one == one.clone() && one != other && *one == *other);
        assert!(Shared::from(&one.rc()) == one);
    }
}
