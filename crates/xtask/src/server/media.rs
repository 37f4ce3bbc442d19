//! Media types by file name, and which of them gain from encoding.
//! The few kinds of files this repository publishes.

/// The `Content-Type` for a file.
pub fn type_of(name: &str) -> &'static str {
    match extension(name) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "toml" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether static hosts would send the file encoded.
pub fn is_worth_encoding(name: &str) -> bool {
    let texts =
        ["html", "css", "js", "mjs", "wasm", "json", "map", "webmanifest", "svg", "xml", "csv", "txt", "md", "toml"];
    texts.contains(&extension(name))
}

fn extension(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_the_types_they_insist_on() {
        let rows = [
            ("index.html", "text/html; charset=utf-8"),
            ("app-1.js", "text/javascript; charset=utf-8"),
            ("deep/app_bg.wasm", "application/wasm"),
            ("icon.svg", "image/svg+xml"),
            ("v1.2/LICENSE", "application/octet-stream"),
        ];
        for (name, expected) in rows {
            assert_eq!(type_of(name), expected, "given `{name}`");
        }
    }

    #[test]
    fn pictures_are_sent_as_they_are() {
        for (name, expected) in [("a.wasm", true), ("a.css", true), ("a.png", false), ("a.woff2", false)] {
            assert_eq!(is_worth_encoding(name), expected, "given `{name}`");
        }
    }
}
