"""Before publishing: the forecast matches what is then planned, and says nothing about a few people."""

import asyncio
import random
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.anonymity import FEWEST
from handlers.core.interaction import Card, Items
from handlers.core.language import Words
from handlers.forecast import cards
from handlers.forecast.forecast import Forecast, Runway, Step, ahead, margin
from handlers.forecast.reads import facts, foresee, soon
from handlers.forecast.shelf import Reader, Shelf
from handlers.forecast.turns import Turns
from handlers.publishing.override import MOST_A_MONTH
from models import Content, Nudge, Person
from tests.support.office import POSTING, Office, pressed
from tests.support.stores import in_memory

ZONE = "Europe/Amsterdam"
DAYTIME = range(6, 17)  # in UTC, which everybody's hours use
PEOPLE = st.fixed_dictionaries(
    {
        "weekly_most": st.sampled_from(("1", "2", "3", "5")),
        "hours_from": st.sampled_from(("08:00", "09:30", "12:00")),
        "languages": st.sampled_from((("en",), ("nl",), ("en", "nl"))),
        "topics": st.sampled_from(((), ("Events",), ("Jobs",), ("Events", "Jobs"))),
    }
)
ITEMS = st.fixed_dictionaries(
    {
        "languages": st.sampled_from(((), ("nl",), ("en",))),
        "topics": st.sampled_from(((), ("Events",), ("Jobs",))),
        "important": st.sampled_from(("", "yes")),
        "ends": st.sampled_from(("", "2026-03-06", "2026-03-10")),
    }
)
Wishes = Mapping[str, str | tuple[str, ...]]
Plan = set[tuple[str, str, date]]


async def drafted(office: Office, number: int, **more: str | tuple[str, ...]) -> str:
    there = {"url": f"https://example.com/{number}", "title": f"Number {number}"}
    card = await office.does("boss", "post", values={**POSTING, **there, **more})
    assert isinstance(card, Card), card
    return pressed(card, "publish")


async def published(office: Office, number: int, **more: str | tuple[str, ...]) -> str:
    content = await drafted(office, number, **more)
    assert isinstance(await office.does("boss", "publish", content), Card)
    return content


def steps_of(readers: Sequence[Reader], shelf: Shelf, now: datetime) -> list[tuple[str, Step]]:
    """The steps of everybody. What an earlier forecast has worked out about them changes nothing."""
    turns = {reader.one.person: Turns(reader.one, reader.past) for reader in readers}
    steps = [(reader.one.person, step) for reader in readers for step in ahead(reader, shelf, now)]
    for _ in range(2):
        again = ((one.one.person, step) for one in readers for step in ahead(one, shelf, now, turns[one.one.person]))
        assert [*again] == steps
    return steps


async def foretold(office: Office, content: str) -> Plan:
    """Who gets what on which day, from the forecast's own steps."""

    def work(session) -> Plan:
        _, readers, shelf, _ = facts(session, session.get_one(Content, ("W", content)), office.now)
        steps = steps_of(readers, shelf, office.now)
        return {(person, offer, local_date(moment, ZONE)) for person, (moment, offers) in steps for offer in offers}

    return await office.store.run(work)


async def planned(office: Office, since: datetime) -> Plan:
    rows = select(Nudge.person, Nudge.content, Nudge.planned_at).where(Nudge.planned_at >= since)
    found = await office.store.run(lambda session: session.execute(rows).all())
    return {(person, content, local_date(at, ZONE)) for person, content, at in found}


async def half_an_hour(office: Office) -> None:
    """Run what falls due. At night nothing does."""
    if office.now.hour in DAYTIME:
        await office.rounds.make("plan")
        await office.rounds.deliver()
    office.now += timedelta(minutes=30)


async def played(people: Sequence[Wishes], items: Sequence[Wishes], new: Wishes, halves: int, days: int) -> None:
    """Play some half hours of history. Returns the forecast and what is then planned in those days."""
    store = in_memory()
    office = await Office(store).open()
    for number, item in enumerate(items):
        await published(office, number, **{name: value for name, value in item.items() if name != "urgent"})
    for number, wishes in enumerate(people):
        await office.joins(f"p{number}", **wishes)
        await passes(office)
    for _ in range(halves):
        await passes(office)
    await office.champions("carl")
    for number in [place for place, item in enumerate(items) if "urgent" in item][:MOST_A_MONTH]:
        await office.overrides(await drafted(office, 50 + number))
    content = await drafted(office, 99, **{**new, "ends": ""})
    before, last = office.now, local_date(office.now, ZONE) + timedelta(days=days)
    told = {one for one in await foretold(office, content) if one[2] <= last}
    await office.does("boss", "publish", content)
    await office.store.run(all_are_looked_at)
    had = await planned(office, before)
    while local_date(office.now, ZONE) <= last:
        await office.rounds.all()
        await passes(office)
    assert await planned(office, before) - had == told
    store.close()


