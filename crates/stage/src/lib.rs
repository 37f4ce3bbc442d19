//! What it looks like, without a screen
