"""What people read about their own shares, points and badges."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.core.interaction import Buttons
from handlers.core.language import Words
from handlers.recognition import points
from handlers.recognition.cards import Line, Recognition
from models import Message, Person
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY, press, said


def actions(card):
    return [button.action for part in card.parts if isinstance(part, Buttons) for button in part.every]


def test_a_newcomer_reads_what_the_next_step_is(session):
    company.found(session)
    company.hire(session, "eve", joined=None)
    card = points.show_me(session, press("eve", "me"), MONDAY)
    assert "Join, and share something" in said(card)
    assert actions(card) == ["join", "leaderboard"]


def test_an_advocate_without_a_share_is_offered_one(session):
    company.found(session)
    card = points.show_me(session, press("ann", "me"), MONDAY)
    assert "Nothing here yet" in said(card)
    assert actions(card) == ["next", "leaderboard", "settings", "pause", "leave"]


def test_every_point_says_why(session):
    company.found(session, "acme", "bob")
    company.shares(session, "bob", "a", MONDAY, "address")
    suggestion = company.content(session, "s", author="bob", state="proposed")
    company.approve(session, suggestion, MONDAY, by="ann")
    company.thank(session, "ann", "bob", "t", MONDAY)
    text = said(points.show_me(session, press("bob", "me"), MONDAY))
    for line in (
        "+5: you shared “Story a” (2 March 2026)",
        "+5: you opened the network from here, for “Story a” (2 March 2026)",
        "+5: you gave the address of your post of “Story a” (2 March 2026)",
        "+10: “Story a” was your first share (2 March 2026)",
        "+10: your suggestion “Story s” was approved (2 March 2026)",
        "+1: Ann thanked you (2 March 2026)",
        "First share – You shared something for the first time.",
        "Story a – LinkedIn, 2 March 2026 (with its address)",
    ):
        assert line in text
    assert "('Points', '36'), ('Shares', '1')" in text


def test_points_taken_back_are_on_the_list(session):
    company.found(session)
    share = company.begin(session, "ann", "a")
    company.post(session, share, MONDAY)
    company.undo(session, share, MONDAY)
    text = said(points.show_me(session, press("ann", "me"), MONDAY))
    assert "−5: taken back: you shared “Story a” (2 March 2026)" in text
    assert "Badges" not in text


def test_the_whole_ledger_is_read_page_by_page(session):
    company.found(session)
    for day in range(15):
        company.shares(session, "ann", f"{day}", MONDAY + day * DAY, "opened")
    first = points.show_me(session, press("ann", "me", target="all"), MONDAY)
    second = points.show_me(session, press("ann", "me", target="all:2"), MONDAY)
    lines = [line for card in (first, second) for line in said(card).splitlines() if line.startswith("+")]
    assert len(lines) == len(set(lines)) == 31
    assert (actions(first), actions(second)) == (["me", "me"], ["me"])
    assert second.instead
    assert actions(points.show_me(session, press("ann", "me", target="all:99999"), MONDAY)) == ["me", "me"]


def test_the_rank_appears_from_five_people_on(session):
    company.found(session, "acme", "bob", "cem", "dee", "eve")
    for number, name in enumerate(("ann", "bob", "cem", "dee")):
        company.shares(session, name, name, MONDAY + timedelta(minutes=number))
    assert "This week" not in said(points.show_me(session, press("ann", "me"), MONDAY))
    company.shares(session, "eve", "eve", MONDAY, "address")
    assert "place 2 among those who agreed to be named" in said(points.show_me(session, press("ann", "me"), MONDAY))


def test_the_answer_to_a_share_explains_what_it_earned():
    gained = Recognition(
        lines=(Line(rule="claimed", points=5), Line(rule="first", points=10)), badges=("first-share",), daily=3
    )
    assert gained.sentences(Words()) == (
        "+5: you shared",
        "+10: it is your first share",
        "New badge: First share. You shared something for the first time.",
    )
    assert "Only 3 shares a day" in Recognition(daily=3).sentences(Words())[0]


# ── Badges that others' presses win ───────────────────────────────────────────────────────────────


def told(session):
    return session.execute(select(Message.key, Message.person).where(Message.kind == "badge")).all()


def test_a_badge_won_by_an_approval_is_announced_once(session):
    company.found(session, "acme", "bob")
    for name in ("s", "r"):
        suggestion = company.content(session, name, author="bob", state="proposed")
        company.approve(session, suggestion, MONDAY, by="ann")
    assert told(session) == [("badge:bob:first-suggestion", "bob")]
    card = points.write_badge(session, session.scalars(select(Message)).one(), MONDAY)
    assert "A badge for you: Good find" in said(card)


def test_a_badge_won_by_a_persons_own_press_is_not_announced_again(session):
    company.found(session)
    assert company.shares(session, "ann", "a", MONDAY).badges == ("first-share",)
    assert told(session) == []


def test_people_who_have_not_joined_hear_nothing(session):
    company.found(session)
    company.hire(session, "eve", joined=None)
    suggestion = company.content(session, "s", author="eve", state="proposed")
    assert company.approve(session, suggestion, MONDAY, by="ann").badges == ("first-suggestion",)
    assert told(session) == []


@pytest.fixture
def waiting(session):
    """A badge of Bob's, not yet announced."""
    company.found(session, "acme", "bob")
    suggestion = company.content(session, "s", author="bob", state="proposed")
    company.approve(session, suggestion, MONDAY, by="ann")
    return session.scalars(select(Message)).one()


def test_people_who_left_in_the_meantime_hear_nothing(session, waiting):
    session.get_one(Person, ("acme", "bob")).left_at = MONDAY
    assert points.write_badge(session, waiting, MONDAY) is None
