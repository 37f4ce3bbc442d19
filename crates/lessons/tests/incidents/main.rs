//! Incidents as scenes: each replay shows what was reported, and no more, over many seeds.
//! Times against the facts stand in `times`; every other file is about one incident.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bahrain_2026;
mod emirates_2026;
mod one_zone_2026;
mod replay;
mod times;
mod us_east_1_2021;
mod us_east_1_2023;
mod us_east_1_2025;
