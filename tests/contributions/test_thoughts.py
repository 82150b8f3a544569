"""A leader's rough thought: champions write it up, and only the leader posts it."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.commands.understand import MANY
from handlers.contributions.thought_states import STEPS
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from handlers.links.visitors import Visitor
from handlers.recognition.recompute import recompute
from handlers.sharing import share_page
from models import Content, Message, Nudge, Share, Thought
from tests.contributions.requests import labels, shown, targets
from tests.support.office import Office, pressed
from tests.support.share_pages import page_token
from tests.support.stores import in_memory

ROUGH = "so what struck me, nobody asked about price"
TEXT = "Nobody asked about the price."


@pytest.fixture
async def office(office: Office) -> Office:
    """Lena is a leader. Carl, an advocate, and the boss are champions."""
    await office.joins("lena")
    await office.joins("carl", ways=("support",))
    await office.champions("carl", "boss")
    return office


async def tells(office: Office) -> str:
    """Tell a thought. Returns its id."""
    assert isinstance(await office.does("lena", "command", values={"text": f"thought {ROUGH}"}), Card)
    await office.after(minutes=1)
    return (await the(office)).id


async def the(office: Office) -> Thought:
    return await office.store.run(lambda s: s.scalars(select(Thought)).one())


async def written(office: Office) -> str:
    thought = await tells(office)
    await office.does("carl", "take", thought)
    await office.does("carl", "write", thought, values={"text": TEXT})
    await office.after(minutes=1)
    return thought


async def posts(office: Office, thought: str) -> Card:
    card = shown(await office.does("lena", "ready", thought))
    values = {"network": "linkedin", "address": ""}
    return shown(await office.does("lena", "posted", pressed(card, "posted"), values=values))


def last(office: Office, who: str) -> Card:
    return office.told(who)[-1]


async def test_a_thought_goes_from_rough_to_posted(office: Office):
    thought = await tells(office)
    for champion in ("carl", "boss"):
        assert ROUGH in last(office, champion).model_dump_json() and labels(last(office, champion)) == {
            "I will write it up",
            "Less of this",
        }
    assert "Write the text" in labels(shown(await office.does("carl", "take", thought)))
    form = await office.does("carl", "write", thought)
    assert isinstance(form, Form) and form.inputs[0].value == ROUGH
    assert not labels(shown(await office.does("carl", "write", thought, values={"text": TEXT})))
    await office.after(minutes=1)
    back = last(office, "lena")
    assert TEXT in back.model_dump_json() and {"Post it", "Change the text", "Drop it"} <= labels(back)
    mine = shown(await office.does("lena", "rephrase", thought, values={"text": "Mine now."}))
    assert "Mine now." in mine.model_dump_json()
    assert "Thank you for sharing on LinkedIn!" in (await posts(office, thought)).summary
    await office.after(minutes=1)
    assert ((await the(office)).state, (await the(office)).text) == ("posted", "Mine now.")
    assert "Lena posted it." in last(office, "carl").summary
    assert await office.store.run(recompute) == []


async def test_one_champion_takes_it_and_the_other_can_no_longer_read_it(office: Office):
    thought = await tells(office)
    assert isinstance(await office.does("carl", "take", thought), Card)
    assert isinstance(await office.does("boss", "take", thought), Notice)
    await office.after(minutes=1)
    told = last(office, "boss")
    assert ROUGH not in told.model_dump_json() and labels(told) == {"Less of this"} and "Carl" in told.summary
    assert isinstance(await office.does("boss", "write", thought, values={"text": "Theirs"}), Notice)
    assert (await the(office)).champion == "carl"


async def test_only_one_of_two_champions_who_press_at_once_gets_it(office: Office):
    thought = await tells(office)
    said = await asyncio.gather(*(office.does(who, "take", thought) for who in ("carl", "boss")))
    assert sorted(type(reply).__name__ for reply in said) == ["Card", "Notice"]


FORGED = [
    ("carl", "ready"),  # a champion may post in nobody's name
    ("carl", "rephrase"),
    ("carl", "drop"),
    ("anna", "ready"),
    ("anna", "drop"),
    ("anna", "take"),  # not a champion
    ("anna", "write"),
    ("lena", "take"),
    ("stranger", "ready"),
]


def refused(reply: Reply | None) -> bool:
    return isinstance(reply, Notice) or (isinstance(reply, Card) and reply.title == "Join first")


@pytest.mark.parametrize(("who", "action"), FORGED)
async def test_forged_buttons_change_nothing(office: Office, who: str, action: str):
    await office.joins("anna")
    for thought in (await tells(office), "forged"):
        assert refused(await office.does(who, action, thought, values={"text": "x"}))
    assert ((await the(office)).state, (await the(office)).champion) == ("rough", "")
    await office.does("carl", "take", (await the(office)).id)
    await office.does("carl", "write", (await the(office)).id, values={"text": TEXT})
    assert refused(await office.does(who, action, (await the(office)).id, values={"text": "x"}))
    assert ((await the(office)).state, (await the(office)).text) == ("written", TEXT)
    assert await office.store.run(lambda s: s.scalars(select(Share)).all()) == []


async def test_a_champion_needs_another_champion_for_a_thought_of_their_own(office: Office):
    await office.does("carl", "thought", values={"text": ROUGH})
    await office.after(minutes=1)
    assert office.told("carl") == []
    assert isinstance(await office.does("carl", "take", (await the(office)).id), Notice)
    await office.does("boss", "champion", mentioned="carl")
    await office.joins("boss")
    wrong = await office.does("boss", "thought", values={"rough": ROUGH})
    assert isinstance(wrong, FormErrors) and "no champion yet" in wrong.errors["rough"]


async def test_undo_gives_the_text_back(office: Office):
    thought = await written(office)
    card = await posts(office, thought)
    back = shown(await office.does("lena", "undo", targets(card)["Undo"]))
    assert "Post it" in labels(back) and (await the(office)).state == "written"
    assert await office.store.run(recompute) == []
    await office.after(minutes=1)
    assert "has your text" in last(office, "carl").summary
    assert isinstance(await posts(office, thought), Card) and (await the(office)).state == "posted"


async def test_posting_from_the_share_page_shows_in_the_chat(office: Office):
    thought = await written(office)
    await office.does("lena", "ready", thought)
    begun = (await office.store.run(lambda s: s.scalars(select(Share)).one())).id
    token = await office.store.run(lambda s: page_token(s, begun))
    page = await office.store.run(lambda s: share_page.show_page(s, token, Visitor("", ""), office.now))
    assert page is not None and (page.text, page.state) == (TEXT, "started")
    await office.store.run(lambda s: share_page.say_posted(s, token, "linkedin", "", office.now))
    await office.after(minutes=1)
    assert (await the(office)).state == "posted" and "Thank you for sharing" in last(office, "lena").summary


async def test_a_dropped_thought_stays_with_its_person(office: Office):
    thought = await written(office)
    await office.does("lena", "ready", thought)
    assert isinstance(await office.does("lena", "drop", thought), Card)
    await office.after(minutes=1)
    assert "took this thought back" in last(office, "carl").summary
    [share] = await office.store.run(lambda s: s.scalars(select(Share)).all())
    assert share.state == "dropped"
    assert not labels(shown(await office.does("lena", "undo", f"lena.{thought}")))
    for action in ("ready", "rephrase", "drop"):
        assert isinstance(await office.does("lena", action, thought, values={"text": "x"}), Notice)


@pytest.mark.parametrize("act", ["tells", "written"])
async def test_leaving_drops_open_thoughts(office: Office, act: str):
    thought = await {"tells": tells, "written": written}[act](office)
    await office.does("lena", "leave")
    await office.after(minutes=1)
    assert (await the(office)).state == "dropped"
    assert ROUGH not in last(office, "boss").model_dump_json()
    assert isinstance(await office.does("carl", "write", thought, values={"text": "x"}), Notice)


@pytest.mark.parametrize(("who", "act", "whom"), [("carl", "leave", ""), ("boss", "champion", "carl")])
async def test_when_its_champion_leaves_or_loses_the_role_another_can_take_it(office: Office, who, act, whom):
    thought = await tells(office)
    await office.does("carl", "take", thought)
    await office.does(who, act, mentioned=whom)
    await office.after(minutes=1)
    assert "I will write it up" in labels(last(office, "boss"))
    assert "Write the text" in labels(shown(await office.does("boss", "take", thought)))


async def test_nobody_else_is_ever_offered_somebodys_thought(office: Office):
    await office.joins("anna", ways=("share", "react", "create"))
    await posts(office, await written(office))
    for _ in range(7):
        await office.after(days=1)
    assert office.told("anna") == []
    assert isinstance(await office.does("anna", "next"), Notice)
    content = (await the(office)).id
    assert isinstance(await office.does("anna", "answer", content), Notice)
    title = await office.store.run(lambda s: s.get_one(Content, ("W", content)).title)
    assert title == "My thought of 4 March 2026"


LONG = " ".join(["Yesterday"] * MANY)


async def test_a_longer_message_to_heraut_opens_the_form_and_is_not_stored(office: Office):
    form = await office.does("lena", "command", values={"text": LONG})
    assert isinstance(form, Form) and (form.action, form.inputs[0].value) == ("thought", LONG)
    assert await office.store.run(lambda s: s.scalars(select(Thought)).all()) == []


@pytest.mark.parametrize("said", ["Yesterday was fine", " ".join(["leav", *["now"] * MANY])])
async def test_a_short_message_or_a_mistyped_command_is_not_a_thought(office: Office, said: str):
    reply = await office.does("lena", "command", values={"text": said})
    assert isinstance(reply, Card) and reply.title == "Did you mean this?"


@pytest.mark.parametrize(("who", "rough"), [("lena", " "), ("lena", "x" * 3001), ("stranger", ROUGH)])
async def test_an_empty_thought_is_not_stored(office: Office, who: str, rough: str):
    reply = await office.does(who, "thought", values={"rough": rough})
    assert isinstance(reply, FormErrors if who == "lena" else Card)
    assert await office.store.run(lambda s: s.scalars(select(Thought)).all()) == []


# ── The rule ──────────────────────────────────────────────────────────────────────────────────────

WHO = ("lena", "carl", "boss", "anna")
ACTS = ("take", "write", "rephrase", "drop", "ready", "posted", "undo")
ALLOWED = {(source, end) for sources, end in STEPS.values() for source in sources}


@given(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(ACTS)), max_size=10))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
async def test_every_press_follows_the_rule(acts: list[tuple[str, str]]):
    store = in_memory()
    office = await Office(store).open()
    await office.joins("lena")
    await office.joins("anna")
    for champion in ("carl",):
        await office.champions(champion, "boss")
    thought = await tells(office)
    for who, act in acts:
        before = await the(office)
        await presses(office, who, act, thought)
        after = await the(office)
        assert before.state == after.state or (before.state, after.state) in ALLOWED
        if (before.state, before.text) != (after.state, after.text):
            assert who == ("lena" if before.state != "rough" or after.state == "dropped" else before.champion)
        assert after.champion in ("", "carl", "boss") and (not before.champion or after.champion == before.champion)
        posted = await office.store.run(lambda s: s.scalars(select(Share).where(Share.state == "posted")).all())
        assert bool(posted) is (after.state == "posted") and all(share.person == "lena" for share in posted)
    assert await office.store.run(recompute) == []
    store.close()


async def presses(office: Office, who: str, act: str, thought: str) -> Reply | None:
    office.now += timedelta(seconds=1)
    started = await office.store.run(lambda s: s.scalars(select(Share.id).where(Share.state == "started")).first())
    values: Mapping[str, str] = {"network": "linkedin", "address": ""} if act == "posted" else {"text": f"By {who}"}
    target = {"posted": started or "none", "undo": f"lena.{thought}"}.get(act, thought)
    return await office.does(who, act, target, values=values)


async def test_champions_who_have_not_joined_hear_of_thoughts_as_they_do_of_suggestions(office: Office):
    await tells(office)
    rows = await office.store.run(lambda s: s.execute(select(Message.kind, Message.person, Message.state)).all())
    told = {(row.kind, row.person, row.state) for row in rows if row.kind != "role"}
    assert told == {("thought", who, "sent") for who in ("carl", "boss")}
    assert await office.store.run(lambda s: s.scalars(select(Nudge)).all()) == []
