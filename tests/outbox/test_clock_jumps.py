"""While clocks jump and laptops sleep, nobody gets two nudges on one day, or one outside their hours."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.calendar.zonedata import rules_of
from handlers.core.workspaces import known_workspace
from handlers.planning import plan as planning
from handlers.planning.due import busy
from models import Content, Message, Nudge, Person
from models.engine import open_engine
from models.migrate import migrate
from tests.support.stores import INFO

START = datetime(2026, 3, 23, 9, 0, tzinfo=UTC)  # a Monday; clocks change on the Sunday after
ZONES = ("Europe/Amsterdam", "America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOVES = (timedelta(seconds=30), timedelta(minutes=16), HOUR, -HOUR, 9 * HOUR, DAY, -DAY, 3 * DAY)
PLAY = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
moves = st.lists(st.tuples(st.sampled_from(MOVES), st.booleans()), max_size=40)
numbers = count()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = open_engine("sqlite://")
    migrate(engine)
    yield engine
    engine.dispose()


def company(session: Session, workspace: str) -> None:
    known_workspace(session, workspace, "office", "The Office", START)
    for zone in ZONES:
        for hours, name in (((0, 1440), "always"), ((570, 990), "days")):
            wishes = {"weekly_most": 7, "hours_from": hours[0], "hours_to": hours[1], "timezone": zone}
            times = {"met_at": START, "joined_at": START - 30 * DAY, "next_at": START}
            session.add(Person(workspace=workspace, person=f"{zone} {name}", **wishes, **times))
    session.flush()
    for number in range(15):
        its = {"author": f"{ZONES[0]} days", "url": "", "title": "", "state": "running"}
        session.add(Content(workspace=workspace, id=f"c{number}", starts_at=START, created_at=START, **its))


def plan(session: Session, now: datetime) -> None:
    for workspace in busy(session, now):
        while planning.plan(session, now, workspace):
            pass


def send(session: Session, workspace: str, now: datetime) -> None:
    """Send everything that waits, and share it: people who ignore nudges get fewer."""
    waiting = update(Message).where(Message.workspace == workspace, Message.state == "queued")
    people = list(session.scalars(waiting.values(state="sent", ref="r").returning(Message.person)))
    session.execute(
        update(Person).where(Person.workspace == workspace, Person.person.in_(people)).values(nudged_at=now)
    )
    open_ = update(Nudge).where(Nudge.workspace == workspace, Nudge.person.in_(people), Nudge.answer.is_(None))
    session.execute(open_.values(answer="share", answered_at=now))


def check(session: Session, workspace: str) -> None:
    rows = select(Nudge, Person).join(Person, (Person.workspace == Nudge.workspace) & (Person.person == Nudge.person))
    days = []
    for nudge, person in session.execute(rows.where(Nudge.workspace == workspace)):
        day = local_date(nudge.planned_at, person.timezone)
        days.append((person.person, day))
        opens, closes = (at(day, minutes, person.timezone) for minutes in (person.hours_from, person.hours_to))
        assert opens <= nudge.planned_at < closes and day.weekday() < 5
    assert len(days) == len(set(days)), sorted(days)


def live(engine: Engine, steps: list[tuple[timedelta, bool]]) -> None:
    """A company that plans after each move of the clock, and sends after some."""
    workspace, now = f"w{next(numbers)}", START
    with Session(engine, info=INFO) as session, session.begin():
        company(session, workspace)
        for move, sends in [(timedelta(), True), *steps]:
            now += move
            plan(session, now)
            if sends:
                send(session, workspace, now)
        check(session, workspace)
        session.execute(update(Person).values(next_at=None))


@settings(PLAY, max_examples=60)
@given(moves)
@example([(HOUR, True), (-HOUR, True)] * 20)
@example([(3 * DAY, False)] * 5 + [(DAY, True)] * 5)
def test_a_local_day_has_at_most_one_nudge_whatever_the_clock_does(engine: Engine, steps):
    live(engine, steps)


@pytest.mark.chaos
@settings(PLAY, max_examples=1000)
@given(moves)
def test_a_local_day_has_at_most_one_nudge_in_many_more_cases(engine: Engine, steps):
    live(engine, steps)


def test_people_with_all_hours_of_every_day_get_one_each_working_day(engine: Engine):
    with Session(engine, info=INFO) as session, session.begin():
        company(session, "all")
        for half in range(2 * 24 * 7):
            plan(session, START + half * HOUR / 2)
            send(session, "all", START + half * HOUR / 2)
        check(session, "all")
        for zone in ZONES:
            own = select(Nudge.planned_at).where(Nudge.workspace == "all", Nudge.person == f"{zone} always")
            days = {at_.astimezone(rules_of(zone)).date() for at_ in session.scalars(own)}
            assert len(days) >= 5, (zone, days)
        session.execute(update(Person).values(next_at=None))
