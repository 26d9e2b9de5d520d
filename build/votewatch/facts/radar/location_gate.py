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
from votewatch.facts.radar.folding import any_of, folded, plain_letters
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


_SEGMENTS = re.compile(r"\s*(?:;|\||/|•|·|\n|\bor\b)\s*")
_CHUNKS = re.compile(r"\s*(?:,|:|\(|\)|\[|\]|&|\s-\s|-\s|\s-|^-|-$|\band\b|\+)\s*")
_REGIONS = (("emea", any_of(places.EMEA)), ("eu", any_of(places.EU)), ("europe", any_of(places.EUROPE)))
_NARROWER = any_of(places.NARROWER)
_WORLD = any_of(places.WORLDWIDE)
_LOOSE = any_of(places.LOOSE)
_OTHER = any_of(places.OTHER_REGIONS)
_PARTS = re.compile(rf"(?<!\w)(?:{places.PARTS})(?!\w)")
_PLACELESS = any_of(places.PLACELESS)
_REMOTE = re.compile(r"(?<!\w)(?:remot\w*|home[\s-]?based|anywhere|distributed|wfh)(?!\w)")
_WITHIN = r"(?:in|within|across|throughout|inside|from)\s+(?:the\s+)?"
_CODE = re.compile(r"(?<![\w.])[A-Z]{2,3}(?![\w.])")
_NOWHERE: frozenset[str] = frozenset()
_NOTHING = re.compile(r"(?<!\w)n\s*/\s*a(?!\w)")


