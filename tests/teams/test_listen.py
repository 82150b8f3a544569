"""What people say to Heraut in Teams is heard as it is, and answered once; and who is there, is known."""

import pytest

from handlers.interaction import Actor, Input
from tests.slack.script import Script, button, card, form
from tests.teams import activities
from tests.teams.activities import ANNA, ANNA_HERE, GENERAL, in_channel, installed, mention, message
from tests.teams.house import house, nothing
from tests.teams.microsoft import BOT, TENANT, refusal
from tests.teams.reading import shown

ACTOR = Actor(workspace=TENANT, person=ANNA, name="Anna", locale="nl-NL", timezone="Europe/Amsterdam")
SETTINGS = form(Input(name="weekly", label="A week", required=True), Input(name="named", label="Name me", kind="flag"))
TOLD, SHOWN = "application/vnd.microsoft.activity.message", "application/vnd.microsoft.card.adaptive"


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
async def test_a_command_is_heard_with_its_words_and_who_said_them(clock, typed, heard):
    script = Script(help=card("Help"), post=card("Post"), thank=card("Thanks"))
    script.lines[""] = card("Help")
    async with house(script.answer, clock) as home:
        await home.post(message(home.service, typed))
        [said] = home.microsoft.did("say")
    assert (script.heard[0].action, script.heard[0].values) == ("command", {"text": heard})
    assert (script.heard[0].actor, script.heard[0].channel) == (ACTOR, "")
    assert said.conversation == "a:anna"
    assert said.body["summary"] in {"Help", "Post", "Thanks"}


async def test_in_a_channel_heraut_is_addressed_and_answers_in_private(clock):
    script = Script(leaderboard=card("This week"))
    async with house(script.answer, clock) as home:
        await home.post(in_channel(home.service, "leaderboard here"))
        await home.post(in_channel(home.service, "not for Heraut", number=2, entities=[mention("29:bram", "Bram")]))
        [opened], [said] = home.microsoft.did("open"), home.microsoft.did("say")
    [heard] = script.heard
    assert (heard.values["text"], heard.channel, heard.channel_name) == ("leaderboard here", GENERAL, "general")
    assert (opened.body["members"][0]["id"], opened.body["channelData"]["tenant"]["id"], said.conversation) == (
        ANNA_HERE,
        TENANT,
        f"a:{ANNA_HERE}",
    )
    assert home.knows(GENERAL)


async def test_a_thread_is_part_of_its_channel_also_where_teams_does_not_name_it(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock) as home:
        await home.post(in_channel(home.service, "help", channelData={"team": {"id": "19:team", "name": "Kievit"}}))
        assert home.knows(GENERAL)
    assert (script.heard[0].channel, script.heard[0].channel_name) == (GENERAL, "Kievit")


async def test_colleagues_who_are_named_come_as_ids_that_nobody_can_take(clock):
    script = Script(thank=nothing)
    named = [mention("29:bram", "Bram"), mention("29:cleo", "Cleo", aadObjectId="aad-cleo"), mention("29:dirk", "Dirk")]
    async with house(script.answer, clock) as home:
        home.microsoft.members = {"29:bram": {"id": "29:bram", "name": "Bram", "aadObjectId": "aad-bram"}}
        home.microsoft.troubles["member"] = []
        text = "thank <at>Bram</at>, <at>Cleo</at> and <at>Dirk</at>"
        await home.post(in_channel(home.service, text, *named[:2]))
        home.microsoft.troubles["member"] = [refusal(404, "MemberNotFoundInConversation")]
        await home.post(in_channel(home.service, text, *named, number=2))
        assert len(home.microsoft.did("member")) == 2  # Bram is remembered
        assert home.knows("aad-bram")
    assert script.heard[0].values["text"] == "thank @aad-bram, @aad-cleo and Dirk"
    assert [(one.person, one.name) for one in script.heard[0].mentioned] == [("aad-bram", "Bram"), ("aad-cleo", "Cleo")]
    assert [one.person for one in script.heard[1].mentioned] == ["aad-bram", "aad-cleo", "29:dirk"]


async def test_a_repeated_message_is_answered_once(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock) as home:
        await home.post(message(home.service, "help"))
        await home.post(message(home.service, "help") | {"timestamp": "2026-03-09T09:00:15Z"})
        assert len(home.microsoft.did("say")) == 1
    assert len({heard.key for heard in script.heard}) == 1


