//! Brotli, as static hosts send it, so that sizes and timings on this machine resemble theirs.
//! Encoded files are kept in memory as long as their bytes stay the same.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::compression;

/// Quick, and close enough to what hosts do on the fly.
const QUALITY: u32 = 5;

/// An original and its encoded bytes.
type Encoded = Arc<(Vec<u8>, Vec<u8>)>;

/// Encodes files and remembers the results.
#[derive(Debug, Default)]
pub struct Encoder {
    known: Mutex<HashMap<PathBuf, Encoded>>,
}

impl Encoder {
    /// The encoded bytes of the file, unless encoding makes it no smaller.
    pub fn brotli(&self, path: &Path, original: &[u8]) -> Option<Vec<u8>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let entry = match known.filter(|entry| entry.0 == original) {
            Some(entry) => entry,
            None => self.encode(path, original)?,
        };
        (entry.1.len() < original.len()).then(|| entry.1.clone())
    }

    fn encode(&self, path: &Path, original: &[u8]) -> Option<Encoded> {
        let encoded = compression::brotli(original, QUALITY).ok()?;
        let entry = Arc::new((original.to_vec(), encoded));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_path_buf(), Arc::clone(&entry));
        Some(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_encoded_again() {
        let encoder = Encoder::default();
        let path = Path::new("a.css");
        let first = encoder.brotli(path, "p{} ".repeat(50).as_bytes()).unwrap();
        assert_eq!(encoder.brotli(path, "p{} ".repeat(50).as_bytes()), Some(first.clone()));
        assert_ne!(encoder.brotli(path, "a{} ".repeat(50).as_bytes()), Some(first));
    }

    #[test]
    fn tiny_files_stay_as_they_are() {
        assert_eq!(Encoder::default().brotli(Path::new("a.txt"), b"x"), None);
    }
}
