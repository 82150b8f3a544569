"""What people write to Heraut in Teams is understood and answered once, and Heraut knows who is there."""

import pytest

from handlers.core.interaction import Actor
from tests.stages.teams import wire
from tests.stages.teams.house import PUBLIC
from tests.stages.teams.login import TENANT
from tests.stages.teams.trouble import refusal
from tests.support.script import Script, button, card
from tests.teams.conftest import ANNA, BRAM, CHANNEL, CHAT, GENERAL

ACTOR = Actor(workspace=TENANT, person=ANNA, name="Anna", locale="nl-NL", timezone="Europe/Amsterdam")
HELP = {"help": card("Help")}


# ── Words ─────────────────────────────────────────────────────────────────────────────────────────


TYPED = [
    ("help", "help"),
    ("/heraut help", "help"),
    ("@Heraut help", "help"),
    ("  Heraut:  help ", "help"),
    ("help\u00a0", "help"),
    ("post https://a.example/?a=1&amp;copy=2&copy=3", "post https://a.example/?a=1&copy=2&copy=3"),
    ("thank <at>Anna</at>&nbsp;for\u00a0this", "thank Anna for this"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "heard"), TYPED)
async def test_a_command_is_heard_with_its_words_and_who_said_them(play, typed, heard):
    script = Script(help=card("Help"), post=card("Post"), thank=card("Thanks"))
    script.lines[""] = card("Help")
    async with play(script.answer) as house:
        await house.stage.command(ANNA, typed)
        [said] = house.double.did("send")
    assert (script.heard[0].action, script.heard[0].values) == ("command", {"text": heard})
    assert (script.heard[0].actor, script.heard[0].channel) == (ACTOR, "")
    assert said.conversation == CHAT
    assert said.body["summary"] in {"Help", "Post", "Thanks"}


async def test_in_a_channel_heraut_is_addressed_and_answers_in_private(play):
    script = Script(leaderboard=card("This week"))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "leaderboard here", GENERAL)
        others = wire.typed("not for Heraut, @U2", house.double.people, to_us=False)
        await house.post(house.stage.activity("message", ANNA, GENERAL, **others))
        [opened], [said] = house.double.did("create"), house.double.did("send")
        assert (TENANT, CHANNEL) in house.book.kept
    [heard] = script.heard
    assert (heard.values["text"], heard.channel, heard.channel_name) == ("leaderboard here", CHANNEL, "general")
    assert opened.body["members"][0]["id"] == f"29:{ANNA}"
    assert opened.body["channelData"]["tenant"]["id"] == TENANT
    assert said.conversation == CHAT


async def test_a_thread_is_part_of_its_channel_also_where_teams_does_not_name_it(play):
    script = Script(**HELP)
    async with play(script.answer) as house:
        unnamed = {"channelData": {"team": {"id": "19:team", "name": "Kievit"}}}
        sent = house.stage.activity("message", ANNA, GENERAL, **wire.typed("help", {}, to_us=True))
        await house.post(sent | unnamed)
        assert (TENANT, CHANNEL) in house.book.kept
    assert (script.heard[0].channel, script.heard[0].channel_name) == (CHANNEL, "Kievit")


@pytest.mark.parametrize("named", ["objectId", "aadObjectId"])
async def test_mentioned_colleagues_come_as_ids_that_nobody_can_claim(play, named):
    script = Script(thank=None)
    async with play(script.answer) as house:
        cleo = wire.mention("29:cleo", "Cleo", aadObjectId="U3")
        text = wire.typed("thank @U2 and <at>Cleo</at>", house.double.people, to_us=True)
        text["entities"].append(cleo)
        house.double.troubles["member"].append(refusal(200, body=f'{{"id": "29:U2", "name": "Bram", "{named}": "U2"}}'))
        await house.post(house.stage.activity("message", ANNA, GENERAL, **text))
        text["entities"].append(wire.mention("29:dirk", "Dirk"))
        text["text"] += " and <at>Dirk</at>"
        await house.post(house.stage.activity("message", ANNA, GENERAL, **text))
        # Bram, Cleo, Anna herself, and then Dirk: the first three are remembered.
        assert [call.status for call in house.double.did("member")] == [200, 404, 200, 404]
        assert (TENANT, BRAM) in house.book.kept
    assert script.heard[0].values["text"] == "thank @U2 and @U3"
    assert [(one.person, one.name) for one in script.heard[0].mentioned] == [(BRAM, "Bram"), ("U3", "Cleo")]
    assert [one.person for one in script.heard[1].mentioned] == [BRAM, "U3", "29:dirk"]


async def test_a_repeated_message_is_answered_once(play):
    script = Script(**HELP)
    async with play(script.answer) as house:
        sent = house.stage.activity("message", ANNA, text="help")
        await house.post(sent)
        await house.post(sent | {"timestamp": "2026-03-09T09:00:15Z"})
        assert len(house.double.did("send")) == 1
    assert len({heard.key for heard in script.heard}) == 1


