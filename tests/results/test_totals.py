"""The running totals match the rows after any events, in any order, however many at once."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week
from handlers.core.interaction import Actor, Interaction, Invalid, Refused
from handlers.nudges import answers
from handlers.outbox import outcomes
from handlers.outbox.outcomes import Outcome
from handlers.registry.feature import Handler
from handlers.results import totals
from handlers.results.recount import check_totals, correct_totals
from handlers.sharing import share_page, sharing
from models import Click, Nudge, Person, Share, Total
from models.engine import insert_new, open_engine
from models.migrate import migrate
from models.store import Store
from models.total import COUNTS
from tests.recognition import company
from tests.recognition.company import MONDAY
from tests.support.share_pages import page_token
from tests.support.stores import INFO

PEOPLE, CONTENTS, NETWORKS = ("ann", "bob", "cem"), ("c1", "c2"), ("linkedin", "x")
POST = "https://www.linkedin.com/posts/1"
VERBS = ("goes", "goes", "asks", "starts", "opens", "posts", "posts", "tells", "undoes", "proves", "clicks", "moves")
numbers = count()
acts = st.tuples(
    st.sampled_from(VERBS),
    st.sampled_from(PEOPLE),
    st.sampled_from(CONTENTS),
    st.integers(0, 5),
    st.sampled_from([1, 60, 86400, 400_000]),
)


class Days:
    """Plays acts through the handlers' own functions. Forbidden acts change nothing."""

    def __init__(self, session: Session) -> None:
        self.session, self.workspace, self.now = session, f"w{next(numbers)}", MONDAY
        company.found(session, self.workspace, "bob", "cem")
        for name in CONTENTS:
            company.content(session, name, self.workspace)

    def play(self, verb: str, person: str, content: str, number: int, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        nudge, network = f"{person}.{content}", NETWORKS[number % 2]
        match verb:
            case "goes":
                self.nudge(person, content)
                self.said(nudge, 1 + number % 2)
            case "asks":
                self.nudge(person, content, asked=True)
            case "undoes":
                self.does(answers.undo, person, nudge)
            case "clicks":
                self.clicks(content, network, ("", "Owls")[number % 2])
            case "moves":
                self.session.get_one(Person, (self.workspace, person)).team = ("", "Owls", "Bats")[number % 3]
                self.session.flush()
            case "starts":
                self.does(sharing.share if number < 3 else sharing.share_again, person, nudge)
            case _:
                for share in self.shares(nudge)[:1]:
                    self.acts(verb, share, network, POST if number > 2 else "")

    def acts(self, verb: str, share: Share, network: str, address: str) -> None:
        match verb:
            case "opens":
                with suppress(Refused, Invalid):
                    share_page.open_composer(
                        self.session, page_token(self.session, share.id), network, "Owls!", self.now
                    )
            case "posts":
                self.does(sharing.posted, share.person, share.id, network=network, address=address)
            case "tells":
                self.does(sharing.address, share.person, share.id, address=POST)
            case _:
                with totals.counted(self.session, self.now, (share.workspace, share.nudge)):
                    share.evidence = "clicked" if address else "previewed"

    def does(self, handler: Handler, person: str, target: str, **values: str | tuple[str, ...]) -> None:
        actor = Actor(workspace=self.workspace, person=person)
        with suppress(Refused, Invalid):
            handler(self.session, Interaction(key="k", actor=actor, action="", target=target, values=values), self.now)

    def nudge(self, person: str, content: str, *, asked: bool = False) -> None:
        its = {"person": person, "content": content, "text": 0, "planned_at": self.now, "asked": asked, "round": 1}
        insert_new(self.session, Nudge, [{"workspace": self.workspace, "id": f"{person}.{content}", **its}])

    def said(self, nudge: str, round_: int) -> None:
        """Record that the platform accepted a message."""
        outcome = Outcome(workspace=self.workspace, key=f"nudge:{nudge}:{round_}", state="sent", tried=None, ref="r")
        outcomes.record_outcomes(self.session, [outcome], self.now)

    def told_together(self, *nudges: str) -> None:
        """Send these in one message, as a digest."""
        mine = update(Nudge).where(Nudge.workspace == self.workspace, Nudge.id.in_(nudges))
        self.session.execute(mine.values(digest=nudges[0]))
        outcome = Outcome(workspace=self.workspace, key=f"digest:{nudges[0]}", state="sent", tried=None, ref="r")
        outcomes.record_outcomes(self.session, [outcome], self.now)

    def clicks(self, content: str, network: str, team: str) -> None:
        place = (self.workspace, content, team, network)
        its = dict(zip(("workspace", "content", "team", "network"), place, strict=True))
        day = self.now.date().isoformat()
        if insert_new(
            self.session, Click, [{**its, "day": day, "kind": "person", "link": "", "source": "", "times": 2}]
        ):
            with totals.counted(self.session, self.now, clicks={place: 2}):
                pass

    def shares(self, nudge: str) -> list[Share]:
        rows = select(Share).where(Share.workspace == self.workspace, Share.nudge == nudge, Share.state != "dropped")
        return [*self.session.scalars(rows.order_by(Share.state.desc(), Share.id))]

    def account(self) -> Counter[tuple[str, ...]]:
        """The totals counted from the rows, the simplest way."""
        counts: Counter[tuple[str, ...]] = Counter()
        mine = {"workspace": self.workspace}
        self.session.expire_all()
        for nudge in self.session.scalars(select(Nudge).filter_by(**mine)):
            shares = self.shares(nudge.id)
            posted = [share for share in shares if share.state == "posted"]
            opened = [share for share in shares if share in posted or share.opened_at]
            where = (nudge.week, nudge.content, nudge.team)
            counts[*where, "", "nudged"] += nudge.week != "" and not nudge.asked
            counts[*where, "", "opened"] += bool(opened) and not nudge.asked
            counts[*where, "", "shared"] += bool(posted) and not nudge.asked
            counts[*where, "", "asked"] += bool(posted) and nudge.asked
            counts.update((*where, "", f"posts_{share.evidence}") for share in posted)
            counts.update((*where[:2], "", share.network, "opened") for share in opened)
            counts.update((*where[:2], "", share.network, f"posts_{share.evidence}") for share in posted)
        for click in self.session.scalars(select(Click).filter_by(**mine)):
            week = iso_week(date.fromisoformat(click.day))
            counts[week, click.content, click.team, "", "clicks"] += click.times
            if click.network:
                counts[week, click.content, "", click.network, "clicks"] += click.times
        return +counts

    def totals(self) -> Counter[tuple[str, ...]]:
        counts: Counter[tuple[str, ...]] = Counter()
        for row in self.session.scalars(select(Total).filter_by(workspace=self.workspace)):
            for name in COUNTS:
                counts[row.week, row.content, row.team, row.network, name] = getattr(row, name)
        return +counts


@pytest.fixture(scope="module")
def memory() -> Iterator[Session]:
    engine = open_engine("sqlite://")
    migrate(engine)
    with Session(engine, info=INFO) as session:
        yield session
        session.rollback()
    engine.dispose()


@given(st.lists(acts, max_size=30))
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_history_the_totals_match_the_rows(memory, history):
    days = Days(memory)
    for act in history:
        days.play(*act)
    assert days.totals() == days.account()
    assert check_totals(memory) == []


WEEKS = [
    (verb, person, content, number, 3600)
    for number in range(6)
    for verb in (*VERBS[number:], *VERBS[:number], "goes", "starts", "posts", "proves")
    for person in PEOPLE
    for content in CONTENTS
]


async def test_both_stores_give_equal_totals(store: Store):
    def weeks(session: Session) -> None:
        days = Days(session)
        for act in WEEKS:
            days.play(*act)
        assert days.totals() == days.account()
        kinds = {key[-1] for key in days.totals()}
        assert {"nudged", "opened", "shared", "posts_previewed", "clicks"} <= kinds

    await store.run(weeks)
    assert await store.run(check_totals) == []


async def test_changes_by_hand_are_found_and_corrected(store: Store):
    def spoil(session: Session) -> None:
        days = Days(session)
        for act in WEEKS:
            days.play(*act)
        session.execute(update(Total).values(nudged=Total.nudged + 1).where(Total.content == "c1", Total.network == ""))
        session.execute(delete(Total).where(Total.content == "c2"))
        session.execute(update(Nudge).values(week="").where(Nudge.person == "bob"))

    await store.run(spoil)
    wrong = await store.run(check_totals)
    assert {one.content for one in wrong} == {"", "c1", "c2"}
    assert await store.run(check_totals) == wrong
    assert len(await store.run(correct_totals)) > 0
    assert await store.run(check_totals) == []


async def test_simultaneous_acts_are_all_counted(store: Store):
    """Two people, two networks each, two presses of each button, and the platform's own answers between them."""
    made: list[Days] = []

    def begin(session: Session) -> list[str]:
        made.append(days := Days(session))
        for person in ("ann", "bob"):
            days.nudge(person, "c1")
            days.said(f"{person}.c1", 1)
            days.does(sharing.share, person, f"{person}.c1")
            days.does(sharing.share_again, person, f"{person}.c1")
        return [share.id for person in ("ann", "bob") for share in days.shares(f"{person}.c1")]

    shares = await store.run(begin)
    [days] = made

    def act(session: Session, share: str, network: str) -> None:
        mine = Days.__new__(Days)
        mine.session, mine.workspace, mine.now = session, days.workspace, days.now
        its = session.get_one(Share, (days.workspace, share))
        mine.does(sharing.posted, its.person, share, network=network, address="")
        mine.said(its.nudge, 1)

    works = [partial(act, share=share, network=NETWORKS[n % 2]) for n, share in enumerate(shares) for _ in range(2)]
    await asyncio.gather(*(store.run(work) for work in works))
    assert await store.run(check_totals) == []
    rows = select(Total.network, Total.nudged, Total.shared, Total.posts_claimed).order_by(Total.network)
    found = [tuple(row) for row in await store.run(lambda session: session.execute(rows).all())]
    assert found == [("", 2, 2, 4), ("linkedin", 0, 0, 2), ("x", 0, 0, 2)]


async def test_nudges_stay_counted_in_the_team_the_person_was_in(store: Store):
    def work(session: Session) -> list[tuple[object, ...]]:
        days = Days(session)
        days.play("moves", "ann", "c1", 1, 60)
        for act in (("goes", 0), ("moves", 2), ("starts", 0), ("posts", 0)):
            days.play(act[0], "ann", "c1", act[1], 60)
        rows = select(Total.team, Total.network, Total.shared, Total.posts_claimed).order_by(Total.network)
        return [tuple(row) for row in session.execute(rows).all()]

    assert await store.run(work) == [("Owls", "", 1, 1), ("", "linkedin", 0, 1)]


async def test_every_nudge_in_one_message_counts_as_sent(store: Store):
    def work(session: Session) -> list[tuple[object, ...]]:
        days = Days(session)
        for content in CONTENTS:
            days.nudge("ann", content)
        days.told_together("ann.c1", "ann.c2")
        days.told_together("ann.c1", "ann.c2")
        days.play("starts", "ann", "c1", 0, 60)
        days.play("posts", "ann", "c1", 0, 60)
        rows = select(Total.content, Total.network, Total.nudged, Total.shared)
        return sorted(tuple(row) for row in session.execute(rows).all())

    assert await store.run(work) == [("c1", "", 1, 1), ("c1", "linkedin", 0, 0), ("c2", "", 1, 0)]
    assert await store.run(check_totals) == []
