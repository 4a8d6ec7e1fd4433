//! The sheet of keyboard shortcuts.

use filtro_text::Text;
use filtro_ui::control::Button;
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Shortcuts`].
#[derive(PartialEq, Properties)]
pub struct ShortcutsProps {
    /// Whether it is open.
    pub open: bool,
    /// It was closed.
    pub onclose: Callback<()>,
}

/// The sheet. The browser's own dialog keeps focus inside, closes on Escape and gives focus back.
#[component]
pub fn Shortcuts(props: &ShortcutsProps) -> Html {
    let text = use_text();
    let t = &text.shell;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                if *open && !dialog.open() {
                    // Refused only where the dialog is open already.
                    dialog.show_modal().unwrap_or_default();
                } else if !*open && dialog.open() {
                    dialog.close();
                }
            }
        });
    }
    let onclose = props.onclose.reform(|_: Event| ());
    html! {
        <dialog class="dialog" ref={node} aria-labelledby="shortcuts-title" {onclose}>
            <div class="dialog-head">
                <h2 id="shortcuts-title">{ t.shortcuts }</h2>
                <Button
                    label={t.close}
                    icon={Icon::Close}
                    icon_only=true
                    class="quiet"
                    onclick={props.onclose.clone()}
                />
            </div>
            <div class="dialog-body">
                <p class="small muted">{ t.shortcuts_intro }</p>
                <dl class="keys">
                    for (does, keys) in table(text) {
                        <dt>{ does }</dt>
                        <dd>
                            for key in keys {
                                <kbd>{ key }</kbd>
                            }
                        </dd>
                    }
                </dl>
            </div>
        </dialog>
    }
}

fn table(text: &Text) -> Vec<(&'static str, Vec<&'static str>)> {
    let t = &text.shell;
    vec![
        (t.key_train, vec!["T"]),
        (t.key_step, vec!["S"]),
        (t.key_undo, vec!["Ctrl", "Z"]),
        (t.key_redo, vec!["Ctrl", "Shift", "Z"]),
        (t.key_pick_up, vec![t.key_space]),
        (text.canvas.key_carry, vec!["Shift", t.key_space]),
        (text.canvas.key_all, vec!["Ctrl", "A"]),
        (t.key_move, vec!["↑", "↓"]),
        (t.key_move_direct, vec!["Alt", "↑", "↓"]),
        (t.key_duplicate, vec!["D"]),
        (t.key_delete, vec!["Del"]),
        (text.blocks.key_wrap, vec!["W"]),
        (text.blocks.key_wrap_branches, vec!["Shift", "W"]),
        (text.blocks.key_unwrap, vec!["U"]),
        (text.blocks.key_repeat, vec!["R"]),
        (text.blocks.key_extend, vec!["Shift", "↑", "↓"]),
        (t.key_cancel, vec!["Esc"]),
        (text.canvas.key_find, vec!["/"]),
        (text.canvas.key_fold, vec!["←", "→"]),
        (text.canvas.key_zoom, vec!["Ctrl", "−", "+", "0"]),
        (t.key_help, vec!["?"]),
    ]
}
