"""Questions put to language models that look the answer up in the record, and the check whether they did."""
