"""What readers of feeds and calendars hold against a file: each function raises or fails where one would stumble."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import jsonschema
from lxml import etree

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 4151: tag:authority,date:specific
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")
_RULES = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
_SCHEMA = json.loads((HERE / "json_feed.schema.json").read_text(encoding="utf-8"))


def atom(content: bytes) -> Any:
    """A feed as a tree, held to RFC 4287 and read without complaint by feedparser."""
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    _RULES.assertValid(tree)
    entries = tree.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for one in [tree.findtext(f"{ATOM}id"), *ids]:
        assert TAG.fullmatch(one), one
    for holder in (tree, *entries):
        links = [(e.get("rel", "alternate"), e.get("type"), e.get("hreflang")) for e in holder.findall(f"{ATOM}link")]
        assert len(links) == len(set(links)), "two links of one kind"
        assert "alternate" in {rel for rel, _, _ in links}
    read = feedparser.parse(content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert len(read.entries) == len(entries)
    return tree


def entries(tree: Any) -> list[dict[str, str]]:
    """The entries of a feed's tree: id, link, title, updated, content and what else they have."""
    return [
        {e.tag.removeprefix(ATOM): e.text or e.get("href") for e in entry} for entry in tree.findall(f"{ATOM}entry")
    ]


def json_feed(content: bytes) -> Any:
    """A JSON Feed, held to version 1.1."""
    found = json.loads(content)
    jsonschema.validate(found, _SCHEMA, cls=jsonschema.Draft202012Validator)
    ids = [item["id"] for item in found["items"]]
    assert len(ids) == len(set(ids))
    return found


def _params(value: Any) -> Any:
    return getattr(value, "params", {})


def calendar(content: bytes) -> Any:
    """A calendar, held to RFC 5545: lines folded and ended as it wants, every property known to icalendar."""
    text = content.decode()
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    found: Any = icalendar.Calendar.from_ical(content)
    assert not found.errors
    assert {"VERSION", "PRODID"} <= found.keys()
    uids = [event["UID"] for event in found.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    for event in found.walk("VEVENT"):
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART"} <= event.keys()
    used = {_params(p)["TZID"] for c in found.walk() for _, p in c.property_items() if "TZID" in _params(p)}
    assert used <= {zone["TZID"] for zone in found.walk("VTIMEZONE")}
    return found
