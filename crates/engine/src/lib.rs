//! Network document to burn modules: training stepper, evaluation, probes and weights.
