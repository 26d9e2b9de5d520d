"""From the record and its facts to files: pages, their data and the questions."""