@settings(max_examples=6)
@given(st.lists(PEOPLE, min_size=1, max_size=4), st.lists(ITEMS, max_size=3), ITEMS, st.integers(0, 40))
def test_the_forecast_for_tomorrow_is_what_is_planned_tomorrow(people, items, new, halves):
    asyncio.run(played(people, items, new, halves, days=1))


def test_the_forecast_for_the_week_is_what_is_planned_that_week():
    people: list[Wishes] = [
        {"weekly_most": most, "hours_from": "09:30", "languages": ("en", "nl")} for most in ("1", "2", "5")
    ]
    items: list[Wishes] = [{"important": "yes"}, {"languages": ("nl",)}, {"ends": "2026-03-10"}]
    asyncio.run(played(people, items, {}, 20, days=7))


async def passes(office: Office) -> None:
    """Let half an hour pass."""
    await office.after(minutes=30)
    await office.store.run(lambda session: all_answer(session, office.now))


def all_answer(session: Session, now: datetime) -> None:
    """Answer everything that came in a way that changes nobody's pace, as the forecast assumes."""
    open_ = update(Nudge).where(Nudge.answer.is_(None), Nudge.planned_at <= now - timedelta(minutes=30))
    if session.connection().execute(open_.values(answer="skip", reason="shared", answered_at=now)).rowcount:
        session.execute(update(Person).values(next_at=now))


def all_are_looked_at(session: Session) -> None:
    """Check everybody who had nothing left. For real that takes 15 minutes; the steps here are longer than that."""
    session.execute(update(Person).where(Person.next_at.is_not(None)).values(next_at=Person.joined_at))


def test_urgent_content_is_forecast_before_the_budget_allows_it():
    asyncio.run(played([{"weekly_most": "1", "hours_from": "09:30"}] * 2, [{}, {"urgent": "yes"}], {}, 4, days=4))


# ── What is counted ───────────────────────────────────────────────────────────────────────────────


async def crowd(office: Office, **groups: int) -> None:
    for name, number in groups.items():
        for n in range(number):
            await office.joins(f"{name}{n}", languages=("nl",) if name == "dutch" else ("en",))


async def test_everybody_it_fits_is_counted_once(office: Office):
    await published(office, 1)
    await crowd(office, fresh=6)  # everybody gets it on joining, and at twice a week nothing else comes before Monday
    office.now -= timedelta(hours=3)  # before their hours
    await crowd(office, free=7, dutch=8, resting=5)
    office.now += timedelta(hours=3)
    rests = (
        update(Person).where(Person.person.startswith("resting")).values(paused_until=office.now + timedelta(days=60))
    )
    await office.store.run(lambda session: session.execute(rests))
    content = await drafted(office, 2, languages=("en",), important="yes")
    told = await office.store.run(lambda s: foresee(s, s.get_one(Content, ("W", content)), office.now, ZONE))
    assert (told.fits, told.reached, told.spent, told.behind, told.never) == (18, 7, 6, 0, 5)
    assert told.allowed == 7 and not told.margin
    assert told.by == datetime(2026, 3, 6, 23, 0, tzinfo=UTC)  # the end of Friday


async def test_a_language_runs_dry_when_half_of_its_readers_have_seen_all(office: Office):
    await published(office, 1)
    await crowd(office, dutch=4)
    for who in ("slow1", "slow2"):
        await office.joins(who, languages=("nl",), weekly_most="1")
    content = await drafted(office, 2, languages=("en",))
    told = await office.store.run(lambda s: foresee(s, s.get_one(Content, ("W", content)), office.now, ZONE))
    assert [(one.group, one.items, local_date(one.dry, ZONE)) for one in told.runways] == [
        (("language", "nl"), 1, date(2026, 3, 9))  # everybody had the only one today, and the next would come on Monday
    ]


async def test_with_many_people_a_fixed_sample_is_taken(office: Office):
    await crowd(office, free=25)
    content = await drafted(office, 1)
    told = [
        await office.store.run(lambda s: foresee(s, s.get_one(Content, ("W", content)), office.now, ZONE, most=10))
        for _ in range(2)
    ]
    assert told[0] == told[1] and told[0].fits == 24
    assert told[0].margin == 7  # 1.96 · 3 · √(8 · ¼ · ⅔)
    assert abs(told[0].fits - 25) <= told[0].margin


