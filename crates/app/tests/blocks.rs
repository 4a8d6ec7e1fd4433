//! Blocks, and several nodes at once.

mod page;

use filtro_app::{DragEvent, Dragged, Effect, Event, Gap, NoticeCode};
use filtro_net::{
    Block, BlockSort, Edit, EditError, Item, Lane, Layer, LayerKind, Merge, NodeId, Place, Shape,
};
use filtro_zoo::{PRESETS, Preset};
use page::Page;

const CONCAT: BlockSort = BlockSort::Parallel(Merge::Concat);

fn to(id: NodeId) -> Event {
    Event::Extend { from: None, to: id }
}

#[allow(clippy::unwrap_used, reason = "a test's helper")]
fn lane_ids(page: &Page, block: NodeId, lane: usize) -> Vec<NodeId> {
    let nodes = page.state.document.network.lane(Lane::Of { block, lane });
    nodes.unwrap().iter().map(|node| node.id).collect()
}

/// Selects the second to the fourth node.
#[allow(clippy::indexing_slicing, reason = "a test's helper")]
fn with_three() -> (Page, Vec<NodeId>) {
    let mut page = Page::ready();
    let ids = page.ids();
    page.does(Event::Select(Some(ids[1])));
    page.does(to(ids[3]));
    assert_eq!(page.state.group, ids[1..4]);
    (page, ids)
}

#[test]
fn a_range_grows_and_shrinks_around_its_beginning() {
    let (mut page, ids) = with_three();
    assert_eq!(page.state.selection, Some(ids[3]));
    page.does(to(ids[0]));
    assert_eq!((&page.state.group[..], page.state.selection), (&ids[..2], Some(ids[0])));
    page.does(to(ids[1]));
    assert_eq!((page.state.group.len(), page.state.selection), (0, Some(ids[1])));
    // From a card that has the focus but is not selected, the range begins there.
    page.does(Event::Extend { from: Some(ids[4]), to: ids[5] });
    assert_eq!(page.state.group, ids[4..6]);
    page.does(Event::Select(Some(ids[2])));
    assert_eq!(page.state.group, []);
}

#[test]
fn single_nodes_come_and_go() {
    let (mut page, ids) = with_three();
    page.does(Event::Toggle(ids[2]));
    assert_eq!(page.state.group, [ids[1], ids[3]]);
    assert!(!page.state.is_row());
    page.does(Event::Toggle(ids[5]));
    page.does(Event::Toggle(ids[2]));
    assert_eq!(page.state.group, [ids[1], ids[2], ids[3], ids[5]]);
    for id in [ids[1], ids[2], ids[3]] {
        page.does(Event::Toggle(id));
    }
    assert_eq!((page.state.group.len(), page.state.selection), (0, Some(ids[5])));
    page.does(Event::Toggle(ids[5]));
    assert_eq!(page.state.selection, None);
}

#[test]
fn a_range_across_blocks_takes_them_whole() {
    let (mut page, ids) = with_three();
    page.does(Event::Wrap { id: ids[2], into: CONCAT });
    let block = page.state.selection.unwrap();
    page.does(Event::Select(Some(ids[2])));
    page.does(to(ids[5]));
    assert_eq!(page.state.group, [block, ids[4], ids[5]]);
    assert_eq!(page.state.selection, Some(ids[5]));
}

#[test]
fn selected_neighbours_are_wrapped_and_unwrapped_and_undo_knows_them() {
    let (mut page, ids) = with_three();
    page.does(Event::Wrap { id: ids[2], into: BlockSort::Residual });
    let block = page.state.selection.unwrap();
    assert_eq!(page.ids(), [&[ids[0], block][..], &ids[4..]].concat());
    assert_eq!(lane_ids(&page, block, 0), ids[1..4]);
    assert_eq!((page.state.group.len(), page.state.document.depth()), (0, 1));
    page.does(Event::Undo);
    assert_eq!((page.ids(), &page.state.group[..]), (ids.clone(), &ids[1..4]));
    page.does(Event::Redo);
    assert_eq!(page.ids()[1], block);
    page.does(Event::Unwrap(block));
    assert_eq!((page.ids(), &page.state.group[..]), (ids.clone(), &ids[1..4]));
    // A node that is not selected is wrapped alone.
    page.does(Event::Wrap { id: ids[5], into: CONCAT });
    assert_eq!(lane_ids(&page, page.state.selection.unwrap(), 0), [ids[5]]);
}

