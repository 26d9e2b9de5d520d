"""Search without a server: an index in small files, a page that reads it with script, and lists for those without."""
