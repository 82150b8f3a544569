"""Whatever Slack answers, Heraut knows whether a card was taken, and never sends it twice."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, ClientTimeout, TCPConnector
from aiohttp.test_utils import unused_port
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.send import SlackMessenger
from handlers.core.messenger import Blocked, InDoubt, Revoked, Throttled, Undeliverable
from tests.slack.conftest import ANNA, GENERAL
from tests.stages.patience import patience
from tests.stages.slack.double import BOT_TOKEN
from tests.stages.slack.trouble import Trouble
from tests.support.script import MARK, Script, button, card

NEWS = card("News", button("Share", "share"))
NAMES = {
    Blocked: """cannot_dm_bot channel_not_found is_archived no_permission not_in_channel restricted_action
        restricted_action_read_only_channel user_disabled user_not_found user_not_visible""",
    Revoked: """accesslimited account_inactive ekm_access_denied enterprise_is_restricted invalid_auth
        messages_tab_disabled missing_scope not_allowed_token_type not_authed org_login_required
        team_access_not_granted token_expired token_revoked two_factor_setup_required""",
    Throttled: "ratelimited rate_limited message_limit_exceeded team_added_to_org",
    InDoubt: "internal_error fatal_error service_unavailable request_timeout",
    Undeliverable: "msg_too_long msg_blocks_too_long no_text metadata_too_large some_new_error",
}
TROUBLES = [(Trouble("status", 200, name), error) for error, names in NAMES.items() for name in names.split()] + [
    (Trouble("status", 429, "ratelimited"), Throttled),
    (Trouble("status", 429), Throttled),
    (Trouble("status", 429, body=b"{"), Throttled),
    (Trouble("status", 429, body=b"slow down", content_type="text/plain"), Throttled),
    (Trouble("status", 404, "unknown_method"), Undeliverable),
    (Trouble("status", 408, "some_error"), InDoubt),
    (Trouble("status", 500), InDoubt),
    (Trouble("status", 500, "some_error"), InDoubt),
    (Trouble("status", 503), InDoubt),
    (Trouble("status", 503, body=b"{"), InDoubt),
    (Trouble("drop"), InDoubt),
    (Trouble("hang"), InDoubt),
]
ODD = [b"", b"{", b"[]", b"[1]", b"null", b"true", b"7", b'"ok"', b"{}", b'{"ok": false}', b'{"ok": 1', b"\xff\xfe"]
ODD += [b'{"ok": false, "error": 7}', b'{"ok": false, "error": "\\u0000"}', b"[" * 100_000, b"1" * 5000]
KINDS = ["application/json", "text/plain", "text/html", "application/gzip", "application/json; charset=base64"]


@asynccontextmanager
async def waiting(double, **seconds):
    """A sender with these timeouts."""
    timeout = ClientTimeout(**seconds)
    async with ClientSession(timeout=timeout, connector=TCPConnector(limit=1)) as session:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=double.api_url, session=session, retry_handlers=[])
        yield SlackMessenger(client)


def calls(house, method="chat.postMessage"):
    return len([call for call in house.double.calls if call.method == method])


@pytest.mark.parametrize(("trouble", "error"), TROUBLES, ids=str)
async def test_trouble_with_a_new_card_is_told_and_it_is_said_at_most_once(play, trouble, error):
    async with play(Script().answer) as house, waiting(house.double, total=patience(trouble.kind)) as sender:
        house.double.troubles["chat.postMessage"].append(trouble)
        with pytest.raises(error) as caught:
            await sender.send("T1", ANNA, NEWS, MARK)
        assert type(caught.value) is error
        assert calls(house) == 1


@pytest.mark.parametrize(("trouble", "error"), TROUBLES, ids=str)
async def test_trouble_with_a_changed_card_is_told(play, trouble, error):
    async with play(Script().answer) as house, waiting(house.double, total=patience(trouble.kind)) as sender:
        ref = await sender.send("T1", ANNA, NEWS, MARK)
        house.double.troubles["chat.update"].append(trouble)
        with pytest.raises(error) as caught:
            await sender.update("T1", ref, NEWS)
        assert type(caught.value) is error


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", ODD, ids=lambda body: body[:40])
async def test_a_card_that_slack_took_is_in_doubt_when_its_answer_cannot_be_read(play, body, kind):
    async with play(Script().answer) as house:
        house.double.troubles["chat.postMessage"].append(Trouble("garble", body=body, content_type=kind))
        with pytest.raises(InDoubt):
            await house.slack.messenger.send("T1", ANNA, NEWS, MARK)
        assert await house.stage.transcript(ANNA) == ["News\n[Share]"]


LONG = b'"' + b"1" * 300 + b'"'
PLACES = [(b'"D1"', ts) for ts in (b"null", b"7", b'""', b'"now"', b'"1.\\u0000"', b'"1.\\ud800"', LONG)]
PLACES += [(channel, b'"1.1"') for channel in (b"null", b"{}", b'""', b'"d 1"', b'"D\\u0000"', LONG)]


@pytest.mark.parametrize(("channel", "ts"), PLACES)
async def test_a_card_without_a_good_place_is_in_doubt(play, channel, ts):
    async with play(Script().answer) as house:
        body = b'{"ok": true, "channel": %b, "ts": %b}' % (channel, ts)
        house.double.troubles["chat.postMessage"].append(Trouble("garble", body=body))
        with pytest.raises(InDoubt):
            await house.slack.messenger.send("T1", ANNA, NEWS, MARK)


@pytest.mark.parametrize(("address", "alone"), [(ANNA, False), (GENERAL, True)])
async def test_too_much_for_a_person_is_too_much_for_all_and_in_a_channel_for_it_alone(play, address, alone):
    async with play(Script().answer) as house:
        house.double.troubles["chat.postMessage"].append(Trouble("status", 429))
        with pytest.raises(Throttled) as throttled:
            await house.slack.messenger.send("T1", address, NEWS, MARK)
    assert throttled.value.alone is alone


WAITS = [({"Retry-After": "7"}, 7), ({}, 30), ({"Retry-After": "soon"}, 30), ({"retry-after": "9" * 30}, 3600)]


@pytest.mark.parametrize(("headers", "seconds"), WAITS, ids=str)
async def test_slack_says_how_long_to_wait(play, headers, seconds):
    async with play(Script().answer) as house:
        house.double.troubles["chat.postMessage"].append(Trouble("status", 429, "ratelimited", headers))
        with pytest.raises(Throttled) as throttled:
            await house.slack.messenger.send("T1", ANNA, NEWS, MARK)
    assert throttled.value.seconds == seconds


async def test_a_connection_that_drops_after_slack_took_a_card_does_not_say_it_twice(play):
    async with play(Script().answer) as house:
        house.double.troubles["chat.postMessage"].append(Trouble("drop"))
        with pytest.raises(InDoubt):
            await house.slack.messenger.send("T1", ANNA, NEWS, MARK)
        assert await house.stage.transcript(ANNA) == ["News\n[Share]"]


async def test_a_slack_that_is_not_there_took_nothing():
    async with ClientSession() as session:
        address = f"http://127.0.0.1:{unused_port()}/"
        client = AsyncWebClient(token="xoxb-1", base_url=address, session=session, retry_handlers=[])
        with pytest.raises(Throttled):
            await SlackMessenger(client).send("T1", ANNA, NEWS, MARK)


async def test_a_message_that_never_got_a_connection_was_not_taken(play):
    async with play(Script().answer) as house, waiting(house.double, connect=0.2) as sender:
        house.double.troubles["chat.postMessage"].append(Trouble("hang"))
        first = asyncio.create_task(sender.send("T1", ANNA, NEWS, MARK))
        while not calls(house):  # noqa: ASYNC110 - until it was heard there
            await asyncio.sleep(0)
        with pytest.raises(Throttled):
            await sender.send("T1", ANNA, NEWS, MARK)
        first.cancel()
        assert calls(house) == 1
