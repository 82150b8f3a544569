"""Unconfirmed messages are looked for where this is permitted, and are never reported missing by mistake."""

from datetime import timedelta

import pytest

from handlers.core.messenger import CannotTell, InDoubt, Revoked, Throttled
from tests.slack.conftest import ANNA, BRAM, GENERAL
from tests.stages.slack.methods import LOOK_BACK, SCOPES
from tests.stages.slack.trouble import Trouble
from tests.support.script import MARK, Script, button, card

NEWS, OTHER = card("News"), "f" * 32
EARLIER = timedelta(minutes=2)
ANOTHERS = {"event_type": "task_created", "event_payload": {"id": MARK}}


async def sent(house, mark=MARK, who=ANNA):
    return await house.slack.messenger.send("T1", who, NEWS, mark)


async def found(house, clock, who=ANNA, scopes=LOOK_BACK):
    house.double.scopes = scopes
    return await house.slack.messenger.find("T1", who, MARK, clock() - EARLIER)


def stands(house, **more):
    """A message from another app or a person."""
    message = house.double.show(f"D{ANNA}", "Hello", None, to=ANNA)
    for name, value in more.items():
        setattr(message, name, value)


async def test_a_message_that_arrived_is_found_among_others_and_can_be_changed(play, clock):
    async with play(Script().answer) as house:
        await sent(house, OTHER)
        ref = await sent(house)
        await sent(house, OTHER)
        stands(house, bot="B9", metadata=ANOTHERS)
        stands(house, bot="")
        assert await found(house, clock) == ref
        await house.slack.messenger.update("T1", ref, card("Old news"))


async def test_a_message_that_is_missing_is_not_found(play, clock):
    async with play(Script().answer) as house:
        await sent(house, OTHER)
        await sent(house, who=BRAM)
        stands(house, bot="B9", metadata=ANOTHERS)
        stands(house, bot="")
        assert await found(house, clock) is None


async def test_in_an_empty_chat_nothing_is_found(play, clock):
    async with play(Script().answer) as house:
        assert await found(house, clock) is None


async def test_older_messages_are_not_requested(play, clock):
    async with play(Script().answer) as house:
        stands(house, metadata={})
        clock.pass_(minutes=3)
        assert await found(house, clock) is None


@pytest.mark.parametrize("scopes", [SCOPES, f"{SCOPES},im:write", f"{SCOPES},im:history"])
async def test_without_permission_nobody_can_tell(play, clock, scopes):
    async with play(Script().answer) as house:
        await sent(house)
        with pytest.raises(CannotTell):
            await found(house, clock, scopes=scopes)


async def test_a_channel_is_not_read_whatever_is_permitted(play, clock):
    async with play(Script().answer) as house:
        await sent(house, who=GENERAL)
        with pytest.raises(CannotTell):
            await found(house, clock, GENERAL, f"{LOOK_BACK},channels:history")
        assert not {"conversations.open", "conversations.history"} & {call.method for call in house.double.calls}


async def test_nobody_can_tell_about_a_person_who_left_the_company(play, clock):
    async with play(Script().answer) as house:
        await sent(house)
        house.double.people[ANNA].active = False
        with pytest.raises(CannotTell):
            await found(house, clock)


@pytest.mark.parametrize("method", ["conversations.open", "conversations.history"])
@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble("status", 429, headers={"Retry-After": "60"}), Throttled),
        (Trouble("status", 200, "token_revoked"), Revoked),
        (Trouble("status", 500), InDoubt),
        (Trouble("garble", body=b'{"ok": true}'), InDoubt),
        (Trouble("garble", body=b'{"ok": true, "channel": {"id": ""}, "messages": {}}'), InDoubt),
        (Trouble("garble", body=b'{"ok": true, "channel": [], "messages": [7]}'), InDoubt),
        (Trouble("garble", body=b'{"ok": true, "messages": [], "has_more": "perhaps"}'), InDoubt),
        (Trouble("garble", body=b"[]"), InDoubt),
    ],
    ids=str,
)
async def test_trouble_on_the_way_is_told(play, clock, method, trouble, error):
    async with play(Script().answer) as house:
        house.double.troubles[method].append(trouble)
        with pytest.raises(error):
            await found(house, clock)


async def test_an_invalid_place_is_refused(play, clock):
    async with play(Script().answer) as house:
        said = b'{"metadata": {"event_type": "heraut_message", "event_payload": {"id": "%b"}}}' % MARK.encode()
        body = b'{"ok": true, "messages": [%b]}' % said
        house.double.troubles["conversations.history"].append(Trouble("garble", body=body))
        with pytest.raises(InDoubt):
            await found(house, clock)


@pytest.mark.parametrize("metadata", [{}, {"event_type": "heraut_message", "event_payload": {}}])
async def test_a_message_of_ours_that_cannot_be_read_may_be_the_one(play, clock, metadata):
    async with play(Script().answer) as house:
        await sent(house, OTHER)
        stands(house, metadata=metadata)
        await sent(house, OTHER)
        with pytest.raises(CannotTell):
            await found(house, clock)
        ref = await sent(house)
        assert await found(house, clock) == ref


async def test_an_answer_in_that_chat_is_not_taken_for_it(play, clock):
    script = Script(home=card("Home", button("Something", "more")), more=card("For you"))
    async with play(script.answer) as house:
        await house.stage.open_home(ANNA)
        await house.stage.press(ANNA, "Something", "home")
        assert await house.stage.transcript(ANNA) == ["For you"]
        assert await found(house, clock) is None


async def test_page_after_page_is_looked_through(play, clock):
    async with play(Script().answer) as house:
        house.double.page = 2
        ref = await sent(house)
        for _ in range(4):
            await sent(house, OTHER)
        assert await found(house, clock) == ref
        assert len(house.double.said("conversations.history")) == 3


async def test_what_is_on_no_page_is_not_there(play, clock):
    async with play(Script().answer) as house:
        house.double.page = 2
        for _ in range(5):
            await sent(house, OTHER)
        assert await found(house, clock) is None
        assert len(house.double.said("conversations.history")) == 3


async def test_with_more_pages_than_are_read_nobody_can_tell(play, clock):
    async with play(Script().answer) as house:
        house.double.page = 1
        for _ in range(6):
            await sent(house, OTHER)
        with pytest.raises(CannotTell):
            await found(house, clock)
        assert len(house.double.said("conversations.history")) == 5


async def test_without_a_cursor_to_the_next_page_nobody_can_tell(play, clock):
    async with play(Script().answer) as house:
        body = b'{"ok": true, "messages": [], "has_more": true}'
        house.double.troubles["conversations.history"].append(Trouble("garble", body=body))
        with pytest.raises(CannotTell):
            await found(house, clock)
