//! The naive model: one principal at a time, no queue, every fault known beforehand, changes of IAM first.
//! It shares the tables of facts with the engine, and the types of its inputs and results; nothing else.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

pub mod answer;
pub mod caller;
pub mod delivered;
pub mod iam;
pub mod luck;
pub mod prospect;
pub mod reading;
pub mod request;
pub mod services;
pub mod sky;
pub mod story;
pub mod ways;
pub mod writing;
