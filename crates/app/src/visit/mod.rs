//! Whose network is whose: every tab keeps its own document under a key of its own, so that no two
//! overwrite each other.
//!
//! A tab that is loaded anew finds its document by its id, which the browser keeps with the tab. A
//! new tab goes on with the newest document. If the tab that wrote it is still open, both have it;
//! otherwise the new one takes it over. Documents of tabs that are gone and that nobody went on with
//! stay within reach, and what cannot be read stays where it is until the person dismisses it.

mod envelope;
mod tabs;

pub(crate) use envelope::check;
pub use envelope::{Envelope, KeptError};
pub use tabs::TabMessage;

use crate::comparison::Comparison;
use filtro_net::{Network, file};
use std::rc::Rc;

/// What the keys of kept networks begin with.
pub const NETWORKS: &str = "filtro.network.";
/// The key of the release that kept one network for all tabs.
const BEFORE: &str = "filtro.network.1";
/// What the keys of tabs' own networks begin with.
const SLOT: &str = "filtro.network.2.";
/// Networks of earlier visits that are kept: beyond, the oldest of those that the person was told
/// of go.
const EARLIER: usize = 12;

/// The key under which the comparison is kept, for all tabs.
pub const COMPARISON: &str = "filtro.comparison.2";
/// The key of the release that kept it without an envelope.
pub const COMPARISON_BEFORE: &str = "filtro.comparison.1";

/// The key under which a tab's network is kept.
pub fn slot_of(tab: &str) -> String {
    format!("{SLOT}{tab}")
}

/// What the browser had kept when the page was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Kept networks: keys that begin with [`NETWORKS`], and texts.
    pub networks: Vec<(String, String)>,
    /// The kept comparison; of the release before, where there is no other.
    pub comparison: Option<String>,
    /// The id that the browser keeps with the tab.
    pub tab: Option<String>,
    /// The page that had this id has left. If not, this tab was duplicated from one that is open.
    pub left: bool,
    /// An id that no tab has.
    pub fresh: String,
    /// Whether anything is kept from visit to visit.
    pub keeps: bool,
}

/// A network of an earlier visit, or of a tab that has been closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// Its key.
    pub key: String,
    /// What is kept of it.
    pub kept: Envelope,
    /// The network's name.
    pub name: String,
}

/// Something kept that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Its key.
    pub key: String,
    /// All of it.
    pub text: String,
    /// Why.
    pub why: KeptError,
}

/// Who visits, and what is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// This tab.
    pub tab: String,
    /// Whether anything is kept from visit to visit.
    pub keeps: bool,
    /// Networks of earlier visits, the newest first.
    pub earlier: Rc<Vec<Earlier>>,
    /// What cannot be read.
    pub unreadable: Rc<Vec<Unreadable>>,
    /// The id to take if another tab has this one.
    spare: String,
    /// Other tabs that are open.
    others: Vec<String>,
    /// The key of another tab's network that this one goes on with, and a check of its text.
    from: Option<(String, String)>,
    /// Other tabs have had the time to answer.
    counted: bool,
    /// The document was opened from the place where it is kept.
    has_slot: bool,
    /// The browser's store is full, and the person knows.
    pub(crate) full: bool,
    /// To be kept aside at the start: a key and a text.
    aside: Option<(String, String)>,
}

/// A kept network as it was found.
struct Slot {
    key: String,
    text: String,
    read: Result<(Envelope, Network), KeptError>,
}

impl Slot {
    fn new((key, text): (String, String)) -> Self {
        let read = read(&key, &text);
        Self { key, text, read }
    }

    /// The tab whose it is. The release before knew of none.
    fn tab(&self) -> &str {
        self.key.strip_prefix(SLOT).unwrap_or_default()
    }
}

fn read(key: &str, text: &str) -> Result<(Envelope, Network), KeptError> {
    let envelope = if key == BEFORE {
        Envelope::new("", 0.0, content(key, text)?)
    } else {
        Envelope::read(text)?
    };
    let network = file::from_json(&envelope.content)?;
    Ok((envelope, network))
}

