"""Whether somebody at home may take a posting, by the places that it names, and why. Pure.

Kept: the home country, all of Europe, the whole world; and what names no place or none that we know, since missing a
posting is worse than reading one in vain. Dropped: every other country, region or city, remote or not. Home and
regions win over the rest: "London; EMEA" is open to all of EMEA. Adverts' texts are never asked: "work from anywhere"
is a benefit in them and no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from votewatch.facts.radar import places
from votewatch.facts.radar.folding import any_of, folded
from votewatch.facts.radar.segments import PLACELESS, Segment, chunks, flat, runs, segments, tries
from votewatch.model.geography import Geography
from votewatch.model.posting import WorkModel


class Verdict(StrEnum):
    """What becomes of a posting."""

    KEEP = "keep"
    DROP = "drop"
    AMBIGUOUS = "ambiguous-keep"


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decision, its reason as a code, and the words that it rests on ("" when there were none)."""

    decision: Verdict
    reason: str
    words: str = ""


_REGIONS = (("emea", any_of(places.EMEA)), ("eu", any_of(places.EU)), ("europe", any_of(places.EUROPE)))
_WORLD = any_of(places.WORLDWIDE)
_LOOSE = any_of(places.LOOSE)
_OTHER = any_of(places.OTHER_REGIONS)
_PARTS = re.compile(rf"(?<!\w)(?:{places.PARTS})(?!\w)")
_REMOTE = re.compile(r"(?<!\w)(?:remot\w*|home[\s-]?based|anywhere|distributed|wfh)(?!\w)")
_WITHIN = r"(?:in|within|across|throughout|inside|from|v|na)\s+(?:the\s+)?"
_CODE = re.compile(r"(?<![\w.])[A-Z]{2,3}(?![\w.])")
_ONLY_BEFORE = re.compile(r"(?<!\w)only\s+(?:in\s+|for\s+|from\s+)?(?:the\s+)?$")


