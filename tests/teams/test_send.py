"""A card is sent once, or an error says why not: never twice, never to a stranger, and never lost silently."""

from contextlib import ExitStack, closing
from socket import socket

import pytest
from aiohttp import ClientTimeout
from aiohttp.test_utils import unused_port

from bot.teams.http import Http
from handlers.core.messenger import Blocked, CannotTell, InDoubt, Throttled, Undeliverable
from tests.stages.patience import patience
from tests.stages.teams.connector import ADAPTIVE
from tests.stages.teams.login import TENANT
from tests.stages.teams.trouble import Trouble, refusal
from tests.support.script import MARK, card
from tests.teams.conftest import ANNA, CHANNEL, CHAT, NEWS


async def test_a_card_reaches_a_person_and_can_be_changed_later(sender):
    async with sender() as made:
        ref = await made.send()
        await made.messenger.update(TENANT, ref, card("Old news"))
        [said], [changed] = made.double.did("send"), made.double.did("update")
    assert ref == f"{CHAT} {changed.message}"
    assert (said.conversation, changed.conversation) == (CHAT, CHAT)
    assert (said.body["type"], said.body["summary"], changed.body["summary"]) == ("message", "News", "Old news")
    assert (said.body["attachments"][0]["contentType"], said.card["type"]) == (ADAPTIVE, "AdaptiveCard")
    assert said.proof == changed.proof


async def test_a_card_reaches_a_channel(sender):
    async with sender() as made:
        made.knows(CHANNEL, conversation=CHANNEL, user="")
        await made.send(CHANNEL)
        assert [call.conversation for call in made.double.did("send")] == [CHANNEL]


async def test_a_conversation_is_opened_once(sender):
    async with sender() as made:
        made.knows()
        await made.send()
        await made.send()
        assert [call.what for call in made.double.calls] == ["create", "send", "send"]
        assert {call.conversation for call in made.double.did("send")} == {CHAT}


async def test_a_person_who_never_wrote_or_removed_heraut_gets_nothing(sender):
    async with sender() as made:
        with pytest.raises(Blocked):
            await made.send("stranger")
        assert made.double.calls == []


@pytest.mark.parametrize("kept", ["nonsense", "{}", '{"service": 7}'])
async def test_a_reference_of_another_version_is_ignored(sender, kept):
    async with sender() as made:
        made.book.kept[TENANT, ANNA] = kept
        with pytest.raises(Undeliverable):
            await made.send()


async def test_a_token_is_sent_to_nobody_but_microsoft(sender):
    async with sender() as made:
        made.knows(conversation=CHAT, service="http://evil.example/")
        with pytest.raises(Undeliverable):
            await made.send()
        assert made.double.login.asked == []


@pytest.mark.parametrize("ref", ["", CHAT, f"{CHAT} ", " 17"])
async def test_an_invalid_ref_is_undeliverable(sender, ref):
    async with sender() as made:
        with pytest.raises(Undeliverable):
            await made.messenger.update(TENANT, ref, NEWS)
        assert made.double.calls == []


TROUBLES = [
    (refusal(429, "TooManyRequests", **{"Retry-After": "7"}), Throttled, "7"),
    (refusal(412, "PreconditionFailed"), Throttled, ""),
    (refusal(403, "MessageWritesBlocked"), Blocked, "MessageWritesBlocked"),
    (refusal(403, "BotDisabledByAdmin"), Blocked, "BotDisabledByAdmin"),
    (refusal(403, "BotNotInConversationRoster"), Blocked, "BotNotInConversationRoster"),
    (refusal(403, "ForbiddenOperationException"), Blocked, "ForbiddenOperationException"),
    (refusal(404, "ConversationNotFound"), Blocked, "ConversationNotFound"),
    (refusal(400, "BadSyntax"), Undeliverable, "BadSyntax"),
    (refusal(413, "MessageSizeTooBig"), Undeliverable, "MessageSizeTooBig"),
    (refusal(403, "a sentence with a name"), Undeliverable, "403"),
    (refusal(403, body="<html>"), Undeliverable, "403"),
    (refusal(301, body="", Location="https://evil.example/"), Undeliverable, "301"),
    (refusal(408), InDoubt, "408"),
    (refusal(500, "ServiceError"), InDoubt, "500"),
    (refusal(502), InDoubt, "502"),
    (refusal(503), InDoubt, "503"),
    (refusal(504), InDoubt, "504"),
    (refusal(201, body="not JSON"), InDoubt, ""),
    (Trouble("drop"), InDoubt, ""),
    (Trouble("hang"), InDoubt, ""),
]
IDS = [f"{trouble.kind}-{trouble.status}-{said}" for trouble, _, said in TROUBLES]


