"""The templates of one language, with its words already in them.

Most of what a page prints is the same on every page of its language. What a template asks for by a plain name
(``t("…")`` without values, ``lang``, ``other``, ``look.css``) is put into the template before it is compiled: printed
18,000 times, it is looked up once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2.ext import Extension
from markupsafe import Markup, escape

from votewatch.render.site import Look
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


def environment(site_src: Path, words: Words, look: Look) -> jinja2.Environment:
    """The templates of ``site_src`` in one language. A name that a view does not give is an error."""
    other = "en" if words.lang == "sk" else "sk"
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([site_src / "pages", site_src / "components"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # the sources do not change during a build, and looking costs a stat each time
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.template_class = Printing
    constants = {"lang": words.lang, "other": other}
    constants |= {f"look.{name}": escape(getattr(look, name)) for name in ("css", "js", "site_url")}
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
