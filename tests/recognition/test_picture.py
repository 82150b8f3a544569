"""The picture shows the card's own figures, for any names."""

import pytest
from sqlalchemy import delete, select

from handlers.core.language import Words
from handlers.encryption.signatures import hashed
from handlers.recognition import leaderboard_cards as cards
from handlers.recognition.picture import draw_picture, drawable, scene_of
from handlers.recognition.standings import week_of
from handlers.recognition.weeks import freeze
from models import Channel, Person, TeamWeek, Workspace
from tests.recognition import company
from tests.recognition.company import MONDAY, WEEK, said

SHARERS = ("bob", "cem", "dee", "eve", "fay")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def token(session):
    company.found(session, "acme", *SHARERS, *(f"quiet{number}" for number in range(5)))
    for number, name in enumerate(4 * SHARERS):
        company.shares(
            session, name, f"{name}{number}", MONDAY, ("claimed", "opened", "address", "opened")[number // 5]
        )
    company.thank(session, "ann", "bob", "t", MONDAY)
    session.add(
        Channel(
            workspace="acme",
            channel="C1",
            locale="en",
            timezone="UTC",
            token=hashed("secret"),
            asked_by="ann",
            asked_at=MONDAY,
        )
    )
    session.flush()
    freeze(session, session.get_one(Workspace, "acme"), "2026-W10", MONDAY + WEEK)
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
    assert [figure.value for figure in shown.figures] == ["20", "5", "1"]
    assert [segment.share for segment in shown.evidence] == [0.25, 0.5, 0.25]
    assert "Together: 20 shares, by 5 colleagues." in text
    for bar in shown.bars:
        assert f"{bar.label} – {bar.value} points" in text
    for segment in shown.evidence:
        assert segment.label in text
        assert segment.label in shown.alt
    assert [round(bar.share, 2) for bar in shown.bars] == [1, 0.98, 0.98, 0.98, 0.98]


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
    session.execute(delete(TeamWeek))
    session.expire_all()
    session.get_one(Person, ("acme", "fay")).left_at = MONDAY
    freeze(session, session.get_one(Workspace, "acme"), "2026-W10", MONDAY + WEEK)
    assert scene_of(session, token, "2026-W10") is None


def test_an_old_picture_is_drawn_from_what_was_told_then(session, token):
    before = scene_of(session, token, "2026-W10")
    for name in ("quiet1", "quiet2", "fay"):
        session.get_one(Person, ("acme", name)).left_at = MONDAY + WEEK
    after = scene_of(session, token, "2026-W10")
    assert before and after and (after.figures, after.evidence) == (before.figures, before.evidence)


def test_a_picture_without_evidence_is_drawn():
    week = cards.WeekAchieved(monday=MONDAY.date(), shares=9)
    assert size(draw_picture(cards.scene(Words(), week))) == (1200, 630)


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
    week = cards.WeekAchieved(monday=MONDAY.date(), shares=30, people=12, opened=10, claimed=20, top=(row,))
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
        ("Łukasz Ωmega", "1. Łukasz Ωmega"),
        ("田中さくら", "1. 田中さくら"),
        ("Ann (王小明)", "1. Ann (王小明)"),
        ("陳怡婷", "1. 陳怡婷"),
        ("김민준", "1. 김민준"),
        ("محمد عبد الله", "1. محمد عبد الله"),
        ("علی‌رضا", "1. علی‌رضا"),
        ("שרה כהן", "1. שרה כהן"),
        ("สมชาย ใจดี", "1. สมชาย ใจดี"),
        ("प्रिया", "1. प्रिया"),
        ("தமிழ் செல்வன்", "1. தமிழ் செல்வன்"),
        ("ნინო", "1. ნინო"),
        ("Արամ", "1. Արամ"),
        ("Ａｎｎ　Ｌｅｅ", "1. Ann Lee"),
        ("Cafe\u0301", "1. Café"),
        ("\U0001b170 Nüshu", "1."),  # no font here has it
    ],
)
def test_names_of_any_script_are_drawn_but_what_no_font_has(name, label):
    assert drawable(named(name)).bars[0].label == label


def test_what_is_drawn_for_a_name_is_no_row_of_boxes():
    pictures = {
        draw_picture(named(name))
        for name in ("王小明", "田中さ", "김민준", "שרה", "สมช", "प्रि", "\U0001b170a", "\U0001b170b")
    }
    assert len(pictures) == 7  # two names that no font has look the same: only their place is there


def test_the_dark_picture_says_the_same_and_looks_otherwise():
    light = named("Ann")
    dark = light.model_copy(update={"dark": True})
    assert draw_picture(light) != draw_picture(dark)
    assert size(draw_picture(dark)) == (1200, 630) and dark.alt == light.alt


def test_a_shared_place_and_those_who_are_not_named_are_told_in_the_picture_and_its_description():
    rows = tuple(cards.BoardRow(place=1, points=25, name=name) for name in ("Ann", "Bob"))
    week = cards.WeekAchieved(monday=MONDAY.date(), shares=30, people=12, top=rows, more=7, other_thanks=3)
    shown = cards.scene(Words(), week)
    assert shown.note == "and 7 more with as many · Equal points share a place."
    text = said(cards.weekly(Words(), week, "/p"))
    for sentence in ("and 7 more with as many", "Equal points share a place."):
        assert sentence in shown.alt and sentence in text
    for figure in shown.figures:
        assert figure.value in shown.alt
    alone = cards.scene(Words(), week.model_copy(update={"top": rows[:1], "more": 0}))
    assert alone.note == ""
