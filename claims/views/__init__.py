"""The door for browsers: one function a page, of five steps at most: find, allow, read the form, act, answer."""
