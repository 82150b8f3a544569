"""A card is said once, or it is said why not: never twice, never to a stranger, and never lost in silence."""

import pytest
from aiohttp.test_utils import unused_port

from handlers.interaction import InDoubt, Throttled, Undeliverable
from tests.slack.script import button, card
from tests.teams.activities import ANNA, ANNA_HERE, GENERAL
from tests.teams.microsoft import BOT, TENANT, refusal
from tests.teams.mouth import mouth

NEWS = card("News", button("Share", "share"))


async def test_a_card_reaches_a_person_and_can_be_changed_later(clock):
    async with mouth(clock) as made:
        ref = await made.send()
        await made.messenger.update(TENANT, ref, card("Old news"))
        [said], [changed] = made.microsoft.did("say"), made.microsoft.did("change")
    assert ref == f"a:anna {changed.message}"
    assert (said.conversation, changed.conversation) == ("a:anna", "a:anna")
    assert (said.body["type"], said.body["summary"], changed.body["summary"]) == ("message", "News", "Old news")
    assert said.body["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert said.body["attachments"][0]["content"]["type"] == "AdaptiveCard"
    assert said.token == changed.token == "token-1"


async def test_a_card_reaches_a_channel(clock):
    async with mouth(clock) as made:
        made.knows(GENERAL, conversation=GENERAL, user="")
        await made.send(GENERAL)
        assert [call.conversation for call in made.microsoft.did("say")] == [GENERAL]


async def test_a_conversation_is_opened_once(clock):
    async with mouth(clock) as made:
        made.knows()
        await made.send()
        await made.send()
        [opened] = made.microsoft.did("open")
        assert opened.body["bot"]["id"] == BOT
        assert [call.conversation for call in made.microsoft.did("say")] == [f"a:{ANNA_HERE}"] * 2


async def test_who_was_never_heard_from_or_removed_heraut_gets_nothing(clock):
    async with mouth(clock) as made:
        with pytest.raises(Undeliverable):
            await made.send("aad-stranger")
        assert made.microsoft.calls == []


@pytest.mark.parametrize("kept", ["nonsense", "{}", '{"service": 7}'])
async def test_a_reference_of_another_version_is_none(clock, kept):
    async with mouth(clock) as made:
        made.references[TENANT, ANNA] = kept
        with pytest.raises(Undeliverable):
            await made.send()


async def test_a_token_is_sent_to_nobody_but_microsoft(clock):
    async with mouth(clock) as made:
        made.knows(conversation="a:anna", service="http://evil.example/")
        with pytest.raises(Undeliverable):
            await made.send()
        assert made.microsoft.asked["token"] == 0


@pytest.mark.parametrize("ref", ["", "a:anna", "a:anna ", " 17"])
async def test_a_ref_that_is_none_is_undeliverable(clock, ref):
    async with mouth(clock) as made:
        with pytest.raises(Undeliverable):
            await made.messenger.update(TENANT, ref, NEWS)
        assert made.microsoft.calls == []


TROUBLES = [
    (refusal(429, "TooManyRequests", **{"Retry-After": "7"}), Throttled, "7"),
    (refusal(412, "PreconditionFailed"), Throttled, ""),
    (refusal(403, "MessageWritesBlocked"), Undeliverable, "MessageWritesBlocked"),
    (refusal(403, "BotNotInConversationRoster"), Undeliverable, "BotNotInConversationRoster"),
    (refusal(403, "ForbiddenOperationException"), Undeliverable, "ForbiddenOperationException"),
    (refusal(404, "ConversationNotFound"), Undeliverable, "ConversationNotFound"),
    (refusal(400, "BadSyntax"), Undeliverable, "BadSyntax"),
    (refusal(413, "MessageSizeTooBig"), Undeliverable, "MessageSizeTooBig"),
    (refusal(403, "a sentence with a name"), Undeliverable, "403"),
    ((403, "<html>", {}), Undeliverable, "403"),
    ((301, "", {"Location": "https://evil.example/"}), Undeliverable, "301"),
    (refusal(408), InDoubt, "408"),
    (refusal(500, "ServiceError"), InDoubt, "500"),
    (refusal(502), InDoubt, "502"),
    (refusal(503), InDoubt, "503"),
    (refusal(504), InDoubt, "504"),
    ((201, "not JSON", {}), InDoubt, ""),
    ("drop", InDoubt, ""),
    ("hang", InDoubt, ""),
]
IDS = [f"{trouble[0]}-{said}" if isinstance(trouble, tuple) else trouble for trouble, _, said in TROUBLES]


@pytest.mark.parametrize(("trouble", "error", "said"), TROUBLES, ids=IDS)
async def test_trouble_with_a_new_card_is_told_and_it_is_said_at_most_once(clock, trouble, error, said):
    async with mouth(clock) as made:
        made.microsoft.troubles["say"] = [trouble]
        with pytest.raises(error, match=said or None):
            await made.send()
        assert len(made.microsoft.did("say")) == 1


# A change may be asked for twice, and is, when the connection drops.
@pytest.mark.parametrize(("trouble", "error", "said"), [one for one in TROUBLES if one[0] != "drop"])
async def test_trouble_with_a_changed_card_is_told(clock, trouble, error, said):
    async with mouth(clock) as made:
        ref = await made.send()
        made.microsoft.troubles["change"] = [trouble]
        with pytest.raises(error, match=said or None):
            await made.messenger.update(TENANT, ref, NEWS)


@pytest.mark.parametrize(("trouble", "error", "said"), TROUBLES, ids=IDS)
async def test_trouble_with_a_new_conversation_is_told_and_nothing_is_said(clock, trouble, error, said):
    async with mouth(clock) as made:
        made.knows()
        made.microsoft.troubles["open"] = [trouble]
        with pytest.raises(error, match=said or None):
            await made.send()
        assert made.microsoft.did("say") == []


@pytest.mark.parametrize("body", ["{}", "[]", '{"id": ""}', '{"id": null}', ""])
async def test_a_card_that_got_no_id_is_in_doubt(clock, body):
    async with mouth(clock) as made:
        made.microsoft.troubles["say"] = [(201, body, {"Content-Type": "application/json"})]
        with pytest.raises(InDoubt):
            await made.send()


@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}, {"Retry-After": "-1"}, {"Retry-After": "1e9"}])
async def test_without_a_time_to_wait_it_is_chosen_by_chance(clock, header):
    async with mouth(clock) as made:
        made.microsoft.troubles["say"] = [refusal(429, **header)] * 8
        waits = set()
        for _ in range(5):
            with pytest.raises(Throttled) as throttled:
                await made.send()
            waits.add(throttled.value.seconds)
    assert len(waits) > 1
    assert all(2 <= wait <= 20 for wait in waits)


async def test_a_teams_that_is_not_there_took_nothing(clock):
    async with mouth(clock) as made:
        made.knows(conversation="a:anna", service=f"http://127.0.0.1:{unused_port()}/")
        with pytest.raises(Throttled):
            await made.send()
