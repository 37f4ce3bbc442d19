//! A static file server for this machine: what a static host does, and nothing more.
//! Connections and threads; what an address means is `site`'s business.

mod encoding;
mod header_rules;
mod media;
mod request;
mod site;

use std::{
    io::{self, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

pub use site::Site;

use crate::failure::{Explain, Failure, Outcome};
use request::{Request, Unreadable};
use site::Reply;

/// A server that has its port but answers only once [`Server::run`] is called.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    site: Arc<Site>,
}

/// Which port to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one or none (0: any free one).
    Exactly(u16),
    /// This one or the first free one after it.
    From(u16),
}

impl Server {
    /// Takes a port on this machine; nobody else can reach it.
    pub fn bind(site: Site, port: Port) -> Outcome<Self> {
        let (first, last) = match port {
            Port::Exactly(port) => (port, port),
            Port::From(port) => (port, port.saturating_add(20)),
        };
        let bound = (first..=last).find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok());
        let listener = bound.ok_or_else(|| {
            Failure::new(format!("port {first} on 127.0.0.1 is taken")).mend("end the other server or pass --port N")
        })?;
        Ok(Self { listener, site: Arc::new(site) })
    }

    /// The address of the site, with a slash at the end.
    pub fn address(&self) -> Outcome<String> {
        let address = self.listener.local_addr().explain(|| "cannot tell the server's address".into())?;
        Ok(format!("http://{address}/"))
    }

    /// Answers until the process ends.
    pub fn run(&self) -> Outcome {
        loop {
            let (stream, _) = self.listener.accept().explain(|| "cannot accept connections".into())?;
            let site = Arc::clone(&self.site);
            // A browser that goes away in the middle is its own business.
            thread::spawn(move || {
                let _ = serve(&stream, &site);
            });
        }
    }
}

/// Answers one request after the other on a connection.
fn serve(stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let (reply, request) = match Request::read(&mut reader) {
            Ok(None) => return Ok(()),
            Ok(Some(request)) => (site.answer(&request), Some(request)),
            Err(Unreadable::Broken(error)) => return Err(error),
            Err(Unreadable::Refused(status)) => (Reply::plain(status), None),
        };
        let keep_open = request.as_ref().is_some_and(|request| request.keep_open);
        let with_body = request.as_ref().is_none_or(|request| !request.head_only);
        write_reply(stream, &reply, keep_open, with_body)?;
        if !keep_open {
            return Ok(());
        }
    }
}

fn write_reply(mut stream: &TcpStream, reply: &Reply, keep_open: bool, with_body: bool) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {}\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let connection = if keep_open { "keep-alive" } else { "close" };
    head.push_str(&format!("Content-Length: {}\r\nConnection: {connection}\r\n\r\n", reply.body.len()));
    let mut bytes = head.into_bytes();
    if with_body {
        bytes.extend_from_slice(&reply.body);
    }
    stream.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn ask(address: &str, text: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_browser_gets_files_and_nothing_from_outside() {
        let directory = crate::files::scratch_directory("serve");
        std::fs::create_dir(directory.join("site")).unwrap();
        std::fs::write(directory.join("site/index.html"), "hello").unwrap();
        std::fs::write(directory.join("secret.txt"), "secret").unwrap();
        let server = Server::bind(Site::new(directory.join("site")), Port::Exactly(0)).unwrap();
        let address = server.listener.local_addr().unwrap().to_string();
        thread::spawn(move || server.run());

        let close = "HTTP/1.1\r\nConnection: close\r\n\r\n";
        let rows = [
            (format!("GET / {close}"), "HTTP/1.1 200 OK", "hello"),
            (format!("HEAD / {close}"), "Content-Length: 5", "\r\n\r\n"),
            (format!("GET / HTTP/1.1\r\n\r\nGET /none {close}"), "HTTP/1.1 404 Not Found", ""),
            (format!("GET /../secret.txt {close}"), "HTTP/1.1 400 Bad Request", ""),
            (format!("GET /%2e%2e/secret.txt {close}"), "HTTP/1.1 400 Bad Request", ""),
            (format!("POST / {close}"), "HTTP/1.1 405 Method Not Allowed", ""),
            ("nonsense\r\n\r\n".into(), "HTTP/1.1 400 Bad Request", ""),
        ];
        for (given, expected, end) in rows {
            let answer = ask(&address, &given);
            assert!(answer.contains(expected), "given `{given}`: {answer}");
            assert!(answer.ends_with(end) && !answer.contains("secret"), "given `{given}`: {answer}");
        }
    }
}
