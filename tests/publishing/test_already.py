"""A page that is here already: people who suggest it are told what became of it, and nothing is stored twice."""

import pytest
from sqlalchemy import func, select

from handlers.core.interaction import Card, Form, Notice, Reply
from models import Content
from tests.support.office import POSTING, Office, Values, pressed

AGAIN: Values = {"url": "http://www.example.com/owl/", "title": "Owls, again"}
SPELLINGS = ("https://example.com/owl", "http://www.example.com/owl/", "example.com/owl")


async def suggests(office: Office, who: str, target: str = "") -> Reply | None:
    return await office.does(who, "suggest", target, values=AGAIN)


async def how_many(office: Office) -> int:
    return await office.store.run(lambda s: s.scalar(select(func.count()).select_from(Content))) or 0


async def only(office: Office) -> str:
    return await office.store.run(lambda s: s.scalars(select(Content.id)).one())


async def told_once(office: Office, who: str, sentence: str) -> Card:
    card = await suggests(office, who)
    assert isinstance(card, Card) and sentence in str(card.parts), card
    assert await how_many(office) == 1
    return card


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_what_runs_is_shown_in_any_spelling_before_the_form_opens(office: Office, spelling: str):
    content = await office.posts()
    await office.joins("anna")
    card = await office.does("anna", "command", values={"text": f"suggest {spelling}"})
    assert isinstance(card, Card) and "is running" in str(card.parts)
    assert isinstance(await office.does("anna", "pick", pressed(card, "pick")), Card)
    assert pressed(card, "pick") == content


async def test_what_runs_is_not_suggested_again(office: Office):
    await office.posts()
    card = await told_once(office, "anna", "“What an owl taught us” is running.")
    assert "pick" not in str(card.parts), "people who have not joined have nothing to take"


async def test_what_waits_is_told_and_names_nobody(office: Office):
    assert isinstance(await suggests(office, "anna"), Notice)
    await told_once(office, "anna", "You suggested this page on 4 March 2026. The champions have not decided yet.")
    card = await told_once(office, "bob", "A colleague suggested this page on 4 March 2026.")
    assert "Anna" not in str(card)


async def test_what_a_champion_prepares_is_told(office: Office):
    await office.does("boss", "post", values=POSTING)
    await told_once(office, "anna", "A champion is preparing this page already.")


async def test_what_was_approved_is_told_to_the_person_who_suggested_it(office: Office):
    await suggests(office, "anna")
    await office.approves("boss", await only(office), text_1="A start")
    await told_once(office, "anna", "It was approved, and colleagues get it.")


@pytest.mark.parametrize(
    ("over", "sentence"),
    [("decline", "the champions declined it"), ("stop", "was stopped"), ("end", "has ended")],
    ids=["declined", "stopped", "ended"],
)
async def test_what_is_over_is_told_and_can_be_suggested_anyway(office: Office, over: str, sentence: str):
    if over == "decline":
        await suggests(office, "anna")
        await office.does("boss", "decline", await only(office), values={"reason": "Not yet."})
    else:
        content = await office.posts(ends="2026-03-05")
        if over == "stop":
            await office.does("boss", "stop", content)
        await office.after(days=3)
    form = await suggests(office, "bob")
    assert isinstance(form, Form) and sentence in form.intro and form.submit == "Suggest anyway"
    assert {field.name: field.value for field in form.inputs}["title"] == AGAIN["title"]
    assert await how_many(office) == 1
    typed = await office.does("bob", "command", values={"text": "suggest https://example.com/owl"})
    assert isinstance(typed, Form) and sentence in typed.intro
    assert isinstance(await suggests(office, "bob", form.target), Notice)
    assert await how_many(office) == 2
    await told_twice(office)


async def told_twice(office: Office) -> None:
    """What now waits comes before what is over."""
    card = await suggests(office, "carl")
    assert isinstance(card, Card) and "A colleague suggested this page" in str(card.parts)
