//! Every message between page and worker.
