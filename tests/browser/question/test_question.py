"""The question to readers, state by state, as the page's own component and script make it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.question.stand import Stand, press, visit

pytestmark = pytest.mark.browser


def test_before_answering_there_are_two_equal_buttons_and_no_counts(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    boxes = [question.get_by_role("button", name=name, exact=True).bounding_box() for name in ("Yes", "No")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["height"] >= 44
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
    expect(question.locator(".tally")).to_be_hidden()
    expect(question).to_contain_text("not a secured ballot")
    expect(question.get_by_role("group", name="Should the Council have adopted R&D?")).to_be_visible()


@pytest.mark.parametrize(
    ("decision", "pressed", "said"),
    [
        ("passed", "Yes", "Parliament decided as you would."),
        ("passed", "No", "Parliament decided otherwise."),
        ("failed", "Yes", "Parliament decided otherwise."),
        ("failed", "No", "Parliament decided as you would."),
    ],
)
def test_who_answers_learns_at_once_whether_parliament_agreed(
    reader: Page, stand: Stand, decision: str, pressed: str, said: str
) -> None:
    stand.decision = decision
    question = visit(reader, stand)
    press(reader, pressed)
    expect(question.locator(".tally__own")).to_contain_text(said)


def test_the_tally_takes_the_place_of_the_buttons_and_the_focus(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    press(reader, "Yes")
    expect(question.locator(".tally")).to_be_focused()
    expect(question.get_by_role("button", name="Yes", exact=True)).to_be_hidden()
    expect(question.locator(".tally")).to_contain_text("National Council: 99 members present")
    expect(question.locator(".tally__side:first-of-type .bar rect")).to_have_count(3)


def test_below_the_least_number_there_is_no_split(reader: Page, stand: Stand) -> None:
    stand.seed(2, 0)
    question = visit(reader, stand)
    press(reader, "Yes")
    expect(question.locator(".tally")).to_contain_text("Readers: 3 of 10 answers")
    expect(question.locator(".bar--empty")).to_be_visible()
    expect(question.get_by_text("yes 3")).to_have_count(0)


@pytest.mark.parametrize(
    ("yes", "no", "said"),
    [
        (11, 9, "point the same way"),
        (9, 11, "point the other way"),
        (54, 46, "about evenly split"),
        (55, 45, "point the same way"),
    ],
)
def test_a_lead_of_ten_points_makes_a_verdict(reader: Page, stand: Stand, yes: int, no: int, said: str) -> None:
    stand.seed(yes, no)
    question = visit(reader, stand)
    press(reader, "Just show the answers")
    expect(question.locator(".tally__verdict")).to_contain_text(said)
    expect(question.locator(".tally__own")).to_have_text("You have not answered the question.")


@pytest.mark.parametrize(("yes", "no", "shown"), [(90, 9, "yes 90"), (64, 36, "yes 64 (64%)")])
def test_percentages_begin_with_a_hundred_answers(reader: Page, stand: Stand, yes: int, no: int, shown: str) -> None:
    stand.seed(yes, no)
    question = visit(reader, stand)
    press(reader, "Just show the answers")
    expect(question.locator("[data-part=yes]")).to_have_text(shown)
    expect(question.locator(".tally__sample")).to_contain_text("not a sample")


def test_a_changed_answer_goes_out_with_the_same_ballot(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    press(reader, "Yes")
    press(reader, "Change my answer")
    expect(question.get_by_role("status")).to_have_text("You answered yes.")
    press(reader, "No")
    expect(question.locator(".tally__own")).to_contain_text("You answered no.")
    expect(question.get_by_role("status")).to_have_text("Your answer is changed.")
    ballots = {said["ballot"] for _, said in stand.told}
    assert list(stand.answers.values()) == ["no"]
    assert [len(ballot) for ballot in ballots] == [22]


def test_who_changes_nothing_keeps_the_answer(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    press(reader, "Yes")
    press(reader, "Change my answer")
    press(reader, "Keep my answer as it is")
    expect(question.locator(".tally")).to_be_focused()
    assert len(stand.told) == 1


def test_a_withdrawn_answer_is_forgotten_here_and_there(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    press(reader, "Yes")
    press(reader, "Withdraw my answer")
    expect(question.get_by_role("status")).to_contain_text("Your answer is withdrawn")
    expect(question.get_by_role("button", name="Yes", exact=True)).to_be_focused()
    assert stand.answers == {}
    assert reader.evaluate("localStorage.length") == 0


def test_the_page_in_the_other_language_shows_the_same_state(reader: Page, stand: Stand) -> None:
    stand.seed(4, 7)
    visit(reader, stand)
    press(reader, "Yes")
    expect(reader.locator(".tally")).to_be_visible()
    question = visit(reader, stand, "sk")
    expect(question.locator(".tally__own")).to_contain_text("Parlament rozhodol ako vy.")
    expect(question.locator(".tally")).to_contain_text("Čitatelia: 12 odpovedí")
    expect(question.locator(".tally")).not_to_be_focused()


def test_the_day_is_that_of_bratislava(reader: Page, stand: Stand) -> None:
    reader.clock.set_fixed_time("2026-10-31T22:59:00Z")
    question = visit(reader, stand)
    expect(question).to_contain_text("It can be answered from 1 November 2026.")
    expect(question.get_by_role("button")).to_have_count(0)
    reader.clock.set_fixed_time("2026-10-31T23:00:00Z")
    visit(reader, stand)
    expect(question.get_by_role("button", name="Yes", exact=True)).to_be_visible()


def test_a_closed_question_shows_its_counts_and_takes_no_answer(reader: Page, stand: Stand) -> None:
    reader.clock.set_fixed_time("2027-01-30T12:00:00Z")
    stand.open = False
    stand.seed(30, 10)
    question = visit(reader, stand)
    expect(question.locator("[data-part=yes]")).to_have_text("yes 30")
    expect(question).to_contain_text("This question is closed.")
    expect(question.get_by_role("button")).to_have_count(0)


def test_an_archive_question_says_how_long_after_the_vote_it_is_asked(reader: Page, stand: Stand) -> None:
    stand.closes = None
    expect(visit(reader, stand)).to_contain_text("asked 14 months after the vote")
    expect(visit(reader, stand, "sk")).to_contain_text("14 mesiacov po hlasovaní")


def test_the_keyboard_alone_is_enough(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    for _ in range(2):
        reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(question.locator(".tally__own")).to_contain_text("You answered no.")
    reader.keyboard.press("Tab")
    expect(question.get_by_role("button", name="Change my answer")).to_be_focused()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Space")
    expect(question.get_by_role("button", name="Yes", exact=True)).to_be_focused()


def test_the_script_leaves_no_name_on_the_window(reader: Page, stand: Stand) -> None:
    visit(reader, stand)
    assert reader.evaluate("['ballots', 'tally'].filter((name) => name in window)") == []
