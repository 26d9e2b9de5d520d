"""The exceptions of the pipeline.

VoteWatchError
├── SettingsError   votewatch.toml or an override cannot be used
├── SourceError     an outside document cannot be read or trusted
├── LedgerError     a committed line breaks a rule
├── FactError       the record does not allow the asked-for fact
└── BuildError      a part of the build did not come to its end
"""

from __future__ import annotations


class VoteWatchError(Exception):
    """Base of every error a person may see; its text says what, where and what to do."""


class SettingsError(VoteWatchError):
    """A configuration file or override is wrong; names file, key and what was expected."""


class SourceError(VoteWatchError):
    """A document of an outside source cannot be read or trusted.

    ``subject`` is the id of the thing read (or a file name), ``url`` where it came from.
    """

    def __init__(self, reason: str, *, subject: str, url: str) -> None:
        super().__init__(f"{subject}: {reason} ({url})")
        self.reason = reason
        self.subject = subject
        self.url = url


class LedgerError(VoteWatchError):
    """A line of data/ledger breaks a rule; names file and line."""


class FactError(VoteWatchError):
    """The record holds something that the rules do not know; names the decision."""


class BuildError(VoteWatchError):
    """A process of the build was ended, or failed in a way that cannot be handed on; says which and what to do."""
