//! A table of numbers.

use yew::prelude::*;

/// A column's head.
#[derive(Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub label: AttrValue,
}

impl From<&'static str> for Column {
    fn from(label: &'static str) -> Self {
        Self { label: label.into() }
    }
}

/// Properties of [`Table`].
#[derive(PartialEq, Properties)]
pub struct TableProps {
    /// What the table is about; for assistive technology.
    pub caption: AttrValue,
    /// Heads.
    pub columns: Vec<Column>,
    /// Cells, as text, row by row; the first cell heads its row.
    pub rows: Vec<Vec<AttrValue>>,
}

/// A table that scrolls by itself when it is wide or long.
#[component]
pub fn Table(props: &TableProps) -> Html {
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={props.caption.clone()}>
            <table class="table">
                <caption class="visually-hidden">{ &props.caption }</caption>
                <thead>
                    <tr>
                        for column in props.columns.iter() {
                            <th scope="col">{ &column.label }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for (index, row) in props.rows.iter().enumerate() {
                        <tr key={index}>
                            for (place, cell) in row.iter().enumerate() {
                                if place == 0 {
                                    <th scope="row">{ cell }</th>
                                } else {
                                    <td>{ cell }</td>
                                }
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
