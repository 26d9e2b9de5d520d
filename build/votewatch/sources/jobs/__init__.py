"""Job boards and job feeds: one reader for each, a document in, postings out."""
