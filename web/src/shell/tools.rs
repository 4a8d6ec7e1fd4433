//! Where there is little room, palette and canvas toolbar stand folded behind a button each.

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

/// What is unfolded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tools {
    /// Layers and blocks to add.
    Palette,
    /// Search, folding, tint, zoom.
    View,
}

impl Tools {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Palette, Self::View];

    /// What the style sheet knows it by.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Palette => "palette",
            Self::View => "view",
        }
    }
}

/// Properties of [`ToolButtons`].
#[derive(PartialEq, Properties)]
pub struct ToolButtonsProps {
    /// What is unfolded.
    pub open: Option<Tools>,
    /// A person unfolds or folds.
    pub onchange: Callback<Option<Tools>>,
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
                    onclick={props.onchange.reform({
                        let next = (props.open != Some(tools)).then_some(tools);
                        move |()| next
                    })}
                />
            }
        </div>
    }
}
