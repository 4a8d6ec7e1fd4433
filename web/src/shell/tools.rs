//! Where there is little room, palette and canvas toolbar stand folded behind a button each.

use crate::act::Act;
use crate::route::Tools;
use filtro_ui::control::Button;
use filtro_ui::icon::Icon;
use filtro_ui::services;
use filtro_ui::use_text;
use yew::prelude::*;

/// The screens that show one area at a time, as in `styles/small.css`. In `em`, so that large text
/// counts as a small screen; low windows count as well.
const SMALL: &str = "(max-width: 44.99em), (max-width: 63.99em) and (max-height: 30em)";

/// Whether one area is shown at a time.
pub fn is_small() -> bool {
    services::media(SMALL)
}

/// Properties of [`ToolButtons`].
#[derive(PartialEq, Properties)]
pub struct ToolButtonsProps {
    /// What is unfolded.
    pub open: Option<Tools>,
    /// Where is asked.
    pub send: Callback<Act>,
}

/// The two buttons. The style sheet hides them where everything is unfolded.
#[component]
pub fn ToolButtons(props: &ToolButtonsProps) -> Html {
    let t = &use_text().shell;
    html! {
        <div class="tool-buttons">
            for tools in Tools::ALL {
                <Button
                    key={tools.key()}
                    label={match tools { Tools::Palette => t.tools_palette, Tools::View => t.tools_view }}
                    icon={match tools { Tools::Palette => Icon::Plus, Tools::View => Icon::Search }}
                    class="quiet"
                    expanded={Some(props.open == Some(tools))}
                    onclick={props.send.reform({
                        let next = (props.open != Some(tools)).then_some(tools);
                        move |()| Act::Unfold(next)
                    })}
                />
            }
        </div>
    }
}
