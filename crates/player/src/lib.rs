//! How it is played: recording, commands, playhead, snapshot
