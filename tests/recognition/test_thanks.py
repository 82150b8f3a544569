"""Thanks are sent once, reach the right person, and cannot be traded for points."""

import pytest
from sqlalchemy import select

from handlers.core.interaction import Refused
from handlers.recognition.thanks import thank, write_thanks
from models import LedgerEntry, Message, Person, Thanks
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY, press, said


@pytest.fixture(autouse=True)
def people(session):
    company.found(session, "acme", "bob")
    company.hire(session, "eve", joined=None)


@pytest.mark.parametrize(
    "text", ["@bob for the great post", "for the great post @bob.", "  @bob,  for the\ngreat post"]
)
def test_thanks_reach_the_colleague_in_the_givers_words(session, text):
    assert thank(session, press("ann", "thank", text), MONDAY).text == "Bob gets your thanks."
    message = session.scalars(select(Message).where(Message.kind == "thanks")).one()
    assert (message.address, message.key) == ("bob", f"thanks:{message.subject}")
    assert said(write_thanks(session, message, MONDAY)).splitlines()[:2] == ["Ann thanks you", "for the great post"]
    assert session.execute(select(LedgerEntry.person, LedgerEntry.points)).all() == [("bob", 1)]


def test_thanks_need_no_words(session):
    thank(session, press("ann", "thank", "@bob"), MONDAY)
    assert session.scalars(select(Thanks.text)).all() == [""]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please name one colleague, with @."),
        ("you all", "Please name one colleague, with @."),
        ("@bob and @eve", "Please name one colleague, with @."),
        ("bob@example.com", "Please name one colleague, with @."),
        ("@ann for me", "Thanking yourself is fine, but not here."),
        ("@eve", "This colleague does not take part, so Heraut does not write to them."),
        ("@nobody", "This colleague does not take part, so Heraut does not write to them."),
        (f"@bob {'x' * 301}", "That is too long: {n} characters at most."),
    ],
)
def test_impossible_thanks_are_refused_in_words(session, text, sentence):
    with pytest.raises(Refused) as refused:
        thank(session, press("ann", "thank", text), MONDAY)
    assert refused.value.sentence == sentence
    assert session.scalars(select(Thanks)).all() == []


def test_somebody_who_left_is_not_written_to(session):
    session.get_one(Person, ("acme", "bob")).left_at = MONDAY
    with pytest.raises(Refused):
        thank(session, press("ann", "thank", "@bob"), MONDAY)


def test_five_thanks_a_day_are_the_most(session):
    for _ in range(5):
        thank(session, press("ann", "thank", "@bob"), MONDAY)
    with pytest.raises(Refused) as refused:
        thank(session, press("ann", "thank", "@bob"), MONDAY)
    assert refused.value.places == {"n": 5}
    thank(session, press("ann", "thank", "@bob"), MONDAY + DAY)


def test_three_thanks_a_day_give_points_and_five_a_badge(session):
    for day in range(2):
        for _ in range(4):
            thank(session, press("ann", "thank", "@bob"), MONDAY + day * DAY)
    assert session.scalars(select(LedgerEntry.points)).all() == [1] * 6
    badges = select(Message.key).where(Message.kind == "badge")
    assert session.scalars(badges).all() == ["badge:bob:thanked"]


def test_thanks_do_not_come_after_they_left(session):
    thank(session, press("ann", "thank", "@bob"), MONDAY)
    message = session.scalars(select(Message)).one()
    session.get_one(Person, ("acme", "bob")).left_at = MONDAY
    assert write_thanks(session, message, MONDAY) is None
