"""Events: followers act at once, in the same transaction, and no event is missed by mistake."""

from datetime import datetime
from typing import NamedTuple

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.workspaces import known_workspace
from handlers.registry.events import follow, happened
from handlers.registry.feature import Feature, together
from models import Workspace
from models.store import Store
from tests.support.office import MORNING
from tests.support.stores import in_memory


class Opened(NamedTuple):
    """The office was opened."""

    workspace: str


class Closed(NamedTuple):
    """And closed."""

    workspace: str


def opening(session: Session) -> None:
    known_workspace(session, "W", "office", "The Office", MORNING)
    session.flush()
    happened(session, Opened("W"), MORNING)


def named(name: str) -> Feature:
    """A feature whose follower adds its name to the office's."""

    def add(session: Session, event: Opened, now: datetime) -> None:
        workspace = session.get_one(Workspace, event.workspace)
        workspace.name += f" {name}"

    return Feature(name=name, follows=(follow(Opened, add),))


def stored(*features: Feature) -> Store:
    return in_memory(features)


TELLS = Feature(name="office", tells=(Opened,))


async def test_followers_act_in_the_order_of_the_features():
    store = stored(TELLS, named("one"), named("two"))
    await store.run(opening)
    assert await store.run(lambda s: s.scalar(select(Workspace.name))) == "The Office one two"
    store.close()


async def test_a_follower_may_stand_before_the_feature_that_tells():
    store = stored(named("one"), TELLS)
    await store.run(opening)
    assert await store.run(lambda s: s.scalar(select(Workspace.name))) == "The Office one"
    store.close()


async def test_a_follower_that_raises_undoes_the_act():
    def fails(session: Session, event: Opened, now: datetime) -> None:
        raise ValueError(event.workspace)

    store = stored(TELLS, named("one"), Feature(name="two", follows=(follow(Opened, fails),)))
    with pytest.raises(ValueError, match="W"):
        await store.run(opening)
    assert await store.run(lambda s: s.scalar(select(func.count()).select_from(Workspace))) == 0
    store.close()


async def test_an_event_that_nobody_follows_is_no_mistake():
    store = stored(TELLS)
    await store.run(opening)
    assert await store.run(lambda s: s.scalar(select(Workspace.name))) == "The Office"
    store.close()


async def test_an_event_that_no_feature_declares_is_refused():
    store = stored(Feature(name="office", tells=(Closed,)))
    with pytest.raises(LookupError, match="no feature declares that it tells Opened"):
        await store.run(opening)
    store.close()


def test_following_an_event_that_nobody_tells_is_refused_when_features_are_joined():
    with pytest.raises(LookupError, match="one follows Opened, which no feature tells"):
        together([Feature(name="office", tells=(Closed,)), named("one")])


def test_a_follower_is_given_its_own_event_only():
    [following] = named("one").follows
    with Session() as session, pytest.raises(TypeError, match="Closed is not Opened"):
        following.run(session, Closed("W"), MORNING)
