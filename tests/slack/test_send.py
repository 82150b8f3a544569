"""A card is sent once, in a form that Slack accepts, and can be changed later."""

import pytest

from handlers.core.interaction import Card, Picture
from handlers.core.messenger import Blocked, Undeliverable
from tests.slack.conftest import ANNA, GENERAL
from tests.support.script import MARK, Script, button, card

NEWS = card("News", button("Share", "share"))


async def test_a_card_reaches_a_person_and_can_be_changed_later(play):
    async with play(Script().answer) as house:
        ref = await house.slack.messenger.send("T1", ANNA, NEWS, MARK)
        assert await house.stage.transcript(ANNA) == ["News\n[Share]"]
        await house.slack.messenger.update("T1", ref, card("Old news"))
        assert await house.stage.transcript(ANNA) == ["Old news"]


async def test_a_card_reaches_a_channel(play):
    async with play(Script().answer) as house:
        await house.slack.messenger.send("T1", GENERAL, NEWS, MARK)
        assert await house.stage.transcript(ANNA, GENERAL) == ["News\n[Share]"]


async def test_a_message_unfurls_no_links_and_has_words_for_a_screen_reader(play):
    async with play(Script().answer) as house:
        await house.slack.messenger.send("T1", ANNA, NEWS, MARK)
        said = house.double.said("chat.postMessage")[0]
    assert (said["text"], said["unfurl_links"], said["unfurl_media"]) == ("News", False, False)


@pytest.mark.parametrize("address", ["U404", "C404"])
async def test_an_unknown_address_is_tried_once(play, address):
    async with play(Script().answer) as house:
        with pytest.raises(Blocked, match="channel_not_found"):
            await house.slack.messenger.send("T1", address, NEWS, MARK)


@pytest.mark.parametrize("ref", ["", "D1", "D1:", ":1.1", "D1:1.1 "])
async def test_an_invalid_ref_is_undeliverable(play, ref):
    async with play(Script().answer) as house:
        with pytest.raises(Undeliverable):
            await house.slack.messenger.update("T1", ref, NEWS)
        assert [call.method for call in house.double.calls] == ["auth.test"]


async def test_a_message_carries_a_mark_that_says_nothing_about_anybody(play):
    async with play(Script().answer) as house:
        await house.slack.messenger.send("T1", ANNA, NEWS, MARK)
        [said] = house.double.said("chat.postMessage")
    assert said["metadata"] == {"event_type": "heraut_message", "event_payload": {"id": MARK}}


async def test_a_picture_that_slack_cannot_fetch_costs_only_the_picture(play):
    badge = Card(title="First!", summary="A badge", parts=(Picture(path="/badge/1.png", alt="First"),))
    async with play(Script().answer) as house:
        house.double.unfetchable = True
        await house.slack.messenger.send("T1", ANNA, badge, MARK)
        assert await house.stage.transcript(ANNA) == ["First!"]
