"""Everything that writes. Each action is a verb, is atomic, and takes the person as `by`."""
