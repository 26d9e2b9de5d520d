"""Every type of page and of file that the site has. What is not listed here is not made; tests walk these lists."""

from __future__ import annotations

from votewatch.render import (
    club_page,
    clubs_page,
    decision_page,
    home_pages,
    list_pages,
    member_page,
    pair_page,
    people_pages,
    status_page,
    text_pages,
    topic_pages,
    vote_pages,
)
from votewatch.render.page import FileType, PageType
from votewatch.render.pictures import outputs as pictures

PAGE_TYPES: tuple[PageType, ...] = (
    home_pages.HOME,
    clubs_page.CLUBS,
    club_page.CLUB,
    pair_page.PAIR,
    decision_page.PAGE,
    vote_pages.VOTES,
    vote_pages.ROLL_CALL,
    list_pages.INDEX,
    list_pages.YEAR,
    list_pages.MONTH,
    topic_pages.INDEX,
    topic_pages.TOPIC,
    topic_pages.YEAR,
    topic_pages.TABLE,
    people_pages.INDEX,
    people_pages.SLOVAK,
    member_page.MEMBER,
    status_page.STATUS,
    text_pages.TEXT,
    home_pages.CHOICE,
    home_pages.MISSING,
)

FILE_TYPES: tuple[FileType, ...] = (pictures.DECISIONS, pictures.MEMBERS)
