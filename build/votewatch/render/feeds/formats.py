"""Feeds as Atom (RFC 4287) and as JSON Feed 1.1 (https://jsonfeed.org/version/1.1).

Written out and not built as a tree: a feed is a dozen elements, and there are 6,000 of them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import escape

from votewatch.model.errors import FactError
from votewatch.render.feeds.feed import Entry, Feed

AUTHOR = "VoteWatch"
VERSION = "https://jsonfeed.org/version/1.1"
# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document. Raises FactError for a character that XML cannot hold."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.lang}">\n'
        f"<id>{escape(feed.id)}</id>\n"
        f"<title>{escape(feed.title)}</title>\n"
        f"<subtitle>{escape(feed.subtitle)}</subtitle>\n"
        f"<updated>{feed.updated}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(feed.atom)}"/>\n'
        f'<link rel="alternate" type="text/html" hreflang="{feed.lang}" href="{escape(feed.page)}"/>\n'
        f"<author><name>{AUTHOR}</name><uri>{escape(feed.home)}</uri></author>\n"
        f"<rights>{escape(feed.rights)}</rights>\n"
    )
    made = f"{head}{''.join(map(_entry, feed.entries))}</feed>\n"
    if found := _FORBIDDEN.search(made):
        raise FactError(f"{feed.id}: XML cannot hold {found[0]!r}")
    return made.encode()


def _entry(entry: Entry) -> str:
    published = f"<published>{entry.published}</published>" if entry.published != entry.updated else ""
    return (
        f"<entry><id>{escape(entry.id)}</id><title>{escape(entry.title)}</title>"
        f'<link href="{escape(entry.url)}"/>{published}<updated>{entry.updated}</updated>'
        f"<content>{escape(entry.text)}</content></entry>\n"
    )


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed document."""
    made: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.json,
        "language": feed.lang,
        "authors": [{"name": AUTHOR, "url": feed.home}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _item(entry: Entry) -> dict[str, str]:
    made = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": entry.published,
    }
    if entry.updated != entry.published:
        made["date_modified"] = entry.updated
    return made
