//! The web app: what a reader sees and touches.
//! No AWS rule and no sentence lives here; it shows snapshots and turns intents into commands.

mod app;
mod bench;
mod door;
mod lab;
mod later;
mod painter;
mod parts;
mod platform;
mod preferences;
mod world_map;

fn main() {
    platform::panic::show_on_page();
    leptos::mount::mount_to_body(app::App);
    platform::document::remove("boot");
}
