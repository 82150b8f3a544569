"""A card is said once, or it is said why not: never twice, and never lost in silence."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, ClientTimeout
from aiohttp.test_utils import unused_port
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.send import SlackMessenger
from handlers.interaction import Card, InDoubt, Picture, Throttled, Undeliverable
from tests.slack.conftest import ANNA, GENERAL
from tests.slack.script import Script, button, card
from tests.stages.slack_double import BOT_TOKEN, Trouble

NEWS = card("News", button("Share", "share"))


async def test_a_card_reaches_a_person_and_can_be_changed_later(play):
    async with play(Script().answer) as house:
        ref = await house.slack.messenger.send("T1", ANNA, NEWS)
        assert await house.stage.transcript(ANNA) == ["News\n[Share]"]
        await house.slack.messenger.update("T1", ref, card("Old news"))
        assert await house.stage.transcript(ANNA) == ["Old news"]


async def test_a_card_reaches_a_channel(play):
    async with play(Script().answer) as house:
        await house.slack.messenger.send("T1", GENERAL, NEWS)
        assert await house.stage.transcript(ANNA, GENERAL) == ["News\n[Share]"]


async def test_what_is_said_unfolds_no_links_and_has_words_for_a_screen_reader(play):
    async with play(Script().answer) as house:
        await house.slack.messenger.send("T1", ANNA, NEWS)
        said = house.double.said("chat.postMessage")[0]
    assert (said["text"], said["unfurl_links"], said["unfurl_media"]) == ("News", False, False)


TROUBLES = [
    (Trouble("status", 429, "ratelimited", {"Retry-After": "7"}), Throttled),
    (Trouble("status", 429), Throttled),
    (Trouble("status", 500), InDoubt),
    (Trouble("status", 503), InDoubt),
    (Trouble("status", 500, "some_error"), InDoubt),
    (Trouble("status", 200, "internal_error"), InDoubt),
    (Trouble("status", 200), InDoubt),
    (Trouble("drop"), InDoubt),
    (Trouble("hang"), InDoubt),
    (Trouble("status", 200, "msg_too_long"), Undeliverable),
    (Trouble("status", 200, "token_revoked"), Undeliverable),
    (Trouble("status", 200, "is_archived"), Undeliverable),
    (Trouble("status", 200, "some_new_error"), Undeliverable),
    (Trouble("status", 404, "unknown_method"), Undeliverable),
]


@asynccontextmanager
async def impatient(double):
    """A mouth that waits no longer than a test does."""
    async with ClientSession(timeout=ClientTimeout(total=0.2)) as session:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=double.api_url, session=session, retry_handlers=[])
        yield SlackMessenger(client)


@pytest.mark.parametrize(("trouble", "error"), TROUBLES, ids=str)
async def test_trouble_with_a_new_card_is_told_and_it_is_said_at_most_once(play, trouble, error):
    async with play(Script().answer) as house, impatient(house.double) as mouth:
        house.double.troubles["chat.postMessage"].append(trouble)
        with pytest.raises(error):
            await mouth.send("T1", ANNA, NEWS)
        assert len([call for call in house.double.calls if call.method == "chat.postMessage"]) == 1


@pytest.mark.parametrize(("trouble", "error"), TROUBLES, ids=str)
async def test_trouble_with_a_changed_card_is_told(play, trouble, error):
    async with play(Script().answer) as house, impatient(house.double) as mouth:
        ref = await mouth.send("T1", ANNA, NEWS)
        house.double.troubles["chat.update"].append(trouble)
        with pytest.raises(error):
            await mouth.update("T1", ref, NEWS)


async def test_a_connection_that_drops_after_slack_took_a_card_does_not_say_it_twice(play):
    async with play(Script().answer) as house:
        house.double.troubles["chat.postMessage"].append(Trouble("drop"))
        with pytest.raises(InDoubt):
            await house.slack.messenger.send("T1", ANNA, NEWS)
        assert await house.stage.transcript(ANNA) == ["News\n[Share]"]


async def test_slack_says_how_long_to_wait(play):
    async with play(Script().answer) as house:
        house.double.troubles["chat.postMessage"].append(Trouble("status", 429, "ratelimited", {"Retry-After": "7"}))
        with pytest.raises(Throttled) as throttled:
            await house.slack.messenger.send("T1", ANNA, NEWS)
    assert throttled.value.seconds == 7


@pytest.mark.parametrize("address", ["U404", "C404"])
async def test_nobody_there_is_undeliverable(play, address):
    async with play(Script().answer) as house:
        with pytest.raises(Undeliverable, match="channel_not_found"):
            await house.slack.messenger.send("T1", address, NEWS)


async def test_who_left_the_company_gets_nothing(play):
    async with play(Script().answer) as house:
        house.double.people[ANNA].active = False
        with pytest.raises(Undeliverable, match="account_inactive"):
            await house.slack.messenger.send("T1", ANNA, NEWS)


@pytest.mark.parametrize("ref", ["", "D1", "D1:", ":1.1"])
async def test_a_ref_that_is_none_is_undeliverable(play, ref):
    async with play(Script().answer) as house:
        with pytest.raises(Undeliverable):
            await house.slack.messenger.update("T1", ref, NEWS)
        assert house.double.said("chat.update") == []


async def test_a_picture_that_slack_cannot_fetch_costs_only_the_picture(play):
    badge = Card(title="First!", summary="A badge", parts=(Picture(path="/badge/1.png", alt="First"),))
    async with play(Script().answer) as house:
        house.double.unfetchable = True
        await house.slack.messenger.send("T1", ANNA, badge)
        assert await house.stage.transcript(ANNA) == ["First!"]


async def test_a_slack_that_is_not_there_took_nothing():
    client = AsyncWebClient(token="xoxb-1", base_url=f"http://127.0.0.1:{unused_port()}/", retry_handlers=[])
    with pytest.raises(Throttled):
        await SlackMessenger(client).send("T1", ANNA, NEWS)
