"""`answer()` handles each event once, completely or not at all, and always with a sentence."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from handlers.core.interaction import Card, Form, FormErrors, Notice
from models import Base, Nudge, Person
from models.store import Store
from tests.support.office import JOINING, Office, pressed


async def rows(store: Store) -> dict[str, int]:
    def count(session):
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }

    return await store.run(count)


async def test_a_repeated_event_changes_nothing_and_says_nothing(office: Office):
    first = await office.does("anna", "join", values=JOINING, key="same")
    before = await rows(office.store)
    assert isinstance(first, Card)
    assert await office.does("anna", "join", values=JOINING, key="same") is None
    assert await rows(office.store) == before


async def test_a_key_in_another_workspace_is_another_event(office: Office):
    other = await Office(office.store, "V").open()
    assert await office.does("anna", "help", key="same") is not None
    assert await other.does("anna", "help", key="same") is not None


async def test_a_failure_leaves_nothing_half_done_and_gives_a_reference(office: Office, caplog):
    before = await rows(office.store)

    async def bursts(url: str):
        raise RuntimeError("secret words of somebody")

    with caplog.at_level(logging.ERROR, "heraut"):
        reply = await office.does("boss", "command", values={"text": "post https://example.com"}, look=bursts)
    assert isinstance(reply, Notice)
    [record] = caplog.records
    assert record.reference in reply.text
    assert await rows(office.store) == before


@pytest.mark.parametrize("action", ["", "no_such_thing", "__init__", "a" * 3000])
async def test_an_unknown_button_gets_a_sentence(office: Office, action: str):
    reply = await office.does("anna", action)
    assert isinstance(reply, Notice) and "/heraut help" in reply.text


@pytest.mark.parametrize("typed", ["xyzzy", "x" * 100_000, "leav", "qwop 👋"])
async def test_an_unknown_command_gets_the_two_nearest_as_buttons_and_help(office: Office, typed: str):
    before = await rows(office.store)
    reply = await office.does("anna", "command", values={"text": typed})
    assert isinstance(reply, Card) and len(reply.summary) < 300
    actions = [one.action for part in reply.parts for one in getattr(part, "every", ())]
    assert len(actions) == len({*actions}) == 3 and actions[-1] == "help"
    assert await rows(office.store) == before


@pytest.mark.parametrize("typed", ["\x00", "\u00a0", "👋", "?!"])
async def test_no_word_at_all_gets_help(office: Office, typed: str):
    reply = await office.does("anna", "command", values={"text": typed})
    assert isinstance(reply, Card) and reply.title == "What you can do"


async def test_join_first_has_a_button(office: Office):
    reply = await office.does("anna", "command", values={"text": "next"})
    assert isinstance(reply, Card) and pressed(reply, "join") == ""


async def test_the_chosen_language_wins_over_the_clients_and_is_kept(office: Office):
    chosen = await office.does("anna", "command", values={"text": "language nl"})
    assert isinstance(chosen, Card) and chosen.title == "Taal"
    help_card = await office.does("anna", "command", values={"text": "help"})
    assert isinstance(help_card, Card) and help_card.title != "What you can do"
    back = await office.does("anna", "command", values={"text": "taal en"})
    assert isinstance(back, Card) and back.title == "Language"


BAD = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", "h" * 9000]


@pytest.mark.parametrize("url", BAD)
async def test_a_bad_address_is_refused_and_nothing_is_read(office: Office, url: str):
    async def never(address: str):
        raise AssertionError(address)

    reply = await office.does("boss", "command", values={"text": f"post {url}"}, look=never)
    assert isinstance(reply, Notice) and "web address" in reply.text


async def test_a_page_that_cannot_be_read_leaves_empty_fields(office: Office):
    reply = await office.does("boss", "command", values={"text": "post https://example.com/x"})
    assert isinstance(reply, Form)
    values = {field.name: field.value for field in reply.inputs}
    assert values["url"] == "https://example.com/x" and values["title"] == ""


async def test_a_forged_button_gives_nobody_a_role_they_do_not_have(office: Office):
    content = await office.posts()
    for action in ("edit", "stop", "publish", "approve", "decline", "discard", "content"):
        reply = await office.does("anna", action, content)
        assert isinstance(reply, Notice) and "champion" in reply.text, action
    assert isinstance(await office.does("anna", "champion", mentioned="bob"), Notice)
    assert await office.store.run(lambda s: s.get(Person, ("W", "bob"))) is None


async def test_somebody_elses_card_is_refused(office: Office):
    await office.posts()
    await office.joins("anna")
    await office.joins("bob")
    card = await office.does("anna", "next")
    assert isinstance(card, Card)
    nudge = pressed(card, "share")
    for action in ("share", "skip", "later", "undo", "show", "again"):
        reply = await office.does("bob", action, nudge)
        assert isinstance(reply, Notice) and "somebody else" in reply.text, action
    shared = await office.does("anna", "share", nudge)
    assert isinstance(shared, Card)
    for action in ("posted", "rewrite", "address"):
        reply = await office.does("bob", action, pressed(shared, "posted"))
        assert isinstance(reply, Notice) and "somebody else" in reply.text, action


async def test_only_one_of_two_presses_counts(office: Office):
    await office.posts()
    await office.joins("anna")
    card = await office.does("anna", "next")
    assert isinstance(card, Card)
    nudge = pressed(card, "share")
    assert isinstance(await office.does("anna", "share", nudge), Card)
    second = await office.does("anna", "skip", nudge)
    assert isinstance(second, Notice) and "already answered" in second.text


async def test_a_card_whose_content_was_stopped_says_so(office: Office):
    content = await office.posts()
    await office.joins("anna")
    card = await office.does("anna", "next")
    assert isinstance(card, Card)
    await office.does("boss", "stop", content)
    reply = await office.does("anna", "share", pressed(card, "share"))
    assert isinstance(reply, Notice) and "no longer offered" in reply.text
    assert await office.store.run(lambda s: s.scalars(select(Nudge.answer)).all()) == [None]


@pytest.mark.parametrize("action", ["share", "skip", "later", "undo", "posted", "rewrite", "again", "show", "address"])
async def test_an_expired_card_gets_a_sentence(office: Office, action: str):
    await office.joins("anna")
    reply = await office.does("anna", action, "long gone")
    assert isinstance(reply, Notice) and "/heraut next" in reply.text


async def test_a_text_that_is_too_long_is_reported_beside_its_field(office: Office):
    await office.posts()
    await office.joins("anna")
    card = await office.does("anna", "next")
    assert isinstance(card, Card)
    shared = await office.does("anna", "share", pressed(card, "share"))
    assert isinstance(shared, Card)
    reply = await office.does("anna", "rewrite", pressed(shared, "rewrite"), values={"text": "x" * 100_000})
    assert isinstance(reply, FormErrors) and "text" in reply.errors


@pytest.mark.parametrize(
    "wishes",
    [
        {"weekly_most": "99"},
        {"weekly_most": "many"},
        {"hours_from": "25:99"},
        {"hours_from": "17:00", "hours_to": "09:00"},
        {"invented": "x"},
    ],
)
async def test_a_forged_form_changes_nothing(office: Office, wishes: dict[str, str]):
    reply = await office.does("anna", "join", values={**JOINING, **wishes})
    assert isinstance(reply, FormErrors) and reply.errors
    assert await office.store.run(lambda s: s.get(Person, ("W", "anna"))) is None


async def test_undo_works_for_ten_minutes(office: Office):
    await office.posts()
    await office.joins("anna")
    card = await office.does("anna", "next")
    assert isinstance(card, Card)
    nudge = pressed(card, "skip")
    await office.does("anna", "skip", nudge)
    office.now += timedelta(minutes=9)
    assert isinstance(await office.does("anna", "undo", nudge), Card)
    await office.does("anna", "skip", nudge)
    office.now += timedelta(minutes=11)
    late = await office.does("anna", "undo", nudge)
    assert isinstance(late, Notice) and "too late" in late.text
