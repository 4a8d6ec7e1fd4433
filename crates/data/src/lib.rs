//! Data set bytes to batches: CIFAR readers, synthetic set, splits and resizing.
