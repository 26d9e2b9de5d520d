"""From the sources into the ledger: one module per source, and what every run has in common."""
