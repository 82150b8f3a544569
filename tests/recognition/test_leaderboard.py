"""The week for one person and for a channel: together first, names only by consent, and never a bottom."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.core.interaction import Picture, Refused
from handlers.encryption.signatures import unseal
from handlers.recognition.leaderboard import announce, write_leaderboard
from handlers.recognition.picture import PICTURE, picture_path, scene_of
from handlers.recognition.points import share_undone
from models import Channel, Message, Participation, Person, Share
from models.share import ACTS, Evidence
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY, WEEK, said
from tests.recognition.nine import NEXT, ask, everybody_shares, team

__all__ = ["team"]


def card(session, now=NEXT):
    announce(session, now)
    message = session.scalars(select(Message).where(Message.kind == "leaderboard").order_by(Message.key.desc())).first()
    return write_leaderboard(session, message, now)


# ── To a channel ──────────────────────────────────────────────────────────────────────────────────


def test_the_week_begins_with_what_everyone_did_together(session, team):
    everybody_shares(session)
    lines = said(card(session)).splitlines()
    assert lines[:2] == ["The week of 2 March 2026", "Together: 9 shares, by 9 colleagues."]
    assert lines[4] == "Most points, among those who agreed to be named" and not any(
        "How we know" in one for one in lines
    )


def test_how_we_know_is_told_where_each_way_is_five_shares(session, team):
    everybody_shares(session)
    for number in range(2):
        for way in ACTS:
            company.shares(session, "cem", f"more-{number}-{way}", MONDAY, way)
    assert "How we know: 5 by the post's address or link, 5 opened from here and 5 told by the person." in said(
        card(session)
    )


def test_a_number_of_people_is_told_only_if_five_others_did_not_share(session, team):
    everybody_shares(session)
    session.get_one(Person, ("acme", "quiet0")).left_at = MONDAY
    assert said(card(session)).splitlines()[1] == "Together: 9 shares."


def test_later_changes_move_no_number_of_a_week_that_was_told(session, team):
    everybody_shares(session)
    before = said(card(session)).splitlines()[1]
    for who in ("ivy", "hal", "quiet1", "quiet2"):
        session.get_one(Person, ("acme", who)).left_at = NEXT
    company.shares(session, "ivy", "late", MONDAY)
    message = session.scalars(select(Message).where(Message.kind == "leaderboard")).one()
    assert said(write_leaderboard(session, message, NEXT)).splitlines()[1] == before


def test_only_people_who_agreed_are_named_and_only_the_upper_half_is_ranked(session, team):
    everybody_shares(session)
    text = said(card(session))
    assert "Hal" not in text
    assert "Ivy" not in text
    ranked = [line for line in text.splitlines() if line[0].isdigit()]
    assert ranked == ["1. Gus – 25 points", "2. Dee – 20 points", "2. Eve – 20 points", "2. Fay – 20 points"]


def test_equals_who_find_no_room_are_counted(session, team):
    for number in range(7):
        company.hire(session, f"kit{number}")
        company.shares(session, f"kit{number}", f"kit{number}", MONDAY)
    ranked = said(card(session)).splitlines()
    assert "and 2 more with as many" in ranked and "1. Kit0 – 15 points" in ranked


def test_a_person_who_is_not_named_leaves_no_gap(session, team):
    everybody_shares(session)
    before = said(card(session))
    session.get_one(Person, ("acme", "hal")).left_at = NEXT
    message = session.scalars(select(Message).where(Message.kind == "leaderboard")).one()
    assert said(write_leaderboard(session, message, NEXT)) == before


def test_badges_and_thanks_are_listed_with_the_rest_as_a_number(session, team):
    everybody_shares(session)
    company.thank(session, "bob", "cem", "t", MONDAY)
    text = said(card(session))
    assert "Bob thanked Cem" in text
    assert "Thanks: Bob thanked Cem." in text  # the others came from one person
    assert "Badges won: Gus: First share, Fay: First share, Eve: First share, Dee: First share and Cem" in text
    assert "more" not in text


def test_five_others_are_counted(session, team):
    everybody_shares(session)
    for number in range(5):
        company.shares(session, f"quiet{number}", f"quiet{number}", MONDAY)
        company.thank(session, f"quiet{number}", "hal", f"q{number}", MONDAY)
    text = said(card(session))
    assert "and 7 more." in text and "Thanks: 8." in text


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
    assert "New with us: New." in said(card(session))


def test_five_newcomers_who_are_not_named_are_counted(session, team):
    company.hire(session, "new", joined=MONDAY)
    for number in range(5):
        company.hire(session, f"shy{number}", joined=MONDAY, named=False)
    assert "New with us: New and 5 colleagues." in said(card(session))


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
    assert "Their best week in half a year: Bob." in said(card(session))


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
    assert "8 shares, by 8 colleagues" in text


def test_an_undone_share_is_gone_from_the_week(session, team):
    everybody_shares(session)
    share = session.get_one(Share, ("acme", "gus-0302"))
    share_undone(session, share, MONDAY)
    share.state, share.posted_at = "dropped", None
    text = said(card(session))
    assert "8 shares, by 8 colleagues" in text
    assert "Gus" not in "".join(line for line in text.splitlines() if line[0].isdigit())


def test_fewer_than_five_get_a_sentence_and_no_figures(session):
    company.found(session, "acme", "bob", "cem", "dee")
    session.get_one(Person, ("acme", "ann")).role = "champion"
    ask(session)
    company.shares(session, "bob", "a", MONDAY)
    text = said(card(session))
    assert "A week has figures once 5 colleagues share in it" in text
    assert "points" not in text
    assert "1 share" not in text


def test_an_empty_week_gets_a_friendly_sentence(session, team):
    weekly = card(session)
    assert "A week has figures once 5 colleagues share in it" in said(weekly)
    assert not any(isinstance(part, Picture) for part in weekly.parts)


def test_the_picture_needs_the_channels_secret(session, team):
    everybody_shares(session)
    channel = session.scalars(select(Channel)).one()
    (picture,) = (part for part in card(session).parts if isinstance(part, Picture))
    assert picture.path == picture_path(session, channel, "2026-W10")
    assert channel.token is None and unseal(session, PICTURE, picture.path.split("/")[2]) == ("acme", "C1")
    token = picture.path.split("/")[2]
    assert scene_of(session, token, "2026-W10") and scene_of(session, f"{token}x", "2026-W10") is None
    assert "Together: 9 shares, by 9 colleagues." in picture.alt
    assert "1. Gus – 25 points" in picture.alt


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
