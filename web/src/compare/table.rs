//! The table: the lecture's figures beside what is computed.

use super::row::{Column, Row, Whose};
use crate::gallery::arrange;
use filtro_text::Text;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Comparing`].
#[derive(Properties)]
pub struct ComparingProps {
    /// The networks.
    pub rows: Rc<Vec<Row>>,
}

/// Rows are made anew when anything changes.
impl PartialEq for ComparingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rows, &other.rows)
    }
}

/// The table, and the notes to it.
#[component]
pub fn Comparing(props: &ComparingProps) -> Html {
    let text = use_text();
    let t = &text.compare;
    // A column, and whether its greatest value is on top; none as they come.
    let sorted = use_state_eq(|| None::<(Column, bool)>);
    let rows = &props.rows;
    let order = match *sorted {
        None => (0..rows.len()).collect(),
        Some((Column::Name, falling)) => {
            // A name's value is how many names come before it.
            arrange(rows.len(), falling, |at| {
                let here = rows.get(at).map(|row| &row.title);
                rows.iter().filter(|row| here.is_some_and(|here| row.title < *here)).count() as f64
            })
        }
        Some((column, falling)) => {
            arrange(rows.len(), falling, |at| rows.get(at).map_or(f64::NAN, |row| column.of(row)))
        }
    };
    let notes = notes(rows);
    let head = |column: Column, rows: usize| {
        let direction = sorted.filter(|(of, _)| *of == column).map(|(_, falling)| falling);
        let sorted = sorted.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            // Greatest first, then least first, then as they came; names the other way round.
            let first = column != Column::Name;
            sorted.set(match direction {
                None => Some((column, first)),
                Some(falling) if falling == first => Some((column, !first)),
                Some(_) => None,
            });
        });
        let (aria, mark) = match direction {
            Some(true) => (Some("descending"), " ↓"),
            Some(false) => (Some("ascending"), " ↑"),
            None => (None, ""),
        };
        html! {
            <th scope="col" rowspan={(rows > 1).then(|| rows.to_string())} aria-sort={aria}>
                <button type="button" class="sorter" {onclick}>
                    { column.name(text) }
                    <span aria-hidden="true">{ mark }</span>
                </button>
            </th>
        }
    };
    html! {
        <>
            <div class="table-scroll compare-table" tabindex="0" role="region" aria-label={t.table}>
                <table class="table">
                    <caption class="visually-hidden">{ t.table }</caption>
                    <thead>
                        <tr>
                            { head(Column::Name, 2) }
                            <th scope="colgroup" colspan="3">{ t.by_lecture }</th>
                            <th scope="colgroup" colspan="5">{ t.by_filtro }</th>
                            <th scope="colgroup" colspan="3">{ t.by_accuracy }</th>
                        </tr>
                        <tr>
                            for column in Column::VALUES {
                                { head(column, 1) }
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for row in order.into_iter().filter_map(|at| rows.get(at)) {
                            { line(text, row, &notes) }
                        }
                    </tbody>
                </table>
            </div>
            if !notes.is_empty() {
                <section class="compare-notes" aria-label={t.notes}>
                    <h3>{ t.notes }</h3>
                    <ol>
                        for code in notes.iter() {
                            <li key={code.clone()}>{ (t.note)(code) }</li>
                        }
                    </ol>
                </section>
            }
        </>
    }
}

/// The codes of all notes in the order of the rows, each once.
fn notes(rows: &[Row]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for code in rows.iter().filter_map(|row| row.lecture.as_ref()).flat_map(|said| &said.notes) {
        if !notes.contains(code) {
            notes.push(code.clone());
        }
    }
    notes
}

fn line(text: &Text, row: &Row, notes: &[String]) -> Html {
    let t = &text.compare;
    let whose = match row.whose {
        Whose::Template => None,
        Whose::Current => Some(t.in_builder),
        Whose::Kept => Some(t.kept),
    };
    let cell = |column: Column| {
        let said = row.lecture.iter().flat_map(|said| &said.notes);
        let marks: Vec<usize> = said
            .filter(|code| column.takes(code))
            .filter_map(|code| notes.iter().position(|note| note == code))
            .collect();
        let about = match column {
            Column::Top5 | Column::Top1 => row
                .published
                .as_ref()
                .filter(|_| row.top5.is_some())
                .map(|who| (t.published_by)(who)),
            Column::Cifar => {
                row.measured.as_ref().map(|found| (t.epochs)(found.epochs, &found.date))
            }
            Column::LectureParameters => {
                row.lecture.as_ref().map(|said| (t.lecture_says)(&said.title))
            }
            _ => None,
        };
        html! {
            <td title={about.clone()}>
                { column.write(row, text) }
                if let Some(about) = &about {
                    <span class="visually-hidden">{ " (" }{ about.clone() }{ ")" }</span>
                }
                if let (Column::Cifar, Some(found)) = (column, &row.measured) {
                    <small class="cell-note" aria-hidden="true">{ (t.after)(found.epochs) }</small>
                }
                for mark in marks {
                    <sup class="note-mark">{ mark + 1 }</sup>
                }
            </td>
        }
    };
    html! {
        <tr key={row.key.clone()} class={(row.whose != Whose::Template).then_some("own")}>
            <th scope="row">
                { &row.title }
                if let Some(whose) = whose {
                    { " " }
                    <span class="badge accent">{ whose }</span>
                }
            </th>
            { for Column::VALUES.into_iter().map(cell) }
        </tr>
    }
}
