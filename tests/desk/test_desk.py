"""The administrator's desk: what is in the outbox and why, and what can be done about it."""

from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from rich.console import Console

from bot.terminal import outbox_prints
from handlers.core.messenger import Blocked, Revoked, Undeliverable
from handlers.core.workspaces import known_workspace
from handlers.desk.changes import CANCEL, RETRY, Change, Selection, cancel, chosen_messages, resume_workspace, retry
from handlers.desk.desk import Impossible, Overview, Story, overview, story
from handlers.desk.words import STATES, Explained, explain
from handlers.outbox.queue import UNSENT
from models import Lane, Message, Person
from models.message import MOVES, MessageState
from tests.outbox.kinds import KINDS
from tests.support.office import Office


async def put(office: Office, name: str, state: str, workspace: str = "W", **more: object) -> str:
    """Put a message in that state. Returns its key."""
    key = f"badge:{name}:first"

    def work(session) -> None:
        ends = {"sent": "D/1", "stale": "D/1"}
        lease = office.now + timedelta(minutes=1) if state == "sending" else None
        known_workspace(session, workspace, "office", "", office.now)
        session.merge(Person(workspace=workspace, person=name, name="Anna Smith", met_at=office.now))
        session.flush()
        kept = {"state": state, "ref": ends.get(state), "lease_until": lease, "due_at": office.now, **more}
        about = {"kind": "badge", "rank": 2, "subject": "first", "address": name, "person": name}
        session.add(Message(workspace=workspace, key=key, created_at=office.now, **about, **kept))

    await office.store.run(work)
    return key


async def look(office: Office, state: str = "", workspace: str = "", most: int = 20) -> Overview:
    return await office.store.run(partial(overview, state=state, workspace=workspace, most=most, now=office.now))


async def told(office: Office, key: str, workspace: str = "") -> tuple[Story, Explained]:
    found = await office.store.run(partial(story, key=key, workspace=workspace, now=office.now))
    return found, explain(found, office.now, lambda moment: f"{moment:%a %H:%M}")


async def states(office: Office) -> dict[str, str]:
    return {item.key: item.state for state in MOVES for item in (await look(office, state)).items}


async def done(office: Office, change: Change, *keys: str, state: str = "", workspace: str = "") -> int:
    """Look and then change, as the command does."""
    choice = Selection(keys=keys, state=state, workspace=workspace)
    await office.store.run(partial(chosen_messages, choice=choice, change=change))
    work = partial(retry, choice=choice, now=office.now) if change is RETRY else partial(cancel, choice=choice)
    return await office.store.run(work)


def test_every_state_and_every_kind_has_its_words():
    assert list(STATES) == list(MOVES)
    assert all(kind.words for kind in KINDS.values())


async def test_waiting_messages_are_listed_in_order_and_all_are_counted(office: Office):
    for name, state, minutes in [("a", "deferred", 2), ("b", "queued", 1), ("c", "sent", 0), ("d", "doubt", 3)]:
        await put(office, name, state, due_at=office.now + timedelta(minutes=minutes))
    found = await look(office)
    assert [item.person for item in found.items] == ["b", "a", "d"]
    assert found.counts == {"deferred": 1, "queued": 1, "sent": 1, "doubt": 1}


async def test_finished_messages_are_listed_newest_first_up_to_the_limit(office: Office):
    for minutes in range(4):
        await put(office, f"p{minutes}", "failed", tried_at=office.now + timedelta(minutes=minutes))
    assert [item.person for item in (await look(office, "failed", most=2)).items] == ["p3", "p2"]


async def test_one_workspace_can_be_listed_alone(office: Office):
    await put(office, "a", "queued")
    await put(office, "a", "queued", workspace="V")
    assert [item.workspace for item in (await look(office, workspace="V")).items] == ["V"]
    assert (await look(office, workspace="V")).counts == {"queued": 1}


@pytest.mark.parametrize(
    ("asked", "said"), [({"state": "lost"}, "queued, deferred"), ({"workspace": "X"}, "There are: W")]
)
async def test_an_unknown_name_is_answered_with_the_known_ones(office: Office, asked, said):
    with pytest.raises(Impossible, match=said):
        await look(office, **asked)


@pytest.mark.parametrize("state", MOVES)
async def test_only_states_that_may_move_on_are_retried(office: Office, state: MessageState):
    key = await put(office, "a", state, attempts=4, reason="gone")
    if "queued" in MOVES[state]:
        assert await done(office, RETRY, key) == 1
        item = (await told(office, key))[0].item
        assert (item.state, item.attempts, item.reason, item.due_at) == ("queued", 0, "", office.now)
        return
    for choice in ({"keys": (key,)}, {"state": state}):
        with pytest.raises(Impossible, match="Can be retried: what is blocked"):
            await done(office, RETRY, *choice.pop("keys", ()), **choice)
    assert await states(office) == {key: state}


@pytest.mark.parametrize("state", MOVES)
async def test_only_waiting_messages_are_cancelled_and_not_those_being_sent(office: Office, state: str):
    key = await put(office, "a", state)
    if state in UNSENT:
        assert await done(office, CANCEL, state=state) == 1
        assert await states(office) == {key: "cancelled"}
        return
    with pytest.raises(Impossible, match="Can be cancelled: what is deferred, queued"):
        await done(office, CANCEL, key)
    assert await states(office) == {key: state}


