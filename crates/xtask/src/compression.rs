//! Brotli with the settings of the web.
//! Bytes in, bytes out.

use crate::failure::{Explain, Outcome};

/// Compresses at `quality` (0 to 11) in a window of 4 MB, the usual default of encoders for the web.
pub fn brotli(bytes: &[u8], quality: u32) -> Outcome<Vec<u8>> {
    let quality = i32::try_from(quality).explain(|| "brotli quality".into())?;
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut encoded = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut encoded, &parameters).explain(|| "brotli".into())?;
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    #[test]
    fn repetition_shrinks() {
        let text = "Regional endpoint ".repeat(100);
        assert!(super::brotli(text.as_bytes(), 11).unwrap().len() < 60);
    }
}
