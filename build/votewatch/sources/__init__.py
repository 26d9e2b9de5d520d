"""Outside -> model: a polite fetcher, selectors that count, and one pure parser per shape of document."""
