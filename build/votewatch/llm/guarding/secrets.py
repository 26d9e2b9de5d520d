"""Keys, passwords and other secrets, by the shapes that providers give them and by their randomness."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from votewatch.llm.guarding.found import Found, Kind

_PEM = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?s:.*?)"
    r"(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\Z)"
)
# One shape a provider, as their documentation and scanners give it.
_KEYS = re.compile(
    r"(?<![A-Za-z0-9_-])(?:"
    r"sk-(?:proj-|ant-|or-|svcacct-)?[A-Za-z0-9_-]{20,}"  # OpenAI, Anthropic, OpenRouter
    r"|AIza[A-Za-z0-9_-]{35}"  # Google
    r"|(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"  # AWS
    r"|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,}"  # GitHub
    r"|gl(?:pat|ptt|dt|rt|ft|soat)-[A-Za-z0-9_-]{20,}"  # GitLab
    r"|xox[abeprs]-[A-Za-z0-9-]{10,}"  # Slack
    r"|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}"  # Stripe
    r"|nvapi-[A-Za-z0-9_-]{40,}"  # NVIDIA
    r"|hf_[A-Za-z0-9]{30,}"  # Hugging Face
    r"|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{30,}"  # SendGrid
    r"|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,}"
    r"|gsk_[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{30,}"  # Groq, xAI, Replicate
    r"|dop_v1_[a-f0-9]{64}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}"  # DigitalOcean, Shopify
    r"|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"  # a signed token (JWT)
    r")(?![A-Za-z0-9])"
)
# "heslo" is a password and a motto: what follows must look like the one and not like the other.
_NAMES = (
    "password", "passwd", "passphrase", "pwd", "heslo", "hesla", "secret", "tajomstvo", "token", "kľúč",
    *(f"{whose}{between}key" for whose in ("api", "access", "private", "auth") for between in ("", "_", "-")),
)  # fmt: skip
_ASSIGNED = re.compile(
    r"[\"']?[ \t]*(?P<sign>:=|=>|=|:|(?i:\bis\b|\bje\b))[ \t]*"
    r"(?P<quote>[\"'„“`]?)(?P<value>[^\s\"'“”`,;<>]{4,200})"
)
_IN_ADDRESS = re.compile(r"(?<=://)[^\s/:@]{1,64}:(?P<value>[^\s/@]{3,128})(?=@[A-Za-z0-9])")
_PLACEHOLDER = re.compile(
    r"(?i)^(?:<.*|\$\{?.*|\{\{.*|%.*|x{3,}|\*{3,}|\.{3}.*|…|none|null|nil|true|false|example|changeme|your[_-].*|env\..*|os\..*)$"
)
_TOKEN = re.compile(r"(?<![A-Za-z0-9+/_=.:@#-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/_=-])")
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_ENTROPY = 3.9  # bits a character: words and identifiers stay under it, random base64 of 24 or more lies above


def private_keys(text: str) -> Iterator[Found]:
    """PEM blocks of private keys, whole, or to the end of the text when their end is missing."""
    if "PRIVATE KEY" in text:
        yield from (Found(Kind.PRIVATE_KEY, *hit.span()) for hit in _PEM.finditer(text))


def api_keys(text: str) -> Iterator[Found]:
    """Keys in the shape that a provider gives them."""
    yield from (Found(Kind.API_KEY, *hit.span()) for hit in _KEYS.finditer(text))


def passwords(text: str) -> Iterator[Found]:
    """Values assigned to a name such as password, heslo, token or api_key, and those in an address."""
    for end in _name_ends(text):
        hit = _ASSIGNED.match(text, end)
        if hit is None:
            continue
        value = hit["value"].rstrip(".,)]}!?")
        if len(value) >= 4 and not _PLACEHOLDER.match(value) and _like_a_password(value, hit["sign"], hit["quote"]):
            yield Found(Kind.PASSWORD, hit.start("value"), hit.start("value") + len(value))
    yield from (Found(Kind.PASSWORD, *hit.span("value")) for hit in _IN_ADDRESS.finditer(text))


def _name_ends(text: str) -> Iterator[int]:
    """Where a word ends that names a password. Searched one by one: that is much faster than one pattern of all."""
    low = text.lower()
    if len(low) != len(text):  # a few letters, such as İ, grow: then places would be wrong
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for name in _NAMES:
        place = low.find(name)
        while place >= 0:
            yield place + len(name)
            place = low.find(name, place + len(name))


def _like_a_password(value: str, sign: str, quote: str) -> bool:
    """Whether a value is no plain word: prose says "the password is needed" and "heslo: spolu"."""
    mixed = sum((any(c.islower() for c in value), any(c.isupper() for c in value[1:]), any(c.isdigit() for c in value)))
    special = any(not c.isalnum() for c in value)
    if sign in ("=", ":=", "=>"):
        return True
    return (
        (mixed >= 2)
        or (special and mixed >= 1 and len(value) >= 6)
        or (bool(quote) and sign == ":" and len(value) >= 8)
    )


def high_entropy(text: str) -> Iterator[Found]:
    """Long random strings. Hashes in hex and UUIDs are names of things and no secrets, unless assigned to one."""
    for hit in _TOKEN.finditer(text):
        token = hit[0].rstrip("=")
        if _HEX.fullmatch(token) or _UUID.fullmatch(token) or token.count("/") > 2 or "--" in token:
            continue
        kinds = (any(map(str.islower, token)), any(map(str.isupper, token)), any(map(str.isdigit, token)))
        if all(kinds) and _entropy(token) >= _ENTROPY and not _worded(token):
            yield Found(Kind.SECRET, *hit.span())


def _entropy(token: str) -> float:
    counts = Counter(token).values()
    return -sum(n / len(token) * math.log2(n / len(token)) for n in counts)


def _worded(token: str) -> bool:
    """Whether most of it is words or numbers joined by signs, as in addresses and names of files."""
    parts = re.findall(r"[A-Z]?[a-z]{3,}|\d{4,}|[A-Z]{4,}", token)
    return sum(map(len, parts)) * 10 >= len(token) * 7
