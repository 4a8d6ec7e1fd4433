//! CIFAR-10's files, as they come.

use super::{GROWTH_INTERVAL, Load};
use crate::host::{Host, Place, Stream};
use crate::shelf::Shelved;
use filtro_data::cifar::{ImportError, Importer, Note, RECORD, cifar10};
use filtro_data::{FileSort, Part, PushError};
use filtro_protocol::{DataFailure, DataNote, FileSort as Sort, SplitSizes};
use filtro_run::pace::Every;
use std::rc::Rc;

impl<H: Host> Load<H> {
    /// Reads files one after the other; all of them are opened first, so that their length is
    /// known.
    pub(super) async fn cifar10(
        &self,
        files: Vec<(String, Place<H::File>)>,
    ) -> Result<Rc<Shelved>, DataFailure> {
        let mut sources = Vec::new();
        for (name, place) in files {
            let stream = self.host.open(place).await;
            sources.push((name, stream.map_err(|error| error.failure())?));
        }
        if sources.is_empty() {
            return Err(DataFailure::NotFound);
        }
        let total: Option<u64> = sources.iter().map(|(_, stream)| stream.total()).sum();
        let data = Rc::new(self.shelved(cifar10()));
        let mut growth = Every::new(GROWTH_INTERVAL);
        let mut before = 0;
        let mut importer = Importer::default();
        for (name, mut stream) in sources {
            importer.open(&name, stream.total());
            loop {
                self.progress(before + stream.done(), total);
                let bytes = stream.next().await.map_err(|error| error.failure())?;
                let Some(bytes) = bytes else { break };
                push(&data, |sink| importer.feed(&bytes, sink))?;
                if let Some(names) = importer.classes() {
                    data.name_classes(names);
                }
                if Self::has_first_part(&data) && growth.due(self.host.now()) {
                    self.show(&data);
                }
                self.breathe().await;
            }
            push(&data, |sink| importer.close(sink))?;
            before += stream.done();
        }
        let found = importer.finish().map_err(|error| failure(error, data.sizes()))?;
        if let Some(names) = &found.classes {
            data.name_classes(names);
        }
        data.note(found.missing, found.notes.into_iter().map(note).collect());
        Ok(data)
    }
}

/// Adds what `import` hands out.
fn push(
    data: &Shelved,
    import: impl FnOnce(&mut dyn FnMut(Part, u8, &[u8])) -> Result<(), ImportError>,
) -> Result<(), DataFailure> {
    let mut refused: Option<PushError> = None;
    let fed = import(&mut |part, label, pixels| {
        if let Err(error) = data.push(part, label, pixels) {
            refused = Some(error);
        }
    });
    fed.map_err(|error| failure(error, data.sizes()))?;
    refused.map_or(Ok(()), |error| Err(DataFailure::Unreadable(error.to_string())))
}

/// For the page. `sizes` are what was read until then.
fn failure(error: ImportError, sizes: SplitSizes) -> DataFailure {
    match error {
        ImportError::Archive(error) => DataFailure::BadArchive(error.to_string()),
        ImportError::Compression(error) => DataFailure::BadCompression(error.to_string()),
        ImportError::Truncated { .. } => DataFailure::Truncated(sizes),
        ImportError::NoCifarFiles(names) => DataFailure::NoCifarFiles(names),
        ImportError::PythonVersion => DataFailure::PythonVersion,
        ImportError::MatlabVersion => DataFailure::MatlabVersion,
        ImportError::Cifar100 => DataFailure::Cifar100,
        ImportError::BadLabel { file, record, label } => {
            DataFailure::BadLabel { file, record, label }
        }
        ImportError::OddSize { file, size } => DataFailure::OddSize { file, size, record: RECORD },
        ImportError::Seems { file, what, packed } => {
            DataFailure::Seems { file, what: sort(what), packed }
        }
    }
}

fn sort(sort: FileSort) -> Sort {
    match sort {
        FileSort::Empty => Sort::Empty,
        FileSort::WebPage => Sort::WebPage,
        FileSort::Text => Sort::Text,
        FileSort::Zip => Sort::Zip,
        FileSort::Packed(by) => Sort::Packed(by.to_owned()),
        FileSort::Picture => Sort::Picture,
        FileSort::Pdf => Sort::Pdf,
        FileSort::Numbers(of) => Sort::Numbers(of.to_owned()),
        FileSort::Unknown => Sort::Unknown,
    }
}

fn note(note: Note) -> DataNote {
    match note {
        Note::Trailing { file, bytes } => DataNote::Trailing { file, bytes },
        Note::TakenForTraining { file } => DataNote::TakenForTraining { file },
        Note::Twice { file, same } => DataNote::Twice { file, same },
        Note::LeftOut { file, what } => DataNote::LeftOut { file, what: sort(what) },
        Note::Empty { file } => DataNote::Empty { file },
        Note::Short { file, pictures } => DataNote::Short { file, images: pictures },
    }
}
