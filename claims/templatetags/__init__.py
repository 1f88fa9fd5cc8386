"""What templates may call. One library: `claims`."""