class LocationGate:
    """Judges places for somebody who lives in ``home`` (an ISO country code). Rulings are remembered by their input."""

    def __init__(self, geography: Geography, home: str, home_words: Iterable[str] = ()) -> None:
        """``home_words`` are further names for home, such as towns that GeoNames does not have."""
        self._world = geography
        self._home = home
        own = {name for name, code in geography.countries.items() if code == home}
        self._home_names = any_of({*own, *(folded(word) for word in home_words)})
        self._countries = any_of(name for name, code in geography.countries.items() if code != home)
        # New York and Washington are cities first.
        self._states = any_of({*geography.states, *places.CANADA} - geography.large.keys())
        within = {part: code for code, parts in places.REGIONS_WITHIN.items() for part in parts.split(", ")}
        self._within = {name: code for name, code in within.items() if code != home}
        self._parts_within = any_of(self._within)
        self._codes = {code: to for code, to in places.CODES.items() if to != home}
        self._known: dict[tuple[tuple[str, ...], WorkModel], Ruling] = {}

    def judge(self, locations: Sequence[str], model: WorkModel) -> Ruling:
        """The ruling on all the places that one posting names."""
        key = (tuple(locations), model)
        if key not in self._known:
            self._known[key] = self._judge("; ".join(locations), model)
        return self._known[key]

    def _judge(self, raw: str, model: WorkModel) -> Ruling:
        text = _NOTHING.sub(" ", folded(raw))
        if not text.strip(" ;,-.|/"):
            return Ruling(Verdict.AMBIGUOUS, "placeless" if raw.strip(" ;,-.|/") else "empty", raw.strip())
        segments = [(one, _NARROWER.sub(" ", one)) for one in _SEGMENTS.split(text) if one]
        if hit := self._home_hit(raw, [whole for whole, _ in segments]):
            return Ruling(Verdict.KEEP, "home", hit)
        for reason, pattern in _REGIONS:
            for _, segment in segments:
                if (found := pattern.search(segment)) and not self._one_country_only(segment):
                    return Ruling(Verdict.KEEP, reason, found[0])
        cancelled = False
        for _, segment in segments:
            if found := _WORLD.search(segment):
                if not self._narrowed(segment, found):
                    return Ruling(Verdict.KEEP, "worldwide", found[0])
                cancelled = True
        return self._elsewhere(raw, text, [whole for whole, _ in segments], model, cancelled)

    def _elsewhere(self, raw: str, text: str, segments: list[str], model: WorkModel, cancelled: bool) -> Ruling:
        """The ruling on places that are neither home nor a region that holds it."""
        capitals = self._capitals(raw)
        countries = self._countries_in(text) | {code for code in capitals.values() if code}
        region = _OTHER.search(text) or _PARTS.search(text)
        cities, unknown = self._cities_in(segments)
        if cancelled and (countries or region or cities):
            return Ruling(Verdict.DROP, "anywhere-in-country", text)
        if region or "NA" in capitals:
            return Ruling(Verdict.DROP, "other-region", region[0] if region else "NA")
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

    def _home_hit(self, raw: str, segments: list[str]) -> str:
        codes = self._capitals(raw)
        abroad = any(code for code in codes.values())
        for segment in segments:
            if found := self._home_names.search(segment):
                return found[0]
            foreign = abroad or bool(self._countries_in(segment))
            for chunk in _chunks(segment):
                for name in (*_tries(chunk), *_runs(chunk)):
                    # A small town's name may be another's abroad: Martin is in Slovakia, "Martin, TN" is not.
                    if self._home in self._world.large.get(name, ()):
                        return name
                    if not foreign and name in _tries(chunk) and self._world.cities.get(name, _NOWHERE) == {self._home}:
                        return name
        # SK is Saskatchewan too.
        if self._home in _CODE.findall(plain_letters(raw)) and not self._cities_in(segments)[0]:
            near = self._countries_in(folded(raw)) | set(codes.values())
            return "" if near & {"CA", "US"} else self._home
        return ""

    def _capitals(self, raw: str) -> dict[str, str]:
        """Codes in capitals -> country; in a text that shouts, those that are words as well do not count."""
        text = plain_letters(raw)
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
        named = self._countries_in(folded(raw)) | {
            country for code, country in out.items() if code not in self._world.state_codes
        }
        if named:
            states = self._world.state_codes
            out = {code: "" if code in states and country not in named else country for code, country in out.items()}
        return out

    def _countries_in(self, text: str) -> set[str]:
        flat = text.replace("-", " ")
        found = {self._world.countries[_flat(hit)] for hit in self._countries.findall(flat)}
        found |= {self._within[_flat(hit)] for hit in self._parts_within.findall(flat)}
        if hit := self._states.search(flat):
            found.add("CA" if _flat(hit[0]) in places.CANADA else "US")
        return found - {self._home}

    def _cities_in(self, segments: list[str]) -> tuple[list[str], list[str]]:
        """Cities that are named, and what is left of chunks that name no place we know."""
        cities: list[str] = []
        unknown: list[str] = []
        for segment in segments:
            for chunk in _chunks(segment):
                bare = _flat(self._countries.sub(" ", _PLACELESS.sub(" ", chunk.replace("-", " "))))
                city = next((n for n in _tries(chunk) if n in self._world.cities or n in places.CITY_NICKNAMES), "")
                if not bare and not (city and city == _flat(chunk.replace("-", " ")) and " " in city):
                    continue
                city = city or next(
                    (n for n in _runs(bare) if n in self._world.large and n not in places.CITY_WORDS), ""
                )
                if city:
                    cities.append(city)
                elif re.search(r"[^\W\d_]{2}", bare) and not self._placed(bare):
                    unknown.append(bare)
        return cities, unknown

    def _placed(self, bare: str) -> bool:
        return bool(self._states.search(bare) or self._parts_within.search(bare) or _OTHER.search(bare))

    def _narrowed(self, segment: str, found: re.Match[str]) -> bool:
        """Whether "anywhere" is anywhere in one place: followed by it, or, for loose words, beside it."""
        rest = segment[found.end() :]
        if within := re.match(rf"[\s,:(-]*(?:remote\s+)?{_WITHIN}", rest):
            rest = rest[within.end() :]
            return self._names_place(rest)
        return bool(_LOOSE.fullmatch(found[0])) and found[0] != "global" and self._names_place(segment)

    def _names_place(self, text: str) -> bool:
        if _OTHER.search(text) or _PARTS.search(text) or self._countries_in(text):
            return True
        return bool(self._cities_in([text])[0]) or bool(re.search(r"(?<!\w)us(?!\w)", text))

    def _one_country_only(self, segment: str) -> bool:
        """``EMEA (Spain only)`` is Spain."""
        flat = segment.replace("-", " ")
        return any(re.match(r"\s+only(?!\w)", flat[hit.end() :]) for hit in self._countries.finditer(flat))


def _chunks(segment: str) -> list[str]:
    return [chunk for one in _CHUNKS.split(segment) if (chunk := one.strip(" .-*#\"'"))]


def _tries(chunk: str) -> list[str]:
    """A chunk as it is, without the words that name no place, and its parts between hyphens."""
    flat = _flat(chunk.replace("-", " "))
    tries = [flat, _flat(_PLACELESS.sub(" ", flat))]
    tries += [_flat(part) for part in chunk.split("-")] if "-" in chunk else []
    return [one for one in tries if len(one) > 1 and not _PLACELESS.fullmatch(one)]


def _runs(chunk: str) -> list[str]:
    """All runs of up to three words, longest first."""
    words = chunk.replace("-", " ").split()
    return [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1) if len(words) >= n]


def _flat(text: str) -> str:
    return " ".join(text.replace("-", " ").split())
