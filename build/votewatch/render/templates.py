"""The templates of one language, with its words already in them.

Most of what a page prints is the same on every page of its language. What a template asks for by a plain name
(``t("…")`` without values, ``lang``, ``other``, ``look.css``) is put into the template before it is compiled: printed
18,000 times, it is looked up once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar, cast

import jinja2
import jinja2.bccache
from jinja2.ext import Extension
from markupsafe import Markup, escape

from votewatch.render.fingerprint import of_value
from votewatch.render.look import Look
from votewatch.render.words import Words

_ASKED = re.compile(r"\{\{ (?:t\(\"(?P<key>[\w.]+)\"\)|(?P<name>lang|other|look\.(?:css|js|site_url))) \}\}")


class Filled(Extension):
    """Fills in what does not change within a language. An unknown key of words is an error that names the template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with the constants in it."""
        constants = cast(dict[str, str], self.environment.globals["constants"])
        words = cast(Words, self.environment.globals["words"])

        def fill(found: re.Match[str]) -> str:
            if found["name"]:
                return constants[found["name"]]
            if found["key"] not in words:
                raise jinja2.TemplateSyntaxError(f"no words for {found['key']!r}", 1, name, filename)
            return str(words[found["key"]])

        return _ASKED.sub(fill, source)


def printed(value: object) -> str:
    """``value`` as a template prints it: escaped, unless it is markup or a number.

    Does what markupsafe.escape does. That one makes a new Markup of every Markup and of every number, 340 times a page.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int:
        return str(value)
    return escape(value)


class Printing(jinja2.Template):
    """A template that prints through ``printed``."""

    @classmethod
    def from_code(cls, *arguments: Any, **named: Any) -> Printing:
        """The compiled template with its own name for escaping put in place of Jinja's."""
        made = super().from_code(*arguments, **named)
        made.root_render_func.__globals__["escape"] = printed
        return cast(Printing, made)


class Compiled(jinja2.BytecodeCache):
    """Templates compiled by this process, by all that they are compiled from: a process that builds many sites, as
    tests do, compiles each once, which takes as long as rendering a small site.
    """

    _kept: ClassVar[dict[str, CodeType]] = {}

    def __init__(self, filled_with: str) -> None:
        """``filled_with`` is a fingerprint of the words and constants that are put into the sources."""
        self._filled_with = filled_with

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What sets a template apart besides its source."""
        return f"{self._filled_with} {name} {filename}"

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Give the template's code where it is known."""
        bucket.code = self._kept.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep the template's code."""
        assert bucket.code is not None
        self._kept[f"{bucket.key} {bucket.checksum}"] = bucket.code


def environment(site_src: Path, words: Words, look: Look) -> jinja2.Environment:
    """The templates of ``site_src`` in one language. A name that a view does not give is an error."""
    other = "en" if words.lang == "sk" else "sk"
    constants = {"lang": words.lang, "other": other}
    constants |= {f"look.{name}": escape(getattr(look, name)) for name in ("css", "js", "site_url")}
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([site_src / "pages", site_src / "components"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # the sources do not change during a build, and looking costs a stat each time
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(of_value((constants, words.plain))),
    )
    made.template_class = Printing
    made.globals |= {
        "constants": constants,
        "words": words,
        "t": words.t,
        "n": words.n,
        "lang": words.lang,
        "other": other,
        "look": look,
    }
    made.add_extension(Filled)
    # Their text depends on their argument alone, and the arguments repeat: each is printed once and kept.
    for component, macro in (("party_row.html", "party_row"), ("heading.html", "heading")):
        made.globals[macro] = _kept(made, component, macro)
    return made


def _kept(made: jinja2.Environment, component: str, macro: str) -> Any:
    return lru_cache(maxsize=None)(getattr(made.get_template(component).make_module(), macro))
