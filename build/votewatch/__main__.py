"""``python -m votewatch`` is the command ``votewatch``."""

from __future__ import annotations

from votewatch.cli import main

if __name__ == "__main__":
    main()