/// What is in the envelope; the release before had none, only quotes.
fn content(key: &str, text: &str) -> Result<String, KeptError> {
    if key == BEFORE {
        return serde_json::from_str(text).map_err(|_damage| KeptError::Damaged);
    }
    Envelope::read(text).map(|kept| kept.content)
}

impl Visit {
    /// Decides who this tab is and which document it opens: `None` for that of a first visit.
    pub(crate) fn open(found: Found) -> (Self, Option<Network>, Comparison) {
        let Found { networks, comparison, tab, left, fresh, keeps } = found;
        let slots: Vec<Slot> = networks.into_iter().map(Slot::new).collect();
        let own = tab.as_ref().and_then(|tab| slots.iter().find(|slot| slot.tab() == tab));
        let opened = own.or_else(|| newest(&slots)).and_then(|slot| {
            let (kept, network) = slot.read.as_ref().ok()?;
            Some((slot, kept, network))
        });
        // What should have been opened is told of at once, the rest when all have been counted.
        let missed = slots.iter().filter(|slot| own.is_none_or(|own| own.key == slot.key));
        let broken = missed.filter(|slot| opened.is_none() && slot.read.is_err());
        let mut unreadable: Vec<Unreadable> = broken.map(unreadable).collect();
        let comparison = comparison.map(|text| (read_comparison(&text), text));
        let (comparison, aside) = match comparison {
            Some((Err(why), text)) => {
                // The next one that is kept would take its place.
                let key = slot_of(&format!("{fresh}.comparison"));
                unreadable.push(Unreadable { key: key.clone(), text: text.clone(), why });
                (Comparison::default(), Some((key, text)))
            }
            Some((Ok(comparison), _)) => (comparison, None),
            None => (Comparison::default(), None),
        };
        // What cannot be read is not written over: this tab becomes another one.
        let tab = tab.filter(|_| left && own.is_none_or(|own| own.read.is_ok()));
        let me = tab.unwrap_or_else(|| fresh.clone());
        let from = opened.filter(|(slot, ..)| slot.tab() != me);
        let from = from.map(|(slot, kept, _)| (slot.key.clone(), check(&kept.content)));
        let network = opened.map(|(.., network)| network.clone());
        let visit = Self {
            has_slot: network.is_some() && from.is_none(),
            unreadable: Rc::new(unreadable),
            tab: me,
            spare: fresh,
            keeps,
            from,
            aside,
            ..Self::default()
        };
        (visit, network, comparison)
    }

    /// What is to be kept aside, once.
    pub(crate) const fn take_aside(&mut self) -> Option<(String, String)> {
        self.aside.take()
    }

    /// Whether what is on the screen is kept already, as this tab's.
    pub(crate) const fn has_slot(&self) -> bool {
        self.has_slot
    }

    /// Whether no other tab is known to be open.
    pub const fn alone(&self) -> bool {
        self.others.is_empty()
    }

    /// Whether other tabs have had the time to answer.
    pub(crate) const fn counted(&self) -> bool {
        self.counted
    }

    /// Another tab is open. False if it says to be this one: a copy of it.
    pub(crate) fn met(&mut self, tab: String) -> bool {
        if tab == self.tab {
            return false;
        }
        if !self.others.contains(&tab) {
            self.others.push(tab);
        }
        true
    }

    /// Another tab was closed.
    pub(crate) fn lost(&mut self, tab: &str) {
        self.others.retain(|other| other != tab);
    }

    /// Nobody is known to be there any more.
    pub(crate) fn forget_others(&mut self) {
        self.others.clear();
    }

    /// Takes another id: this tab is a copy of one that is open.
    pub(crate) fn become_another(&mut self) {
        let copied = std::mem::replace(&mut self.tab, self.spare.clone());
        self.met(copied);
    }

