"""Planning: who a round checks, what it writes, and when it checks next."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby, pairwise

import pytest
from sqlalchemy import String, func, literal_column, select, update
from sqlalchemy.orm import Session

from bench import crowd
from handlers.core.interaction import Actor, Card
from handlers.core.people import meet
from handlers.features import open_store
from handlers.planning import plan
from handlers.planning.due import busy
from handlers.rounds import Rounds
from models import Message, Nudge, Person
from models.given import given, packed
from models.store import Store
from tests.support.office import MORNING, Office, pressed
from tests.support.statements import counted

OPENS = MORNING.replace(hour=8, minute=30)  # half past nine in Amsterdam
DAY = timedelta(days=1)


async def look(office: Office, who: str = "anna") -> datetime | None:
    """When they are checked next."""
    return await office.store.run(lambda session: session.get_one(Person, (office.workspace, who)).next_at)


async def planned(office: Office) -> list[tuple[str, datetime]]:
    """Who was nudged when, in order."""
    rows = select(Nudge.person, Nudge.planned_at).order_by(Nudge.planned_at, Nudge.person)
    return [(person, at) for person, at in await office.store.run(lambda session: session.execute(rows).all())]


async def plans(office: Office, **time: float) -> None:
    office.now += timedelta(**time)
    await office.rounds.make("plan")


# ── When somebody is checked ────────────────────────────────────────────────────────────────────


async def test_people_who_were_nudged_are_checked_when_the_next_nudge_may_come(office: Office):
    await office.posts()
    await office.joins("anna")  # on a Wednesday, twice a week: three days apart, and not at the weekend
    await office.rounds.make("plan")
    assert await look(office) == OPENS + 5 * DAY
    await office.joins("bob", weekly_most="5")
    await office.rounds.make("plan")
    assert await look(office, "bob") == OPENS + DAY


async def test_anybody_we_had_nothing_for_is_checked_again_after_15_minutes(office: Office):
    await office.joins("anna")
    await office.rounds.make("plan")
    assert await look(office) == MORNING + timedelta(minutes=15) and await planned(office) == []
    await office.posts()
    await plans(office, minutes=15)
    assert await planned(office) == [("anna", office.now)]
    assert await look(office) == OPENS + 7 * DAY  # when it may come even if this one is ignored


async def test_a_check_that_finds_nothing_new_ranks_nothing_and_writes_no_nudge(office: Office):
    await office.posts(topics=("Events",))
    await office.joins("anna", topics=("Jobs",))
    office.now += timedelta(minutes=15)

    def check(session: Session) -> str:
        with counted(session) as told:
            plan.plan(session, office.now, office.workspace)
        return "\n".join(told)

    said = await office.store.run(check)
    assert "FROM nudge" in said and "UPDATE person" in said
    assert not any(part in said for part in ("share", "handout", "INSERT INTO"))
    assert await look(office) == office.now + timedelta(minutes=15) and await planned(office) == []


async def test_nobody_is_checked_outside_their_hours(office: Office):
    office.now += timedelta(hours=8)
    await office.joins("anna")
    await office.rounds.make("plan")
    assert await look(office) == OPENS + DAY


async def test_people_who_leave_are_not_checked_and_people_who_come_back_are(office: Office):
    await office.joins("anna")
    await office.does("anna", "leave")
    assert await look(office) is None
    await office.joins("anna")
    assert await look(office) == office.now


async def test_nothing_is_planned_for_people_who_left_even_with_a_next_moment(office: Office):
    await office.posts()
    office.now -= timedelta(hours=8)
    for who in ("anna", "bob"):
        await office.joins(who)
    await office.does("anna", "leave")
    await office.store.run(lambda session: session.execute(update(Person).values(next_at=office.now)))
    await plans(office, hours=9)
    assert [who for who, _ in await planned(office)] == ["bob"]


async def test_people_on_a_break_are_checked_when_it_ends_or_at_once_when_they_end_it(office: Office):
    await office.joins("anna")
    assert isinstance(await office.does("anna", "command", values={"text": "pause until 6 March"}), Card)
    ends = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    assert await look(office) == ends
    await office.store.run(lambda session: session.execute(update(Person).values(next_at=office.now)))
    await office.rounds.make("plan")
    assert await look(office) == OPENS + 2 * DAY  # a check makes nobody's break longer
    await office.does("anna", "resume")
    assert await look(office) == office.now


async def test_changed_settings_count_at_once(office: Office):
    await office.posts()
    await office.joins("anna", hours_from="12:00")
    await office.rounds.make("plan")
    assert await look(office) == MORNING + timedelta(hours=2)
    await office.does("anna", "settings", values={"weekly_most": "2", "hours_from": "09:30", "hours_to": "16:30"})
    await plans(office, seconds=30)
    assert [who for who, _ in await planned(office)] == ["anna"]


async def test_travellers_have_the_hours_of_the_place_at_once(office: Office):
    await office.posts()
    await office.joins("anna", hours_from="12:00")
    await office.rounds.make("plan")
    kolkata = Actor(workspace="W", person="anna", timezone="Asia/Kolkata")
    await office.store.run(lambda session: meet(session, kolkata, office.now))
    await plans(office, seconds=30)
    assert [who for who, _ in await planned(office)] == ["anna"]


async def test_people_who_cannot_be_reached_are_not_nudged_until_we_hear_from_them(office: Office):
    await office.posts()
    office.now -= timedelta(hours=8)
    await office.joins("anna")
    await office.store.run(lambda session: session.execute(update(Person).values(unreachable_at=office.now)))
    await plans(office, hours=9)
    assert await planned(office) == []
    await office.does("anna", "help")
    await plans(office, seconds=30)
    assert [who for who, _ in await planned(office)] == ["anna"]


# ── What is written ───────────────────────────────────────────────────────────────────────────────


async def test_the_newest_that_fits_is_offered_and_the_texts_take_turns(office: Office):
    await office.posts(title="Old", topics=("Events",))
    office.now += timedelta(minutes=1)
    await office.posts(title="New", topics=("Jobs",))
    for who, topic in (("anna", ""), ("bob", ""), ("carl", "Jobs"), ("dora", "Events")):
        await office.joins(who, topics=(topic,) if topic else ())
    rows = await office.store.run(lambda s: s.execute(select(Nudge.person, Nudge.text).order_by(Nudge.person)).all())
    assert [tuple(row) for row in rows] == [("anna", 0), ("bob", 1), ("carl", 2), ("dora", 0)]
    await office.after(minutes=20)
    titles = [office.told(who)[0].title for who in ("anna", "bob", "carl", "dora")]
    assert titles == ["New", "New", "New", "Old"]


async def test_people_with_a_nudge_on_its_way_get_no_other(office: Office):
    await office.posts()
    await office.joins("anna", weekly_most="5")
    await office.posts(title="More")
    for _ in range(6):
        await plans(office, days=1)
    assert len(await planned(office)) == 1
    await office.rounds.all()
    for _ in range(4):
        await plans(office, hours=1)
    assert len(await planned(office)) == 1  # it went out today
    await plans(office, days=1)
    assert len(await planned(office)) == 2


async def test_what_somebody_asked_for_does_not_count(office: Office):
    office.now -= timedelta(hours=8)
    await office.posts()
    await office.joins("anna")
    await office.does("anna", "next")
    await office.posts(title="More")
    await plans(office, hours=9)
    assert await planned(office) == [("anna", office.now - timedelta(hours=9)), ("anna", office.now)]


async def test_a_nudge_that_comes_back_after_later_does_not_hold_up_the_next(office: Office):
    nudge = f"anna.{await office.posts()}"
    await office.joins("anna", weekly_most="5")
    await office.after(minutes=15)
    await office.does("anna", "later", f"monday|{nudge}")
    await office.posts(title="More")
    await plans(office, days=1)
    assert len(await planned(office)) == 2


async def test_a_nudge_that_was_held_up_counts_from_the_day_on_which_it_went_out(office: Office):
    for number in range(6):
        await office.posts(title=f"Story {number}")
    await office.joins("anna")
    await office.rounds.make("plan")
    office.now += 2 * DAY
    await office.rounds.deliver()
    went = [office.now]
    for _ in range(12):
        await office.does("anna", "share", pressed(office.told("anna")[-1], "share"))
        before = len(office.told("anna"))
        await office.after(hours=23, minutes=40)
        await office.after(minutes=20)
        went += [office.now] * (len(office.told("anna")) - before)
    assert len(went) > 2
    assert all(third - first >= 7 * DAY for first, third in zip(went, went[2:], strict=False))


@pytest.mark.parametrize("days", [1, 2, 5, 12])
async def test_after_an_outage_each_gets_one_nudge_on_the_first_day(office: Office, days: int):
    everybody = [f"p{number}" for number in range(30)]
    for title in ("One", "Two", "Three", "Four", "Five"):
        await office.posts(title=title)
    for who in everybody:
        await office.joins(who, weekly_most="5", hours_from="00:00", hours_to="23:59")
    await office.rounds.all()
    office.now += timedelta(days=days)  # asleep
    before = {who: len(office.told(who)) for who in everybody}
    for _ in range(8):
        await office.after(hours=1)
    assert {who: len(office.told(who)) - before[who] for who in everybody} == dict.fromkeys(everybody, 1)


async def test_names_reach_the_store_unchanged(store: Store):
    odd = ["plain", "o'hara", 'say "hi"', "back\\slash", "zoë 🦉", "100%", "line\nbreak", "7", ":now"]
    names = select(given("names", name=String()).c.name)
    assert await store.run(lambda session: session.scalars(names, {"names": packed([n] for n in odd)}).all()) == odd


# ── Many people ──────────────────────────────────────────────────────────────────────────────────────────


async def test_everybody_whose_moment_has_come_is_nudged_once_chunk_by_chunk(store: Store):
    await store.run(lambda session: crowd.seed(session, 60_000))
    await store.run(lambda s: s.execute(update(Person).where(Person.workspace == "w0").values(next_at=crowd.NOW)))
    sums, waiting = [await store.run(written)], await store.run(partial(busy, now=crowd.NOW))
    assert waiting == waiting_in_turn()
    for workspace in waiting:
        more = True
        while more:
            more = await store.run(partial(plan.plan, now=crowd.NOW, workspace=workspace))
            sums.append(await store.run(written))
    new = [end - start for start, end in pairwise(sums)]
    authors = crowd.WORKSPACES  # the first in each has written everything
    assert sum(new) == 99 * 600 // crowd.DUE + 600 - authors
    assert max(new) in (plan.CHUNK, plan.CHUNK - 1)
    assert await store.run(partial(busy, now=crowd.NOW)) == []


async def test_a_large_workspace_keeps_nobody_waiting(sqlite_url: str):
    store = open_store(sqlite_url)
    await store.run(lambda session: crowd.seed(session, 60_000))
    await store.run(lambda s: s.execute(update(Person).where(Person.workspace == "w0").values(next_at=crowd.NOW)))
    await Rounds(store, {}, lambda: crowd.NOW, time.monotonic).make("plan")
    new = select(Nudge.workspace).where(Nudge.planned_at == crowd.NOW).order_by(literal_column("rowid"))
    turns = [workspace for workspace, _ in groupby(await store.run(lambda session: session.scalars(new).all()))]
    assert turns == [*waiting_in_turn(), "w0"]
    store.close()


def waiting_in_turn() -> list[str]:
    return sorted(f"w{number}" for number in range(crowd.WORKSPACES))


def written(session: Session) -> int:
    """How many nudges there are. Each new one must have its message."""
    [nudges] = session.scalars(select(func.count()).select_from(Nudge))
    [messages] = session.scalars(select(func.count()).select_from(Message))
    assert nudges == messages
    return nudges
