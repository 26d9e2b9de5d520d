"""The private page in both languages, with its data beside it. Written only where its content differs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import jinja2
from markupsafe import Markup

from votewatch.facts.radar.picture import Judged, Picture
from votewatch.facts.radar.web_address import web_address
from votewatch.model.radar import Health, Point, Source
from votewatch.model.skill import State
from votewatch.render.radar import figures
from votewatch.render.words import LANGUAGES, Words, day, number
from votewatch.render.writer import Writer

# json.dumps escapes the controls below the blank itself.
_NO_YAML_SIGN = re.compile(r"[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
SHEETS = ("00-tokens.css", "10-base.css")
FEEDS = {
    "himalayas": ("Himalayas", "https://himalayas.app"),
    "remotive": ("Remotive", "https://remotive.com"),
    "remoteok": ("Remote OK", "https://remoteok.com"),
    "jobicy": ("Jobicy", "https://jobicy.com"),
}


def render(
    picture: Picture,
    series: Sequence[Point],
    healths: Mapping[str, Health],
    sources: Sequence[Source],
    site_src: Path,
    folder: Path,
) -> list[str]:
    """Write ``folder``/{sk,en}/index.html and ``folder``/radar.json; the names of those that changed.

    Nothing in them depends on the day of the run. Raises SettingsError for words that are missing.
    """
    data = figures.as_json(picture, series, healths, sources)
    writer, raw = Writer(folder), json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    written = ["radar.json"] if writer.write("radar.json", raw) else []
    sheet = "".join((site_src / "css" / name).read_text(encoding="utf-8") for name in SHEETS)
    sheet += (site_src / "radar/radar.css").read_text(encoding="utf-8")
    for lang in LANGUAGES:
        page = _page(lang, picture, series, healths, sources, site_src / "radar", sheet)
        if writer.write(f"{lang}/index.html", page.encode()):
            written.append(f"{lang}/index.html")
    return [str(folder / name) for name in written]


def _page(
    lang: str,
    picture: Picture,
    series: Sequence[Point],
    healths: Mapping[str, Health],
    sources: Sequence[Source],
    folder: Path,
    sheet: str,
) -> str:
    words = Words.read(folder, lang)
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {
        "t": words.t,
        "n": words.n,
        "lang": lang,
        "percent": lambda part: percent(part, lang),
        "whole": lambda part: f"{round(100 * part)}{_sign(lang)}",
        "hundredths": lambda count: f"{count}{_sign(lang)}",
        "tenths": lambda count: percent(Fraction(count, 1000), lang),
        "day": lambda iso: day(iso, lang),
        "number": lambda count: number(count, lang),
        "reason": lambda code: words.t(f"reason.{code}"),
        "feed": lambda kind: FEEDS.get(kind),
        "places": _places,
        "web_address": web_address,
        "yaml_line": yaml_line,
    }
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    lines = picture.coverage.lines
    return made.get_template("page.html").render(
        sheet=Markup(sheet),
        sheet_hash=digest,
        picture=picture,
        coverage=picture.coverage,
        # What nobody has looked at comes first: it is what the page asks its owner to do.
        skills=[
            *(line for line in lines if line.counts and line.state is None),
            *(line for line in lines if line.counts and line.state is not None),
        ],
        rare=[line for line in lines if not line.counts and line.state is not State.IGNORED],
        ignored=[line for line in lines if line.state is State.IGNORED],
        widest=max((line.demand.firms for line in lines), default=1),
        series=series,
        spark=figures.spark(series),
        # What fails comes first, or nobody would scroll down to it.
        sources=sorted(
            ((source, healths.get(source.name)) for source in sources),
            key=lambda pair: not (pair[1] and pair[1].failing and not pair[0].disabled),
        ),
    )


def percent(part: Fraction, lang: str) -> str:
    """One decimal, in the language's own form: "31,2 %" (with a hard blank) or "31.2%"; nothing at all is "0 %"."""
    tenths = round(1000 * part)
    text = f"{tenths // 10}.{tenths % 10}" if tenths else "0"
    return (text.replace(".", ",") if lang == "sk" else text) + _sign(lang)


def _sign(lang: str) -> str:
    return "\u00a0%" if lang == "sk" else "%"


def _places(judged: Judged) -> str:
    return "; ".join(judged.posting.locations)


def yaml_line(skill: str) -> str:
    """The registry's line for a skill, ready to paste; a name that YAML would misread is quoted."""
    misread = {"yes", "no", "on", "off", "y", "n", "null", "true", "false"}
    plain = re.fullmatch(r"[a-z][a-z0-9 ./-]*", skill) and skill not in misread
    return f"- {{skill: {skill if plain else _quoted(skill)}, state: none, artifacts: []}}"


def _quoted(skill: str) -> str:
    """``skill`` in double quotes as YAML reads them; signs that it takes for a line's end, or for none, as escapes."""
    return _NO_YAML_SIGN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(skill, ensure_ascii=False))
