"""Every string of the pages: site_src/words/{sk,en}.toml and <subject>.{sk,en}.toml, read once per language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from votewatch.model.errors import SettingsError
from votewatch.render.typography import NBSP, bind

LANGUAGES = ("sk", "en")
_PLURALS = {"sk": ("one", "few", "other"), "en": ("one", "other")}


class Words:
    """The strings of one language: ``words["section.key"]``, ``words.t(key, …)`` and ``words.n(key, count)``.

    A key whose value is a table of ``one``/``few``/``other`` is a plural and is only reached through ``n``.
    """

    def __init__(self, lang: str, table: Mapping[str, object], origin: str) -> None:
        self.lang = lang
        self._plain: dict[str, str] = {}
        self._markup: dict[str, Markup] = {}
        self._escaped: dict[str, str] = {}
        self._plurals: dict[str, dict[str, str]] = {}
        self._kept: dict[tuple[str, int], Markup] = {}  # counts of things, made once each
        self._add(table, origin)

    def _add(self, table: Mapping[str, object], origin: str) -> None:
        for key, value in _leaves(table):
            if isinstance(value, str):
                self._plain[key] = bind(value, self.lang)
                self._markup[key] = escape(self._plain[key])
                self._escaped[key] = str(self._markup[key])
            elif isinstance(value, dict) and tuple(value) == _PLURALS[self.lang]:
                self._plurals[key] = {form: bind(text, self.lang) for form, text in value.items()}
            else:
                raise SettingsError(f"{origin}: {key}: expected a text, or {'/'.join(_PLURALS[self.lang])}")

    @classmethod
    def read(cls, folder: Path, lang: str) -> Words:
        """The words of ``folder``/``lang``.toml and of every ``folder``/<subject>.``lang``.toml.

        Raises SettingsError naming file and key, also for a section that stands in two of the files.
        """
        made, sections = cls(lang, {}, str(folder)), set[str]()
        for path in (folder / f"{lang}.toml", *sorted(folder.glob(f"*.{lang}.toml"))):
            try:
                part = tomllib.loads(path.read_text(encoding="utf-8"))
            except (OSError, tomllib.TOMLDecodeError) as error:
                raise SettingsError(f"{path}: {error}") from error
            if twice := sorted(sections & part.keys()):
                raise SettingsError(f"{path}: {twice[0]}: this section stands in another file of words as well")
            sections |= part.keys()
            made._add(part, str(path))
        return made

    def keys(self) -> set[str]:
        """Every key, plurals included."""
        return {*self._plain, *self._plurals}

    @property
    def plain(self) -> Mapping[str, str]:
        """Every text by its key, plurals left out."""
        return self._plain

    def __getitem__(self, key: str) -> Markup:
        return self._markup[key]

    def __contains__(self, key: str) -> bool:
        return key in self._plain

    def text(self, key: str, **values: object) -> str:
        """The words with values filled in, as plain text."""
        found = self._plain[key]
        return found.format(**values) if values else found

    def t(self, key: str, **values: object) -> Markup:
        """The words with values filled in, for a page: what is not markup is escaped."""
        if not values:
            return self._markup[key]
        # A number or markup prints as it is; escape() would make a new object of either.
        safe = {k: v if type(v) in (int, Markup) else escape(v) for k, v in values.items()}
        return Markup(self._escaped[key].format(**safe))

    def n(self, key: str, count: int, **values: object) -> Markup:
        """The words for ``count`` things: "1 poslanec, 2 poslanci, 5 poslancov"; ``{n}`` is the count."""
        if values:
            return self._counted(key, count, values)
        found = self._kept.get((key, count))
        if found is None:
            found = self._kept[key, count] = self._counted(key, count, values)
        return found

    def _counted(self, key: str, count: int, values: Mapping[str, object]) -> Markup:
        text = self._plurals[key][plural(self.lang, count)]
        return escape(text.format(n=number(count, self.lang), **values))


def plural(lang: str, count: int) -> str:
    """Which form a count takes."""
    if count == 1:
        return "one"
    return "few" if lang == "sk" and 2 <= count <= 4 else "other"


def number(count: int, lang: str) -> str:
    """A count with its thousands set apart: "15 023" in Slovak, "15,023" in English; four digits stay together."""
    if abs(count) < 10_000:
        return str(count)
    return f"{count:,}".replace(",", NBSP if lang == "sk" else ",")


def z(count: int) -> str:
    """The Slovak preposition before a count, by the sound of its first word, which the first group of its digits tells:
    "z 99", but "zo 76" (sedemdesiatich), "zo 140" (sto), "zo 4", "zo 6215" (šesťtisíc).
    """
    head = f"{count:,}".split(",")[0]
    return "zo" if head[0] in "467" or head in ("14", "16", "17") or 100 <= int(head) <= 199 else "z"


_SK_MONTHS = (
    *("januára", "februára", "marca", "apríla", "mája", "júna"),
    *("júla", "augusta", "septembra", "októbra", "novembra", "decembra"),
)
_SK_MONTH_NAMES = (
    *("január", "február", "marec", "apríl", "máj", "jún"),
    *("júl", "august", "september", "október", "november", "december"),
)
_EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=20_000)
def day(iso: str, lang: str) -> str:
    """ "26. septembra 2025" or "26 September 2025", from an ISO day or time."""
    year, month, date = iso[:10].split("-")
    if lang == "sk":
        return f"{int(date)}.{NBSP}{_SK_MONTHS[int(month) - 1]} {year}"
    return f"{int(date)}{NBSP}{_EN_MONTHS[int(month) - 1]} {year}"


def month_name(month: int, lang: str) -> str:
    """The month standing alone: "september"."""
    return (_SK_MONTH_NAMES if lang == "sk" else _EN_MONTHS)[month - 1]


def _leaves(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not {"one", "other"} <= value.keys():
            yield from _leaves(value, f"{name}.")
        else:
            yield name, value
