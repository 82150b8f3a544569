"""Roles are offered and accepted. Nothing that champions decide about reaches anybody who did not accept that."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import answer
from handlers.advocates.roles import ASKED_AGAIN
from handlers.core.interaction import Card, Interaction, Notice, Reply
from models import AuditEntry, Message, Participation, Person
from tests.support.office import Office

SUGGESTION = {"url": "example.com/x", "title": "X", "why": "Because", "text_1": "t"}
JOINS = (False, True)


async def offers(office: Office, who: str = "carl") -> Reply | None:
    return await office.does("boss", "champion", mentioned=who, values={"text": f"@{who}"})


async def suggests(office: Office, title: str = "X") -> None:
    values = {**SUGGESTION, "url": f"https://example.com/{title}", "title": title}
    assert isinstance(await office.does("anna", "suggest", values=values), Notice)
    await office.after(seconds=1)


async def the(office: Office, who: str = "carl") -> Person:
    return await office.store.run(lambda session: session.get_one(Person, ("W", who)))


async def states(office: Office, who: str) -> list[tuple[str, str]]:
    rows = select(Message.kind, Message.state).where(Message.person == who).order_by(Message.kind)
    return await office.store.run(lambda session: [(kind, state) for kind, state in session.execute(rows)])


def titles(office: Office, who: str) -> list[str]:
    return [card.title for card in office.told(who)]


async def test_a_colleague_who_did_not_answer_is_no_champion_and_gets_nothing_but_the_offer(office: Office):
    said = await offers(office)
    assert said == Notice(text="Carl gets one message that offers the role, and decides.")
    await office.after(seconds=1)
    assert titles(office, "carl") == ["Would you like to be a champion?"]
    offer = office.told("carl")[0].model_dump_json()
    for word in ("a colleague suggests something", "/heraut pause", "/heraut leave", "Less of this", "less"):
        assert word in offer
    await suggests(office)
    assert titles(office, "carl") == ["Would you like to be a champion?"]
    assert isinstance(await office.does("carl", "content"), Notice)


async def test_who_accepts_is_a_champion_and_hears_what_waits(office: Office):
    await suggests(office)
    await offers(office)
    await office.after(seconds=1)
    card = await office.does("carl", "accept_role")
    assert isinstance(card, Card) and card.title == "You are a champion"
    await office.after(seconds=1)
    assert len(titles(office, "carl")) == 2
    assert (await the(office)).on_duty and not (await the(office)).joined
    agreed = await office.store.run(lambda s: s.execute(select(Participation.purpose, Participation.agreed)).all())
    assert [tuple(row) for row in agreed] == [("role", True)]
    acts = await office.store.run(lambda s: s.scalars(select(AuditEntry.act).order_by(AuditEntry.at)).all())
    assert [act for act in acts if act.startswith("role")] == ["role_offered", "role_accepted"]


async def test_declining_is_quiet_and_lasts(office: Office):
    await offers(office)
    await office.after(seconds=1)
    assert isinstance(await office.does("carl", "decline_role"), Card)
    before = len(office.told("boss"))
    again = await offers(office)
    assert again == Notice(text="Carl was asked before, and is not asked again within three months.")
    assert isinstance(await office.does("carl", "accept_role"), Notice)
    assert len(office.told("boss")) == before and (await the(office)).role == "employee"
    acts = await office.store.run(lambda s: s.scalars(select(AuditEntry.act)).all())
    assert "role_declined" not in acts
    office.now += ASKED_AGAIN + timedelta(days=1)
    assert await offers(office) == Notice(text="Carl gets one message that offers the role, and decides.")


@pytest.mark.parametrize("joins", JOINS)
async def test_who_leaves_as_a_champion_gets_nothing_more_member_or_not(office: Office, joins: bool):
    if joins:
        await office.joins("carl", ways=("support",))
    await office.champions("carl")
    await office.does("anna", "suggest", values=SUGGESTION)
    card = await office.does("carl", "leave")
    assert isinstance(card, Card) and card.title == "You have left"
    await suggests(office, "Y")
    for _ in range(3):
        await office.after(days=1)
    assert titles(office, "carl") == []
    assert {state for kind, state in await states(office, "carl") if kind == "approval"} == {"cancelled"}
    carl = await the(office)
    assert (carl.role, carl.on_duty, carl.left_at is not None) == ("employee", False, True)
    assert isinstance(await offers(office), Notice)
    await office.after(days=1)
    assert titles(office, "carl") == []
    assert isinstance(await office.does("carl", "leave"), Card)  # a second time changes nothing


async def test_a_champion_who_never_joined_can_pause_and_resume(office: Office):
    await office.champions("carl")
    assert isinstance(await office.does("carl", "command", values={"text": "pause until 1 june"}), Card)
    await suggests(office)
    for _ in range(5):
        await office.after(days=7)
    assert titles(office, "carl") == []
    assert isinstance(await office.does("carl", "resume"), Card)
    await office.after(minutes=1)
    assert len(titles(office, "carl")) == 1
    assert (await the(office)).next_at is None  # no nudges


@pytest.mark.parametrize("typed", ["champion stop", "aanjager stoppen"])
async def test_the_role_can_be_given_back_at_any_time(office: Office, typed: str):
    await office.champions("carl")
    await office.does("anna", "suggest", values=SUGGESTION)
    assert isinstance(await office.does("carl", "command", values={"text": typed}), Card)
    await office.after(minutes=1)
    assert titles(office, "carl") == [] and (await the(office)).role == "employee"
    assert isinstance(await office.does("carl", "command", values={"text": typed}), Notice)
    assert await offers(office) == Notice(text="Carl was asked before, and is not asked again within three months.")


async def test_a_manager_gets_what_champions_decide_only_after_saying_yes(office: Office):
    await office.does("boss", "home")
    await suggests(office)
    assert titles(office, "boss") == []
    home = await office.does("boss", "home")
    assert isinstance(home, Card) and "One suggestion waits for a decision." in home.model_dump_json()
    await office.does("boss", "accept_role")
    await office.after(seconds=1)
    assert len(titles(office, "boss")) == 1
    await office.does("boss", "end_role")
    await suggests(office, "Y")
    assert len(titles(office, "boss")) == 1 and (await the(office, "boss")).role == "manager"


@pytest.mark.parametrize(("accepted", "role"), [(False, "employee"), (True, "champion")])
async def test_an_administrator_who_is_one_no_longer_keeps_only_what_they_accepted(office: Office, accepted, role):
    await office.does("boss", "home")
    if accepted:
        await office.champions("boss")
    actor = office.actor("boss").model_copy(update={"admin": False})
    await answer(office.store, Interaction(key="x", actor=actor, action="home"), office.now)
    assert (await the(office, "boss")).role == role


async def test_a_manager_ends_a_champions_role_and_may_offer_it_again(office: Office):
    await office.champions("carl")
    assert await offers(office) == Notice(text="Carl is no longer a champion.")
    assert await offers(office) == Notice(text="Carl gets one message that offers the role, and decides.")


async def test_champions_on_a_break_are_spared_while_somebody_else_is_there(office: Office):
    await office.champions("carl", "dora")
    await office.does("carl", "command", values={"text": "pause until 1 june"})
    await suggests(office)
    assert (len(titles(office, "carl")), len(titles(office, "dora"))) == (0, 1)
    assert [kind for kind, _ in await states(office, "carl")].count("approval") == 0
