"""What the radar works out from postings: which are kept and why, what they ask for, what of it can be proved."""
