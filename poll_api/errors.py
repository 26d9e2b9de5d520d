"""What can go wrong, by name."""

from __future__ import annotations


class PollApiError(Exception):
    """Base of every error of this package."""


class SettingsError(PollApiError):
    """A setting is unknown, missing or wrong; the message names it, its value and where it came from."""


class PollsError(PollApiError):
    """polls.json cannot be read or says something it must not; the message names the file and the value."""


class StoreError(PollApiError):
    """The store of answers cannot be opened, or belongs to another secret."""


class StoreUnavailable(PollApiError):
    """An answer could not be written just now; nothing was acknowledged and asking again is safe."""
