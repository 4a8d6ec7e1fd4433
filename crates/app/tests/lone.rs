//! Steps of one picture, which a batch norm over vectors cannot bear.

mod page;

use filtro_app::{EngineNews, Event, Limit, Remedy, RunPhase};
use filtro_net::catalogue::{BatchNorm2d, Dense, Flatten};
use filtro_net::{Network, NodeId};
use filtro_protocol::{Command, Report};
use filtro_recipe::TrainConfig;
use page::{Page, summary};
use proptest::prelude::*;

/// With a batch norm behind a dense layer.
fn network() -> Network {
    let mut network = Network::new("normed", [3, 32, 32]);
    network.push(Flatten {});
    network.push(Dense::new(8));
    network.push(BatchNorm2d::default());
    network.push(Dense::new(10));
    network
}

fn batch(page: &mut Page, batch_size: usize) {
    let config = TrainConfig { batch_size, ..page.state.run.config };
    page.does(Event::Config(config));
}

fn ready(pictures: u32) -> Page {
    let mut page = Page::ready();
    page.does(Event::Build(network()));
    page.builds();
    page.hears(Report::Data(summary("cifar10", pictures)));
    page.takes();
    page
}

#[test]
fn a_batch_of_one_is_refused_with_remedies() {
    let mut page = ready(5000);
    assert!(page.state.can_train());
    batch(&mut page, 1);
    let fit = page.state.forecast().fit;
    assert_eq!(fit.short, Some(Limit::Single { pictures: None }));
    let [Remedy::Config(config), Remedy::Remove(norm)] = fit.remedies[..] else {
        panic!("{:?}", fit.remedies)
    };
    assert_eq!((config.batch_size, norm), (16, NodeId(3)));
    page.does(Event::Train);
    assert_eq!((page.state.run.phase, page.takes()), (RunPhase::Idle, vec![]));
    page.does(Event::Config(config));
    page.does(Event::Train);
    assert_eq!(page.takes(), [Command::Train { config }]);
}

#[test]
fn a_last_batch_of_one_counts_too() {
    let mut page = ready(5000);
    batch(&mut page, 4999);
    assert!(page.state.can_train(), "held at 4,096");
    batch(&mut page, 2499);
    assert!(page.state.can_train(), "two are left");
    let mut page = ready(4999);
    batch(&mut page, 2499);
    let fit = page.state.forecast().fit;
    assert_eq!(fit.short, Some(Limit::Single { pictures: Some(4999) }));
    let nearest = |remedy: &Remedy| match remedy {
        Remedy::Config(config) => Some(config.batch_size),
        _ => None,
    };
    assert_eq!(fit.remedies.first().and_then(nearest), Some(2500));
}

#[test]
fn without_such_a_norm_any_batch_will_do() {
    let mut page = Page::ready();
    batch(&mut page, 1);
    assert!(page.state.can_train());
}

/// The data come after Train was pressed.
#[test]
fn a_start_that_waits_for_data_ends_where_they_leave_one() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    page.builds();
    page.does(Event::Build(network()));
    page.builds();
    page.does(Event::Train);
    assert!(matches!(page.state.run.phase, RunPhase::Queued(_)));
    page.takes();
    let one_more = 64 * 10 + 1;
    page.does(Event::Engine(EngineNews::Report(Report::Data(summary("cifar10", one_more))), 1.0));
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
    assert!(page.takes().iter().all(|command| !matches!(command, Command::Train { .. })));
}

proptest! {
    /// Whatever is refused has a remedy, and each of them helps.
    #[test]
    fn every_remedy_helps(pictures in 0u32..300, size in 1usize..70) {
        let mut page = ready(pictures);
        batch(&mut page, size);
        let fit = page.state.forecast().fit;
        let smallest = page.state.run.config.smallest_step(pictures as usize);
        prop_assert_eq!(fit.short.is_some(), smallest == Some(1) || size == 1);
        prop_assert_eq!(fit.short.is_some(), !fit.remedies.is_empty());
        for remedy in fit.remedies {
            let mut helped = ready(pictures);
            batch(&mut helped, size);
            match remedy {
                Remedy::Config(config) => helped.does(Event::Config(config)),
                Remedy::Remove(id) => {
                    helped.does(Event::Fix(vec![filtro_net::Edit::Remove { id }]));
                }
                Remedy::Adapt => prop_assert!(false, "memory suffices"),
            }
            prop_assert!(helped.state.fits());
        }
    }
}
