"""For each event, an act and everything that follows from it happen in one transaction, or not at all."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from handlers.academy.events import CourseFinished
from handlers.approval.events import SecondApproved
from handlers.core.buttons import all_of
from handlers.core.interaction import Button, Card
from handlers.core.people import Forgotten, Left, NameWithdrawn, RoleLost, RoleTaken
from handlers.council.events import CouncilSwitched
from handlers.features import FEATURES
from handlers.figures.events import FiguresReleased
from handlers.figures.release import release_day
from handlers.links import clicks
from handlers.links.crawlers import PERSON
from handlers.links.events import Followed
from handlers.links.visitors import Came, Visitor
from handlers.nudges.events import SkipExplained, Undone
from handlers.outbox import outcomes
from handlers.outbox.events import Sent
from handlers.planning.events import NudgesWentOut
from handlers.registry.events import follow
from handlers.registry.feature import Feature
from handlers.sharing.events import SharePosted, SpeaksForCompany
from models import Approval, Content, Link, Share, Workspace
from models.base import Base
from tests.academy.reader import RIGHT, Reader
from tests.support.office import POSTING, Office, pressed
from tests.support.stores import in_memory

VISITOR = Visitor("198.51.100.7", "Mozilla/5.0")


async def leaves(office: Office) -> None:
    await office.does("anna", "leave")


async def takes_the_role(office: Office) -> None:
    await office.does("boss", "champion", mentioned="carl")


async def explains(office: Office) -> None:
    await office.does("anna", "reason", f"time|anna.{await offered(office)}")


async def posts(office: Office) -> None:
    share = await office.store.run(lambda s: s.scalars(select(Share.id)).one())
    await office.does("carl", "posted", share, values={"network": "linkedin", "address": ""})


async def undoes(office: Office) -> None:
    await office.does("carl", "undo", f"carl.{await offered(office)}")


async def follows_a_link(office: Office) -> None:
    came = [Came(token, PERSON, VISITOR) for token in await office.store.run(lambda s: s.scalars(select(Link.token)))]
    with pytest.raises(ValueError, match="a follower failed"):
        await office.store.run(lambda s: clicks.book(s, came, office.now))


async def delivers(office: Office) -> None:
    key = f"nudge:dina.{await offered(office)}:2"
    taken = outcomes.Outcome(workspace=office.workspace, key=key, state="sent", ref="1")
    with pytest.raises(ValueError, match="a follower failed"):
        await office.store.run(lambda s: outcomes.record_outcomes(s, [taken], office.now))


async def offered(office: Office) -> str:
    return await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.state == "running")).one())


async def approves_as_the_second(office: Office) -> None:
    content = await office.store.run(lambda s: s.scalars(select(Approval.content)).one())
    await office.does("boss", "approve_second", content)


async def switches_council_mode(office: Office) -> None:
    await office.does("boss", "council_on")


async def accepts_a_role(office: Office) -> None:
    await office.does("dina", "accept_role")


async def withdraws_their_name(office: Office) -> None:
    await office.does("carl", "withdraw", "named")


async def is_forgotten(office: Office) -> None:
    await office.does("anna", "forget")


async def begins_a_day(office: Office) -> None:
    tomorrow = office.now + timedelta(days=1)
    with pytest.raises(ValueError, match="a follower failed"):
        await office.store.run(lambda session: release_day(session, office.workspace, tomorrow))


DONE: list[Button] = []  # the last button of the course that Dina reads, in the office that was made last


async def speaks_for_the_company(office: Office) -> None:
    content = await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.official)).first())
    await office.does("emma", "share", f"emma.{content}")


async def finishes_a_course(office: Office) -> None:
    await office.does("dina", DONE[0].action, DONE[0].target)


ACTS: list[tuple[type[object], Callable[[Office], Awaitable[None]]]] = [
    (Left, leaves),
    (RoleLost, takes_the_role),
    (SkipExplained, explains),
    (SharePosted, posts),
    (Undone, undoes),
    (Followed, follows_a_link),
    (Sent, delivers),
    (NudgesWentOut, delivers),
    (FiguresReleased, begins_a_day),
    (CouncilSwitched, switches_council_mode),
    (RoleTaken, accepts_a_role),
    (SecondApproved, approves_as_the_second),
    (NameWithdrawn, withdraws_their_name),
    (Forgotten, is_forgotten),
    (SpeaksForCompany, speaks_for_the_company),
    (CourseFinished, finishes_a_course),
]


class Broken:
    """A feature that follows an event, and fails on request."""

    def __init__(self, event: type[object]) -> None:
        self.feature = Feature(name="broken", follows=(follow(event, self.fail),))
        self.ready = False
        self.told = 0

    def fail(self, session: Session, event: object, now: datetime) -> None:
        if self.ready:
            self.told += 1
            raise ValueError("a follower failed")


def everything(session: Session) -> list[tuple[str, list[Row[tuple[object, ...]]]]]:
    tables = Base.metadata.sorted_tables
    return [(table.name, sorted(session.execute(select(table)).all(), key=repr)) for table in tables]


@pytest.mark.parametrize(("event", "act"), ACTS)
async def test_a_follower_that_fails_undoes_the_act(event: type[object], act: Callable[[Office], Awaitable[None]]):
    broken = Broken(event)
    office = await busy(Office(in_memory((*FEATURES, broken.feature))))
    before = await office.store.run(everything)
    broken.ready = True
    await act(office)
    assert broken.told == 1
    assert await office.store.run(everything) == before
    office.store.close()


async def busy(office: Office) -> Office:
    """Anna skipped the only content. Carl, a champion, begins to share it. Dina asks for Later, and has an offer.

    What Carl wants to publish in the organisation's name waits for another champion.
    """
    await office.open()
    await office.store.run(lambda s: s.execute(update(Workspace).values(address="https://heraut.example")))
    await office.joins("anna")
    await office.joins("carl")
    await office.joins("dina")
    await office.joins("emma")
    await office.champions("carl", "boss")
    content = await office.posts()
    await office.after(minutes=1)
    await office.does("anna", "skip", f"anna.{content}")
    await office.does("carl", "share", f"carl.{content}")
    await office.does("dina", "later", f"tomorrow|dina.{content}")
    await office.does("boss", "champion", mentioned="dina", values={"text": "@dina"})
    reader = Reader(office, "dina")
    await reader.opens("Your first post")
    for _ in range(6):
        await reader.goes_on()
    right = "ABCD"[RIGHT[reader.card.title, reader.title]]  # the last card is a question
    DONE[:] = [button for button in all_of(reader.card) if button.label == right]
    await office.store.run(lambda s: s.execute(update(Content).where(Content.id == content).values(official=True)))
    official = {"url": "https://example.com/official", "title": "Official", "official": "yes"}
    draft = await office.does("carl", "post", values={**POSTING, **official})
    assert isinstance(draft, Card)
    await office.does("carl", "publish", pressed(draft, "publish"))
    return office


def test_each_event_is_tried():
    assert {event for event, _ in ACTS} == {event for feature in FEATURES for event in feature.tells}
