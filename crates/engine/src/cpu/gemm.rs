//! Products of matrices.

/// A matrix in somebody's storage.
#[derive(Clone, Copy)]
pub(super) struct Matrix<'a> {
    values: &'a [f32],
    rows: usize,
    columns: usize,
    /// Distance from row to row and from column to column.
    strides: (usize, usize),
}

impl<'a> Matrix<'a> {
    /// Row by row.
    pub(super) const fn new(values: &'a [f32], rows: usize, columns: usize) -> Self {
        Self { values, rows, columns, strides: (columns, 1) }
    }

    /// Rows and columns exchanged.
    pub(super) const fn transposed(self) -> Self {
        let (row, column) = self.strides;
        Self { rows: self.columns, columns: self.rows, strides: (column, row), ..self }
    }

    fn fits(&self) -> bool {
        let (row, column) = self.strides;
        let last = self.rows.saturating_sub(1) * row + self.columns.saturating_sub(1) * column;
        self.rows == 0 || self.columns == 0 || last < self.values.len()
    }
}

/// What becomes of the values that are already there.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Into {
    Replace,
    Add,
}

/// `out` (row by row) = or += `a` · `b`, in this thread.
pub(super) fn multiply(out: &mut [f32], a: Matrix<'_>, b: Matrix<'_>, into: Into) {
    let (rows, inner, columns) = (a.rows, a.columns, b.columns);
    // The product below does not look.
    assert!(a.fits() && b.fits() && inner == b.rows && out.len() >= rows * columns);
    let step = |stride: usize| stride.cast_signed();
    // SAFETY: all three matrices lie within their slices, as just checked.
    unsafe {
        gemm::gemm(
            rows,
            columns,
            inner,
            out.as_mut_ptr(),
            1,
            step(columns),
            into == Into::Add,
            a.values.as_ptr(),
            step(a.strides.1),
            step(a.strides.0),
            b.values.as_ptr(),
            step(b.strides.1),
            step(b.strides.0),
            1.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_definition() {
        let (rows, inner, columns) = (5, 7, 9);
        let a: Vec<f32> = (0..rows * inner).map(|at| (at as f32 * 0.3).sin()).collect();
        let b: Vec<f32> = (0..inner * columns).map(|at| (at as f32 * 0.7).cos()).collect();
        let turned: Vec<f32> =
            (0..inner * columns).map(|at| b[(at % inner) * columns + at / inner]).collect();
        let expected = |row: usize, column: usize| -> f32 {
            (0..inner).map(|at| a[row * inner + at] * b[at * columns + column]).sum()
        };
        let mut out = vec![1.0; rows * columns];
        let a = Matrix::new(&a, rows, inner);
        multiply(&mut out, a, Matrix::new(&b, inner, columns), Into::Replace);
        multiply(&mut out, a, Matrix::new(&turned, columns, inner).transposed(), Into::Add);
        for (at, found) in out.iter().enumerate() {
            assert!((found - 2.0 * expected(at / columns, at % columns)).abs() < 1e-5);
        }
    }
}