@pytest.mark.parametrize(("managers", "admin"), [(set(), None), ({ANNA}, True), ({"aad-bram"}, False)], ids=str)
async def test_who_manages_the_programme_is_said_in_the_settings(clock, managers, admin):
    script = Script(help=card("Help"))
    async with house(script.answer, clock, managers=frozenset(managers)) as home:
        await home.post(message(home.service, "help"))
    assert script.heard[0].actor.admin is admin


async def test_the_same_id_in_another_chat_is_another_message(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock) as home:
        await home.post(message(home.service, "help"))
        bram = {"id": "29:bram", "name": "Bram", "aadObjectId": "aad-bram"}
        elsewhere = {"id": "a:bram", "conversationType": "personal", "tenantId": TENANT}
        await home.post(message(home.service, "help", **{"from": bram, "conversation": elsewhere}))
        assert [call.conversation for call in home.microsoft.did("say")] == ["a:anna", "a:bram"]


@pytest.mark.parametrize("type_", ["messageReaction", "typing", "messageUpdate", "messageDelete", "event", "future"])
async def test_what_is_not_said_to_heraut_is_left_alone(clock, type_):
    script = Script()
    async with house(script.answer, clock) as home:
        assert await home.post(activities.activity(home.service, type_, reactionsAdded=[{"type": "like"}])) is None
    assert script.heard == []


# ── Who is there ──────────────────────────────────────────────────────────────────────────────────


async def test_who_installs_heraut_is_greeted_once(clock):
    script = Script(home=card("Welcome"))
    async with house(script.answer, clock) as home:
        added = activities.activity(home.service, "conversationUpdate", membersAdded=[{"id": BOT}, {"id": ANNA_HERE}])
        await home.post(added)
        await home.post(installed(home.service))
        await home.post(installed(home.service) | {"timestamp": "again"})
        await home.post(installed(home.service, "add-upgrade", 2))
        assert len(home.microsoft.did("say")) == 1
        assert home.knows(ANNA)
    assert {heard.action for heard in script.heard} == {"home"}


async def test_in_a_team_nobody_is_greeted(clock):
    script = Script()
    async with house(script.answer, clock) as home:
        await home.post(in_channel(home.service, "") | {"type": "installationUpdate", "action": "add"})
        assert (home.knows(GENERAL), home.microsoft.calls) == (True, [])
    assert script.heard == []


@pytest.mark.parametrize("removed", ["installationUpdate", "conversationUpdate"])
async def test_who_removes_heraut_is_not_written_to_and_who_comes_back_is(clock, removed):
    script = Script(home=card("Welcome"))
    async with house(script.answer, clock) as home:
        await home.post(installed(home.service))
        gone = {"action": "remove"} if removed == "installationUpdate" else {"membersRemoved": [{"id": BOT}]}
        await home.post(activities.activity(home.service, removed, 2, **gone))
        assert not home.knows(ANNA)
        await home.post(installed(home.service, number=3))
        assert home.knows(ANNA)
        assert len(home.microsoft.did("say")) == 2


async def test_who_speaks_again_after_removing_heraut_can_be_reached_again(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock) as home:
        await home.post(message(home.service, "help"))
        await home.post(activities.activity(home.service, "installationUpdate", 2, action="remove"))
        await home.post(message(home.service, "help", 3))
        assert home.knows(ANNA)


async def test_others_come_and_go_unseen(clock):
    script = Script()
    async with house(script.answer, clock) as home:
        for change in ("membersAdded", "membersRemoved"):
            await home.post(activities.activity(home.service, "conversationUpdate", **{change: [{"id": "29:x"}]}))
        assert home.references == {}
    assert script.heard == []


async def test_the_newest_way_to_reach_somebody_is_kept_and_written_once(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock) as home:
        for number in range(5):
            await home.post(message(home.service, "help", number))
        assert home.references.writes == 2  # the person, and the tenant's service address
        await home.post(message(home.service, "help", 9) | {"conversation": {"id": "a:new", "tenantId": TENANT}})
        await home.post(in_channel(home.service, "help", number=10))
        assert [call.conversation for call in home.microsoft.did("say")][-2:] == ["a:new", "a:new"]


async def test_when_teams_asks_for_a_moment_it_is_said_after_that(clock):
    async with house(Script(help=card("Help")).answer, clock) as home:
        home.microsoft.troubles["say"] = [refusal(429, **{"Retry-After": "0"})]
        await home.post(message(home.service, "help"))
        assert len(home.microsoft.did("say")) == 2


async def test_a_button_that_only_opens_a_page_is_no_invoke(clock):
    async with house(Script(me=card("You", button("Read", "", link="https://a.example"))).answer, clock) as home:
        await home.post(message(home.service, "me"))
        assert "Action.OpenUrl" in str(shown(home.microsoft.did("say")[0]))
