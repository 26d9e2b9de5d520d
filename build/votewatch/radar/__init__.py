"""The radar: from the postings on disk to what they ask for, to one private page and one mail."""
