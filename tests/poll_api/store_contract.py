"""What every store of answers must do, whichever database keeps them. Each function is one promise."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from poll_api.store import Store, Tally

DAY, HOUR = date(2026, 11, 23), 498_732
Promise = Callable[[Store], Awaitable[None]]


async def many_answers_at_once_are_counted_exactly(store: Store) -> None:
    await asyncio.gather(*[store.record("sk:1", f"reader-{i}", i % 3 == 0, DAY, HOUR) for i in range(900)])
    assert await store.tallies(["sk:1"]) == [Tally(300, 600)]


async def errands_of_one_reader_are_done_in_their_order(store: Store) -> None:
    done = await asyncio.gather(
        store.record("sk:1", "reader-1", True, DAY, HOUR),
        store.choice("sk:1", "reader-1"),
        store.record("sk:1", "reader-1", False, DAY, HOUR),
        store.record("sk:1", "reader-2", True, DAY, HOUR),
        store.withdraw("sk:1", "reader-2"),
        store.choice("sk:1", "reader-2"),
        store.choice("sk:1", "reader-1"),
    )
    assert (done[1], done[5], done[6]) == (True, None, False)
    assert await store.tallies(["sk:1"]) == [Tally(0, 1)]


async def a_changed_answer_counts_once(store: Store) -> None:
    assert await store.record("sk:1", "reader-1", True, DAY, HOUR) == Tally(1, 0)
    assert await store.record("sk:1", "reader-1", False, DAY, HOUR) == Tally(0, 1)
    assert await store.record("sk:1", "reader-1", False, DAY, HOUR) == Tally(0, 1)
    assert await store.choice("sk:1", "reader-1") is False


async def polls_are_counted_apart(store: Store) -> None:
    await store.record("sk:1", "reader-1", True, DAY, HOUR)
    await store.record("eu:1", "reader-1", False, DAY, HOUR)
    assert await store.tallies(["eu:1", "sk:1", "sk:2"]) == [Tally(0, 1), Tally(1, 0), Tally(0, 0)]


async def a_withdrawn_answer_is_gone_and_can_be_given_again(store: Store) -> None:
    await store.record("sk:1", "reader-1", True, DAY, HOUR)
    assert await store.withdraw("sk:1", "reader-1") == Tally(0, 0)
    assert await store.withdraw("sk:1", "reader-1") == Tally(0, 0)
    assert await store.choice("sk:1", "reader-1") is None
    assert await store.record("sk:1", "reader-1", False, DAY, HOUR) == Tally(0, 1)


async def an_answer_and_its_withdrawal_at_once_leave_nothing(store: Store) -> None:
    await asyncio.gather(store.record("sk:1", "reader-1", True, DAY, HOUR), store.withdraw("sk:1", "reader-1"))
    assert await store.tallies(["sk:1"]) == [Tally(0, 0)]


async def refusals_are_written_without_touching_the_counts(store: Store) -> None:
    store.refuse("sk:1", DAY)
    store.refuse("sk:1", DAY)
    await store.note_refusals()
    assert await store.tallies(["sk:1"]) == [Tally(0, 0)]
    assert store.alive


async def new_and_changed_answers_are_counted_in_their_hour(store: Store) -> None:
    await store.record("sk:1", "reader-1", True, DAY, HOUR)
    await store.record("sk:1", "reader-1", False, DAY, HOUR)
    await store.record("sk:1", "reader-2", False, DAY, HOUR + 1)
    await store.record("eu:1", "reader-1", True, DAY, HOUR)
    assert await store.hours() == {(HOUR, "sk:1"): 2, (HOUR + 1, "sk:1"): 1, (HOUR, "eu:1"): 1}


async def an_answer_sent_again_and_one_withdrawn_are_no_more_of_an_hour(store: Store) -> None:
    await store.record("sk:1", "reader-1", True, DAY, HOUR)
    await store.record("sk:1", "reader-1", True, DAY, HOUR)
    await store.withdraw("sk:1", "reader-1")
    assert await store.hours() == {(HOUR, "sk:1"): 1}


async def many_answers_at_once_are_all_of_their_hour(store: Store) -> None:
    await asyncio.gather(*[store.record("sk:1", f"reader-{i}", True, DAY, HOUR) for i in range(700)])
    assert await store.hours() == {(HOUR, "sk:1"): 700}


async def a_small_count_of_an_earlier_hour_is_forgotten_and_its_answers_stay(store: Store) -> None:
    await store.record("sk:1", "reader-1", True, DAY, HOUR)
    await store.record("sk:1", "reader-2", True, DAY, HOUR + 1)
    await store.record("sk:2", "reader-1", True, DAY, HOUR)
    await store.record("sk:2", "reader-2", True, DAY, HOUR)
    await store.forget_hours(HOUR + 1, 2)
    assert await store.hours() == {(HOUR, "sk:2"): 2, (HOUR + 1, "sk:1"): 1}
    assert await store.tallies(["sk:1", "sk:2"]) == [Tally(2, 0), Tally(2, 0)]


PROMISES: tuple[Promise, ...] = (
    many_answers_at_once_are_counted_exactly,
    errands_of_one_reader_are_done_in_their_order,
    a_changed_answer_counts_once,
    polls_are_counted_apart,
    a_withdrawn_answer_is_gone_and_can_be_given_again,
    an_answer_and_its_withdrawal_at_once_leave_nothing,
    refusals_are_written_without_touching_the_counts,
    new_and_changed_answers_are_counted_in_their_hour,
    an_answer_sent_again_and_one_withdrawn_are_no_more_of_an_hour,
    many_answers_at_once_are_all_of_their_hour,
    a_small_count_of_an_earlier_hour_is_forgotten_and_its_answers_stay,
)
