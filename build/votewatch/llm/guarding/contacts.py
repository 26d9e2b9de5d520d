"""Where somebody can be reached: e-mail, telephone, and the addresses of machines of the house."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from votewatch.llm.guarding.found import Found, Kind

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}(?![\w-])")
# +421 905 123 456, 00421…, 0905 123 456, 0905/123 456, 02/1234 5678; abroad with + and the country.
_PHONE = re.compile(
    r"(?<![\w./+-])(?:"
    r"(?:\+|00)(?:421|420)[ \u00a0./-]?(?:\(0\)[ ]?)?\d(?:[ \u00a0./-]?\d){8}"
    r"|\+(?!42[01])[1-9]\d{0,2}[ \u00a0.-]?(?:\(\d{1,4}\)[ ]?)?\d(?:[ \u00a0.-]?\d){6,11}"
    r"|09\d{2}[ \u00a0/.-]?\d{3}[ \u00a0.-]?\d{3}"
    r"|0[2-5]\d?/(?:\d[ \u00a0]?){6,8}\d"
    r")(?![\w/]|[.,-]\d)"
)
_IPV4 = re.compile(r"(?<![\w./-])(?<!v)(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:%\w+)?(?![\w:])")
_MAYBE_IPV6 = re.compile(r":[0-9A-Fa-f]{0,4}:")
_VERSION = re.compile(r"(?i)(?:version|verzi\w+|release|v\.?|ver\.?|build|firmware)[ :=]*$")
_ENDINGS = (".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".private")
_HOST = re.compile(
    r"(?i)(?<![\w.@-])(?:[a-z0-9-]{1,63}\.)+(?:local|localdomain|internal|intranet|lan|corp|home|private|home\.arpa)"
    r"(?![\w-]|\.\w)"
)


def emails(text: str) -> Iterator[Found]:
    """Mail addresses."""
    if "@" in text:
        yield from (Found(Kind.EMAIL, *hit.span()) for hit in _EMAIL.finditer(text))


def phones(text: str) -> Iterator[Found]:
    """Telephone numbers, Slovak and Czech as written at home, others with their country."""
    yield from (Found(Kind.PHONE, *hit.span()) for hit in _PHONE.finditer(text))


def addresses(text: str) -> Iterator[Found]:
    """IP addresses; not versions of four parts that are announced as such."""
    for pattern in (_IPV4, _IPV6) if _MAYBE_IPV6.search(text) else (_IPV4,):
        for hit in pattern.finditer(text):
            try:
                ipaddress.ip_address(hit[0].partition("%")[0])
            except ValueError:
                continue
            if pattern is _IPV6 and sum(map(str.isalnum, hit[0])) < 2:
                continue  # "::" alone is punctuation
            if pattern is _IPV4 and _VERSION.search(text[: hit.start()][-12:]):
                continue
            yield Found(Kind.IP, *hit.span())


def hosts(text: str) -> Iterator[Found]:
    """Names of machines that only the house's own network knows."""
    low = text.casefold()
    if any(ending in low for ending in _ENDINGS):
        yield from (Found(Kind.HOST, *hit.span()) for hit in _HOST.finditer(text))
