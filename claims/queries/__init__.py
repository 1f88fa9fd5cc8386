"""Everything that reads for a page. Each query says in its first line how many trips it makes."""
