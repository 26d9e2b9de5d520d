"""What is known of the world's places, as far as adverts need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Geography:
    """Names folded (lower case, no marks, hyphens as blanks). Countries are ISO 3166-1 alpha-2 codes.

    ``cities`` and ``large`` (a hundred thousand people and more) map a name to the countries that have such a city,
    ``towns`` likewise but by the one name that a city has at home; ``states`` are the names and ``state_codes`` the
    capitals of the United States' parts.
    """

    countries: Mapping[str, str]
    cities: Mapping[str, frozenset[str]] = field(repr=False)
    large: Mapping[str, frozenset[str]] = field(repr=False)
    towns: Mapping[str, frozenset[str]] = field(repr=False, default_factory=dict)
    states: frozenset[str] = frozenset()
    state_codes: frozenset[str] = frozenset()
