"""The ways people take part decide what they are asked. Supporters are never asked unprompted."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from handlers.core.interaction import Card, Form, FormErrors, Notice
from models import Content, Message, Person
from tests.contributions.requests import targets
from tests.support.office import JOINING, Office

CAN = ("share", "react", "create")


async def offers(office: Office) -> dict[str, str]:
    """Publish a piece of content for each way. Returns their titles by id."""
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
    for _ in range(28):  # each ignored nudge makes the next come later
        await office.after(days=1)
    rows = await office.store.run(lambda s: s.scalars(select(Message.subject).where(Message.kind == "nudge")).all())
    assert {ids[subject.rpartition(".")[2]] for subject in rows} == set(ways)
    for _ in CAN:
        await office.does("anna", "next")
    assert len(office.told("anna")) == len(ways)


async def test_people_who_never_chose_are_asked_to_share(office: Office):
    await office.joins("anna")
    assert chosen(await office.does("anna", "settings"), "ways") == ("share",)


async def test_a_supporter_is_never_nudged_but_may_still_look_around(office: Office):
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


async def test_a_supporter_is_promised_what_then_comes(office: Office):
    await office.joins("bob")
    card = await office.does("anna", "join", values={**JOINING, "ways": ("support",)})
    assert isinstance(card, Card)
    said = card.model_dump_json()
    assert "Nothing to share comes by itself." in said and "News for you does come: thanks" in said
    await offers(office)
    await office.does("bob", "thank", values={"text": "@anna for the owls"}, mentioned="anna")
    await office.does("anna", "suggest", values={"url": "https://example.com/2", "title": "Larks"})
    suggested = await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.title == "Larks")).one())
    await office.approves("boss", suggested, text_1="Larks!")
    for _ in range(10):
        await office.after(days=1)
    kinds = select(Message.kind).where(Message.person == "anna", Message.state == "sent")
    assert {*await office.store.run(lambda s: s.scalars(kinds).all())} - {"badge"} == {"thanks", "decision"}


@pytest.mark.parametrize(("ways", "then"), [(("share",), "You will hear"), (("support",), "Ask again")])
async def test_only_people_who_are_nudged_are_told_to_expect_messages(office: Office, ways: tuple[str, ...], then: str):
    await office.joins("anna", ways=ways)
    said = await office.does("anna", "next")
    assert isinstance(said, Notice) and then in said.text


@pytest.mark.parametrize("act", ["pause", "resume", "settings"])
async def test_a_supporter_stays_a_supporter_after_other_acts(office: Office, act: str):
    await office.joins("anna", ways=("support",))
    values = {"pause": {"until": "2026-04-01"}, "settings": JOINING}.get(act)
    assert isinstance(await office.does("anna", act, values=values), Card)
    assert await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).next_at) is None


async def test_dropping_a_way_cancels_what_was_queued_for_it(office: Office):
    await office.posts()
    await office.joins("anna")  # with a nudge waiting
    await office.does("anna", "settings", values={**JOINING, "ways": ("react",)})
    await office.after(minutes=1)
    assert office.told("anna") == []
    assert await office.store.run(lambda s: s.scalars(select(Message.state)).all()) == ["cancelled"]
    assert isinstance(await office.does("anna", "next"), Notice)  # and it is not shown again


@pytest.mark.parametrize(
    ("ways", "sentence"), [((), "Please fill this in."), (("share", "support"), "If you only support")]
)
async def test_ways_that_exclude_each_other_are_refused(office: Office, ways: tuple[str, ...], sentence: str):
    await office.joins("anna", ways=("react",))
    wrong = await office.does("anna", "settings", values={**JOINING, "ways": ways})
    assert isinstance(wrong, FormErrors) and wrong.errors["ways"].startswith(sentence)
    assert chosen(await office.does("anna", "settings"), "ways") == ("react",)


async def test_an_unknown_way_is_not_stored(office: Office):
    await office.joins("anna", ways=("react", "shout"))
    assert chosen(await office.does("anna", "settings"), "ways") == ("react",)
    assert isinstance(await office.does("anna", "next"), Notice)
