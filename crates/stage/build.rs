//! Packs the outline of the land into a few kilobytes; an outline that is wrong stops the build.
//! Reading it back is `src/outline.rs`'s business.

use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;

/// Tenths of a degree between two lines of the grid that points are put on: less than half a pixel off where the world
/// fills 1,400 pixels, no coarser than an outline at 1:110 million is, and a fifth fewer bytes to load.
const STEP: i32 = 2;

/// The outline as published.
#[derive(Deserialize)]
struct Outline {
    central_meridian_deg: i32,
    unit: String,
    rings: Vec<Vec<[i32; 2]>>,
}

#[allow(clippy::print_stdout, reason = "standard output is how a build script talks to Cargo")]
fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data");
    match pack_land() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn pack_land() -> Result<(), String> {
    let text = std::fs::read_to_string("data/land-pacific.json").map_err(|error| error.to_string())?;
    let outline: Outline = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if outline.central_meridian_deg != 152 || outline.unit != "0.1 degree" {
        return Err("land-pacific.json: not tenths of a degree around 152° E".to_owned());
    }
    let mut bytes = Vec::new();
    let mut last = [0, 0];
    let on_grid = |tenths: i32| (tenths + 1).div_euclid(STEP);
    for ring in &outline.rings {
        if ring.len() < 3 {
            return Err("land-pacific.json: a ring of fewer than three points".to_owned());
        }
        push_varint(&mut bytes, u32::try_from(ring.len()).map_err(|error| error.to_string())?);
        for &[longitude, latitude] in ring {
            if !(-1800..=1800).contains(&longitude) || !(-900..=900).contains(&latitude) {
                return Err(format!("land-pacific.json: [{longitude}, {latitude}] is not on the globe"));
            }
            let point = [on_grid(longitude), on_grid(latitude)];
            push_varint(&mut bytes, zigzag(point[0] - last[0]));
            push_varint(&mut bytes, zigzag(point[1] - last[1]));
            last = point;
        }
    }
    let out_dir = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    // What lies in `later` is put beside the page by `cargo xtask build`.
    let later = Path::new(&out_dir).join("later");
    std::fs::create_dir_all(&later).map_err(|error| error.to_string())?;
    std::fs::write(later.join("land.bin"), bytes).map_err(|error| error.to_string())
}

const fn zigzag(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)).cast_unsigned()
}

fn push_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
