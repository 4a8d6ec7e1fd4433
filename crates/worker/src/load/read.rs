//! CIFAR-10's files, as they come.

use super::{GROWTH_INTERVAL, Load};
use crate::host::{Host, Place, Stream};
use crate::shelf::Shelved;
use filtro_data::PushError;
use filtro_data::cifar::{ImportError, Importer, cifar10};
use filtro_protocol::{DataFailure, SplitSizes};
use filtro_run::pace::Every;
use std::rc::Rc;

impl<H: Host> Load<H> {
    /// Reads files one after the other; all of them are opened first, so that their length is
    /// known and a wrong one is found before anything is read.
    pub(super) async fn cifar10(
        &self,
        files: Vec<(String, Place<H::File>)>,
    ) -> Result<Rc<Shelved>, DataFailure> {
        let mut sources = Vec::new();
        for (name, place) in files {
            let importer =
                Importer::new(&name).map_err(|error| failure(error, SplitSizes::default()))?;
            let stream = self.host.open(place).await;
            sources.push((importer, stream.map_err(|error| error.failure(SplitSizes::default()))?));
        }
        if sources.is_empty() {
            return Err(DataFailure::NotFound);
        }
        let total: Option<u64> = sources.iter().map(|(_, stream)| stream.total()).sum();
        let data = Rc::new(Shelved::new(cifar10()));
        let mut growth = Every::new(GROWTH_INTERVAL);
        let mut before = 0;
        for (mut importer, mut stream) in sources {
            loop {
                self.progress(before + stream.done(), total);
                let bytes = stream.next().await.map_err(|error| error.failure(data.sizes()))?;
                let Some(bytes) = bytes else { break };
                feed(&mut importer, &bytes, &data)?;
                if Self::has_first_part(&data) && growth.due(self.host.now()) {
                    self.show(&data);
                }
                self.breathe().await;
            }
            importer.finish().map_err(|error| failure(error, data.sizes()))?;
            before += stream.done();
        }
        Ok(data)
    }
}

fn feed(importer: &mut Importer, bytes: &[u8], data: &Shelved) -> Result<(), DataFailure> {
    let mut refused: Option<PushError> = None;
    let fed = importer.feed(bytes, &mut |part, label, pixels| {
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
        ImportError::Truncated { .. } => DataFailure::Truncated(sizes),
        ImportError::NoCifarFiles(names) => DataFailure::NoCifarFiles(names),
        ImportError::PythonVersion => DataFailure::PythonVersion,
        ImportError::MatlabVersion => DataFailure::MatlabVersion,
        ImportError::Cifar100 => DataFailure::Cifar100,
        ImportError::BadLabel { file, record, label } => {
            DataFailure::BadLabel { file, record, label }
        }
        ImportError::WrongFile(name) => DataFailure::WrongFile(name),
    }
}
