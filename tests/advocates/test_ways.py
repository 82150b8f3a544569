"""How somebody takes part decides what they are ever asked; who only supports is never asked by itself."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from handlers.core.interaction import Card, Form, FormErrors, Notice
from models import Content, Message, Person
from tests.contributions.requests import targets
from tests.support.office import JOINING, Office

CAN = ("share", "react", "create")


async def offers(office: Office) -> dict[str, str]:
    """One content for each way: its title, by its id."""
    ids = {await office.posts(title=way): way for way in CAN}
    by_title = update(Content).values(way=Content.title).execution_options(synchronize_session=False)
    await office.store.run(lambda s: s.execute(by_title))
    return ids


def chosen(form: object, name: str) -> str | tuple[str, ...]:
    assert isinstance(form, Form)
    return next(field.value for field in form.inputs if field.name == name)


@pytest.mark.parametrize("ways", [("share",), ("react",), ("create",), ("share", "react"), CAN])
async def test_a_person_is_only_asked_for_what_they_chose(office: Office, ways: Sequence[str]):
    ids = await offers(office)
    await office.joins("anna", ways=tuple(ways))
    for _ in range(28):  # each that is ignored makes the next come later
        await office.after(days=1)
    rows = await office.store.run(lambda s: s.scalars(select(Message.subject).where(Message.kind == "nudge")).all())
    assert {ids[subject.rpartition(".")[2]] for subject in rows} == set(ways)
    for _ in CAN:
        await office.does("anna", "next")
    assert len(office.told("anna")) == len(ways)


async def test_who_never_chose_shares(office: Office):
    await office.joins("anna")
    assert chosen(await office.does("anna", "settings"), "ways") == ("share",)


async def test_a_supporter_is_never_nudged_and_may_look_around_all_the_same(office: Office):
    await offers(office)
    await office.joins("anna", ways=("support",))
    for _ in range(10):
        await office.after(days=1)
    assert office.told("anna") == []
    assert await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).next_at) is None
    seen = [await office.does("anna", "next") for _ in CAN]
    assert {card.title for card in seen if isinstance(card, Card)} == set(CAN)
    assert isinstance(seen[0], Card) and isinstance(await office.does("anna", "skip", targets(seen[0])["Skip"]), Card)
    assert await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).next_at) is None


@pytest.mark.parametrize(("ways", "then"), [(("share",), "You will hear"), (("support",), "Ask again")])
async def test_only_who_is_nudged_is_told_that_they_will_hear(office: Office, ways: tuple[str, ...], then: str):
    await office.joins("anna", ways=ways)
    said = await office.does("anna", "next")
    assert isinstance(said, Notice) and then in said.text


@pytest.mark.parametrize("act", ["pause", "resume", "settings"])
async def test_a_supporter_stays_one_whatever_else_they_do(office: Office, act: str):
    await office.joins("anna", ways=("support",))
    values = {"pause": {"until": "2026-04-01"}, "settings": JOINING}.get(act)
    assert isinstance(await office.does("anna", act, values=values), Card)
    assert await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).next_at) is None


async def test_who_narrows_their_ways_is_not_told_what_waited(office: Office):
    await office.posts()
    await office.joins("anna")  # and a nudge waits
    await office.does("anna", "settings", values={**JOINING, "ways": ("react",)})
    await office.after(minutes=1)
    assert office.told("anna") == []
    assert await office.store.run(lambda s: s.scalars(select(Message.state)).all()) == ["cancelled"]
    assert isinstance(await office.does("anna", "next"), Notice)  # nor is it shown again


@pytest.mark.parametrize(("ways", "sentence"), [((), "Please fill this in."), (("share", "support"), "Whoever only")])
async def test_what_does_not_fit_together_is_said(office: Office, ways: tuple[str, ...], sentence: str):
    await office.joins("anna", ways=("react",))
    wrong = await office.does("anna", "settings", values={**JOINING, "ways": ways})
    assert isinstance(wrong, FormErrors) and wrong.errors["ways"].startswith(sentence)
    assert chosen(await office.does("anna", "settings"), "ways") == ("react",)


async def test_a_way_that_is_none_is_not_kept(office: Office):
    await office.joins("anna", ways=("react", "shout"))
    assert chosen(await office.does("anna", "settings"), "ways") == ("react",)
    assert isinstance(await office.does("anna", "next"), Notice)
