"""The door for programs: JSON over the same queries and actions as the pages. See `docs/api.md`."""
