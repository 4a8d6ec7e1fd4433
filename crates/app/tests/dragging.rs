//! Dragging, by pointer and by keys.

use filtro_app::{DragEvent, Dragged, Event, Target};
use filtro_net::{Layer, LayerKind, Place};

mod page;

use page::Page;

#[test]
fn a_drag_by_keys_steps_over_what_is_not_shown() {
    let mut page = Page::ready();
    let ids = page.ids();
    // The gaps before the fourth and the fifth layer are folded away.
    let hidden = vec![Place::root(3), Place::root(4)];
    let next = |down| Event::Drag(DragEvent::Next { down, hidden: hidden.clone() });
    page.does(Event::Drag(DragEvent::PickUp(Dragged::Node(ids[1]))));
    page.does(next(true));
    assert_eq!(page.state.drag.moving().unwrap().1, Target::Gap(Place::root(5)));
    page.does(next(false));
    assert_eq!(page.state.drag.moving().unwrap().1, Target::Gap(Place::root(1)));
}

#[test]
fn a_layer_is_dragged_in_and_out() {
    let mut page = Page::ready();
    let before = page.ids();
    let gaps: Vec<_> = (0..=before.len())
        .map(|at| filtro_app::Gap {
            place: Place::root(at),
            left: 0.0,
            right: 200.0,
            y: 100.0 * at as f64,
        })
        .collect();
    let new = Dragged::New(Layer::new(LayerKind::Dropout).into());
    page.does(Event::Drag(DragEvent::Press { what: new, at: [-300.0, 0.0] }));
    page.does(Event::Drag(DragEvent::Move { at: [-298.0, 0.0], gaps: gaps.clone() }));
    assert!(page.state.drag.moving().is_none(), "that was a click");
    page.does(Event::Drag(DragEvent::Move { at: [50.0, 210.0], gaps: gaps.clone() }));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(page.state.document.network.nodes[2].item.kind(), Some(LayerKind::Dropout));
    let id = page.ids()[2];
    assert_eq!(page.state.selection, Some(id));
    page.does(Event::Drag(DragEvent::Press { what: Dragged::Node(id), at: [50.0, 210.0] }));
    page.does(Event::Drag(DragEvent::Move { at: [900.0, 210.0], gaps }));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(page.ids(), before);
    page.does(Event::Undo);
    page.does(Event::Undo);
    assert_eq!(page.ids(), before);
    assert!(page.state.document.can_redo());
}

/// A thousand pixels between the gaps around it: none of them is within reach of its middle.
#[test]
fn what_is_let_go_over_itself_stays() {
    for after in [true, false] {
        let mut page = Page::ready();
        let (before, id) = (page.ids(), page.ids()[1]);
        let gap = |at: usize, y: f64| filtro_app::Gap {
            place: Place::root(at),
            left: 0.0,
            right: 200.0,
            y,
        };
        let mut gaps = vec![gap(0, -100.0), gap(1, 0.0)];
        if after {
            gaps.extend([gap(2, 1000.0), gap(3, 1100.0)]);
        }
        page.does(Event::Drag(DragEvent::Press { what: Dragged::Node(id), at: [50.0, 400.0] }));
        page.does(Event::Drag(DragEvent::Move { at: [60.0, 500.0], gaps: gaps.clone() }));
        assert_eq!(page.state.drag.moving().unwrap().1, Target::Gap(Place::root(1)));
        page.does(Event::Drag(DragEvent::Drop));
        assert_eq!((page.ids(), page.state.document.can_undo()), (before.clone(), false));
        // Beside it is outside.
        page.does(Event::Drag(DragEvent::Press { what: Dragged::Node(id), at: [50.0, 400.0] }));
        page.does(Event::Drag(DragEvent::Move { at: [500.0, 500.0], gaps }));
        assert_eq!(page.state.drag.moving().unwrap().1, Target::Out);
        page.does(Event::Drag(DragEvent::Drop));
        assert_eq!(page.ids().len(), before.len() - 1);
    }
}