@pytest.mark.parametrize(("managers", "admin"), [(set(), None), ({ANNA}, True), ({BRAM}, False)], ids=str)
async def test_the_settings_say_who_manages_the_programme(play, managers, admin):
    script = Script(**HELP)
    async with play(script.answer, managers=frozenset(managers)) as house:
        await house.stage.command(ANNA, "help")
    assert script.heard[0].actor.admin is admin


async def test_the_same_id_in_another_chat_is_another_message(play):
    async with play(Script(**HELP).answer) as house:
        for who, where in ((ANNA, "chat"), (BRAM, "chat"), (ANNA, GENERAL)):
            typed = wire.typed("help", {}, to_us=where == GENERAL)
            await house.post(house.stage.activity("message", who, where, **typed, id="1"))
        assert [call.conversation for call in house.double.did("send")] == [CHAT, f"a:{BRAM}", CHAT]


@pytest.mark.parametrize("kind", ["messageReaction", "typing", "messageUpdate", "messageDelete", "event", "future"])
async def test_a_message_that_is_not_for_heraut_is_ignored(play, kind):
    script = Script()
    async with play(script.answer) as house:
        assert await house.post(house.stage.activity(kind, ANNA, reactionsAdded=[{"type": "like"}])) == {}
    assert script.heard == []


async def test_if_teams_asks_for_a_moment_the_reply_is_sent_after_it(play):
    async with play(Script(**HELP).answer) as house:
        house.double.troubles["send"].append(refusal(429, **{"Retry-After": "0"}))
        await house.stage.command(ANNA, "help")
        assert [call.status for call in house.double.did("send")] == [429, 201]


async def test_a_button_that_only_opens_a_page_sends_nothing(play):
    script = Script(me=card("You", button("Read", "", link="https://a.example"), button("Open", "", link="/l/x")))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "me")
        for label in ("Read", "Open"):
            await house.stage.press(ANNA, label)
        assert house.stage.opened == ["https://a.example", f"{PUBLIC}/l/x"]
    assert len(script.heard) == 1


# ── Who is there ──────────────────────────────────────────────────────────────────────────────────


async def comes(house, kind="installationUpdate", **more):
    await house.post(house.stage.activity(kind, ANNA, **more))


async def test_a_person_who_installs_heraut_is_greeted_once(play):
    script = Script(home=card("Welcome"))
    async with play(script.answer) as house:
        await comes(house, "conversationUpdate", membersAdded=[wire.BOT, {"id": f"29:{ANNA}"}])
        sent = house.stage.activity("installationUpdate", ANNA, action="add")
        for again in ({}, {"timestamp": "again"}):
            await house.post(sent | again)
        await comes(house, action="add-upgrade")
        assert await house.stage.transcript(ANNA) == ["Welcome"]
        assert (TENANT, ANNA) in house.book.kept
    assert {heard.action for heard in script.heard} == {"home"}


async def test_in_a_team_nobody_is_greeted(play):
    script = Script()
    async with play(script.answer) as house:
        await house.post(house.stage.activity("installationUpdate", ANNA, GENERAL, action="add"))
        assert (TENANT, CHANNEL) in house.book.kept
        assert house.double.calls == []
    assert script.heard == []


GONE = [("installationUpdate", {"action": "remove"}), ("conversationUpdate", {"membersRemoved": [wire.BOT]})]


@pytest.mark.parametrize(("kind", "gone"), GONE, ids=["app", "member"])
async def test_people_who_remove_heraut_get_nothing_until_they_come_back(play, kind, gone):
    script = Script(home=card("Welcome"), **HELP)
    async with play(script.answer) as house:
        await comes(house, action="add")
        await comes(house, kind, **gone)
        assert (TENANT, ANNA) not in house.book.kept
        await comes(house, action="add")
        assert (TENANT, ANNA) in house.book.kept
        assert await house.stage.transcript(ANNA) == ["Welcome", "Welcome"]
        await comes(house, kind, **gone)
        await house.stage.command(ANNA, "help")
        assert (TENANT, ANNA) in house.book.kept


async def test_others_come_and_go_unnoticed(play):
    script = Script(**HELP)
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "help")
        known = dict(house.book.kept)
        for change in ("membersAdded", "membersRemoved"):
            others = house.stage.activity("conversationUpdate", BRAM, **{change: [{"id": "29:x"}]})
            await house.post(others)
            await comes(house, "conversationUpdate", **{change: [{"id": "29:x"}]})
        assert house.book.kept == known
    assert len(script.heard) == 1


async def test_the_newest_way_to_reach_somebody_is_kept_and_written_once(play):
    async with play(Script(**HELP).answer) as house:
        for _ in range(5):
            await house.stage.command(ANNA, "help")
        assert house.book.writes == 2  # the person, and the tenant's service address
        house.double.told.add("a:new")
        sent = house.stage.activity("message", ANNA, text="help")
        await house.post(sent | {"conversation": {"id": "a:new", "tenantId": TENANT}})
        await house.stage.command(ANNA, "help", GENERAL)
        assert [call.conversation for call in house.double.did("send")][-2:] == ["a:new", "a:new"]