#[test]
fn what_cannot_be_wrapped_is_said_and_forgotten_with_the_next_edit() {
    let (mut page, ids) = with_three();
    page.does(Event::Toggle(ids[2]));
    page.does(Event::Wrap { id: ids[1], into: CONCAT });
    let error = EditError::NotNeighbours(vec![ids[1], ids[3]]);
    assert_eq!(page.codes(), [NoticeCode::EditRefused(error)]);
    assert_eq!(page.ids(), ids);
    page.does(Event::Edit(Edit::Remove { id: ids[0] }));
    assert_eq!(page.codes(), []);
}

#[test]
fn several_are_repeated_copied_moved_and_deleted_in_one_step() {
    let (mut page, ids) = with_three();
    page.does(Event::AskRepeat(Some(ids[1])));
    assert_eq!(page.state.asking, Some(ids[1]));
    page.does(Event::Repeat { id: ids[1], times: 3 });
    assert_eq!(page.state.asking, None);
    assert_eq!(page.ids().len(), ids.len() + 6);
    assert_eq!(page.state.group.len(), 9);
    page.does(Event::Undo);
    page.does(Event::Select(Some(ids[1])));
    page.does(to(ids[2]));
    page.does(Event::Duplicate(ids[2]));
    assert_eq!(page.ids()[3..5], page.state.group);
    assert_eq!(page.ids()[5], ids[3]);
    page.does(Event::Delete(page.state.group[0]));
    assert_eq!(page.ids(), ids);
    page.does(Event::Select(Some(ids[1])));
    page.does(to(ids[2]));
    page.does(Event::Shift { id: ids[1], up: false });
    assert_eq!(page.ids()[1..4], [ids[3], ids[1], ids[2]]);
    assert_eq!(page.state.group, ids[1..3]);
    page.does(Event::Shift { id: ids[2], up: true });
    assert_eq!(page.ids(), ids);
    // To the very ends, and no farther.
    for _ in 0..ids.len() {
        page.does(Event::Shift { id: ids[2], up: true });
    }
    assert_eq!(page.ids()[..2], ids[1..3]);
    for _ in 0..ids.len() {
        page.does(Event::Shift { id: ids[1], up: false });
    }
    assert_eq!(page.ids()[ids.len() - 2..], ids[1..3]);
}

#[test]
fn neighbours_are_carried_together_by_keys_and_by_pointer() {
    let (mut page, ids) = with_three();
    page.does(Event::Drag(DragEvent::PickUp(Dragged::Node(ids[2]))));
    let (what, _) = page.state.drag.moving().unwrap();
    assert_eq!(what.nodes(), &ids[1..4]);
    page.does(Event::Drag(DragEvent::Next { down: true, hidden: Vec::new() }));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(page.ids()[1..5], [ids[4], ids[1], ids[2], ids[3]]);
    assert_eq!(page.state.group, ids[1..4]);
    page.does(Event::Undo);

    let gaps: Vec<_> = (0..=ids.len())
        .map(|at| Gap { place: Place::root(at), left: 0.0, right: 9.0, y: 100.0 * at as f64 })
        .collect();
    let carry = |page: &mut Page, y: f64| {
        let what = Dragged::Node(ids[3]);
        page.does(Event::Drag(DragEvent::Press { what, at: [5.0, 0.0] }));
        page.does(Event::Drag(DragEvent::Move { at: [5.0, y], gaps: gaps.clone() }));
        page.does(Event::Drag(DragEvent::Drop));
    };
    // Into a gap between them: nothing to undo.
    let depth = page.state.document.depth();
    carry(&mut page, 300.0);
    assert_eq!((page.ids(), page.state.document.depth()), (ids.clone(), depth));
    carry(&mut page, 100.0 * ids.len() as f64);
    assert_eq!(page.ids()[ids.len() - 3..], ids[1..4]);
    page.does(Event::Undo);
    assert_eq!(page.ids(), ids);
    carry(&mut page, 900_000.0);
    assert_eq!(page.ids(), [&ids[..1], &ids[4..]].concat());
}

