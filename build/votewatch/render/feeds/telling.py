"""What a feed says in one language, and what it depends on."""

from __future__ import annotations

from markupsafe import Markup

from votewatch.model.correction import Correction
from votewatch.model.decision import Decision, Stance
from votewatch.render.addresses import CORRECTIONS, decision_path, feed_path, page_url
from votewatch.render.cards import headlines
from votewatch.render.clubs import club_name
from votewatch.render.correction_log import anchor, logged, page_of
from votewatch.render.feeds.channels import Channel, Kind, Told, Voted
from votewatch.render.feeds.feed import Entry, Feed
from votewatch.render.feeds.instants import instant, latest, midnight, tag
from votewatch.render.fingerprint import of_value
from votewatch.render.outcome import outcome_line
from votewatch.render.phrase import plain
from votewatch.render.questions import Question
from votewatch.render.site import Site, decided_when
from votewatch.render.tally import stance_words
from votewatch.render.topics import topic_name
from votewatch.render.wording import for_means_key
from votewatch.render.words import Words, day


def feed(site: Site, channel: Channel, lang: str) -> Feed:
    """One feed in one language."""
    words = site.words[lang]
    url = site.look.site_url
    entries = tuple(_entry(site, channel, told, words) for told in channel.entries)
    return Feed(
        id=tag(url, f"feeds/{channel.name}/{lang}"),
        lang=lang,
        title=title(site, channel, words),
        subtitle=words.text(f"feeds.about_{channel.kind}"),
        updated=latest([e.updated for e in entries]) if entries else midnight(site.as_of),
        page=page_url(url, lang, channel.page),
        atom=f"{url}/{feed_path(channel.name, 'atom', lang)}",
        json=f"{url}/{feed_path(channel.name, 'json', lang)}",
        home=page_url(url, lang, ""),
        rights=words.text("site.licence_eu"),
        entries=entries,
    )


def title(site: Site, channel: Channel, words: Words) -> str:
    """What a feed is called: "VoteWatch: Národná rada Slovenskej republiky"."""
    return words.text("feeds.title", name=title_name(site, channel, words))


def title_name(site: Site, channel: Channel, words: Words) -> str:
    """What a feed is about, where it stands alone: a club with its parliament."""
    name = subject_name(site, channel, words)
    if channel.kind is Kind.CLUB:
        return f"{name} ({words.text(f'parliament.{channel.parliament}.short')})"
    return name


def subject_name(site: Site, channel: Channel, words: Words) -> str:
    """What a feed is about, in as few words as a list needs."""
    parliament = channel.parliament
    if parliament is not None and channel.kind is Kind.PARLIAMENT:
        return words.text(f"parliament.{parliament}.name")
    if parliament is not None and channel.kind is Kind.MEMBER:
        return site.record.members(parliament)[int(channel.subject)].full_name
    if parliament is not None:
        return club_name(str(channel.subject), parliament, site.record.clubs, words.lang)
    if channel.kind is Kind.TOPIC:
        return topic_name(site.topics[str(channel.subject)], words.lang)
    return words.text(f"feeds.{channel.kind}")


def depends(site: Site, channel: Channel) -> object:
    """All that a feed depends on besides what every page does."""
    names = site.topics[str(channel.subject)].names if channel.kind is Kind.TOPIC else None
    return channel.page, channel.subject, names, [_key(site, told) for told in channel.entries]


def _key(site: Site, told: Told) -> object:
    if isinstance(told, Voted):
        return told.by, _decision_key(site, told.decision)
    if isinstance(told, Question):
        decision = site.by_id[told.decision]
        return told.id, told.text, told.opened, told.closes, _decision_key(site, decision)
    return told, page_of(site, told)


def _decision_key(site: Site, decision: Decision) -> str:
    """A hash of all that the entry of a decision depends on, worked out once: it stands in hundreds of feeds."""
    found = site.told_keys.get(decision.id)
    if found is None:
        vote = decision.deciding
        found = site.told_keys[decision.id] = of_value(
            (
                headlines(site, decision),
                (decision.id, decision.title, decision.kind, decision.outcome, decision.passed, decision.for_means),
                (decision.no_question, decision.majority, vote and vote.totals, decided_when(decision)),
                _corrected(site, decision),
            )
        )
    return found


def _corrected(site: Site, decision: Decision) -> str:
    """The day on which something about a decision was last corrected, "" when nothing was."""
    return max((c.date for r in decision.roll_calls for c in site.corrections_of.get(r.id, ())), default="")


def _entry(site: Site, channel: Channel, told: Told, words: Words) -> Entry:
    if isinstance(told, Question):
        return _asked(site, told, words)
    if isinstance(told, Correction):
        return _correction(site, told, words)
    decided = _decided(site, told.decision, words)
    if told.by is None:
        return decided
    lang, by = words.lang, told.by
    if isinstance(by, Stance):
        name = subject_name(site, channel, words)
        how = _plain(stance_words(by, words))
    else:
        name, how = words.text("feeds.vote"), words.text(f"feeds.position_{by}")
    return Entry(
        id=f"{decided.id.removesuffix(f'/{lang}')}/{channel.name.partition('/')[2]}/{lang}",
        url=decided.url,
        title=words.text("feeds.voted_title", headline=decided.title, how=how),
        text=words.text("feeds.voted", name=name, how=how, outcome=decided.text),
        published=decided.published,
        updated=decided.updated,
    )


def _decided(site: Site, decision: Decision, words: Words) -> Entry:
    """The entry of a decision by itself, worked out once a language."""
    found = site.told.get((words.lang, decision.id))
    if found is not None:
        return found
    url, lang = site.look.site_url, words.lang
    text = _plain(outcome_line(decision, words))
    if decision.passed is not None:
        text += f" {words.text('feeds.for_meant', what=words[for_means_key(decision)])}"
    decided, corrected = instant(decided_when(decision)[0], decision.parliament), _corrected(site, decision)
    made = Entry(
        id=tag(url, f"{decision.id}/{lang}"),
        url=page_url(url, lang, decision_path(decision.id)),
        title=plain(site.headline(decision, words)),
        text=text,
        published=decided,
        updated=latest([decided, midnight(corrected)]) if corrected else decided,
    )
    site.told[lang, decision.id] = made
    return made


def _asked(site: Site, question: Question, words: Words) -> Entry:
    url, lang = site.look.site_url, words.lang
    decision = site.by_id[question.decision]
    until = (
        words.text("feeds.answer_until", date=day(question.closes, lang))
        if question.closes
        else words.text("feeds.answer_always")
    )
    name = words.text(f"parliament.{decision.parliament}.name")
    return Entry(
        id=tag(url, f"question/{question.id}/{lang}"),
        url=f"{page_url(url, lang, decision_path(decision.id))}#question",
        title=question.words(lang),
        text=f"{until} {name}: {plain(site.headline(decision, words))}.",
        published=midnight(question.opened),
        updated=midnight(question.opened),
    )


def _correction(site: Site, correction: Correction, words: Words) -> Entry:
    url, lang = site.look.site_url, words.lang
    entry = logged(site, correction, words)
    when = midnight(correction.date)
    return Entry(
        id=tag(url, f"correction/{anchor(correction)}/{lang}"),
        url=f"{page_url(url, lang, CORRECTIONS)}#{anchor(correction)}",
        title=words.text("feeds.corrected", id=correction.id, field=entry.field),
        text=" ".join(_plain(line) for line in (entry.was, entry.holds, entry.reason) if line),
        published=when,
        updated=when,
    )


def _plain(markup: Markup) -> str:
    return markup.striptags()
