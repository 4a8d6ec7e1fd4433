//! Fresh node ids.

use crate::address::NodeId;

/// Gives ids that no node of a network has, greater than every present one, so that an id is not
/// used again while the document remembers it. Only where a file has used up the numbers' end
/// are gaps filled.
#[derive(Clone, Debug)]
pub struct FreshIds {
    used: Vec<u32>,
    next: Option<u32>,
}

impl FreshIds {
    /// Avoiding `used`.
    pub fn new(used: Vec<u32>) -> Self {
        let next = used.iter().max().map_or(Some(1), |last| last.checked_add(1));
        Self { used, next }
    }

    /// The next id.
    pub fn take(&mut self) -> NodeId {
        let id = match self.next {
            Some(id) => {
                self.next = id.checked_add(1);
                id
            }
            // A document is far smaller than 2³² nodes, so a gap is found at once.
            None => (1..u32::MAX).find(|id| !self.used.contains(id)).unwrap_or(0),
        };
        self.used.push(id);
        NodeId(id)
    }
}
