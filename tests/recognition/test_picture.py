"""The picture shows the card's own figures, for any names."""

import pytest
from sqlalchemy import select

from handlers.core.language import Words
from handlers.core.signatures import digest
from handlers.recognition import leaderboard_cards as cards
from handlers.recognition.picture import draw_picture, drawable, scene_of
from handlers.recognition.standings import week_of
from models import Channel, Person
from tests.recognition import company
from tests.recognition.company import MONDAY, said

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def token(session):
    company.found(session, "acme", "bob", "cem", "dee", "eve", "fay")
    for number, name in enumerate(("bob", "cem", "dee", "eve")):
        company.shares(session, name, name, MONDAY, ("claimed", "opened", "address", "opened")[number])
    company.thank(session, "ann", "bob", "t", MONDAY)
    session.add(
        Channel(
            workspace="acme",
            channel="C1",
            locale="en",
            timezone="UTC",
            token=digest("secret"),
            asked_by="ann",
            asked_at=MONDAY,
        )
    )
    session.flush()
    return "secret"


def size(png):
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_the_picture_has_the_size_that_previews_expect(session, token):
    shown = scene_of(session, token, "2026-W10")
    assert shown is not None
    png = draw_picture(shown)
    assert png.startswith(PNG)
    assert size(png) == (1200, 630)
    assert len(png) < 200_000


def test_the_picture_and_the_card_say_the_same(session, token):
    shown = scene_of(session, token, "2026-W10")
    assert shown is not None
    week = week_of(session, "acme", "2026-W10", "UTC", ranking=True)
    text = said(cards.weekly(Words(), week, "/p"))
    assert [figure.value for figure in shown.figures] == ["4", "4", "1"]
    assert [segment.share for segment in shown.evidence] == [0.25, 0.5, 0.25]
    assert "Together: 4 shares, by 4 of 6 colleagues." in text
    for bar in shown.bars:
        assert f"{bar.label} – {bar.value} points" in text
    for segment in shown.evidence:
        assert segment.label in text
        assert segment.label in shown.alt
    assert [bar.share for bar in shown.bars] == [1, 0.8, 0.8]


def test_without_a_ranking_the_picture_has_no_names(session, token):
    session.scalars(select(Channel)).one().ranking = False
    shown = scene_of(session, token, "2026-W10")
    assert shown is not None
    assert shown.bars == ()
    assert draw_picture(shown).startswith(PNG)


@pytest.mark.parametrize(("guess", "week"), [("other", "2026-W10"), ("secret", "2026-W99"), ("secret", "2026-W11")])
def test_there_is_no_picture_without_anything_to_show(session, token, guess, week):
    assert scene_of(session, guess, week) is None


def test_fewer_than_five_people_are_not_drawn(session, token):
    for name in ("eve", "fay"):
        session.get_one(Person, ("acme", name)).left_at = MONDAY
    assert scene_of(session, token, "2026-W10") is None


NAMES = [
    "Zoë Müller 🌻",
    "Ελένη Παπαδοπούλου",
    "Дмитрий Соколов",
    "Cafe\u0301",
    "田中さくら",
    "שרה כהן",
    "محمد",
    "#set page(fill: red)",
    '$x$ *bold* _it_ "]) #panic()',
    "\\u{1F600} \x00 \u202e",
    "x" * 40,
    "👩‍👩‍👧‍👦",
    "",
]


def named(name):
    row = cards.BoardRow(place=1, points=25, name=name)
    week = cards.WeekAchieved(monday=MONDAY.date(), advocates=9, shares=3, people=2, opened=1, top=(row,))
    return cards.scene(Words("nl"), week)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_drawn(name):
    assert size(draw_picture(named(name))) == (1200, 630)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Zoë Müller 🌻", "1. Zoë Müller"),
        ("Дмитрий 👩‍💻", "1. Дмитрий"),
        ("#set page(fill: red)", "1. #set page(fill: red)"),
        ("$x + y$", "1. $x + y$"),
        ("田中さくら", "1."),
        ("Łukasz Ωmega", "1. Łukasz Ωmega"),
    ],
)
def test_names_lose_only_the_characters_that_our_fonts_lack(name, label):
    assert drawable(named(name)).bars[0].label == label
