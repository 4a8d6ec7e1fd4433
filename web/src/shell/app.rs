//! The whole page.

use crate::builder::canvas::{Canvas, Carried, DragLayer, FirstLine, focus_search};
use crate::builder::focus::{focus_network_if_lost, focus_network_later, focus_node_later};
use crate::builder::inspector::Inspector;
use crate::builder::palette::Palette;
use crate::builder::repeat::Repeat;
use crate::classify::PicturePanel;
use crate::compare::Compare;
use crate::data::{DataActions, DataPanel, DataView};
use crate::gallery::Gallery;
use crate::names;
use crate::ports::{files, prefs};
use crate::practice::Practice;
use crate::route::{Room, use_room};
use crate::shell::ending::{Ending, EndingView};
use crate::shell::header::{Header, HeaderActions, HeaderView, templates};
use crate::shell::notices::{Notices, announcement, notices};
use crate::shell::page::{Shortcut, use_page_files, use_shortcuts};
use crate::shell::rooms::{SkipLink, use_focus_in};
use crate::shell::shortcuts::Shortcuts;
use crate::shell::tabs::{Area, Tabs, focus_panel_later};
use crate::shell::tools::{ToolButtons, Tools, is_small};
use crate::shell::transport::{Transport, TransportActions, TransportView};
use crate::slots::SlotsHandle;
use crate::store::Store;
use crate::train::cost::{self, CostView};
use crate::train::{TrainingActions, TrainingPanel, TrainingView};
use filtro_app::{Event, NoticeAction, RunPhase, VisitEvent, Way};
use filtro_net::Edit;
use filtro_text::Lang;
use filtro_ui::dom::is_focus_lost;
use std::rc::Rc;
use yew::prelude::*;

