//! What the product says, in English and Japanese