#[test]
fn a_block_takes_layers_into_its_lanes() {
    let mut page = Page::ready();
    let ids = page.ids();
    page.does(Event::Select(Some(ids[0])));
    let empty = Item::from(Block::around(Vec::new(), CONCAT));
    page.does(Event::Drag(DragEvent::PickUp(Dragged::New(empty))));
    page.does(Event::Drag(DragEvent::Drop));
    let block = page.state.selection.unwrap();
    assert_eq!(page.ids()[1], block);
    // Up by key: the last lane's only gap, then the first's.
    page.does(Event::Drag(DragEvent::PickUp(Dragged::Node(ids[1]))));
    page.does(Event::Drag(DragEvent::Next { down: false, hidden: Vec::new() }));
    page.does(Event::Drag(DragEvent::Next { down: false, hidden: Vec::new() }));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(lane_ids(&page, block, 0), [ids[1]]);
    page.does(Event::Edit(Edit::AddLane { block }));
    assert_eq!(lane_ids(&page, block, 2), []);
    page.does(Event::Edit(Edit::RemoveLane { block, lane: 0 }));
    assert_eq!(lane_ids(&page, block, 0), []);
    assert!(page.state.document.network.find(ids[1]).is_none());
}

/// What goes in says how wide a block is: it fits wherever it is put.
#[test]
fn ready_made_blocks_fit_where_they_are_put() {
    for preset in PRESETS {
        let mut page = Page::ready();
        let ids = page.ids();
        // Behind the first convolution, 6 maps of 28×28.
        let first = page.state.document.report.node(ids[0]).unwrap().output.unwrap();
        assert_eq!(first, Shape::map(6, 28, 28));
        page.does(Event::Select(Some(ids[0])));
        page.does(Event::InsertPreset { preset, at: None });
        assert!(page.state.is_valid(), "{preset:?}: {:?}", page.state.document.report.diagnostics);
        let count = preset.items(Some(first)).len();
        assert_eq!(page.ids()[1..=count].last().copied(), page.state.selection);
        assert_eq!(page.ids()[count + 1], ids[1]);
        assert_eq!(page.state.document.depth(), 1);
        page.does(Event::Undo);
        assert_eq!((page.ids(), page.state.selection), (ids, Some(page.ids()[0])));
    }
    let mut page = Page::ready();
    let preset = Preset::Fire;
    page.does(Event::Drag(DragEvent::PickUp(Dragged::Preset(preset))));
    page.does(Event::Drag(DragEvent::Cancel));
    page.does(Event::InsertPreset { preset, at: Some(Place::root(99)) });
    assert!(!page.state.document.can_undo());
    assert!(page.effects.iter().any(|effect| matches!(effect, Effect::Announce(_))));
}

#[test]
fn without_a_selection_what_is_new_goes_to_the_last_place_where_it_fits() {
    let kinds = |page: &Page| -> Vec<LayerKind> {
        page.state.document.network.nodes.iter().filter_map(|node| node.item.kind()).collect()
    };
    let flatten = |page: &Page| kinds(page).iter().position(|kind| *kind == LayerKind::Flatten);
    let add = |event: Event| {
        let mut page = Page::ready();
        assert_eq!(page.state.selection, None);
        page.does(event);
        page
    };
    let insert = |kind| Event::Insert { item: Layer::new(kind).into(), at: None };
    // LeNet ends in vectors: maps end before its flatten.
    let before = flatten(&Page::ready()).unwrap();
    for kind in [LayerKind::MaxPool2d, LayerKind::DepthwiseConv2d] {
        let page = add(insert(kind));
        assert_eq!((kinds(&page)[before], flatten(&page)), (kind, Some(before + 1)));
        assert!(page.state.is_valid(), "{kind:?}");
    }
    for preset in PRESETS {
        let page = add(Event::InsertPreset { preset, at: None });
        let place = page.state.selection.and_then(|id| page.state.document.network.place_of(id));
        assert_eq!(
            place.map(|place| place.index + 1),
            page.ids().iter().position(|id| {
                page.state.document.network.find(*id).and_then(|node| node.item.kind())
                    == Some(LayerKind::Flatten)
            })
        );
    }
    // A dense layer takes vectors: it goes behind them all.
    let page = add(insert(LayerKind::Dense));
    assert_eq!(kinds(&page).last(), Some(&LayerKind::Dense));
    assert_eq!(kinds(&page).len(), kinds(&Page::ready()).len() + 1);
    // By key it starts where a click would put it.
    let layer = Layer::new(LayerKind::MaxPool2d).into();
    let mut page = add(Event::Drag(DragEvent::PickUp(Dragged::New(layer))));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(kinds(&page)[before], LayerKind::MaxPool2d);
}
