"""Heraut is for people of the workspace's own organisation. Others are refused kindly, and nothing is kept of them."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers import answer
from handlers.core.interaction import Actor, Card, Interaction, Notice
from models import Person, Seen
from tests.support.office import JOINING, Office

OUTSIDERS = ["stranger", "guest", "bot", "deleted", "unknown"]


def outsider(standing, who="zoe", admin=None):
    return Actor(workspace="W", person=who, name="Zoe", locale="en-GB", admin=admin, standing=standing)


async def acts(office, actor, action, mentioned=(), **values):
    office.count = getattr(office, "count", 0) + 1
    key = f"s{office.count}"
    its = Interaction(key=key, actor=actor, action=action, values=values, mentioned=mentioned)
    return await answer(office.store, its, office.now)


def kept(session: Session) -> tuple[int, int]:
    here = select(func.count()).select_from(Person).where(Person.person == "zoe")
    return session.scalars(here).one(), session.scalars(select(func.count()).select_from(Seen)).one()


@pytest.fixture
async def office(store):
    return await Office(store).open()


@pytest.mark.parametrize("standing", OUTSIDERS)
@pytest.mark.parametrize("action", ["home", "join", "suggest", "pause_all", "leave", "no_such_button"])
async def test_outsiders_are_refused_and_leave_no_trace(office, standing, action):
    said = await acts(office, outsider(standing, admin=True), action, **JOINING)
    assert isinstance(said, Notice)
    assert "The Office" in said.text or standing == "unknown"
    assert await office.store.run(kept) == (0, 0)


@pytest.mark.parametrize("standing", OUTSIDERS)
@pytest.mark.parametrize("action", ["invite", "champion", "thank"])
async def test_outsiders_cannot_be_named_and_nothing_burns(office, standing, action):
    await office.joins("boss")
    said = await acts(office, office.actor("boss"), action, (outsider(standing),), text="@zoe Well done")
    assert isinstance(said, Notice) and "Zoe" in said.text
    assert (await office.store.run(kept))[0] == 0
    if action == "invite":  # now their chat says that they are one of us
        said = await acts(office, office.actor("boss"), "invite", (outsider("member"),), text="@zoe")
        assert said == Notice(text="Zoe gets one message with your invitation.")


async def test_guests_take_part_once_a_manager_lets_them_in(office):
    await office.does("boss", "home")
    assert isinstance(await acts(office, outsider("guest"), "join"), Notice)
    said = await acts(office, office.actor("boss"), "guests", text="on")
    assert said == Notice(text="Guests of this workspace may take part. Change that with: /heraut guests off")
    assert isinstance(await acts(office, outsider("guest", admin=True), "join", **JOINING), Card)
    zoe = await office.store.run(lambda session: session.get_one(Person, ("W", "zoe")).role)
    assert zoe == "employee"  # an administrator's rights end at the border
    await acts(office, office.actor("boss"), "guests", text="off")
    assert isinstance(await acts(office, outsider("guest"), "home"), Notice)


async def test_guests_who_joined_get_nothing_while_they_are_not_let_in(office):
    await acts(office, office.actor("boss"), "guests", text="on")
    await acts(office, outsider("guest"), "join", **JOINING)
    await office.joins("anna")
    await office.posts()
    await acts(office, office.actor("boss"), "guests", text="off")
    await office.after(hours=2)
    assert office.told("zoe") == [] and len(office.told("anna")) == 1
    await acts(office, office.actor("boss"), "guests", text="on")
    await office.after(hours=2)
    assert len(office.told("zoe")) == 1


async def test_only_managers_let_guests_in(office):
    said = await acts(office, office.actor("anna"), "guests", text="on")
    assert said == Notice(text="Only programme managers can do this.")


async def test_somebody_who_belongs_elsewhere_now_gets_no_more_messages(office):
    await office.joins("zoe")
    await office.posts()
    await acts(office, outsider("stranger"), "home")
    await office.after(hours=2)
    assert office.told("zoe") == []
    await acts(office, outsider("member"), "home")
    await office.after(hours=24)
    await office.after(hours=2)
    assert len(office.told("zoe")) == 1


async def test_the_refusal_is_in_their_language(office):
    dutch = outsider("stranger").model_copy(update={"locale": "nl-NL"})
    assert await acts(office, dutch, "home") == Notice(text="Dit is voor mensen van The Office.")
