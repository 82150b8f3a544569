"""Forget me: no trace is left in the store, its files or the log, and the totals stay as they are."""

import asyncio
import logging
from datetime import time

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Notice
from handlers.links.links import leads
from handlers.members.stand_ins import is_gone
from handlers.recognition.recompute import recompute
from handlers.results.recount import check_totals
from models import Content, LedgerEntry, Link, Message, Nudge, Person, Share, Thanks
from tests.privacy.scene import OTHERS, TEAM, WHO, figures, filled, in_files, overall, person, shown, traces
from tests.support.office import Office


@pytest.fixture
async def scene(office: Office) -> Office:
    await filled(office)
    return office


async def test_no_trace_is_left_and_every_total_stays(scene: Office, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    before = await scene.store.run(figures)
    assert {trace.partition(".")[0] for trace in await scene.store.run(traces)} >= {
        *("person", "preference", "participation", "content", "suggested_text", "thought", "nudge", "share"),
        *("message", "ledger_entry", "award", "thanks", "channel"),
    }
    assert shown(await scene.does(WHO, "forget")).title == "Forgotten"
    assert await scene.store.run(traces) == []
    assert await scene.store.run(figures) == before
    assert await scene.store.run(check_totals) == []
    assert await scene.store.run(recompute) == []
    assert WHO not in caplog.text.lower()
    if scene.store.engine.dialect.name == "sqlite":
        assert in_files(scene.store) == 0


async def test_what_goes_on_afterwards_finds_nobody(scene: Office):
    await scene.does(WHO, "forget")
    told = len(scene.told(WHO))
    for _ in range(10):
        await scene.after(days=1)
    assert await scene.store.run(traces) == []
    assert len(scene.told(WHO)) == told
    gone = select(Message.state, Message.reason).where(Message.person.startswith("gone:"))
    assert {state for state, _ in await scene.store.run(lambda s: s.execute(gone).all())} <= {"blocked", "cancelled"}


async def test_the_rows_that_stay_cannot_be_put_together_again(scene: Office):
    await scene.does(WHO, "forget")

    def stand_ins(session: Session) -> list[set[str]]:
        columns = (LedgerEntry.person, Nudge.person, Content.author, Thanks.giver)
        return [{one for one in session.scalars(select(column)) if is_gone(one)} for column in columns]

    found = await scene.store.run(stand_ins)
    assert [len(ids) for ids in found] == [1, 1, 1, 1]
    assert len(set.union(*found)) == 4
    moments = select(Share.posted_at).where(Share.person.startswith("gone:"), Share.posted_at.is_not(None))
    assert {at and at.time() for at in await scene.store.run(lambda s: s.scalars(moments).all())} == {time()}


async def test_links_lead_on_and_count_for_nobody(scene: Office):
    mine = select(Link.token).join(Share, Share.id == Link.share).where(Share.person == WHO)
    tokens = await scene.store.run(lambda s: s.scalars(mine).all())
    await scene.does(WHO, "forget")
    rows = select(Link.kind, Link.share).where(Link.token.in_(tokens))
    assert {tuple(row) for row in await scene.store.run(lambda s: s.execute(rows).all())} == {("gone", None)}
    led = await scene.store.run(lambda s: [leads(s, token) for token in tokens])
    assert len(led) == 2 and all(address and address.startswith("https://example.com/") for address in led)


async def test_a_colleague_reads_no_name_where_it_was(scene: Office):
    await scene.does(WHO, "forget")
    await scene.after(minutes=2)
    thanked = [card.model_dump_json() for card in scene.told("bob") if "thanks you" in card.model_dump_json()]
    assert len(thanked) == 1 and WHO not in thanked[0].lower() and "a former colleague" in thanked[0]
    told = "".join(card.model_dump_json().lower() for card in scene.told("boss"))
    assert WHO not in told


async def test_the_name_of_a_team_that_was_theirs_alone_goes_and_its_figures_count_under_no_team(office: Office):
    await filled(office, team=f"Team {WHO}")
    before = await office.store.run(overall)
    assert any(trace.startswith("total.team") for trace in await office.store.run(traces))
    await office.does(WHO, "forget")
    assert await office.store.run(traces) == []
    assert await office.store.run(overall) == before
    assert await office.store.run(check_totals) == []


async def test_a_team_keeps_its_name_if_others_were_in_it(scene: Office):
    before = await scene.store.run(figures)
    await scene.store.run(lambda s: s.execute(update(Person).where(Person.person.in_(OTHERS)).values(team="Bats")))
    await scene.does(WHO, "forget")
    assert await scene.store.run(figures) == before and TEAM in str(before)


async def test_being_forgotten_twice_is_answered_and_changes_nothing(scene: Office):
    await scene.does(WHO, "forget")
    again = await scene.does(WHO, "forget")
    assert again == Notice(text="Heraut keeps nothing about you.")


async def test_two_presses_at_once_forget_once(scene: Office):
    answers = await asyncio.gather(*(scene.does(WHO, "forget") for _ in range(3)))
    assert sorted(type(answer).__name__ for answer in answers) == ["Card", "Notice", "Notice"]
    assert await scene.store.run(person) is None


async def test_a_message_on_its_way_is_over_before_the_answer(scene: Office):
    scene.mouth.slow.clear()
    await scene.posts(title="Breaking")
    await scene.does(WHO, "forget")
    scene.mouth.slow.set()
    await scene.after(minutes=2)
    assert await scene.store.run(traces) == []


async def test_the_last_manager_reads_what_happens_and_may_go(office: Office):
    await office.does("boss", "home")
    await office.after(minutes=1)
    asked = shown(await office.does("boss", "ask_forget"))
    assert "You are the only programme manager." in asked.model_dump_json()
    await office.does("bob", "home")
    assert isinstance(await office.does("boss", "forget"), Card)
    assert await office.store.run(lambda s: person(s, "boss")) is None


async def test_a_person_who_comes_back_is_new(scene: Office):
    await scene.does(WHO, "forget")
    await scene.after(days=3)
    await scene.joins(WHO)
    await scene.after(days=3)
    back = await scene.store.run(person)
    assert back is not None and back.joined and back.role == "employee"


@pytest.mark.parametrize(("who", "action"), [("boss", "champion"), (OTHERS[0], "invite")])
async def test_nobody_can_have_heraut_write_to_somebody_who_was_forgotten(scene: Office, who: str, action: str):
    await scene.does(WHO, "forget")
    told = len(scene.told(WHO))
    refused = await scene.does(who, action, mentioned=WHO)
    assert isinstance(refused, Notice) and "nobody is asked twice" in refused.text
    await scene.after(days=1)
    assert len(scene.told(WHO)) == told and await scene.store.run(traces) == []
    assert isinstance(await scene.does(WHO, "help"), Card)  # they are heard from, and may be asked again
    assert "nobody is asked twice" not in str(await scene.does(who, action, mentioned=WHO))
