//! What this is and what to do, in one line, until it has been done once. It lies over the edge of the
//! canvas, so that nothing moves when it goes.

use crate::builder::focus::focus_network_if_lost;
use crate::ports::prefs;
use filtro_ui::control::Button;
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`FirstLine`].
#[derive(PartialEq, Properties)]
pub struct FirstLineProps {
    /// A run is in progress: that is what the line leads to.
    pub training: bool,
}

/// The line.
#[component]
pub fn FirstLine(props: &FirstLineProps) -> Html {
    let t = &use_text().canvas;
    let begun = use_state_eq(prefs::begun);
    {
        let begun = begun.clone();
        use_effect_with(props.training, move |training| {
            if *training && !*begun {
                prefs::remember_begun();
                begun.set(true);
            }
        });
    }
    if *begun {
        return html! {};
    }
    let onclick = Callback::from(move |()| {
        prefs::remember_begun();
        begun.set(true);
        focus_network_if_lost();
    });
    html! {
        <div class="first-line" role="note">
            <p>{ t.first }</p>
            <Button label={t.hide_first} icon={Icon::Close} icon_only=true class="quiet" {onclick} />
        </div>
    }
}
