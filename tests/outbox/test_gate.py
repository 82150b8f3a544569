"""The gate: every kind of message asks the same questions, when it is planned and right before it is sent."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Button, Buttons, Card, Form, Reply
from handlers.outbox import gate
from handlers.outbox.gate import MOST_A_DAY, Gathered, Later, Never, Recipient, verdict
from handlers.outbox.kinds import APPROVAL, BADGE, DECISION, INVITATION, NUDGE, THANKS
from handlers.outbox.queue import tell
from handlers.registry.messages import Kind
from models import Message, Person, Thanks
from tests.outbox.kinds import KINDS
from tests.support.office import Office

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday, ten o'clock in Amsterdam
TOMORROW = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
TO_PEOPLE = [kind for name, kind in KINDS.items() if name != "leaderboard"]


# A champion who has joined, in Amsterdam, with the hours that people have at first.
ONE = Recipient(
    joined=True,
    on_duty=True,
    manages=True,
    left=False,
    unreachable=False,
    timezone="Europe/Amsterdam",
    hours_from=570,
    hours_to=990,
    days=31,
    country="NL",
    paused_until=None,
    quiet_until=None,
    told_on="",
    told_today=0,
)


@pytest.mark.parametrize("kind", TO_PEOPLE, ids=lambda kind: kind.name)
def test_every_kind_passes_in_somebodys_hours_and_none_outside_them(kind: Kind):
    assert verdict(kind, ONE, NOW) is None
    sunday_at_three = datetime(2026, 3, 8, 2, 0, tzinfo=UTC)
    monday = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    assert verdict(kind, ONE, sunday_at_three) == Later(until=monday, reason=gate.OUTSIDE)
    easter_monday = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
    assert verdict(kind, ONE, easter_monday) == Later(
        until=datetime(2026, 4, 7, 7, 30, tzinfo=UTC), reason=gate.OUTSIDE
    )
    off = ((NOW.date(), NOW.date()),)
    assert verdict(kind, ONE._replace(off=off), NOW) == Later(until=TOMORROW, reason=gate.OUTSIDE)
    away = NOW + timedelta(hours=1)
    assert verdict(kind, ONE._replace(quiet_until=away), NOW) == Later(until=away, reason=gate.OUTSIDE)
    assert verdict(kind, ONE._replace(left=True), NOW) == Never(reason="left")
    assert verdict(kind, ONE._replace(unreachable=True), NOW) == Never(reason="cannot be reached")


@pytest.mark.parametrize("kind", TO_PEOPLE, ids=lambda kind: kind.name)
def test_every_kind_waits_for_the_end_of_a_break_or_ends_with_it(kind: Kind):
    june = datetime(2026, 5, 31, 22, 0, tzinfo=UTC)  # the midnight before Monday 1 June in Amsterdam
    said = verdict(kind, ONE._replace(paused_until=june), NOW)
    until = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
    assert said == (Never(reason="paused") if kind.ends_on_break else Later(until=until, reason=gate.OUTSIDE))


@pytest.mark.parametrize("kind", TO_PEOPLE, ids=lambda kind: kind.name)
def test_every_kind_counts_for_the_day_and_nothing_exceeds_it(kind: Kind):
    full = ONE._replace(told_on="2026-03-04", told_today=MOST_A_DAY)
    later: dict[str, object] = {
        "summary": Gathered(due=TOMORROW),
        "later": Later(until=TOMORROW, reason=gate.FULL),
        "never": Never(reason=gate.FULL),
    }
    assert verdict(kind, full, NOW) == later[kind.beyond]
    assert verdict(kind, full._replace(told_on="2026-03-03"), NOW) is None
    assert verdict(kind, full._replace(told_today=MOST_A_DAY - 1), NOW) is None


@pytest.mark.parametrize("kind", TO_PEOPLE, ids=lambda kind: kind.name)
def test_what_is_for_members_or_champions_reaches_nobody_else_and_nothing_muted_comes(kind: Kind):
    assert (verdict(kind, ONE._replace(joined=False), NOW) is None) == (kind.audience != "members")
    assert (verdict(kind, ONE._replace(on_duty=False), NOW) is None) == (kind.audience != "champions")
    assert (verdict(kind, ONE._replace(manages=False), NOW) is None) == (kind.audience != "managers")
    assert verdict(kind, ONE._replace(muted={kind.name}), NOW) == Never(reason="muted")


def test_who_works_on_saturday_is_told_on_saturday_and_who_does_not_work_on_wednesday_is_not():
    saturday = datetime(2026, 3, 7, 9, 0, tzinfo=UTC)
    assert verdict(THANKS, ONE._replace(days=32), saturday) is None
    assert isinstance(verdict(THANKS, ONE._replace(days=3), NOW), Later)  # Monday and Tuesday only


def test_waiting_for_somebodys_hours_does_not_make_a_message_late():
    friday = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)  # after their hours
    monday = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    assert not gate.too_late(BADGE, ONE, friday, monday + timedelta(days=2))
    assert gate.too_late(BADGE, ONE, friday, monday + timedelta(days=2, minutes=1))
    assert not gate.too_late(APPROVAL, ONE, friday, monday + timedelta(days=90))  # its writer decides


# ── Played through the outbox ─────────────────────────────────────────────────────────────────────


def thanked(session: Session, times: int, now: datetime) -> None:
    """Bob thanks Anna this often at once."""
    anna = session.get_one(Person, ("W", "anna"))
    for number in range(times):
        row = Thanks(workspace="W", id=f"t{number}", giver="bob", receiver="anna", text=f"Number {number}", at=now)
        session.add(row)
        session.flush()
        tell(session, anna, THANKS.key(row.id), row.id, now)


async def with_thanks(office: Office, times: int) -> Office:
    await office.joins("anna")
    await office.joins("bob")
    await office.store.run(lambda session: thanked(session, times, office.now))
    await office.rounds.deliver()
    return office


def reads(office: Office, who: str) -> list[Card]:
    return office.told(who)


def buttons(card: Reply | None) -> list[Button]:
    assert isinstance(card, Card), card
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.every]


async def test_beyond_the_daily_limit_all_the_rest_comes_in_one_summary_the_next_day(office: Office):
    await with_thanks(office, 25)
    assert len(reads(office, "anna")) == MOST_A_DAY
    await office.after(hours=5)
    assert len(reads(office, "anna")) == MOST_A_DAY
    await office.after(hours=18, minutes=30)  # the next morning
    *_, summary = reads(office, "anna")
    assert len(reads(office, "anna")) == MOST_A_DAY + 1
    assert summary.title == "21 messages waited for you"
    opened = await office.does("anna", "summary", buttons(summary)[0].target)
    assert isinstance(opened, Card) and "Bob thanks you" in opened.title
    more = next(button for button in buttons(summary) if button.label == "More")
    second = await office.does("anna", "summary", more.target)
    assert isinstance(second, Card) and second.instead and len(buttons(second)) == 7
    refused = await office.does("bob", "summary", more.target)
    assert refused is not None and not isinstance(refused, Card)


async def test_a_summary_leaves_out_what_was_muted_and_what_somebody_who_left_got(office: Office):
    await with_thanks(office, 6)
    await office.does("anna", "mute", "thanks")
    await office.after(days=1)
    assert len(reads(office, "anna")) == MOST_A_DAY
    assert not [row for row in await rows(office, "thanks") if row.state in ("queued", "deferred")]


async def test_nobody_is_told_anything_after_leaving(office: Office):
    await with_thanks(office, 6)
    await office.does("anna", "leave")
    before = len(reads(office, "anna"))
    await office.store.run(
        lambda session: tell(session, session.get_one(Person, ("W", "anna")), DECISION.key("x"), "x", office.now)
    )
    await office.after(days=2)
    assert len(reads(office, "anna")) == before
    assert {row.state for row in await rows(office, "")} <= {"sent", "cancelled"}


async def test_every_message_to_a_person_has_less_of_this_at_its_end(office: Office):
    await with_thanks(office, 1)
    (card,) = reads(office, "anna")
    last = card.parts[-1]
    assert isinstance(last, Buttons) and (last.buttons[-1].action, last.buttons[-1].target) == ("less", "thanks")
    shown = await office.does("anna", "less", "thanks")
    assert [button.action for button in buttons(shown)] == ["mute", "pause", "leave"]
    muted = await office.does("anna", "mute", "thanks")
    assert [button.action for button in buttons(muted)] == ["unmute"]
    await office.store.run(lambda session: thanked_again(session, office.now))
    await office.after(days=1)
    assert len(reads(office, "anna")) == 1
    await office.does("anna", "unmute", "thanks")
    await office.store.run(lambda session: thanked_again(session, office.now))
    await office.after(days=1)
    assert len(reads(office, "anna")) == 2


def thanked_again(session: Session, now: datetime) -> None:
    row = Thanks(workspace="W", id=f"{now}", giver="bob", receiver="anna", text="Again", at=now)
    session.add(row)
    session.flush()
    tell(session, session.get_one(Person, ("W", "anna")), THANKS.key(row.id), row.id, now)


async def test_a_form_mutes_any_kinds_at_once_and_nudges_are_not_in_it(office: Office):
    await with_thanks(office, 0)
    form = await office.does("anna", "less")
    assert isinstance(form, Form)
    (wanted,) = form.inputs
    named = {option.value for option in wanted.options}
    assert named == {kind.name for kind in TO_PEOPLE if kind.mutes and kind.audience in ("members", "anybody")}
    assert NUDGE.name not in named and INVITATION.name not in named and set(wanted.value) == named
    saved = await office.does("anna", "less", form.target, values={"kinds": tuple(named - {"thanks", "badge"})})
    assert isinstance(saved, Card) and saved.summary == "You do not get: Badges and Thanks from colleagues."
    await office.store.run(lambda session: thanked(session, 1, office.now))
    await office.after(days=1)
    assert not reads(office, "anna")
    saved = await office.does("anna", "less", form.target, values={"kinds": tuple(named)})
    assert isinstance(saved, Card) and saved.summary == "You get every kind of message."
    refused = await office.does("anna", "mute", NUDGE.name)
    assert refused is not None and not isinstance(refused, Card)


async def test_somebody_who_comes_back_early_gets_at_once_what_waited(office: Office):
    await office.joins("anna")
    await office.joins("bob")
    await office.does("anna", "pause", values={"until": "2026-04-01"})
    await office.store.run(lambda session: thanked(session, 1, office.now))
    await office.after(hours=1)
    assert not reads(office, "anna")
    await office.does("anna", "resume")
    await office.after(minutes=1)
    assert len(reads(office, "anna")) == 1


async def rows(office: Office, kind: str) -> list[Message]:
    every = select(Message).where(Message.kind == kind) if kind else select(Message)
    return await office.store.run(lambda session: [*session.scalars(every)])


def test_who_travels_to_the_day_before_gets_no_second_ration():
    full = ONE._replace(told_on="2026-03-05", told_today=MOST_A_DAY, timezone="Pacific/Honolulu")  # from Auckland
    fourth, fifth, sixth = (datetime(2026, 3, day, 21, tzinfo=UTC) for day in (4, 5, 6))  # eleven o'clock
    assert isinstance(verdict(THANKS, full, fourth), Gathered)
    assert isinstance(verdict(THANKS, full, fifth), Gathered)
    assert verdict(THANKS, full, sixth) is None


def test_a_message_on_the_day_before_counts_for_the_day_that_was():
    person = ONE._replace(timezone="Pacific/Honolulu", told_on="2026-03-05", told_today=2)
    person = gate.counted(person, datetime(2026, 3, 4, 21, tzinfo=UTC))
    assert (person.told_on, person.told_today) == ("2026-03-05", 3)
    person = gate.counted(person, datetime(2026, 3, 6, 21, tzinfo=UTC))
    assert (person.told_on, person.told_today) == ("2026-03-06", 1)
