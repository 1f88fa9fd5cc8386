"""People: the User table, signing up, in and out. It never imports claims."""
