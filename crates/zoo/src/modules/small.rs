//! Modules that stack what they make onto what came in: fire and dense.

use super::words::{basic_bare, concat, conv, conv_strided, norm, relu};
use filtro_net::Item;

/// A fire module (Iandola et al., 2016, section 3.2): 1×1 to `squeeze` maps, then `expand` maps
/// each of 1×1 and 3×3.
pub(crate) fn fire(squeeze: usize, expand: usize) -> [Item; 3] {
    let expanded =
        concat([vec![conv(expand, 1), relu()], vec![conv_strided(expand, 3, 1, 1), relu()]]);
    [conv(squeeze, 1), relu(), expanded]
}

/// A layer of DenseNet (Huang et al., 2017): what came in, and `growth` maps that were made of it.
pub(crate) fn dense_layer(growth: usize) -> Item {
    concat([Vec::new(), vec![norm(), relu(), basic_bare(growth, 3, 1)]])
}
