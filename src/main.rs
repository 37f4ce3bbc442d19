//! The web app: what a reader sees and touches.
//! No AWS rule and no sentence lives here; it shows snapshots and turns intents into commands.

mod acts;
mod app;
mod bench;
mod door;
mod host;
mod instruments;
mod keys;
mod lab;
mod later;
mod look;
mod opened;
mod painter;
mod parts;
mod picked;
mod platform;
mod preferences;
mod site;
mod size;
mod tag;
mod world_map;

fn main() {
    platform::panic::show_on_page();
    leptos::mount::mount_to_body(app::App);
    platform::document::remove("boot");
}
