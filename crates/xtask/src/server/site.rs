//! A directory as a web site: which file an address means, and with which headers it goes out.
//! No sockets here; requests come in already clean.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use super::{
    encoding::Encoder,
    header_rules::{self, HeaderRules},
    media,
    request::Request,
};

/// A directory served from one or more places.
#[derive(Debug)]
pub struct Site {
    directory: PathBuf,
    /// Each begins and ends with `/`; the longest that fits counts.
    mounts: Vec<String>,
    encoder: Encoder,
}

/// What goes back to the browser.
#[derive(Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: &'static str,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// A status without a page of its own.
    pub fn plain(status: &'static str) -> Self {
        let headers = vec![("Content-Type".to_owned(), "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, body: format!("{status}\n").into_bytes() }
    }

    fn redirect(to: String) -> Self {
        let mut reply = Self::plain("308 Permanent Redirect");
        reply.headers.push(("Location".into(), to));
        reply
    }

    fn set_header(&mut self, name: &str, value: &str) {
        match self.headers.iter_mut().find(|(key, _)| key.eq_ignore_ascii_case(name)) {
            Some((_, present)) => value.clone_into(present),
            None => self.headers.push((name.to_owned(), value.to_owned())),
        }
    }
}

impl Site {
    /// `directory` as the whole site.
    pub fn new(directory: PathBuf) -> Self {
        Self { directory, mounts: vec!["/".into()], encoder: Encoder::default() }
    }

    /// The same files below `mount`, too (`/some/path/`).
    pub fn also_below(mut self, mount: &str) -> Self {
        self.mounts.push(mount.to_owned());
        self.mounts.sort_by_key(|mount| std::cmp::Reverse(mount.len()));
        self
    }

    /// The reply to a request.
    pub fn answer(&self, request: &Request) -> Reply {
        let Some(mount) = self.mounts.iter().find(|mount| request.path.starts_with(mount.as_str())) else {
            return Reply::plain("404 Not Found");
        };
        let inner = &request.path[mount.len()..];
        // Joining anything else could leave the directory.
        if !Path::new(inner).components().all(|part| matches!(part, Component::Normal(_))) {
            return Reply::plain("404 Not Found");
        }
        let is_bare_mount = self.mounts.contains(&format!("{}/", request.path));
        let file = self.directory.join(inner);
        if is_bare_mount || (file.is_dir() && !inner.is_empty() && !inner.ends_with('/')) {
            let last = request.path.rsplit('/').next().unwrap_or_default();
            return Reply::redirect(format!("./{last}/{}", request.query));
        }
        let name = if file.is_dir() { format!("{inner}index.html") } else { inner.to_owned() };
        let mut reply = self.file(&name, request).unwrap_or_else(|| self.not_found(request));
        for (name, value) in self.rules().headers_for(&format!("/{inner}")) {
            reply.set_header(name, value);
        }
        reply
    }

    fn file(&self, name: &str, request: &Request) -> Option<Reply> {
        if name == header_rules::FILE {
            return None;
        }
        let path = self.directory.join(name);
        let bytes = fs::read(&path).ok()?;
        let mut reply = Reply { status: "200 OK", headers: Vec::new(), body: bytes };
        reply.set_header("Content-Type", media::type_of(name));
        // A developer must never see yesterday's file.
        reply.set_header("Cache-Control", "no-cache");
        if media::is_worth_encoding(name) {
            self.encode(&path, request, &mut reply);
        }
        Some(reply)
    }

    fn encode(&self, path: &Path, request: &Request, reply: &mut Reply) {
        reply.set_header("Vary", "Accept-Encoding");
        if !request.accepts_brotli {
            return;
        }
        if let Some(encoded) = self.encoder.brotli(path, &reply.body) {
            reply.body = encoded;
            reply.set_header("Content-Encoding", "br");
        }
    }

    fn not_found(&self, request: &Request) -> Reply {
        match self.file("404.html", request) {
            Some(page) => Reply { status: "404 Not Found", ..page },
            None => Reply::plain("404 Not Found"),
        }
    }

    /// Read anew each time: the file is small, and an edit should count at once.
    fn rules(&self) -> HeaderRules {
        HeaderRules::parse(&fs::read_to_string(self.directory.join(header_rules::FILE)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str) -> Site {
        let directory = crate::files::scratch_directory(name);
        fs::create_dir(directory.join("en")).unwrap();
        let files = [
            ("index.html", "home"),
            ("en/index.html", "english"),
            ("app.wasm", "\0asm"),
            ("_headers", "/*\n  X-Rule: all\n/app.wasm\n  Cache-Control: max-age=9\n"),
        ];
        for (path, text) in files {
            fs::write(directory.join(path), text).unwrap();
        }
        Site::new(directory).also_below("/some/sub/path/")
    }

    fn get(site: &Site, path: &str) -> Reply {
        site.answer(&Request {
            path: path.into(),
            query: "?q".into(),
            head_only: false,
            accepts_brotli: false,
            keep_open: true,
        })
    }

    fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
        reply.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn addresses_mean_files_at_the_root_and_below_a_path() {
        let site = site("addresses");
        let rows = [
            ("/", "200 OK", "home"),
            ("/index.html", "200 OK", "home"),
            ("/en/", "200 OK", "english"),
            ("/some/sub/path/", "200 OK", "home"),
            ("/some/sub/path/en/", "200 OK", "english"),
            ("/none", "404 Not Found", "404 Not Found\n"),
            ("/some/", "404 Not Found", "404 Not Found\n"),
            ("/_headers", "404 Not Found", "404 Not Found\n"),
            ("//etc/passwd", "404 Not Found", "404 Not Found\n"),
        ];
        for (path, status, body) in rows {
            let reply = get(&site, path);
            assert_eq!((reply.status, String::from_utf8_lossy(&reply.body).as_ref()), (status, body), "given `{path}`");
        }
    }

    #[test]
    fn directories_are_redirected_to_their_slash_and_keep_the_query() {
        let site = site("redirects");
        for (path, expected) in [("/en", "./en/?q"), ("/some/sub/path", "./path/?q"), ("/some/sub/path/en", "./en/?q")]
        {
            let reply = get(&site, path);
            assert_eq!(header(&reply, "Location"), Some(expected), "given `{path}`");
        }
    }

    #[test]
    fn types_and_header_rules_are_sent() {
        let site = site("rules");
        let reply = get(&site, "/some/sub/path/app.wasm");
        assert_eq!(header(&reply, "Content-Type"), Some("application/wasm"));
        assert_eq!(header(&reply, "Cache-Control"), Some("max-age=9"));
        assert_eq!(header(&reply, "X-Rule"), Some("all"));
        assert_eq!(header(&get(&site, "/"), "Cache-Control"), Some("no-cache"));
    }
}
