//! What the bytes of edits hold: types that only say how things are written, in this order.
//! Nothing is judged here; a change of any type is a new version of links and of recordings' files.

use sts_atlas_facts::EndpointMode;
use sts_atlas_player::EndpointModeChoice;

use crate::packed::form::{Client, Fault, Name};
use crate::wire::{Reader, Wire, wire};

wire! {
    pub(crate) struct EditsForm {
        /// Codes of Regions, names of cities and ids of SDKs, each once.
        pub names: Vec<String>,
        pub added: Vec<Fault>,
        /// Starts and ends in microseconds; without an end it holds for ever.
        pub windows: Vec<(FaultName, Vec<(u64, Option<u64>)>)>,
        /// Microseconds after the one before, or after the start; which fault; whether it breaks.
        pub switches: Vec<(u64, FaultName, bool)>,
        /// Days since 1970-01-01.
        pub as_of: Option<i32>,
        pub seed: Option<u64>,
        /// Position in `Assumption::ALL`, and the value in its unit.
        pub assumptions: Vec<(u8, u64)>,
        pub worlds: [WorldForm; 2],
    }

    pub(crate) struct WorldForm {
        pub endpoint_mode: Option<Mode>,
        /// By index of the group.
        pub clients: Vec<(u16, Client)>,
        /// Index of the account, Region, whether it is enabled.
        pub opt_in: Vec<(u16, Name, bool)>,
        /// Index of the account, Region, whether STS is active.
        pub sts_active: Vec<(u16, Name, bool)>,
        /// Index of the account, whether the global endpoint issues tokens of version 2.
        pub global_token_v2: Vec<(u16, bool)>,
    }
}

/// A fault by where it stands. Scenes may grow: what follows their faults must not move with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultName {
    /// Among the scenario's.
    Offered(u16),
    /// Among those that the reader added.
    Added(u16),
}

impl Wire for FaultName {
    fn put(&self, out: &mut Vec<u8>) {
        let number = match *self {
            Self::Offered(index) => u32::from(index) << 1,
            Self::Added(index) => u32::from(index) << 1 | 1,
        };
        number.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let number = u32::take(from);
        let index = u16::try_from(number >> 1).unwrap_or_else(|_| {
            from.fail();
            0
        });
        if number & 1 == 0 { Self::Offered(index) } else { Self::Added(index) }
    }
}

/// An endpoint mode.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    SdkDefault,
    Legacy,
    Regional,
}

impl Wire for Mode {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self as u8);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match u8::take(from) {
            0 => Self::SdkDefault,
            1 => Self::Legacy,
            2 => Self::Regional,
            _ => {
                from.fail();
                Self::SdkDefault
            }
        }
    }
}

impl From<EndpointModeChoice> for Mode {
    fn from(choice: EndpointModeChoice) -> Self {
        match choice {
            EndpointModeChoice::SdkDefault => Self::SdkDefault,
            EndpointModeChoice::Set(EndpointMode::Legacy) => Self::Legacy,
            EndpointModeChoice::Set(EndpointMode::Regional) => Self::Regional,
        }
    }
}

impl From<Mode> for EndpointModeChoice {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::SdkDefault => Self::SdkDefault,
            Mode::Legacy => Self::Set(EndpointMode::Legacy),
            Mode::Regional => Self::Set(EndpointMode::Regional),
        }
    }
}