@pytest.mark.parametrize(("trouble", "error", "said"), TROUBLES, ids=IDS)
async def test_trouble_with_a_new_card_is_told_and_it_is_said_at_most_once(sender, trouble, error, said):
    async with sender(patience(trouble.kind)) as made:
        made.double.troubles["send"].append(trouble)
        with pytest.raises(error, match=said or None) as raised:
            await made.send()
        assert raised.type is error
        assert len(made.double.did("send")) == 1


# A change may be asked for twice, and is, when the connection drops.
@pytest.mark.parametrize(("trouble", "error", "said"), [one for one in TROUBLES if one[0].kind != "drop"])
async def test_trouble_with_a_changed_card_is_told(sender, trouble, error, said):
    async with sender(patience(trouble.kind)) as made:
        ref = await made.send()
        made.double.troubles["update"].append(trouble)
        with pytest.raises(error, match=said or None):
            await made.messenger.update(TENANT, ref, NEWS)


@pytest.mark.parametrize(("trouble", "error", "said"), TROUBLES, ids=IDS)
async def test_trouble_with_a_new_conversation_is_told_and_nothing_is_in_doubt(sender, trouble, error, said):
    async with sender(patience(trouble.kind)) as made:
        made.knows()
        made.double.troubles["create"].append(trouble)
        doubt = error is InDoubt
        with pytest.raises(Throttled if doubt else error, match=None if doubt else said or None):
            await made.send()
        assert made.double.did("send") == []


IDS_THAT_ARE_NONE = ['""', "null", '"a b"', '"\\u0000"', '"\\ud800"', '{"a": 1}', f'"{"1" * 300}"']
BODIES = ["", "{}", "[]", "[" * 100_000, *(f'{{"id": {one}}}' for one in IDS_THAT_ARE_NONE)]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:20])
async def test_a_card_that_got_no_id_is_in_doubt(sender, body):
    async with sender() as made:
        made.double.troubles["send"].append(refusal(201, body=body))
        with pytest.raises(InDoubt):
            await made.send()


async def test_a_card_with_a_ref_too_long_to_store_is_in_doubt(sender):
    async with sender() as made:
        made.knows(conversation="a:" + "x" * 250)
        with pytest.raises(InDoubt):
            await made.send()


@pytest.mark.parametrize(
    ("address", "trouble", "alone"),
    [
        (ANNA, refusal(429), False),
        (CHANNEL, refusal(429), True),
        (ANNA, refusal(412, "PreconditionFailed"), True),  # two at once in one conversation
    ],
)
async def test_too_much_for_a_person_is_too_much_for_all_and_in_a_channel_for_it_alone(sender, address, trouble, alone):
    async with sender() as made:
        made.knows(CHANNEL, conversation=CHANNEL, user="")
        made.knows(conversation=CHAT)
        made.double.troubles["send"].append(trouble)
        with pytest.raises(Throttled) as throttled:
            await made.send(address)
    assert throttled.value.alone is alone


async def test_in_teams_nobody_can_tell_what_arrived(sender, clock):
    async with sender() as made:
        await made.send()
        with pytest.raises(CannotTell):
            await made.messenger.find(TENANT, ANNA, MARK, clock())
        assert [call.what for call in made.double.calls] == ["send"]


@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}, {"Retry-After": "-1"}, {"Retry-After": "1e9"}])
async def test_without_a_time_to_wait_a_random_one_is_chosen(sender, header):
    async with sender() as made:
        made.double.troubles["send"] += [refusal(429, **header)] * 8
        waits = set()
        for _ in range(5):
            with pytest.raises(Throttled) as throttled:
                await made.send()
            waits.add(throttled.value.seconds)
    assert len(waits) > 1
    assert all(2 <= wait <= 20 for wait in waits)


async def test_a_teams_that_is_not_there_took_nothing(sender):
    async with sender() as made:
        made.knows(conversation=CHAT, service=f"http://127.0.0.1:{unused_port()}/")
        with pytest.raises(Throttled):
            await made.send()


async def test_a_teams_that_never_picks_up_took_nothing():
    with ExitStack() as stack:
        deaf, *callers = (stack.enter_context(closing(socket())) for _ in range(5))
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for caller in callers:  # more connections than may wait: further callers do not even get a refusal
            caller.setblocking(False)
            caller.connect_ex(deaf.getsockname())
        http = Http(ClientTimeout(total=30, sock_connect=0.2))
        with pytest.raises(Throttled):
            await http.ask("GET", f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        await http.close()