async def test_a_message_that_has_moved_on_is_left_alone(office: Office):
    key = await put(office, "a", "sent")
    for choice in (Selection(keys=(key,)), Selection(state="sent")):
        assert await office.store.run(partial(retry, choice=choice, now=office.now)) == 0
        assert await office.store.run(partial(cancel, choice=choice)) == 0
    assert await states(office) == {key: "sent"}


async def test_one_workspaces_failures_are_retried_and_no_others(office: Office):
    await put(office, "a", "failed")
    await put(office, "b", "blocked")
    await put(office, "c", "failed", workspace="V")
    assert await done(office, RETRY, state="failed", workspace="V") == 1
    assert await states(office) == {"badge:a:first": "failed", "badge:b:first": "blocked", "badge:c:first": "queued"}


async def test_a_key_that_is_wrong_or_in_two_places_changes_nothing(office: Office):
    key = await put(office, "a", "failed")
    with pytest.raises(Impossible, match="no message nudge:x"):
        await done(office, RETRY, key, "nudge:x")
    await put(office, "a", "failed", workspace="V")
    with pytest.raises(Impossible, match="in V and W"):
        await done(office, RETRY, key)
    assert await done(office, RETRY, key, workspace="V") == 1
    assert (await look(office)).items[0].workspace == "V"


@pytest.mark.parametrize("trouble", [Undeliverable("msg_too_long"), Blocked("user_disabled")])
async def test_a_refused_message_arrives_once_it_is_retried(office: Office, trouble: Exception):
    await office.posts()
    await office.joins("anna")
    office.mouth.trouble = [trouble]
    await office.rounds.all()
    await office.after(minutes=1)
    assert office.told("anna") == []
    [key] = [key for key, state in (await states(office)).items() if state in ("failed", "blocked")]
    assert await done(office, RETRY, key) == 1
    await office.after(minutes=1)
    assert len(office.told("anna")) == 1


async def test_a_suspended_workspace_says_why_and_can_be_resumed(office: Office):
    await office.posts()
    await office.joins("anna")
    doubt = await put(office, "b", "doubt", due_at=office.now + timedelta(hours=1))
    office.mouth.trouble = [Revoked("token_revoked")]
    await office.rounds.all()
    await office.after(minutes=1)
    [way] = (await look(office)).ways
    [item, _] = (await look(office)).items
    facts = dict((await told(office, item.key))[1].facts)
    assert (way.workspace, way.suspended, office.told("anna")) == ("W", "token_revoked", [])
    assert facts["Goes"] == "when the suspension is lifted."
    assert "outbox resume W" in facts["Waits for"]
    asked = dict((await told(office, doubt))[1].facts)["Asked next"]
    assert asked == "when the suspension is lifted. Where the platform cannot tell, it is not sent again."
    assert await office.store.run(partial(resume_workspace, workspace="W")) == "token_revoked"
    await office.after(minutes=1)
    assert len(office.told("anna")) == 1
    with pytest.raises(Impossible, match="not suspended"):
        await office.store.run(partial(resume_workspace, workspace="W"))


async def test_the_desk_says_why_a_message_does_not_go_earlier(office: Office):
    hold = {"held_until": office.now + timedelta(minutes=40), "ramp_at": office.now}

    def held(session) -> None:
        for name, value in hold.items():
            setattr(session.get_one(Lane, "W"), name, value)

    later = await put(
        office, "a", "deferred", due_at=office.now + timedelta(hours=14), reason="the moment is not right"
    )
    due = await put(office, "b", "queued")
    behind = await put(office, "c", "queued")
    assert "within seconds" in dict((await told(office, due))[1].facts)["Goes"]
    assert (await told(office, behind))[0].ahead == 1
    await office.store.run(held)
    said = str((await told(office, later))[1].facts)
    assert "Wed 23:00, if it still holds" in said and "wait until Wed 09:40" in said and "full at Wed 09:03" in said
    assert "09:30 to 16:30" in said and "there it is Wed 09:00" in said
    assert "1 due before it" in str((await told(office, behind))[1].facts)
    assert dict((await told(office, due))[1].facts)["Goes"].startswith("Wed 09:40")


async def test_the_administrator_can_do_what_the_state_allows(office: Office):
    for state in MOVES:
        key = await put(office, state, state)
        commands = str((await told(office, key))[1].options)
        assert (f"retry {key}" in commands) == (state in RETRY.states)
        assert (f"cancel {key}" in commands) == (state in UNSENT)


async def test_nobodys_name_is_shown_and_80_columns_hold_a_whole_key(office: Office):
    long = "01234567-89ab-4cde-8f01-23456789abcd"
    key = await put(office, long, "deferred", reason="wait 40 s", attempts=2)
    console = Console(width=80, file=StringIO(), record=True)
    outbox_prints.overview(console, await look(office), "", office.now)
    outbox_prints.story(console, (await told(office, key))[0], office.now)
    said = console.export_text()
    assert said.count(key) == 4 and "the platform asked to wait" in said and "UTC" in said
    assert "Anna" not in said and "tried 2×" in said
