"""The verbs about prose for people: check, review, edit and question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from votewatch.cli.root import json_option, root, settings_of, today
from votewatch.model.errors import VoteWatchError

if TYPE_CHECKING:
    from votewatch.llm.tasks import HouseRules
    from votewatch.model.decision import Decision
    from votewatch.model.prose import Prose
    from votewatch.settings import Settings

LANGUAGES = ("sk", "en")
FIELDS = ("headline", "summary", "question")
draft_option = click.option(
    "--draft", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON with both languages."
)


@root.group()
def prose() -> None:
    """Judge, look at and replace the texts about decisions.

    Example: votewatch prose review sk:9:733
    """


@prose.command()
@click.argument("decision_id", metavar="ID")
@draft_option
@json_option
@click.pass_context
def check(context: click.Context, decision_id: str, file: Path | None, as_json: bool) -> None:
    """Judge a draft, {"sk": {"headline", "summary", "question"}, "en": {…}}; exit status 1 when a rule refuses it.

    Example: votewatch prose check sk:9:733 --draft draft.json --json
    """
    if file is None:
        raise click.UsageError("name the draft: --draft FILE")
    verdict = _verdict(_decision(settings_of(context), decision_id), _read(file))
    click.echo(json.dumps(verdict, indent=1, ensure_ascii=False) if as_json else "\n".join(_lines(verdict)))
    if not all(verdict["accepted"].values()):
        raise click.exceptions.Exit(1)


@prose.command()
@click.argument("decision_id", metavar="[ID]", required=False)
@click.pass_context
def review(context: click.Context, decision_id: str | None) -> None:
    """Show brief, texts and the verdict of each rule; without ID, one line for every decision that has a text.

    Example: votewatch prose review sk:9:733
    """
    from votewatch import steps
    from votewatch.ledger import prose as ledger
    from votewatch.llm.report import load_refused

    settings = settings_of(context)
    if decision_id is None:
        known = {d.id: d for d in steps.decide(settings)}
        for held in ledger.load_all(settings.paths.data).values():
            click.echo(_line(held, known.get(held.id)))
        return
    decision = _decision(settings, decision_id)
    click.echo(rules().brief(decision) or "(nothing may be asked about this decision)")
    held_one = ledger.load(settings.paths.data, decision_id)
    if held_one is not None:
        click.echo("\n".join(["kept", *_shown(_draft_of(held_one)), *_lines(_verdict(decision, _draft_of(held_one)))]))
    refused = load_refused(settings.paths.cache, decision_id)
    if refused is not None:
        click.echo(f"\nrefused: {', '.join(refused.languages)} by {refused.model}\n{refused.answer}")
        for rule, language, words in refused.findings:
            click.echo(f"  {language}  {rule}: {', '.join(words)}")
    if held_one is None and refused is None:
        click.echo("no text yet")


@prose.command()
@click.argument("decision_id", metavar="ID")
@draft_option
@click.option("--editorial", is_flag=True, help="Written with AI assistance: it keeps the AI label.")
@click.pass_context
def edit(context: click.Context, decision_id: str, file: Path | None, editorial: bool) -> None:
    """Replace texts by your own, in your editor or from a file; the same rules judge them.

    A language that you change counts as reviewed by a person and is labelled so, unless --editorial says otherwise.
    A published question stays as it is: `votewatch prose question` puts another in its place. Exit status 1 when a rule
    refuses.

    Example: votewatch prose edit sk:9:733
    """
    from votewatch.ledger import prose as ledger
    from votewatch.model.prose import Prose, Text
    from votewatch.render import questions

    settings = settings_of(context)
    decision = _decision(settings, decision_id)
    held = ledger.load(settings.paths.data, decision_id) or Prose(decision_id)
    before = _draft_of(held)
    if file is None:
        typed = click.edit(json.dumps(before, indent=1, ensure_ascii=False) + "\n", extension=".json")
        after = before if typed is None else _decoded(typed, "the edited text")
    else:
        after = _read(file)
    changed = [language for language in LANGUAGES if after.get(language) != before[language]]
    if not changed:
        click.echo("nothing changed")
        return
    verdict = _verdict(decision, after)
    if not all(verdict["accepted"].values()):
        click.echo("\n".join(_lines(verdict)))
        raise click.exceptions.Exit(1)
    origin = ("editorial" if editorial else "person", "", "", "", rules().version, today())
    texts = {
        language: Text(after[language]["headline"], after[language]["summary"], after[language]["question"], *origin)
        for language in changed
    }
    ledger.save(settings.paths.data, Prose(held.id, texts.get("sk", held.sk), texts.get("en", held.en)))
    told = "written with AI assistance" if editorial else "reviewed by a person"
    click.echo(f"{decision_id}: {', '.join(changed)} replaced and labelled as {told}")
    published = questions.load(settings.paths.data).get(decision_id)
    if published and any(after[one]["question"] != published.words(one) for one in LANGUAGES):
        click.echo(f"the question stays as it was published on {published.opened}: {published.words('en')}", err=True)


@prose.command()
@click.argument("decision_id", metavar="ID")
@click.option("--sk", required=True, help="The new question in Slovak.")
@click.option("--en", required=True, help="The new question in English.")
@click.pass_context
def question(context: click.Context, decision_id: str, sk: str, en: str) -> None:
    """Close a published question and put another in its place; its answers stay with it and do not count for the new.

    Only for a question that was wrong. The same rules judge the new one. Exit status 1 when a rule refuses.

    Example: votewatch prose question sk:9:733 --sk "Má sa …, alebo nie?" --en "Should …, or not?"
    """
    from votewatch.render import questions

    settings = settings_of(context)
    decision = _decision(settings, decision_id)
    published = questions.load(settings.paths.data).get(decision_id)
    if published is None:
        raise VoteWatchError(f"{decision_id}: no question is published in {settings.paths.data / questions.FILE}")
    words = {"sk": sk, "en": en}
    # The rules judge whole drafts: the words of the question stand for headline and summary too.
    bare = {language: text.rstrip(" ?") for language, text in words.items()}
    texts = {
        one: {"headline": bare[one], "summary": f"{bare[one]}. {bare[one]}.", "question": words[one]} for one in words
    }
    verdict = _verdict(decision, texts)
    if not all(verdict["accepted"].values()):
        click.echo("\n".join(_lines(verdict)))
        raise click.exceptions.Exit(1)
    new = questions.successor(published, tuple(words.items()), today())
    questions.append(settings.paths.data, [new])
    click.echo(f"{new.id} opens on {new.opened} in the place of {published.id}; build and publish the site")


def _decision(settings: Settings, decision_id: str) -> Decision:
    from votewatch import steps

    for decision in steps.decide(settings):
        if decision.id == decision_id:
            return decision
    raise VoteWatchError(f"{decision_id}: no such decision in {settings.paths.data / 'ledger'}")


def _read(file: Path) -> Mapping[str, Any]:
    return _decoded(file.read_text(encoding="utf-8"), str(file))


def _decoded(text: str, where: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise VoteWatchError(f"{where}: is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise VoteWatchError(f"{where}: must be an object with {' and '.join(LANGUAGES)}")
    return value


def _draft_of(held: Prose) -> dict[str, dict[str, str]]:
    """What is kept, in the shape of a draft; a missing language is empty."""
    return {language: {name: getattr(held.of(language), name, "") for name in FIELDS} for language in LANGUAGES}


def rules() -> HouseRules:
    """The brief, the shape and the rules of this house."""
    from votewatch.llm import validate
    from votewatch.llm.tasks import HouseRules

    return HouseRules(validate)


def _verdict(decision: Decision, draft: Mapping[str, Any]) -> dict[str, Any]:
    return rules().verdict(decision, draft)


def _lines(verdict: Mapping[str, Any]) -> list[str]:
    out = [
        f"  {'pass' if one['passed'] else 'FAIL'}  {one['language']:<4} {one['rule']}"
        + (f": {', '.join(one['words'])}" if one["words"] else "")
        for one in verdict["findings"]
    ]
    return [*out, *(f"{name}: {'accepted' if ok else 'refused'}" for name, ok in verdict["accepted"].items())]


def _shown(draft: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [f"  {language}  {name}: {draft[language][name]}" for language in LANGUAGES for name in FIELDS]


def _line(held: Prose, decision: Decision | None) -> str:
    verdict = _verdict(decision, _draft_of(held))["accepted"] if decision else {}
    told = []
    for language in LANGUAGES:
        if (text := held.of(language)) is not None:
            today_says = "" if verdict.get(language) else " REFUSED BY THE RULES OF TODAY"
            told.append(f"{language} {text.source} {text.date}{today_says}")
    return f"{held.id}: {'; '.join(told)}" + ("" if decision else " (no such decision)")