fn first_area() -> Area {
    if is_small() { Area::Network } else { Area::Layer }
}

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_memo((), |()| Store::new());
    let store: Rc<Store> = Rc::clone(&store);
    let redraw = use_force_update();
    {
        let store = Rc::clone(&store);
        use_effect_with((), move |()| {
            store.subscribe(Callback::from(move |()| redraw.force_update()));
            store.dispatch(Event::Started);
        });
    }
    let lang = use_state_eq(prefs::language);
    let theme = use_state_eq(prefs::theme);
    use_effect_with((*lang, *theme), |(lang, theme)| {
        prefs::apply_language(*lang, false);
        prefs::apply_theme(*theme, false);
    });
    let area = use_state_eq(first_area);
    let tools = use_state_eq(|| None::<Tools>);
    let sheet = use_state_eq(|| false);
    let room = use_room();
    use_focus_in(room);
    let text = lang.text();
    let state = store.state();

    let send = {
        let store = Rc::clone(&store);
        use_callback((), move |event: Event, ()| store.dispatch(event))
    };
    let on = |event: Event| {
        let send = send.clone();
        Callback::from(move |()| send.emit(event.clone()))
    };
    let take = {
        let (store, area) = (Rc::clone(&store), area.setter());
        use_callback((), move |all: Vec<web_sys::File>, ()| {
            let shown = all.iter().find_map(|file| match files::kind_of(file) {
                files::FileKind::Data => Some(Area::Data),
                files::FileKind::Picture => Some(Area::Classify),
                _ => None,
            });
            if let Some(shown) = shown {
                Room::Build.enter();
                area.set(shown);
            }
            store.take_files(all);
        })
    };
    let hovering = use_page_files(take);
    let busy = matches!(state.run.phase, RunPhase::Running | RunPhase::Queued(_));
    let onkey = {
        let (send, sheet, area, tools) =
            (send.clone(), sheet.setter(), area.setter(), tools.setter());
        use_callback(busy, move |key: Shortcut, busy| {
            let event = match key {
                Shortcut::Train if *busy => Event::Pause,
                Shortcut::Train => Event::Train,
                Shortcut::Step => Event::Step,
                Shortcut::Undo => Event::Undo,
                Shortcut::Redo => Event::Redo,
                Shortcut::Find if is_small() => {
                    area.set(Area::Network);
                    tools.set(Some(Tools::View));
                    // The field is there once it is unfolded.
                    gloo_timers::callback::Timeout::new(0, focus_search).forget();
                    return;
                }
                Shortcut::Find => return focus_search(),
                Shortcut::Help => return sheet.set(true),
            };
            // What has the focus keeps it, or the canvas passes it on.
            let from_nowhere = is_focus_lost() && matches!(event, Event::Undo | Event::Redo);
            send.emit(event);
            if from_nowhere {
                focus_network_if_lost();
            }
        })
    };
    use_shortcuts(onkey);
    leave_guard(state.run.phase == RunPhase::Running);

    let templates = use_memo(*lang, |lang| templates(*lang));
    let header = HeaderActions {
        rename: send.reform(|name| Event::Edit(Edit::SetTitle(name))),
        undo: on(Event::Undo),
        redo: on(Event::Redo),
        template: send.reform(|key: AttrValue| Event::Template(key.to_string())),
        earlier: send.reform(|key: AttrValue| Event::Visit(VisitEvent::Open(key.to_string()))),
        open: {
            let store = Rc::clone(&store);
            Callback::from(move |()| {
                let store = Rc::clone(&store);
                let picked = Callback::from(move |all: Vec<web_sys::File>| {
                    if let Some(file) = all.into_iter().next() {
                        store.take_network(file);
                    }
                });
                files::pick(".json,application/json", false, picked);
            })
        },
        save: on(Event::Save),
        open_weights: {
            let store = Rc::clone(&store);
            Callback::from(move |()| {
                let store = Rc::clone(&store);
                let picked = Callback::from(move |all: Vec<web_sys::File>| {
                    if let Some(file) = all.into_iter().next() {
                        store.take_weights(file);
                    }
                });
                files::pick(".safetensors", false, picked);
            })
        },
        save_weights: on(Event::SaveWeights),
        language: {
            let lang = lang.clone();
            Callback::from(move |chosen: Lang| {
                prefs::apply_language(chosen, true);
                lang.set(chosen);
            })
        },
        theme: {
            let theme = theme.clone();
            Callback::from(move |chosen| {
                prefs::apply_theme(chosen, true);
                theme.set(chosen);
            })
        },
        device: {
            let area = area.setter();
            Callback::from(move |()| {
                Room::Build.enter();
                area.set(Area::Training);
            })
        },
        shortcuts: {
            let sheet = sheet.clone();
            Callback::from(move |()| sheet.set(true))
        },
    };
    let transport = TransportActions {
        train: on(Event::Train),
        pause: on(Event::Pause),
        step: on(Event::Step),
        stop: on(Event::Stop),
        reset: on(Event::Reset),
        afresh: on(Event::Afresh),
        cost: {
            let area = area.setter();
            Callback::from(move |()| {
                Room::Build.enter();
                area.set(Area::Training);
                cost::reveal();
            })
        },
        why: {
            let (send, area) = (send.clone(), area.setter());
            Callback::from(move |way| match way {
                Way::Node(id) => {
                    Room::Build.enter();
                    send.emit(Event::Select(Some(id)));
                    area.set(first_area());
                    focus_node_later(id);
                }
                Way::Network => {
                    Room::Build.enter();
                    area.set(first_area());
                    focus_network_later();
                }
                Way::Data => {
                    Room::Build.enter();
                    area.set(Area::Data);
                    focus_panel_later();
                }
                Way::Cost => {
                    Room::Build.enter();
                    area.set(Area::Training);
                    cost::reveal();
                }
                Way::Restart => send.emit(Event::Act(NoticeAction::RestartEngine)),
                Way::Reload => send.emit(Event::Act(NoticeAction::Reload)),
            })
        },
        send: send.clone(),
    };
    let cost_view = CostView::of(&state);
    let onclose = {
        let sheet = sheet.clone();
        Callback::from(move |()| sheet.set(false))
    };
    let onchoose = {
        let area = area.clone();
        Callback::from(move |chosen| area.set(chosen))
    };
    let onselect = {
        let (send, area) = (send.clone(), area.setter());
        use_callback((), move |id: filtro_net::NodeId, ()| {
            send.emit(Event::Select(Some(id)));
            if !is_small() {
                area.set(Area::Layer);
            }
        })
    };
    let classes = names::classes(&state, *lang);
    let document = &state.document;
    let panel = match *area {
        Area::Network | Area::Layer => html! {
            <Inspector
                network={Rc::clone(&document.network)}
                report={Rc::clone(&document.report)}
                selection={state.selection}
                group={state.group.clone()}
                row={state.is_row()}
                send={send.clone()}
            />
        },
        Area::Data => html! {
            <DataPanel view={DataView::of(&state)} actions={data_actions(&store, &send, &area)} />
        },
        Area::Training => html! {
            <TrainingPanel
                view={TrainingView::of(&state, cost_view.clone(), *lang)}
                actions={TrainingActions {
                    config: send.reform(Event::Config),
                    device: send.reform(Event::Device),
                    test: on(Event::Test),
                    send: send.clone(),
                }}
            />
        },
        Area::Classify => {
            let store = Rc::clone(&store);
            let chosen = Rc::clone(&store);
            let onfiles = Callback::from(move |all| store.take_pictures(all));
            let onchoose = Callback::from(move |id| chosen.show_picture(id));
            html! {
                <PicturePanel
                    picture={state.picture.clone()}
                    tray={Rc::clone(&state.tray)}
                    {onchoose}
                    classes={classes.clone()}
                    step={state.run.step}
                    followed={state.subject == Some(filtro_protocol::Subject::Picture)}
                    {onfiles}
                    send={send.clone()}
                />
            }
        }
    };
    let shown = if *area == Area::Network { Area::Layer } else { *area };
    let main = match room {
        Room::Build => html! {
            <main class="areas" data-tools={(*tools).map(Tools::key)}>
                <ToolButtons open={*tools} onchange={
                    let tools = tools.setter();
                    Callback::from(move |open| tools.set(open))
                } />
                <div class="area-palette"><Palette send={send.clone()} /></div>
                <section
                    class="area-network"
                    id="network"
                    tabindex="-1"
                    aria-label={text.network.canvas}
                >
                    <Canvas
                        network={Rc::clone(&document.network)}
                        report={Rc::clone(&document.report)}
                        opened={document.opened}
                        original={document.is_original()}
                        selection={state.selection}
                        batch={state.run.config.batch_size}
                        group={state.group.clone()}
                        drag={Carried::of(&state.drag)}
                        classes={classes}
                        {onselect}
                        send={send.clone()}
                    />
                    <FirstLine training={state.run.phase == RunPhase::Running} />
                </section>
                <div class="area-side">
                    <Tabs area={*area} {onchoose} />
                    <div
                        class="panel"
                        role="tabpanel"
                        id="panel"
                        tabindex="0"
                        aria-labelledby={format!("tab-{}", shown.key())}
                    >
                        { panel }
                    </div>
                </div>
            </main>
        },
        Room::Gallery => html! {
            <main key="gallery" class="room" id="room" tabindex="-1"><Gallery state={Rc::clone(&state)} send={send.clone()} /></main>
        },
        Room::Compare => html! {
            <main key="compare" class="room" id="room" tabindex="-1"><Compare state={Rc::clone(&state)} send={send.clone()} /></main>
        },
        Room::Practice => html! {
            <main key="practice" class="room" id="room" tabindex="-1"><Practice state={Rc::clone(&state)} send={send.clone()} /></main>
        },
    };
    html! {
        <ContextProvider<Lang> context={*lang}>
            <ContextProvider<SlotsHandle> context={store.slots.clone()}>
                <div class="page" data-area={if *area == Area::Network { "network" } else { "panel" }}>
                    <SkipLink {room} />
                    <Header
                        view={HeaderView::of(&state, *lang, *theme, (*templates).clone(), room)}
                        actions={header}
                    />
                    <Transport
                        view={TransportView::of(&state, *lang)}
                        cost={cost_view}
                        config={state.run.config}
                        actions={transport}
                    />
                    { main }
                    <DragLayer drag={state.drag.clone()} network={Rc::clone(&document.network)} send={send.clone()} />
                    <Notices
                        notices={notices(&state, *lang, &send)}
                        announcement={announcement(store.announcement().as_ref(), &document.network, *lang)}
                    />
                    <Repeat
                        node={state.asking}
                        count={state.asking.map_or(1, |id| state.chosen().with(id).len())}
                        send={send.clone()}
                    />
                    <Ending view={EndingView::of(&state)} send={send.clone()} />
                    <Shortcuts open={*sheet} {onclose} />
                    if hovering {
                        <div class="drop-target"><p>{ text.shell.drop_here }</p></div>
                    }
                </div>
            </ContextProvider<SlotsHandle>>
        </ContextProvider<Lang>>
    }
}

fn data_actions(
    store: &Rc<Store>,
    send: &Callback<Event>,
    area: &UseStateHandle<Area>,
) -> DataActions {
    let (files, area) = (Rc::clone(store), area.setter());
    DataActions {
        load: send.reform(Event::Load),
        files: Callback::from(move |all| {
            area.set(Area::Data);
            files.take_data(all);
        }),
        cancel: send.reform(|()| Event::CancelLoad),
        forget: send.reform(|()| Event::Forget),
        accept: send.reform(|()| Event::UseIncomplete),
        watch: send.reform(Event::Watch),
        samples: send.reform(Event::Samples),
    }
}

/// Asks before the page is left while a run goes on.
fn leave_guard(running: bool) {
    let Some(window) = web_sys::window() else { return };
    let guard =
        running.then(|| js_sys::Function::new_with_args("event", "event.preventDefault();"));
    window.set_onbeforeunload(guard.as_ref());
}