@pytest.mark.parametrize("each", [2, 3, 7])
def test_the_sample_is_as_far_off_as_it_says(each: int):
    dice = random.Random(1)
    people = [dice.random() < 0.4 for _ in range(700)]
    some = len(people) // each
    off = [abs(each * sum(dice.sample(people, some)) - sum(people)) for _ in range(500)]
    assert 0.9 <= sum(one <= margin(some, each) for one in off) / 500 < 1


@pytest.mark.parametrize(("start", "end"), [((4, 9), 6), ((5, 9), 9), ((6, 9), 10), ((7, 9), 11), ((8, 9), 11)])
def test_soon_is_the_third_working_day(start: tuple[int, int], end: int):
    moment = datetime(2026, 3, *start, tzinfo=UTC)
    assert soon(moment, ZONE) == datetime(2026, 3, end, 23, 0, tzinfo=UTC)


# ── What is shown ──────────────────────────────────────────────────────────────────────────────────

COUNTS = st.integers(0, 12)


def lines(told: Forecast) -> tuple[str, ...]:
    [items] = [part.items for part in cards.parts(Words("en"), told, ZONE) if isinstance(part, Items)]
    return items


@given(
    st.builds(
        Forecast,
        **dict.fromkeys(("fits", "reached", "spent", "behind", "never"), COUNTS),
        allowed=st.integers(12, 20),  # no fewer than it reaches
        by=st.just(datetime(2026, 3, 26, 23, tzinfo=UTC)),
        runways=st.just(()),
        margin=COUNTS,
    )
)
def test_no_figure_is_about_fewer_than_five(told: Forecast):
    said = [int(number) for line in lines(told) for number in re.findall(r"\d+", line.replace("26 March", ""))]
    assert all(number >= FEWEST and number % FEWEST == 0 for number in said)


@given(st.integers(6, 80), st.integers(1, 4), st.integers(0, 80))
def test_two_forecasts_never_differ_by_a_few_people(fits: int, more: int, reached: int):
    ends = datetime(2026, 3, 26, 23, tzinfo=UTC)
    got = min(reached, fits)
    one = Forecast(
        margin=0, fits=fits, by=ends, reached=got, spent=0, behind=0, never=fits - got, allowed=fits + more, runways=()
    )
    other = one.model_copy(update={"fits": fits + more, "never": one.never + more})
    said = [
        [int(n) for n in re.findall(r"\d+", " ".join(lines(told)).replace("26 March", ""))] for told in (one, other)
    ]
    assert {abs(a - b) for a in said[0] for b in said[1]}.isdisjoint(range(1, FEWEST))


def test_the_forecast_is_short():
    ends = datetime(2026, 3, 5, 23, tzinfo=UTC)
    dry = Runway(group=("language", "nl"), items=3, dry=datetime(2026, 3, 10, 9, tzinfo=UTC))
    told = Forecast(margin=0, fits=60, by=ends, reached=43, spent=11, behind=0, never=3, allowed=51, runways=(dry,))
    assert lines(told) == (
        "About 40 people would get this by Thursday 5 March.",
        "That takes 40 of the 50 nudges that they allow until then.",
        "Out of budget until then, and get it later: about 10 people.",
        "Runs dry on Tuesday 10 March: Dutch. 3 items are there, and by then half of the readers have seen them.",
    )
    many = told.model_copy(update={"margin": 244, "reached": 4321})
    assert lines(many)[0] == "About 4,300 people would get this by Thursday 5 March."
    assert "may be up to 240 too high or too low" in str(cards.parts(Words("en"), many, ZONE))
    assert "Not everybody" not in str(cards.parts(Words("en"), told, ZONE))


async def test_the_forecast_is_on_the_preview_on_the_change_and_on_the_suggestion(office: Office):
    await office.champions("boss")
    office.now -= timedelta(hours=3)
    await crowd(office, free=6)
    draft = await office.does("boss", "post", values=POSTING)
    assert "About 5 people would get this by Friday 6 March." in str(draft)
    assert isinstance(draft, Card)
    content = pressed(draft, "publish")
    await office.does("boss", "publish", content)
    narrow = {**POSTING, "languages": ("nl",)}
    changed = str(await office.does("boss", "edit", content, values=narrow))
    assert "From now on" in changed and "It fits fewer than 5 people" in changed
    await office.does("free1", "suggest", values={"url": "example.com/x", "title": "X", "why": "So", "text_1": "t"})
    await office.after(hours=3)  # the boss is not written to before half past nine
    assert "About 5 people would get this by" in str(office.told("boss"))
    await office.approves("boss", pressed(office.told("boss")[0], "approve"))
    await office.after(seconds=1)
    assert "would get this" not in str(office.told("boss"))
