"""Teammates start from different texts, on different days, as long as there are any."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from itertools import count
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week
from handlers.core.interaction import Card, Form, Text
from handlers.features import open_store
from handlers.planning.handouts import QUESTION
from handlers.planning.ranking import read_reasons
from models import Content, ContentTag, Nudge, Person, Preference, SuggestedText
from models.store import Store
from tests.support.office import Office, pressed

DAY = timedelta(days=1)
People = Sequence[tuple[str, AbstractSet[str]]]  # by team and topics


class Item(NamedTuple):
    """Content: its page, its author, and what decides its rank."""

    page: str
    author: int
    topics: AbstractSet[str]
    important: bool
    days: int
    texts: int


Contents = Sequence[Item]


async def joins(office: Office, *people: str, team: str = "Blades", **wishes: str) -> None:
    """Join, and name a team before anything arrives."""
    moment = office.now
    office.now = moment.replace(hour=5)
    for who in people:
        await office.joins(who, **wishes)
    here = update(Person).where(Person.person.in_(people)).values(team=team)
    await office.store.run(lambda session: session.execute(here))
    office.now = moment


async def handed(office: Office) -> dict[str, int]:
    rows = select(Nudge.person, Nudge.text).order_by(Nudge.planned_at, Nudge.person)
    return {row.person: row.text for row in await office.store.run(lambda session: session.execute(rows).all())}


async def test_teammates_get_different_texts_on_different_days_and_then_a_question(office: Office):
    await office.posts()
    await joins(office, "anna", "bob", "carl")
    await office.rounds.make("plan")
    assert len(await handed(office)) == 1
    office.now += timedelta(days=1)
    await office.rounds.make("plan")  # the second text; with none left, a question need not wait
    texts = (await handed(office)).values()
    assert len(texts) == 3 and len({text % 2 for text in texts if text != QUESTION}) == 2
    assert [*texts].count(QUESTION) == 1


async def test_strangers_and_people_without_a_team_need_not_wait(office: Office):
    await office.posts()
    await joins(office, "anna", team="Blades")
    await joins(office, "bob", team="Hubs")
    await joins(office, "carl", "dora", team="")
    await office.rounds.make("plan")
    assert len(await handed(office)) == 4 and QUESTION not in (await handed(office)).values()


async def test_teammates_get_something_else_if_there_is_anything(office: Office):
    await office.posts(title="One")
    await office.posts(title="Two")
    await joins(office, "anna", "bob", "carl")
    await office.rounds.make("plan")
    rows = select(Nudge.content)
    contents = await office.store.run(lambda session: session.scalars(rows).all())
    assert len(contents) == len(set(contents)) == 2


async def test_content_that_cannot_wait_does_not_wait(office: Office):
    await office.posts(important="yes")
    await joins(office, "anna", "bob", "carl")
    await office.rounds.make("plan")
    assert len(await handed(office)) == 3


async def test_in_another_week_the_texts_start_over(office: Office):
    await office.posts(important="yes")
    await joins(office, "anna", "bob", "carl")
    await office.rounds.make("plan")
    office.now += timedelta(days=7)
    await joins(office, "dora", "emil", "fred")
    await office.rounds.make("plan")
    assert [*(await handed(office)).values()].count(QUESTION) == 2


async def test_people_who_ask_get_the_next_text_too(office: Office):
    await office.posts(important="yes")
    await joins(office, "anna", "bob", "carl")
    for who in ("anna", "bob", "carl"):
        assert isinstance(await office.does(who, "next"), Card)
    assert sorted(text % 2 if text != QUESTION else 9 for text in (await handed(office)).values()) == [0, 1, 9]


async def test_a_question_is_answered_in_a_persons_own_words(office: Office):
    await office.posts(important="yes")
    await joins(office, "anna", "bob", "carl")
    await office.rounds.all()
    await office.after(minutes=15)
    [who] = [person for person, text in (await handed(office)).items() if text == QUESTION]
    [card] = office.told(who)
    assert any(part.text.endswith("?") for part in card.parts if isinstance(part, Text))
    share = await office.does(who, "share", pressed(card, "share"))
    assert isinstance(share, Card) and share.summary.endswith("?")
    form = await office.does(who, "rewrite", pressed(share, "rewrite"))
    assert isinstance(form, Form) and form.inputs[0].value == "" and form.intro == share.summary
    own = await office.does(who, "rewrite", pressed(share, "rewrite"), values={"text": "I learned to listen."})
    assert isinstance(own, Card)
    assert "I learned to listen." in [part.text for part in own.parts if isinstance(part, Text)]
    thanks = await office.does(who, "posted", pressed(own, "posted"), values={"network": "linkedin"})
    assert isinstance(thanks, Card) and thanks.title.startswith("Shared")


# ── Any people and any content ─────────────────────────────────────────────────────────────────────────────

TOPICS = ("Events", "Jobs")
PAGES = ("a", "b", "c")
NUMBERS = count()

people = st.lists(
    st.tuples(st.sampled_from(["", "Blades", "Hubs"]), st.sets(st.sampled_from(TOPICS))), min_size=1, max_size=5
)
contents = st.lists(
    st.builds(
        Item,
        page=st.sampled_from(PAGES),
        author=st.integers(0, 4),
        topics=st.sets(st.sampled_from(TOPICS), max_size=1),
        important=st.booleans(),
        days=st.integers(1, 9),
        texts=st.integers(0, 2),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('plan') / 'heraut.db'}")
    yield store
    store.close()


def fill(session: Session, office: Office, people: People, contents: Contents) -> None:
    """Fill a store with people who joined, and content that one of them wrote."""
    here, now = {"workspace": office.workspace}, office.now
    for number, (team, topics) in enumerate(people):
        who = {**here, "person": f"p{number}"}
        times = {"met_at": now, "joined_at": now - 9 * DAY, "next_at": now}
        session.add(Person(**who, **times, team=team, weekly_most=5, timezone="Europe/Amsterdam"))
        session.flush()
        session.add_all(Preference(**who, kind="topic", value=topic) for topic in topics)
    for number, its in enumerate(contents):
        content = {**here, "content": f"c{number}"}
        author = f"p{its.author % len(people)}"
        dates = {"starts_at": now, "created_at": now, "ends_at": now + its.days * DAY}
        said = {"url": f"https://x.example/{its.page}", "title": f"{number}", "important": its.important}
        session.add(Content(**here, id=f"c{number}", author=author, state="running", **dates, **said))
        session.flush()
        session.add_all(ContentTag(**content, kind="topic", value=topic) for topic in its.topics)
        texts = range(its.texts)
        session.add_all(SuggestedText(**content, position=place, text=f"Text {place}") for place in texts)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people, contents)
async def test_the_rules_of_handouts_hold_for_any_people_and_content(
    one_store: Store, people: People, contents: Contents
):
    office = await Office(one_store, f"W{next(NUMBERS)}").open()
    await one_store.run(lambda session: fill(session, office, people, contents))
    for _ in range(10):
        await office.rounds.make("plan")
        await office.rounds.deliver()
        await office.rounds.make("plan")  # as another replica would
        office.now += timedelta(hours=1)
        await office.rounds.deliver()
        office.now += timedelta(hours=23)
    rows = select(Nudge).where(Nudge.workspace == office.workspace).order_by(Nudge.planned_at)
    nudges = await one_store.run(lambda session: session.scalars(rows).all())
    each_page_once(nudges, contents, len(people))
    each_reason_is_true(nudges, people, contents)
    neighbours_differ(nudges, people, contents)


def of(nudge: Nudge) -> tuple[int, int]:
    """The numbers of its person and its content."""
    return int(nudge.person[1:]), int(nudge.content[1:])


def each_page_once(nudges: Sequence[Nudge], contents: Contents, people: int) -> None:
    pages = [(who, contents[what].page) for who, what in map(of, nudges)]
    assert len(pages) == len(set(pages))
    assert not {(its.author % people, its.page) for its in contents} & set(pages)


def each_reason_is_true(nudges: Sequence[Nudge], people: People, contents: Contents) -> None:
    for nudge in nudges:
        who, what = of(nudge)
        follows, about = people[who][1], contents[what].topics
        reasons = read_reasons(nudge.because)
        assert {reason.word for reason in reasons if reason.code == "topic"} == follows & about
        codes = {reason.code for reason in reasons}
        assert ("important" in codes) == contents[what].important
        assert ("everybody" in codes) == (not about) and ("open" in codes) == (bool(about) and not follows)
        assert not codes & {"colleagues", "sharers", "urgent", "campaign"}
        assert not follows or not about or follows & about


def neighbours_differ(nudges: Sequence[Nudge], people: People, contents: Contents) -> None:
    places = defaultdict[tuple[str, str, int], list[Nudge]](list)
    for nudge in nudges:
        who, what = of(nudge)
        if (team := people[who][0]) and contents[what].texts:
            places[team, iso_week(nudge.planned_at.date()), what].append(nudge)
    for (_, _, what), among in places.items():
        texts = [nudge.text % contents[what].texts for nudge in among if nudge.text != QUESTION]
        assert len(texts) == len(set(texts)) == min(len(among), contents[what].texts)
        days = [nudge.planned_at.date() for nudge in among if nudge.text != QUESTION]
        if not contents[what].important and contents[what].days == 9:
            assert len(days) == len(set(days))
