//! The numbers of requests: what finishes late is told from what was asked for last.
//!
//! One rule for everything that takes its time, in the worker and in the page: every request has a
//! number and a topic, and of each topic only the newest request counts. What an answer is about
//! has a number of its own where it outlives its request: a network its generation, a data set its
//! id, the own picture its id.

use crate::news::EngineNews;
use crate::topic::{TOPICS, Topic};
use filtro_protocol::{Command, Failure, Report};
use std::collections::VecDeque;

/// Requests whose topic is remembered, for the failures that answer them.
const REMEMBERED: usize = 256;

/// Numbers every request of a page's life.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    last: u32,
    /// Up to here they went to workers that are no more.
    dead: u32,
    newest: [u32; TOPICS],
    recent: VecDeque<(u32, Topic)>,
}

impl Ledger {
    /// The number of a command that is sent now.
    pub fn send(&mut self, command: &Command) -> u32 {
        self.ask(Topic::of(command))
    }

    /// The number of something that is begun now.
    pub fn ask(&mut self, topic: Topic) -> u32 {
        self.last += 1;
        if let Some(newest) = self.newest.get_mut(topic as usize) {
            *newest = self.last;
        }
        if self.recent.len() == REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back((self.last, topic));
        self.last
    }

    /// Whether nothing of the topic has been begun since.
    pub fn is_newest(&self, topic: Topic, number: u32) -> bool {
        self.newest(topic) == number
    }

    /// The worker is replaced: nothing that the old one was asked for counts any more.
    pub const fn respawned(&mut self) {
        self.dead = self.last;
    }

    /// What a report that answers the request `seq` (0: none) is to the page.
    pub fn hear(&self, seq: u32, report: Report) -> EngineNews {
        let topic = Topic::of_report(&report);
        let late = match topic {
            _ if seq == 0 => false,
            _ if seq <= self.dead => true,
            // What is said of a run answers its start, or a later word to it.
            Topic::Run => seq < self.newest(topic),
            Topic::Other => false,
            _ => seq != self.newest(topic),
        };
        match report {
            report if late => EngineNews::Late(report),
            Report::Failed(failure) => self.failed(seq, failure),
            report => EngineNews::Report(report),
        }
    }

    /// A refusal is about what was asked for; everything else that fails is about the engine.
    fn failed(&self, seq: u32, failure: Failure) -> EngineNews {
        let asked = self.recent.iter().find(|(number, _)| *number == seq);
        match (asked, &failure) {
            (Some((_, topic)), Failure::Refused(_) | Failure::InvalidNetwork(_)) => match topic {
                Topic::Samples | Topic::Watch | Topic::Classify | Topic::Test | Topic::Timing => {
                    EngineNews::Refused(*topic, failure)
                }
                Topic::Run if seq < self.newest(Topic::Run) => {
                    EngineNews::Late(Report::Failed(failure))
                }
                _ => EngineNews::Report(Report::Failed(failure)),
            },
            _ => EngineNews::Report(Report::Failed(failure)),
        }
    }

