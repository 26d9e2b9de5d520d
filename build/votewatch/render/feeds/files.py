"""The feeds as files: each in two formats and two languages, made together and only when what it says has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from votewatch.render.addresses import feed_path
from votewatch.render.feeds.channels import Channel, channels
from votewatch.render.feeds.formats import atom, json_feed
from votewatch.render.feeds.telling import depends, feed
from votewatch.render.page import FileType, Output
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES


def _outputs(site: Site) -> Iterator[Output]:
    for channel in channels(site):
        names = (feed_path(channel.name, ending, lang) for lang in LANGUAGES for ending in ("atom", "json"))
        yield Output(tuple(names), channel, depends(site, channel))


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    channel: Channel = output.subject
    for lang in LANGUAGES:
        told = feed(site, channel, lang)
        yield feed_path(channel.name, "atom", lang), atom(told)
        yield feed_path(channel.name, "json", lang), json_feed(told)


FEED_FILES = FileType("feeds", _outputs, _content)
