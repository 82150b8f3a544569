"""The editor: what it fills in by itself, what it says first, and what it refuses."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from handlers.core.interaction import Card, Form, FormErrors, Input, Notice, Page, Reply, Trouble
from models import Content, ContentTag, Message
from tests.support.office import POSTING, Office, pressed

URL = POSTING["url"]
NL = {"url": URL, "title": "Wat een uil ons leerde", "description": "Over de wieken.", "language": "nl"}


def site(trouble: Trouble = "") -> Callable[[str], Awaitable[Page]]:
    """A page in Dutch, or one that cannot be opened."""

    async def look(url: str) -> Page:
        return Page(url=url, trouble=trouble) if trouble else Page.model_validate({**NL, "url": url})

    return look


def fields(reply: Reply | None) -> dict[str, Input]:
    assert isinstance(reply, Form), reply
    return {field.name: field for field in reply.inputs}


async def suggested(office: Office, **more: str) -> str:
    """What Anna suggests, even if she is told that the page was here before."""
    values = {"url": "http://www.example.com/owl/", "title": "Owls", **more}
    told = await office.does("anna", "suggest", values=values)
    if isinstance(told, Form):
        await office.does("anna", "suggest", told.target, values=values)
    return await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.author == "anna")).one())


async def test_approve_opens_the_editor_filled_by_the_page_and_publishes_what_it_holds(office: Office):
    await office.posts(url="https://example.com/other", new_topic="Wieken")
    content = await suggested(office, text_1="A start")
    form = await office.does("boss", "approve", content, look=site())
    shown = fields(form)
    assert (shown["title"].value, shown["text_1"].value) == ("Owls", "A start")
    assert (shown["languages"].value, shown["topics"].value) == (("nl",), ("Wieken",))
    assert isinstance(form, Form) and form.submit == "Publish" and form.intro == "Anna suggests this."
    assert await state(office, content) == "proposed"
    values = {name: field.value for name, field in shown.items() if field.kind != "flag"}
    done = await office.does("boss", "approve", form.target, values=values)
    assert isinstance(done, Card) and "Approved by Boss." in str(done.parts)
    tags = select(ContentTag.kind, ContentTag.value).where(ContentTag.content == content)
    rows = await office.store.run(lambda s: {tuple(row) for row in s.execute(tags)})
    assert rows == {("language", "nl"), ("topic", "Wieken")}


async def test_approve_publishes_nothing_that_the_editor_refuses(office: Office):
    content = await suggested(office)
    refused = await office.approves("boss", content)
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["text_1"]
    assert await state(office, content) == "proposed"


@pytest.mark.parametrize("trouble", ["gone", "failing", "unreachable"])
async def test_a_page_that_cannot_be_opened_is_told_and_can_be_published_anyway(office: Office, trouble: Trouble):
    content = await suggested(office, text_1="A start")
    form = await office.does("boss", "approve", content, look=site(trouble))
    assert isinstance(form, Form) and "We could not open this page" in form.intro and form.submit == "Publish anyway"
    await office.approves("boss", content)
    card = await office.does("boss", "post", values={**POSTING, "url": "https://example.com/x"}, look=site(trouble))
    assert isinstance(card, Card) and "We could not open this page" in str(card.parts)
    assert "Publish anyway" in str(card.parts)
    assert isinstance(await office.does("boss", "publish", pressed(card, "publish")), Card)


async def test_a_changed_address_is_opened_too_and_nothing_typed_is_lost(office: Office):
    content = await suggested(office, text_1="A start")
    form = await office.does("boss", "approve", content, look=site())
    assert isinstance(form, Form)
    changed = {**POSTING, "url": "https://example.com/typo", "title": "Typed", "new_topic": "Birds"}
    again = await office.does("boss", "approve", form.target, values=changed, look=site("gone"))
    shown = fields(again)
    assert isinstance(again, Form) and again.submit == "Publish anyway" and "does not exist" in again.intro
    assert {name: shown[name].value for name in changed} == changed
    assert await state(office, content) == "proposed"
    assert isinstance(await office.does("boss", "approve", again.target, values=changed), Card)
    moved = {**changed, "url": "https://example.com/typo2"}
    asked = await office.does("boss", "edit", content, values=moved, look=site("gone"))
    assert isinstance(asked, Form) and asked.submit == "Save anyway" and fields(asked)["title"].value == "Typed"
    assert isinstance(await office.does("boss", "edit", asked.target, values=moved), Card)


@pytest.mark.parametrize("spelling", ["https://example.com/owl", "http://www.example.com/owl/", "example.com/owl"])
async def test_a_page_that_is_here_already_is_told_in_any_spelling(office: Office, spelling: str):
    running = await office.posts()
    card = await office.does("boss", "post", values={**POSTING, "url": spelling})
    assert isinstance(card, Card) and "“What an owl taught us” is running." in str(card.parts)
    assert "Publish anyway" in str(card.parts)
    await office.does("boss", "discard", pressed(card, "discard"))
    await office.does("boss", "stop", running)
    content = await suggested(office, url=spelling, text_1="A start")
    await office.does("boss", "undo_stop", running)
    form = await office.does("boss", "approve", content)
    assert isinstance(form, Form) and "is running" in form.intro


async def test_posting_what_a_colleague_suggested_opens_their_suggestion(office: Office):
    await office.champions("boss")
    content = await suggested(office, text_1="A start")
    form = await office.does("boss", "command", values={"text": f"post {URL}"}, look=site())
    assert isinstance(form, Form) and (form.action, form.target.rpartition("|")[2]) == ("approve", content)


async def test_publishing_what_a_colleague_suggested_credits_them(office: Office):
    await office.champions("boss")
    content = await suggested(office, text_1="A start")
    card = await office.does("boss", "post", values=POSTING)
    assert isinstance(card, Card) and "Anna suggested this page on 4 March 2026" in str(card.parts)
    await office.does("boss", "publish", pressed(card, "publish"))
    told = select(Message.person).where(Message.kind == "decision", Message.subject == content)
    assert await office.store.run(lambda s: s.scalars(told).all()) == ["anna"]
    row = await office.store.run(lambda s: s.get_one(Content, ("W", content)).decided_by)
    assert row == "boss" and await state(office, content) != "proposed"


async def test_texts_that_differ_in_nothing_that_counts_are_refused(office: Office):
    same = {**POSTING, "text_2": "  MY colleagues\nasked an owl. "}
    refused = await office.does("boss", "post", values=same)
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["text_2"]
    third = await office.does("boss", "post", values={**POSTING, "text_3": POSTING["text_1"]})
    assert isinstance(third, FormErrors) and [*third.errors] == ["text_3"]


async def test_one_text_is_enough_and_the_preview_says_what_that_means(office: Office):
    card = await office.does("boss", "post", values={**POSTING, "text_2": ""})
    assert isinstance(card, Card) and "There is one text only" in str(card.parts)


async def state(office: Office, content: str) -> str:
    return await office.store.run(lambda s: s.get_one(Content, ("W", content)).state)


async def test_the_form_is_short_first_and_the_title_is_asked_only_where_the_page_has_none(office: Office):
    await office.does("boss", "help")
    titled = await office.does("boss", "command", values={"text": "post https://example.com/owl"}, look=site())
    assert [name for name, field in fields(titled).items() if not field.folded] == ["url", "why", "text_1"]
    bare = await office.does("boss", "command", values={"text": "post https://example.com/owl"})
    assert [name for name, field in fields(bare).items() if not field.folded] == ["url", "title", "why", "text_1"]
    assert isinstance(bare, Form) and bare.more == "More" and len(bare.inputs) == len(fields(titled))


async def test_the_editor_is_fetched_again_with_the_same_fields_whatever_it_is_for(office: Office):
    content = await suggested(office)
    opened = [
        await office.does("boss", "command", values={"text": "post https://example.com/owl"}, look=site("gone")),
        await office.does("boss", "approve", content, look=site("gone")),
        await office.does("boss", "way", values={"way": "create"}),
        await office.does("boss", "way", values={"way": "story"}),
    ]
    await office.does("boss", "post", "share", values=POSTING)
    draft = await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.state == "draft")).one())
    opened.append(await office.does("boss", "edit", draft))
    for form in opened:
        assert isinstance(form, Form) and form.refresh
        again = await office.does("boss", form.refresh.action, form.refresh.target)
        assert {*fields(again)} == {*fields(form)}
        assert all(fields(again)[name].options == field.options for name, field in fields(form).items())


async def test_only_champions_fetch_the_editor(office: Office):
    assert isinstance(await office.does("anna", "editor", "post|share"), Notice)


async def test_dutch_ends_a_suggestion_with_a_word_that_is_not_in_the_address(office: Office):
    form = await office.does("boss", "post", values={"text": "https://example.com/owl voor"})
    assert isinstance(form, Form) and {one.name: one.value for one in form.inputs}["url"] == "https://example.com/owl"