class LocationGate:
    """Judges places for somebody who lives in ``home`` (an ISO country code). Rulings are remembered by their input."""

    def __init__(self, geography: Geography, home: str, home_words: Iterable[str] = ()) -> None:
        """``home_words`` are further names for home, such as towns that GeoNames does not have."""
        self._world = geography
        self._home = home
        own = {name for name, code in geography.countries.items() if code == home}
        regions = places.HOME_REGIONS.get(home, "").split(", ") if home in places.HOME_REGIONS else []
        self._home_names = any_of({*own, *regions, *(folded(word) for word in home_words)})
        self._countries = any_of(name for name, code in geography.countries.items() if code != home)
        # New York and Washington are cities first.
        self._states = any_of({*geography.states, *places.CANADA} - geography.large.keys())
        within = {part: code for code, parts in places.REGIONS_WITHIN.items() for part in parts.split(", ")}
        self._within = {name: code for name, code in within.items() if code != home}
        self._parts_within = any_of(self._within)
        self._codes = {code: to for code, to in places.CODES.items() if to != home}
        self._home_codes = {home} | (places.CODES.keys() - self._codes.keys())
        self._known: dict[tuple[tuple[str, ...], WorkModel], Ruling] = {}

    def judge(self, locations: Sequence[str], model: WorkModel) -> Ruling:
        """The ruling on all the places that one posting names."""
        key = (tuple(locations), model)
        if key not in self._known:
            self._known[key] = self._judge(locations, model)
        return self._known[key]

    def _judge(self, locations: Sequence[str], model: WorkModel) -> Ruling:
        raw, parts = "; ".join(locations).strip(), segments(locations)
        if not any(re.search(r"\w", part.plain) for part in parts):
            return Ruling(Verdict.AMBIGUOUS, "placeless" if re.search(r"\w", raw) else "empty", raw)
        for part in parts:
            if hit := self._home_in(part):
                return Ruling(Verdict.KEEP, "home", hit)
        for reason, pattern in _REGIONS:
            for part in parts:
                if (found := pattern.search(part.open)) and not self._one_country_only(part.open):
                    return Ruling(Verdict.KEEP, reason, found[0])
        cancelled = False
        for part in parts:
            if found := _WORLD.search(part.open):
                if not (self._narrowed(part.open, found) or self._one_country_only(part.open)):
                    return Ruling(Verdict.KEEP, "worldwide", found[0])
                cancelled = True
        return self._elsewhere(parts, model, cancelled)

    def _elsewhere(self, parts: Sequence[Segment], model: WorkModel, cancelled: bool) -> Ruling:
        """The ruling on places that are neither home nor a region that holds it."""
        text = "; ".join(part.text for part in parts)
        capitals = {code: country for part in parts for code, country in self._capitals(part).items()}
        countries = self._countries_in(text) | {code for code in capitals.values() if code}
        region = self._region_in(text)
        cities, unknown = self._cities_in(parts)
        if cancelled and (countries or region or cities):
            return Ruling(Verdict.DROP, "anywhere-in-country", text)
        if region or "NA" in capitals:
            return Ruling(Verdict.DROP, "other-region", region or "NA")
        words = ", ".join([*sorted(countries), *cities])
        if len(countries) > 1:
            return Ruling(Verdict.DROP, "multi-country", words)
        remote = model is WorkModel.REMOTE or _REMOTE.search(text) is not None
        if countries:
            if not remote and (cities or capitals or self._states.search(text)):
                return Ruling(Verdict.DROP, "foreign-city", words)
            return Ruling(Verdict.DROP, "us-remote" if remote and countries == {"US"} else "single-country", words)
        if cities:
            return Ruling(Verdict.DROP, "foreign-city", words)
        return Ruling(Verdict.AMBIGUOUS, "unknown-place" if unknown else "placeless", ", ".join(unknown) or text)

    def _home_in(self, part: Segment) -> str:
        """The words that name home in one segment, "" for none."""
        if found := self._home_names.search(part.text):
            return found[0]
        capitals = set(self._capitals(part).values()) - {""}
        near = self._countries_in(part.text) | capitals
        for chunk in chunks(part.text):
            whole = tries(chunk)
            for name in (*whole, *runs(chunk)):
                if self._home in self._world.large.get(name, ()):
                    return name
                # A small town's name may be another's abroad: Martin is in Slovakia, "Martin, TN" is not.
                if not near and name in whole and self._is_town_at_home(name):
                    return name
        cities, unknown = self._cities_in([part])
        codes = self._home_codes.intersection(_CODE.findall(part.plain))
        # SK is Saskatchewan too: beside a place that nobody knows, or Canada alone, it may be that.
        unsaid = [word for name in unknown for word in name.split() if word.upper() not in places.CODES.keys() | codes]
        if codes and not cities and not unsaid and (not near or near - {"CA", "US"}):
            return min(codes)
        return ""

    def _is_town_at_home(self, name: str) -> bool:
        return self._world.towns.get(name) == frozenset({self._home}) and name not in places.PARTS_OF_TOWNS

    def _capitals(self, part: Segment) -> dict[str, str]:
        """Codes in capitals -> country; in a text that shouts, those that are words as well do not count."""
        text = part.plain
        shouts = not any(letter.islower() for letter in text)
        out: dict[str, str] = {}
        for code in _CODE.findall(text):
            if shouts and code in places.WORDS_IN_CAPITALS and code not in {"US"}:
                continue
            if code == "NA":
                out[code] = ""
            elif code in self._codes:
                out[code] = self._codes[code]
            elif code in self._world.state_codes:
                out[code] = "US"
            elif code in places.CANADA_CODES and code != self._home:
                out[code] = "CA"
        # CA, DE, IN and others are states as well as countries: beside a country that is named otherwise they add none.
        named = self._countries_in(part.text) | {
            country for code, country in out.items() if code not in self._world.state_codes
        }
        if named:
            states = self._world.state_codes
            out = {code: "" if code in states and country not in named else country for code, country in out.items()}
        return out

    def _countries_in(self, text: str) -> set[str]:
        """Countries but home, by their names and those of their parts. New Jersey is no Jersey."""
        bare = text.replace("-", " ")
        states = list(self._states.finditer(bare))
        found = {self._world.countries[flat(hit[0])] for hit in self._countries.finditer(bare) if not _in(hit, states)}
        found |= {self._within[flat(hit)] for hit in self._parts_within.findall(bare)}
        found |= {"CA" if flat(hit[0]) in places.CANADA else "US" for hit in states}
        return found - {self._home}

    def _region_in(self, text: str) -> str:
        """A region elsewhere, or a part of a country. South Africa is no Africa."""
        countries = list(self._countries.finditer(text))
        regions = (hit[0] for hit in _OTHER.finditer(text) if not _in(hit, countries))
        part = _PARTS.search(text)
        return next(regions, part[0] if part else "")

    def _cities_in(self, parts: Sequence[Segment]) -> tuple[list[str], list[str]]:
        """Cities that are named, and what is left of chunks that name no place we know."""
        cities: list[str] = []
        unknown: list[str] = []
        for chunk in [chunk for part in parts for chunk in chunks(part.text)]:
            bare = flat(self._countries.sub(" ", PLACELESS.sub(" ", chunk.replace("-", " "))))
            city = next((n for n in tries(chunk) if n in self._world.cities or n in places.CITY_NICKNAMES), "")
            if not bare and not (city and city == flat(chunk) and " " in city):
                continue
            city = city or next((n for n in runs(bare) if n in self._world.large and n not in places.CITY_WORDS), "")
            if city:
                cities.append(city)
            elif re.search(r"[^\W\d_]{2}", bare) and not self._placed(bare):
                unknown.append(bare)
        return cities, unknown

    def _placed(self, bare: str) -> bool:
        return bool(self._states.search(bare) or self._parts_within.search(bare) or _OTHER.search(bare))

    def _narrowed(self, text: str, found: re.Match[str]) -> bool:
        """Whether "anywhere" is anywhere in one place: followed by it, or, for loose words, beside it."""
        rest = text[found.end() :]
        if within := re.match(rf"[\s,:(-]*(?:remote\s+)?{_WITHIN}", rest):
            return self._names_place(rest[within.end() :])
        if found[0] == "global":
            # A part of a name, as in "Global Technology Park"; "Global, Berlin" is both.
            chunk = next(one for one in chunks(text) if "global" in one)
            return bool(PLACELESS.sub("", chunk).strip(" -"))
        return bool(_LOOSE.fullmatch(found[0])) and self._names_place(text)

    def _names_place(self, text: str) -> bool:
        if _OTHER.search(text) or _PARTS.search(text) or self._countries_in(text):
            return True
        return bool(self._cities_in([Segment(text, text, text)])[0]) or bool(re.search(r"(?<!\w)us(?!\w)", text))

    def _one_country_only(self, text: str) -> bool:
        """``EMEA (Spain only)`` is Spain."""
        bare = text.replace("-", " ")
        return any(
            re.match(r"\s+only(?!\w)", bare[hit.end() :]) or _ONLY_BEFORE.search(bare[: hit.start()])
            for hit in self._countries.finditer(bare)
        )


def _in(hit: re.Match[str], others: Sequence[re.Match[str]]) -> bool:
    return any(one.start() <= hit.start() and hit.end() <= one.end() for one in others)
