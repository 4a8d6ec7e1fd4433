//! As much of HTTP/1.1 as a page needs: one request a connection, GET and HEAD.

use super::files::Found;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer heads than this are nobody's browser.
const HEAD_LIMIT: u64 = 64 << 10;
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads the request and sends what `find` knows under its path.
pub fn answer(stream: &TcpStream, find: impl Fn(&str) -> Option<Found>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.take(HEAD_LIMIT));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    if first.trim().is_empty() {
        // A connection opened in advance and never used.
        return Ok(());
    }
    // All of the head is read: closing with unread bytes would reset the connection.
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = first.split_whitespace();
    let (method, path, version) = (words.next(), words.next(), words.next());
    match (method, path, version) {
        (Some("GET" | "HEAD"), Some(path), Some(version)) if version.starts_with("HTTP/1.") => {
            let body = method == Some("GET");
            match find(path) {
                Some(Found::File(file, length, kind)) => {
                    send(stream, "200 OK", kind, length, body.then_some(file))
                }
                Some(Found::Json(text)) => {
                    words_only(stream, "200 OK", "application/json", text, body)
                }
                None => words_only(stream, "404 Not Found", "text/plain", "not found\n", body),
            }
        }
        (Some(_), Some(_), Some(version)) if version.starts_with("HTTP/1.") => {
            words_only(stream, "405 Method Not Allowed", "text/plain", "GET and HEAD only\n", true)
        }
        _ => words_only(stream, "400 Bad Request", "text/plain", "bad request\n", true),
    }
}

fn words_only(
    stream: &TcpStream,
    status: &str,
    kind: &str,
    text: &'static str,
    body: bool,
) -> io::Result<()> {
    send(stream, status, kind, text.len() as u64, body.then_some(text.as_bytes()))
}

fn send(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    length: u64,
    body: Option<impl Read>,
) -> io::Result<()> {
    let allow = if status.starts_with("405") { "allow: GET, HEAD\r\n" } else { "" };
    // Never from the cache without asking: the next build may have the same names.
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{allow}\
         cache-control: no-cache\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    if let Some(body) = body {
        io::copy(&mut body.take(length), &mut stream)?;
    }
    stream.flush()
}
