"""Every type of page and of file that the site has. What is not listed here is not made; tests walk these lists."""

from __future__ import annotations

from votewatch.render import (
    club_page,
    clubs_page,
    correction_log,
    decision_page,
    embed_page,
    home_pages,
    law_pages,
    ledger_page,
    list_pages,
    match_files,
    match_page,
    member_page,
    pair_page,
    people_pages,
    questions_pages,
    readers_page,
    redirects,
    sitemaps,
    status_page,
    text_pages,
    topic_pages,
    vote_pages,
)
from votewatch.render.downloads import files, package
from votewatch.render.downloads import page as data_page
from votewatch.render.feeds import calendar, feeds_pages
from votewatch.render.feeds import files as feed_files
from votewatch.render.page import FileType, IndexType, PageType
from votewatch.render.pictures import outputs as pictures
from votewatch.render.search import files as search_files
from votewatch.render.search import lists as search_lists
from votewatch.render.search import page as search_page

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
    questions_pages.INDEX,
    questions_pages.YEAR,
    readers_page.READERS,
    ledger_page.LEDGER,
    match_page.MATCH,
    embed_page.EMBED,
    people_pages.INDEX,
    people_pages.SLOVAK,
    member_page.MEMBER,
    law_pages.INDEX,
    law_pages.LAW,
    search_page.SEARCH,
    search_lists.LIST,
    status_page.STATUS,
    text_pages.TEXT,
    data_page.DATA,
    feeds_pages.LIST,
    feeds_pages.MEMBERS,
    correction_log.LOG,
    redirects.MOVED,
    home_pages.CHOICE,
    home_pages.MISSING,
)

FILE_TYPES: tuple[FileType, ...] = (
    files.DOWNLOADS,
    package.PACKAGE_FILES,
    match_files.VOTES,
    match_files.TITLES,
    pictures.DECISIONS,
    pictures.MEMBERS,
    search_files.FILES,
    feed_files.FEED_FILES,
    calendar.CALENDARS,
    redirects.MOVED_MAP,
)

INDEX_TYPES: tuple[IndexType, ...] = (sitemaps.SITEMAPS,)
