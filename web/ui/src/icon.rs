//! Our own outline icons, 24 × 24, coloured by the text they stand in.

use yew::prelude::*;

/// The icons of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Icon {
    Play,
    Pause,
    Step,
    Stop,
    Reset,
    Undo,
    Redo,
    Close,
    Plus,
    Minus,
    Menu,
    Check,
    Warning,
    Error,
    Info,
    Up,
    Down,
    Left,
    Right,
    Grip,
    Copy,
    Trash,
    File,
    Folder,
    Image,
    Chip,
    Help,
    Settings,
    Network,
    Layer,
    Data,
    Chart,
    Table,
    Server,
    Shapes,
    Download,
    Wrap,
    Rows,
    Unwrap,
    Repeat,
    Search,
    Fit,
    Fold,
    Unfold,
}

impl Icon {
    /// Outline, as the `d` of one path.
    const fn outline(self) -> &'static str {
        match self {
            Self::Play => {
                "M8 5.5v13a.6.6 0 0 0 .9.5l10.4-6.5a.6.6 0 0 0 0-1L8.9 5a.6.6 0 0 0-.9.5Z"
            }
            Self::Pause => "M8 5v14M16 5v14",
            Self::Step => "M6 6v12l9-6ZM18 6v12",
            Self::Stop => "M7 7h10v10H7Z",
            Self::Reset => "M5 5v5h5M5.6 10A7 7 0 1 1 5 14",
            Self::Undo => "M9 6 5 10l4 4M5 10h9a5 5 0 0 1 0 10h-3",
            Self::Redo => "m15 6 4 4-4 4M19 10h-9a5 5 0 0 0 0 10h3",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Menu => "M12 5.5v.01M12 12v.01M12 18.5v.01",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Warning => "M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17v.01",
            Self::Error => "M8 3h8l5 5v8l-5 5H8l-5-5V8ZM12 7.5v5.5M12 16.2v.01",
            Self::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.7v.01",
            Self::Up => "m6 15 6-6 6 6",
            Self::Down => "m6 9 6 6 6-6",
            Self::Left => "m15 6-6 6 6 6",
            Self::Right => "m9 6 6 6-6 6",
            Self::Grip => "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01",
            Self::Copy => "M9 9h11v11H9ZM5 15H4V4h11v1",
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5.5M14 11v5.5",
            Self::File => "M6 3h8l5 5v13H6ZM14 3v5h5",
            Self::Folder => "M3 6h6l2 2.5h10V19H3Z",
            Self::Image => "M4 5h16v14H4ZM4 16l5-5 4.5 4.5 2.5-2.5 4 4M15.5 9v.01",
            Self::Chip => {
                "M7 7h10v10H7ZM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4"
            }
            Self::Help => {
                "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3\
                 c-.8.4-1 .9-1 1.7M12 16.7v.01"
            }
            Self::Settings => "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h7M15 17h5M13 15v4",
            Self::Network => "M9 3h6v4H9ZM9 10h6v4H9ZM9 17h6v4H9ZM12 7v3M12 14v3",
            Self::Layer => "m12 4 9 4.5-9 4.5-9-4.5ZM3.5 12.5 12 17l8.5-4.5M3.5 16.5 12 21l8.5-4.5",
            Self::Data => "M4 4h7v7H4ZM13 4h7v7h-7ZM4 13h7v7H4ZM13 13h7v7h-7Z",
            Self::Chart => "M4 4v16h16M7 14l3.5-4 3 2.5L19 7",
            Self::Table => "M4 5h16v14H4ZM4 10h16M4 14.5h16M10 5v14",
            Self::Server => "M4 4h16v7H4ZM4 13h16v7H4ZM8 7.5v.01M8 16.5v.01",
            Self::Shapes => {
                "M7.5 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM14 4h6v6h-6ZM7 14l4 6H3ZM14 14l6 6M20 14l-6 6"
            }
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.2 15.2 20 20",
            Self::Fold => "m7 4 5 5 5-5M7 20l5-5 5 5",
            Self::Unfold => "m7 9 5-5 5 5M7 15l5 5 5-5",
            Self::Fit => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
            Self::Rows => "M4 5h16v4H4ZM4 15h16v4H4ZM12 9v6",
            Self::Wrap => "M8 4H4v16h4M16 4h4v16h-4M9 9h6v6H9Z",
            Self::Unwrap => "M4 4v16M20 4v16M9 5h6v4H9ZM9 15h6v4H9Z",
            Self::Repeat => "M4 11V8h14M15 4.5 18.5 8 15 11.5M20 13v3H6M9 19.5 5.5 16 9 12.5",
        }
    }
}

/// The icon as decoration: the element around it carries the name.
pub fn icon(icon: Icon) -> Html {
    let filled = matches!(icon, Icon::Play | Icon::Stop).then_some("currentColor");
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={icon.outline()} fill={filled} />
        </svg>
    }
}
