//! What we teach: scenes
