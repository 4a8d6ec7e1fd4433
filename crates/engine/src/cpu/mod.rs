//! The processor's own kernels, for what burn-flex's general ones leave on the table: convolutions
//! as products with columns that stay in the cache, pooling and batch norm in one pass, and
//! element by element work in place.
//!
//! Work is cut into pieces that depend on shapes alone, never on the number of threads, and
//! partial sums are added in order: a run repeats bit for bit on any machine with the same
//! instruction set.
//!
//! They know slices and axes, and no tensors: `tensor/host.rs` has the way between the two.

pub(crate) mod adam;
mod columns;
pub(crate) mod conv;
mod depthwise;
pub(crate) mod element;
mod gemm;
pub(crate) mod norm;
pub(crate) mod pool;
pub(crate) mod resample;
pub(crate) mod response_norm;
pub(crate) mod sample_norm;

/// Values of up to four axes, outermost first and row by row; missing axes are 1.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) axes: [usize; 4],
}

/// What a kernel makes: values and their axes.
#[derive(Debug)]
pub(crate) struct Array {
    pub(crate) values: Vec<f32>,
    pub(crate) dims: Vec<usize>,
}

impl Array {
    fn new(values: Vec<f32>, dims: &[usize]) -> Self {
        debug_assert_eq!(values.len(), dims.iter().product::<usize>());
        Self { values, dims: dims.to_vec() }
    }
}

/// Calls `work` with the number of each piece of `size` values and the piece, on all threads.
pub(crate) fn pieces(values: &mut [f32], size: usize, work: impl Fn(usize, &mut [f32]) + Sync) {
    let size = size.max(1);
    #[cfg(not(target_arch = "wasm32"))]
    {
        use rayon::prelude::*;
        if values.len() > size {
            values.par_chunks_mut(size).enumerate().for_each(|(at, piece)| work(at, piece));
            return;
        }
    }
    values.chunks_mut(size).enumerate().for_each(|(at, piece)| work(at, piece));
}

/// Results of `work` for each number below `count`, in order, on all threads.
pub(crate) fn collect<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    #[cfg(not(target_arch = "wasm32"))]
    {
        use rayon::prelude::*;
        if count > 1 {
            return (0..count).into_par_iter().map(&work).collect();
        }
    }
    (0..count).map(work).collect()
}
