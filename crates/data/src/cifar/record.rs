//! Records of fixed length: labels, then pixels.

/// Takes `(number, label, pixels)` of a record.
pub type RecordSink<'a, E> = dyn FnMut(u32, u8, &[u8]) -> Result<(), E> + 'a;

/// What a record looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordLayout {
    /// Bytes before the pixels.
    pub labels: usize,
    /// Which of them is the label that counts.
    pub label: usize,
    /// Bytes of the picture: planes of red, green and blue, each row by row.
    pub pixels: usize,
}

impl RecordLayout {
    /// CIFAR-10: a label and 32×32×3 bytes.
    pub const CIFAR10: Self = Self { labels: 1, label: 0, pixels: 3072 };
    /// CIFAR-100: the coarse label, the fine one, and 32×32×3 bytes; the fine one counts.
    pub const CIFAR100: Self = Self { labels: 2, label: 1, pixels: 3072 };

    /// Bytes of a record.
    pub const fn len(&self) -> usize {
        self.labels + self.pixels
    }

    /// Whether there is nothing in a record.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Cuts a stream into records, however it is cut into pieces.
#[derive(Clone, Debug)]
pub struct RecordParser {
    layout: RecordLayout,
    /// The beginning of a record whose end has not come yet.
    rest: Vec<u8>,
    records: u32,
}

impl RecordParser {
    /// At the beginning of a file.
    pub const fn new(layout: RecordLayout) -> Self {
        Self { layout, rest: Vec::new(), records: 0 }
    }

    /// Whole records so far.
    pub const fn records(&self) -> u32 {
        self.records
    }

    /// Bytes of a record that has not ended; 0 at the end of a sound file.
    pub fn pending(&self) -> usize {
        self.rest.len()
    }

    /// Takes bytes and hands `(number, label, pixels)` of each whole record to `sink`.
    ///
    /// # Errors
    /// The sink's; what follows in `bytes` is lost then.
    pub fn feed<E>(&mut self, mut bytes: &[u8], sink: &mut RecordSink<'_, E>) -> Result<(), E> {
        let size = self.layout.len().max(1);
        if !self.rest.is_empty() {
            let wanted = size.saturating_sub(self.rest.len()).min(bytes.len());
            let (head, tail) = bytes.split_at(wanted);
            self.rest.extend_from_slice(head);
            bytes = tail;
            if self.rest.len() < size {
                return Ok(());
            }
            let record = std::mem::take(&mut self.rest);
            self.hand(&record, sink)?;
        }
        let mut records = bytes.chunks_exact(size);
        for record in &mut records {
            self.hand(record, sink)?;
        }
        self.rest.extend_from_slice(records.remainder());
        Ok(())
    }

    fn hand<E>(&mut self, record: &[u8], sink: &mut RecordSink<'_, E>) -> Result<(), E> {
        let number = self.records;
        self.records += 1;
        let (labels, pixels) = record.split_at(self.layout.labels.min(record.len()));
        sink(number, labels.get(self.layout.label).copied().unwrap_or(0), pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    fn parse(layout: RecordLayout, pieces: &[&[u8]]) -> (Vec<(u32, u8, Vec<u8>)>, usize) {
        let mut parser = RecordParser::new(layout);
        let mut out = Vec::new();
        for piece in pieces {
            parser
                .feed::<Infallible>(piece, &mut |number, label, pixels| {
                    out.push((number, label, pixels.to_vec()));
                    Ok(())
                })
                .unwrap();
        }
        assert_eq!(parser.records() as usize, out.len());
        (out, parser.pending())
    }

    #[test]
    fn labels_come_before_pixels() {
        let layout = RecordLayout { labels: 2, label: 1, pixels: 3 };
        let (records, pending) = parse(layout, &[&[9, 1, 2, 3, 4, 8, 5, 6, 7, 8, 1]]);
        assert_eq!(records, [(0, 1, vec![2, 3, 4]), (1, 5, vec![6, 7, 8])]);
        assert_eq!(pending, 1);
        assert_eq!(RecordLayout::CIFAR10.len(), 3073);
        assert_eq!(RecordLayout::CIFAR100.len(), 3074);
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
            pixels in 1_usize..30,
        ) {
            let layout = RecordLayout { labels: 1, label: 0, pixels };
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            at.extend([0, bytes.len()]);
            at.sort_unstable();
            let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            prop_assert_eq!(parse(layout, &pieces), parse(layout, &[&bytes]));
        }
    }
}
