"""data/ledger as files: canonical JSON lines, one roll call a line, and back."""
