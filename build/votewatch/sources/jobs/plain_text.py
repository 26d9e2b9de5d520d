"""An advert's HTML as plain text: blank lines between blocks, list items on lines of their own, nothing cut."""

from __future__ import annotations

import html
import re
from html.entities import html5

from parsel import Selector

from votewatch.sources.jobs.rows import UnreadableRow

_LINE, _BREAK, _BLOCK = "\x1d", "\x1e", "\x1f"
_BLOCKS = (
    "address article aside blockquote body dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr main nav ol p pre section summary table ul"
)
_GAPS = dict.fromkeys(_BLOCKS.split(), _BLOCK) | {"li": _LINE, "tr": _LINE, "td": " ", "th": " ", "br": _BREAK}
_UNSEEN = {"head", "script", "style", "template"}
# Beyond 2,048 the parser drops the rest of the text without a word.
_DEEPEST = 2000
_REFERENCE = re.compile(r"&#?\w{1,32};")
_MARKS = re.compile(f"[{_LINE}{_BREAK}{_BLOCK}]")
_RUN = re.compile(f"[ {_LINE}{_BREAK}{_BLOCK}]+")


def plain(markup: str) -> str:
    """The text of ``markup``, its entities decoded once; text without any tag comes back with its blanks folded.

    Raises UnreadableRow for markup nested too deep to be read whole.
    """
    if not markup.strip():
        return ""
    root = Selector(text=_REFERENCE.sub(_decoded, _MARKS.sub(" ", markup)), type="html").root
    pieces: list[str] = []
    # Not recursive: some editors nest spans hundreds deep.
    waiting = [(root, False, 0)]
    while waiting:
        node, in_item, depth = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        if depth > _DEEPEST:
            raise UnreadableRow(f"markup nested more than {_DEEPEST} deep")
        # A comment's tag is a function.
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            continue
        gap = _GAPS.get(node.tag, "")
        if in_item and gap == _BLOCK:
            gap = _LINE
        inside = in_item or node.tag == "li"
        pieces.append(gap)
        if node.tag != "br":
            waiting.append((gap, in_item, 0))
        for child in reversed(node):
            if child.tail:
                waiting.append((_folded(child.tail), inside, 0))
            waiting.append((child, inside, depth + 1))
        if node.text:
            waiting.append((_folded(node.text), inside, 0))
    return _RUN.sub(_spaced, "".join(pieces)).strip()


def joined(*parts: str) -> str:
    """The parts that are not empty, with a blank line between them."""
    return "\n\n".join(stripped for part in parts if (stripped := part.strip()))


def _decoded(reference: re.Match[str]) -> str:
    """The sign that a reference stands for, unless it would be read as markup: the parser knows HTML 4's names only."""
    name = reference[0][1:]
    sign = html.unescape(reference[0]) if name[0] == "#" else html5.get(name, "&")
    return reference[0] if set(sign) & set("<>&") else _MARKS.sub(" ", sign)


def _folded(text: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        return " "
    return f"{' ' if text[0].isspace() else ''}{folded}{' ' if text[-1].isspace() else ''}"


def _spaced(run: re.Match[str]) -> str:
    if _BLOCK in run[0] or run[0].count(_BREAK) > 1:
        return "\n\n"
    return " " if not run[0].strip(" ") else "\n"