    /// Everybody who is open has answered, or will not. What nobody goes on with is the earlier
    /// networks; the answer is the keys of what is kept twice or too long, and whether this tab's own
    /// network is kept.
    ///
    /// `document` is the text of the network on the screen.
    pub(crate) fn count(
        &mut self,
        networks: Vec<(String, String)>,
        document: &str,
    ) -> (Vec<String>, bool) {
        // Later, a tab that has just been closed may be one that is loaded anew.
        let first = !std::mem::replace(&mut self.counted, true);
        let mut gone = Vec::new();
        let mut earlier: Vec<Earlier> = Vec::new();
        let mut broken = Vec::new();
        let mut slots: Vec<Slot> = networks.into_iter().map(Slot::new).collect();
        // Nothing goes before this tab's own network is kept.
        let own = slots.iter().any(|slot| slot.tab() == self.tab && slot.read.is_ok());
        slots.sort_by(|a, b| saved(b).total_cmp(&saved(a)));
        for slot in slots {
            let tab = slot.tab();
            if tab == self.tab || self.others.iter().any(|other| other == tab) {
                continue;
            }
            match &slot.read {
                Err(_) => broken.push(unreadable(&slot)),
                Ok((kept, network)) => {
                    let same = |(key, text): &(String, String)| {
                        *key == slot.key && *text == check(&kept.content)
                    };
                    let here = self.from.as_ref().is_some_and(same) || kept.content == document;
                    let twice = here && own
                        || earlier.iter().any(|other| other.kept.content == kept.content);
                    let many = earlier.len() >= EARLIER && kept.told;
                    if twice || many {
                        if first {
                            gone.push(slot.key);
                        }
                    } else {
                        let (kept, name) = (kept.clone(), network.name.clone());
                        earlier.push(Earlier { key: slot.key, kept, name });
                    }
                }
            }
        }
        self.from = None;
        self.earlier = Rc::new(earlier);
        self.unreadable = Rc::new(broken);
        (gone, own)
    }

    /// Takes an earlier network out of the list.
    pub(crate) fn take(&mut self, key: &str) -> Option<Earlier> {
        let at = self.earlier.iter().position(|earlier| earlier.key == key)?;
        Some(Rc::make_mut(&mut self.earlier).remove(at))
    }

    /// Forgets what cannot be read.
    pub(crate) fn dismiss(&mut self, key: &str) {
        Rc::make_mut(&mut self.unreadable).retain(|it| it.key != key);
    }

    /// The networks that the person has not been told of, the newest first, now marked as told.
    pub(crate) fn tell(&mut self) -> Vec<Earlier> {
        let all = Rc::make_mut(&mut self.earlier).iter_mut();
        let untold = all.filter(|earlier| !earlier.kept.told);
        untold
            .map(|earlier| {
                earlier.kept.told = true;
                earlier.clone()
            })
            .collect()
    }
}

/// A kept comparison, with its envelope or, of the release before, without.
fn read_comparison(text: &str) -> Result<Comparison, KeptError> {
    if let Ok(before) = serde_json::from_str::<String>(text) {
        return Ok(Comparison::read(&before));
    }
    Envelope::read(text).map(|kept| Comparison::read(&kept.content))
}

fn saved(slot: &Slot) -> f64 {
    slot.read.as_ref().map_or(0.0, |(kept, _)| kept.saved)
}

fn newest(slots: &[Slot]) -> Option<&Slot> {
    let readable = slots.iter().filter(|slot| slot.read.is_ok());
    readable.max_by(|a, b| saved(a).total_cmp(&saved(b)))
}

fn unreadable(slot: &Slot) -> Unreadable {
    let why = slot.read.as_ref().err().cloned().unwrap_or(KeptError::Damaged);
    // Of what is whole, the part that a file would hold.
    let text = match &why {
        KeptError::Network(_) => content(&slot.key, &slot.text),
        KeptError::Damaged | KeptError::Newer(_) => Ok(slot.text.clone()),
    };
    let text = text.unwrap_or_else(|_damage| slot.text.clone());
    Unreadable { key: slot.key.clone(), text, why }
}
