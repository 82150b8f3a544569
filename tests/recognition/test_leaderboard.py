"""The week for one person and for a channel: together first, names only by consent, and never a bottom."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.core.interaction import Picture, Refused
from handlers.core.signatures import unseal
from handlers.recognition.leaderboard import announce, leaderboard, write_leaderboard
from handlers.recognition.picture import PICTURE, picture_path, scene_of
from handlers.recognition.points import share_undone
from models import Channel, Message, Participation, Person, Share
from models.share import ACTS, Evidence
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY, WEEK, press, said

NEXT = MONDAY + WEEK  # the Monday after the week, 11:00 in Amsterdam
NAMES = ("bob", "cem", "dee", "eve", "fay", "gus", "hal", "ivy")


def ask(session, text="here", person="ann", at=MONDAY, channel="C1"):
    return leaderboard(session, press(person, "leaderboard", text, channel=channel, channel_name="general"), at)


@pytest.fixture
def team(session):
    """Nine advocates, and a channel that asked for the message. Hal and Ivy did not agree to be named."""
    company.found(session, "acme", *NAMES[:6])
    for name in NAMES[6:]:
        company.hire(session, name, named=False)
    session.get_one(Person, ("acme", "ann")).role = "champion"
    ask(session)


def everybody_shares(session, at=MONDAY):
    """Hal shares most, then Ivy, and so on down to Ann."""
    for number, name in enumerate(("ann", *NAMES)):
        company.shares(session, name, f"{name}-{at:%m%d}", at + number * timedelta(minutes=1), ACTS[number // 3])
    for number in range(3):
        company.thank(session, "ann", "hal", f"{at:%m%d}-{number}", at)


def card(session, now=NEXT):
    announce(session, now)
    message = session.scalars(select(Message).where(Message.kind == "leaderboard").order_by(Message.key.desc())).first()
    return write_leaderboard(session, message, now)


# ── To a channel ──────────────────────────────────────────────────────────────────────────────────


def test_the_week_begins_with_what_everyone_did_together(session, team):
    everybody_shares(session)
    lines = said(card(session)).splitlines()
    assert lines[:3] == [
        "The week of 2 March 2026",
        "Together: 9 shares, by 9 of 9 colleagues.",
        "How we know: 3 by the post's address or link, 3 opened from here and 3 told by the person.",
    ]


def test_only_people_who_agreed_are_named_and_only_the_upper_half_is_ranked(session, team):
    everybody_shares(session)
    text = said(card(session))
    assert "Hal" not in text
    assert "Ivy" not in text
    ranked = [line for line in text.splitlines() if line[0].isdigit()]
    assert ranked == ["2. Gus – 25 points", "4. Dee – 20 points", "4. Eve – 20 points", "4. Fay – 20 points"]


def test_badges_and_thanks_are_listed_with_the_rest_as_a_number(session, team):
    everybody_shares(session)
    company.thank(session, "bob", "cem", "t", MONDAY)
    text = said(card(session))
    assert "Bob thanked Cem" in text
    assert "Thanks: Bob thanked Cem and 3 more." in text
    assert "Badges won: Gus: First share, Fay: First share" in text
    assert "and 4 more." in text


def test_newcomers_are_called_new_and_not_back_again(session, team):
    everybody_shares(session)
    company.hire(session, "new", joined=MONDAY)
    company.hire(session, "shy", joined=MONDAY, named=False)
    company.hire(session, "back", joined=MONDAY)
    agreed = Participation(
        workspace="acme", id="p", person="back", purpose="nudges", agreed=True, wording="1", at=MONDAY - WEEK
    )
    session.add(agreed)
    session.flush()
    assert "New with us: New and 1 colleague." in said(card(session))


def test_a_personal_best_needs_two_earlier_weeks_and_beats_them_all(session, team):
    for person in ("bob", "cem", "dee", "hal"):  # the first share and its bonus come before the weeks compared
        company.shares(session, person, f"{person} first", MONDAY - 30 * WEEK, "address")
    posts: list[tuple[int, str, Evidence]] = [
        (-2, "bob", "opened"), (-1, "bob", "opened"), (0, "bob", "address"),
        (-2, "cem", "address"), (-1, "cem", "claimed"), (0, "cem", "address"),
        (-1, "dee", "claimed"), (0, "dee", "address"),
        (-9, "hal", "claimed"), (-1, "hal", "claimed"), (0, "hal", "address"),
    ]  # fmt: skip
    for weeks, person, evidence in posts:
        company.shares(session, person, f"{person}{weeks}", MONDAY + weeks * WEEK, evidence)
    assert "Their best week in half a year: Bob and 1 colleague." in said(card(session))


def test_names_mention_nobody(session, team):
    everybody_shares(session)
    session.get_one(Person, ("acme", "gus")).name = "@channel\n<!here> " + "x" * 150
    text = said(card(session))
    assert "channel <!here> xxx" in text
    assert "@" not in text
    assert "x" * 41 not in text


def test_without_a_ranking_nobody_is_ranked(session, team):
    everybody_shares(session)
    assert ask(session, "Ranking  OFF").text.endswith("without a ranking from now on.")
    assert "points" not in said(card(session))
    ask(session, "ranking on")
    assert "points" in said(card(session))


def test_people_who_left_are_neither_named_nor_counted(session, team):
    everybody_shares(session)
    session.get_one(Person, ("acme", "gus")).left_at = MONDAY
    text = said(card(session))
    assert "Gus" not in text
    assert "8 shares, by 8 of 8" in text


def test_an_undone_share_is_gone_from_the_week(session, team):
    everybody_shares(session)
    share = session.get_one(Share, ("acme", "gus-0302"))
    share_undone(session, share, MONDAY)
    share.state, share.posted_at = "dropped", None
    text = said(card(session))
    assert "8 shares, by 8 of 9" in text
    assert "Gus" not in "".join(line for line in text.splitlines() if line[0].isdigit())


def test_fewer_than_five_get_a_sentence_and_no_figures(session):
    company.found(session, "acme", "bob", "cem", "dee")
    session.get_one(Person, ("acme", "ann")).role = "champion"
    ask(session)
    company.shares(session, "bob", "a", MONDAY)
    text = said(card(session))
    assert "Figures appear once there are five people" in text
    assert "Bob" not in text
    assert "1 share" not in text


def test_an_empty_week_gets_a_friendly_sentence(session, team):
    weekly = card(session)
    assert "It was a quiet week" in said(weekly)
    assert not any(isinstance(part, Picture) for part in weekly.parts)


def test_the_picture_needs_the_channels_secret(session, team):
    everybody_shares(session)
    channel = session.scalars(select(Channel)).one()
    (picture,) = (part for part in card(session).parts if isinstance(part, Picture))
    assert picture.path == picture_path(session, channel, "2026-W10")
    assert channel.token is None and unseal(session, PICTURE, picture.path.split("/")[2]) == ("acme", "C1")
    token = picture.path.split("/")[2]
    assert scene_of(session, token, "2026-W10") and scene_of(session, f"{token}x", "2026-W10") is None
    assert "Together: 9 shares, by 9 of 9 colleagues." in picture.alt
    assert "2. Gus – 25 points" in picture.alt


# ── When ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 3, 9, 7, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 9, 8, 0, tzinfo=UTC), "2026-W10"),
        (datetime(2026, 3, 11, 10, 59, tzinfo=UTC), "2026-W10"),
        (datetime(2026, 3, 11, 11, 0, tzinfo=UTC), None),
        (datetime(2026, 3, 30, 7, 0, tzinfo=UTC), "2026-W13"),  # the clock went forward the day before
        (datetime(2027, 1, 4, 8, 0, tzinfo=UTC), "2026-W53"),
    ],
)
def test_it_comes_from_monday_at_nine_on_the_channels_clock_until_wednesday_noon(session, team, moment, week):
    assert announce(session, moment) == (week is not None)
    assert session.scalars(select(Message.key)).all() == ([f"leaderboard:C1:{week}"] if week else [])


def test_it_comes_once_however_often_the_round_runs(session, team):
    assert [announce(session, NEXT + timedelta(minutes=minute)) for minute in range(3)] == [1, 0, 0]


def test_a_channel_that_asks_on_a_tuesday_waits_for_its_monday(session, team):
    ask(session, channel="C2", at=MONDAY + DAY)
    assert announce(session, MONDAY + DAY) == 0
    assert announce(session, NEXT) == 2


def test_asking_again_on_a_monday_loses_no_message(session, team):
    ask(session, at=NEXT + timedelta(hours=1))
    assert announce(session, NEXT + timedelta(hours=2)) == 1


def test_old_news_is_not_sent(session, team):
    announce(session, NEXT)
    message = session.scalars(select(Message)).one()
    for late in (NEXT + 3 * DAY, NEXT + WEEK):
        assert write_leaderboard(session, message, late) is None


def test_a_channel_that_switched_off_gets_nothing_more(session, team):
    announce(session, NEXT)
    ask(session, "off")
    assert write_leaderboard(session, session.scalars(select(Message)).one(), NEXT) is None
    assert announce(session, NEXT + WEEK) == 0
    with pytest.raises(Refused):
        ask(session, "off")
    ask(session, "hier", at=NEXT + WEEK)
    assert announce(session, NEXT + WEEK) == 0
    assert announce(session, NEXT + 2 * WEEK) == 1


def test_asking_again_keeps_the_channels_secret_and_changes_its_language(session, team):
    before = picture_path(session, session.scalars(select(Channel)).one(), "2026-W10")
    company.hire(session, "jan", role="manager", locale="nl")
    ask(session, person="jan")
    channel = session.scalars(select(Channel)).one()
    assert (picture_path(session, channel, "2026-W10"), channel.locale, channel.name) == (before, "nl", "general")


def test_only_champions_switch_a_channel_and_only_inside_it(session, team):
    with pytest.raises(Refused, match="Only champions"):
        ask(session, person="bob")
    with pytest.raises(Refused, match="in the channel"):
        ask(session, channel="")
    with pytest.raises(Refused, match="followed by one of these"):
        ask(session, "everywhere")


# ── To one person ─────────────────────────────────────────────────────────────────────────────────


def so_far(session, person, at=MONDAY):
    return said(leaderboard(session, press(person, "leaderboard"), at)).splitlines()


def test_people_see_themselves_and_two_on_each_side(session, team):
    everybody_shares(session)
    assert so_far(session, "fay")[1:-1] == [
        "Together: 9 shares, by 9 of 9 colleagues.",
        "You are at place 4, with 20 points.",
        "4. Dee – 20 points",
        "4. Eve – 20 points",
        "4. you – 20 points",
        "7. Ann – 15 points",
        "7. Bob – 15 points",
    ]


def test_people_who_did_not_agree_are_called_a_colleague(session, team):
    everybody_shares(session)
    text = so_far(session, "gus")
    assert "1. a colleague – 28 points" in text
    assert "2. you – 25 points" in text


def test_without_points_there_is_no_list(session, team):
    everybody_shares(session)
    company.hire(session, "kim")
    lines = so_far(session, "kim")
    assert "You have no points this week yet. Something to share: /heraut next" in lines
    assert not any(line[0].isdigit() for line in lines)


def test_the_week_begins_on_a_persons_own_monday(session, team):
    everybody_shares(session, at=datetime(2026, 3, 8, 22, 30, tzinfo=UTC))  # Sunday 23:30 in Amsterdam
    assert "2. you – 25 points" in so_far(session, "gus", datetime(2026, 3, 8, 22, 59, tzinfo=UTC))
    assert "You have no points" in "".join(so_far(session, "gus", datetime(2026, 3, 8, 23, 1, tzinfo=UTC)))
