//! What is right.

use crate::exercise::{Exercise, Goal, Part};
use filtro_net::{Field, ParamKind, Value, inspect};

impl Part {
    /// The layer's parameters that are sought together; none where the part is a result.
    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Padding => &[Field::PaddingHeight, Field::PaddingWidth],
            Self::Stride => &[Field::StrideHeight, Field::StrideWidth],
            Self::Kernel => &[Field::KernelHeight, Field::KernelWidth],
            Self::Filters => &[Field::Filters],
            _ => &[],
        }
    }
}

impl Exercise {
    /// Every right answer to `part`, ascending: one for a result, all that reach the goal for a
    /// sought parameter. Empty where `part` is not asked for.
    pub fn answers(&self, part: Part) -> Vec<u64> {
        if self.goal.is_none() {
            return self.result(part).into_iter().collect();
        }
        let rows = self.layers.first().map(|layer| layer.params()).unwrap_or_default();
        let row = rows.iter().find(|row| part.fields().first() == Some(&row.field));
        let Some(ParamKind::Integer { min, max }) = row.map(|row| row.kind) else {
            return Vec::new();
        };
        let all = (min..=max).filter_map(|value| u64::try_from(value).ok());
        all.filter(|value| self.reaches(part, *value)).collect()
    }

    /// The number that comes out.
    pub(crate) fn result(&self, part: Part) -> Option<u64> {
        let shapes = self.shapes();
        let output = *shapes.get(self.layers.len())?;
        let [height, width] = output.size();
        Some(match part {
            Part::Height => height as u64,
            Part::Width => width as u64,
            Part::Channels => output.channels() as u64,
            // What the last layer sees: a dense layer's input.
            Part::Values => shapes.get(self.layers.len().checked_sub(1)?)?.values(),
            Part::Parameters => {
                let layers = self.layers.iter().zip(&shapes);
                layers.map(|(layer, input)| layer.parameters(*input)).sum()
            }
            Part::Receptive => {
                let report = inspect(&self.network(""), None);
                let [rows, _] = report.nodes.last()?.receptive?.size;
                rows as u64
            }
            _ => return None,
        })
    }

    /// Whether the sought parameter may be `value`.
    pub(crate) fn reaches(&self, part: Part, value: u64) -> bool {
        let with = self.with(part, value);
        match self.goal {
            Some(Goal::Size(size)) => with.and_then(|with| with.size()) == Some(size),
            Some(Goal::Parameters(all)) => {
                with.and_then(|with| with.result(Part::Parameters)) == Some(all)
            }
            None => false,
        }
    }

    /// `[height, width]` that comes out.
    pub(crate) fn size(&self) -> Option<[usize; 2]> {
        self.shapes().get(self.layers.len()).map(|output| output.size())
    }

    /// The exercise with another value of the sought parameter; `None` where its table forbids
    /// that.
    pub fn with(&self, part: Part, value: u64) -> Option<Self> {
        let value = Value::Integer(i64::try_from(value).ok()?);
        let mut with = self.clone();
        let layer = with.layers.first_mut()?;
        for field in part.fields() {
            let row = layer.params().iter().find(|row| row.field == *field)?;
            if row.clamp(value).is_some() {
                return None;
            }
            layer.set(*field, value).ok()?;
        }
        Some(with)
    }
}
