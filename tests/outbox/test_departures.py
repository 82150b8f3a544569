"""People who cannot be reached are left alone, hold up nobody, and find everything as it was when they return."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.core.interaction import Form
from handlers.core.messenger import InDoubt, Revoked
from handlers.core.workspaces import known_workspace
from handlers.platforms.departures import Departures
from models import Lane, Message, Person
from tests.support.office import Office


async def states(office: Office, who: str) -> list[str]:
    rows = select(Message.state).where(Message.person == who).order_by(Message.created_at, Message.key)
    return list(await office.store.run(lambda session: session.scalars(rows).all()))


async def wishes(office: Office, who: str) -> dict[str, object]:
    form = await office.does(who, "settings")
    assert isinstance(form, Form)
    return {one.name: one.value for one in form.inputs}


async def days(office: Office, number: int) -> None:
    """Let days pass from Wednesday on, each with time to plan and send a nudge."""
    for _ in range(number):
        await office.after(days=1)
        await office.after(minutes=30)


@pytest.fixture
async def blocked(office: Office) -> Office:
    """Anna and Bob joined. Anna then blocked Heraut, and a nudge to her was tried."""
    await office.posts()
    for who in ("anna", "bob"):
        await office.joins(who, weekly_most="7", hours_from="08:00", hours_to="18:00", topics=("Events",), named="")
    office.mouth.blocked = {"anna"}
    await office.after(seconds=30)
    assert (sorted(office.mouth.tried), await states(office, "anna")) == (["anna", "bob"], ["blocked"])
    return office


async def test_people_who_block_heraut_are_not_tried_again_and_hold_up_nobody(blocked: Office):
    await blocked.posts(url="https://example.com/2", title="Two")
    await days(blocked, 2)
    assert sorted(blocked.mouth.tried) == ["anna", "bob", "bob"]
    assert [card.title for card in blocked.told("bob")] == ["What an owl taught us", "Two"]
    assert await states(blocked, "anna") == ["blocked"]


async def test_messages_from_colleagues_to_somebody_who_blocks_are_not_tried_either(blocked: Office):
    await blocked.does("anna", "help")  # heard from again, and tried once more
    await blocked.posts(url="https://example.com/2", title="Two")
    await days(blocked, 1)
    assert sorted(blocked.mouth.tried) == ["anna", "anna", "bob", "bob"]
    await blocked.does("bob", "thank", mentioned="anna", values={"text": "@anna for the owl"})
    anna = update(Person).where(Person.person == "anna").values(role="champion", duty_at=blocked.now)
    await blocked.store.run(lambda session: session.execute(anna))
    await blocked.does("bob", "suggest", values={"url": "example.com/x", "title": "X", "why": "So", "text_1": "t"})
    await days(blocked, 1)
    assert blocked.mouth.tried.count("anna") == 2
    assert set(await states(blocked, "anna")) == {"blocked"}


async def test_people_who_come_back_are_nudged_again_with_their_old_settings(blocked: Office):
    await blocked.posts(url="https://example.com/2", title="Two")
    await days(blocked, 1)
    blocked.mouth.blocked = set()
    assert await wishes(blocked, "anna") == await wishes(blocked, "bob")
    for _ in range(2):
        await blocked.after(minutes=30)
    assert [card.title for card in blocked.told("anna")] == ["Two"]


async def test_deactivated_people_are_not_even_tried(office: Office):
    await office.posts()
    await office.joins("anna", weekly_most="7")
    await office.rounds.make("plan")
    departures = Departures(office.store, lambda: office.now)
    for _ in range(2):
        await departures.of_person("W", "anna")
        assert await states(office, "anna") == ["blocked"]
    await departures.of_person("W", "nobody")
    await office.after(minutes=20)
    assert (office.mouth.tried, await states(office, "anna")) == ([], ["blocked"])
    await office.posts(url="https://example.com/2", title="Two")
    await days(office, 1)
    assert office.mouth.tried == []
    await office.does("anna", "help")
    await days(office, 1)
    assert [card.title for card in office.told("anna")] == ["Two"]


async def test_when_heraut_was_removed_nothing_is_tried_until_it_is_back(office: Office):
    await office.posts()
    for who in ("anna", "bob"):
        await office.joins(who)
    office.mouth.trouble = [InDoubt("time-out")]
    await office.after(seconds=30)
    assert sorted(await states(office, "anna") + await states(office, "bob")) == ["doubt", "sent"]
    await office.joins("carl")
    tried = office.mouth.calls
    await Departures(office.store, lambda: office.now).of_workspace("W", "app_uninstalled", office.now)
    await office.after(hours=1)
    assert (office.mouth.calls, office.mouth.looked) == (tried, 0)
    await office.store.run(lambda s: known_workspace(s, "W", "office", "The Office", office.now))
    await office.after(minutes=1)
    assert (len(office.told("carl")), office.mouth.looked) == (1, 1)


async def test_a_removal_reported_from_before_this_start_is_ignored(office: Office):
    departures = Departures(office.store, lambda: office.now + timedelta(seconds=0.9))
    await departures.of_workspace("W", "app_uninstalled", office.now - timedelta(seconds=1))
    assert await office.store.run(lambda session: session.get_one(Lane, "W").suspended) == ""
    await departures.of_workspace("W", "app_uninstalled", office.now)
    assert await office.store.run(lambda session: session.get_one(Lane, "W").suspended) == "app_uninstalled"


async def test_a_token_that_is_refused_stops_the_whole_workspace_and_no_other(office: Office):
    other = Office(office.store, "W2")
    other.rounds = office.rounds
    await other.open()
    await office.posts()
    await office.joins("anna", weekly_most="7")
    office.mouth.trouble = [Revoked("token_revoked")]
    await office.after(minutes=1)
    assert (office.mouth.tried, await states(office, "anna")) == (["anna"], ["deferred"])
    await office.joins("bob", weekly_most="7")
    await other.posts()
    await other.joins("carl", weekly_most="7")
    await days(office, 2)
    assert office.mouth.tried == ["anna", "carl"]
    await office.store.run(lambda s: known_workspace(s, "W", "office", "The Office", office.now))
    await office.after(hours=4)
    assert sorted(office.mouth.tried) == ["anna", "anna", "bob", "carl"]