    fn newest(&self, topic: Topic) -> u32 {
        self.newest.get(topic as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_protocol::{DataFailure, DataSource, Subject, Telemetry, TestResult};
    use filtro_recipe::TrainConfig;

    fn load() -> Command {
        Command::LoadData(DataSource::Synthetic)
    }

    fn failed() -> Report {
        Report::DataFailed { why: DataFailure::Cancelled, left: None }
    }

    fn classified() -> Report {
        Report::Classified { prediction: None, shape: [3, 32, 32] }
    }

    fn tested() -> Report {
        let result = TestResult { loss: 1.0, accuracy: 0.5, count: 9 };
        Report::Tested { result, data: "cifar10".into() }
    }

    fn refused() -> Failure {
        Failure::Refused("why".into())
    }

    fn is_late(news: &EngineNews) -> bool {
        matches!(news, EngineNews::Late(_))
    }

    /// A request, what takes its place, and its answer that comes late.
    fn pairs() -> Vec<(Command, Command, Report)> {
        let train = || Command::Train { config: TrainConfig::default() };
        let watch = || Command::Watch { subject: Some(Subject::Picture) };
        let classify = || Command::Classify { width: 1, height: 1, crop: [0.0, 0.0, 1.0] };
        let rehearse = || Command::Rehearse { config: TrainConfig::default() };
        let reset = || Command::Reset { seed: 1 };
        let maps = filtro_protocol::Maps {
            generation: 1,
            subject: Subject::Picture,
            step: 0,
            input_shape: [3, 32, 32],
            activations: Vec::new(),
            filters: Vec::new(),
            probabilities: Vec::new(),
            label: None,
        };
        let telemetry = Report::Telemetry(Telemetry::default());
        vec![
            (load(), load(), failed()),
            (load(), load(), Report::Failed(Failure::NotKept(String::new()))),
            (watch(), watch(), Report::Maps(maps)),
            (classify(), classify(), classified()),
            (train(), reset(), telemetry.clone()),
            (train(), reset(), Report::Finished),
            (train(), reset(), Report::Failed(refused())),
            (train(), train(), tested()),
            (train(), Command::Restore { part: false }, telemetry),
            (Command::Evaluate, train(), tested()),
            (reset(), train(), Report::WasReset),
            (Command::Calibrate, rehearse(), Report::Untimed),
            (rehearse(), Command::Calibrate, Report::Rehearsed { generation: 1, step_ms: 1.0 }),
        ]
    }

    #[test]
    fn what_another_request_has_taken_the_place_of_is_late() {
        for (first, second, report) in pairs() {
            let mut ledger = Ledger::default();
            let older = ledger.send(&first);
            assert!(!is_late(&ledger.hear(older, report.clone())), "{report:?}");
            ledger.send(&Command::SetLearningRate(0.1));
            assert!(!is_late(&ledger.hear(older, report.clone())), "{report:?}");
            ledger.send(&second);
            assert!(is_late(&ledger.hear(older, report.clone())), "{report:?}");
            // Nobody asked for it: it is about now.
            assert!(!is_late(&ledger.hear(0, report)));
        }
    }

    #[test]
    fn what_a_dead_worker_was_asked_for_is_late() {
        for (command, _, report) in pairs() {
            let mut ledger = Ledger::default();
            let seq = ledger.send(&command);
            ledger.respawned();
            assert!(is_late(&ledger.hear(seq, report)));
            assert!(ledger.send(&command) > seq);
        }
    }

    #[test]
    fn a_word_to_a_run_does_not_make_it_late() {
        let mut ledger = Ledger::default();
        let run = ledger.send(&Command::Train { config: TrainConfig::default() });
        let pause = ledger.send(&Command::Pause);
        let test = ledger.send(&Command::Evaluate);
        for (seq, report) in
            [(run, Report::Finished), (pause, Report::Paused), (run, tested()), (test, tested())]
        {
            assert!(!is_late(&ledger.hear(seq, report)));
        }
    }

    #[test]
    fn a_refusal_is_of_what_was_asked_for() {
        let mut ledger = Ledger::default();
        let samples = ledger.send(&Command::Samples { ids: Vec::new() });
        let run = ledger.send(&Command::Train { config: TrainConfig::default() });
        let refusal = || Report::Failed(refused());
        assert_eq!(ledger.hear(samples, refusal()), EngineNews::Refused(Topic::Samples, refused()));
        assert_eq!(ledger.hear(run, refusal()), EngineNews::Report(refusal()));
        let lost = Report::Failed(Failure::DeviceLost(String::new()));
        assert_eq!(ledger.hear(samples, lost.clone()), EngineNews::Report(lost));
    }

    #[test]
    fn the_pages_own_work_is_numbered_too() {
        let mut ledger = Ledger::default();
        let slow = ledger.ask(Topic::Picture);
        let file = ledger.ask(Topic::Document);
        assert!(ledger.is_newest(Topic::Picture, slow));
        let quick = ledger.ask(Topic::Picture);
        assert!(!ledger.is_newest(Topic::Picture, slow) && ledger.is_newest(Topic::Picture, quick));
        assert!(ledger.is_newest(Topic::Document, file));
    }
}
