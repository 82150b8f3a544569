"""People answer a question in their own post, or hand the answer to the champions."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.content.networks import NETWORKS, composer
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from handlers.links.visitors import Visitor
from handlers.recognition.recompute import recompute
from handlers.sharing import share_page
from models import Content, LedgerEntry, Nudge, Share
from tests.contributions.requests import ASKING, asks, labels, shown, targets
from tests.support.office import POSTING, Office, pressed
from tests.support.share_pages import page_token

TEXT = "That nobody came for the free pens."


async def answers(office: Office, who: str, content: str, how: str = "post") -> Reply | None:
    return await office.does(who, "answer", content, values={"text": TEXT, "how": how})


async def one_share(office: Office) -> Share:
    return await office.store.run(lambda s: s.scalars(select(Share)).one())


async def test_a_nudge_asks_and_the_answer_is_posted_like_a_share(office: Office):
    content = await asks(office, "create")
    await office.joins("anna", ways=("create",), networks=("linkedin", "x", "bluesky"))
    await office.after(minutes=1)
    [nudge] = office.told("anna")
    assert nudge.title == ASKING["create"]["title"] and pressed(nudge, "answer") == content
    assert {"Write an answer", "Skip", "Later"} <= labels(nudge) and "Share" not in labels(nudge)
    form = await office.does("anna", "answer", content)
    assert isinstance(form, Form) and [field.name for field in form.inputs] == ["text", "how"]
    card = shown(await answers(office, "anna", content))
    assert {"LinkedIn", "X", "Bluesky", "I posted it", "Undo"} <= labels(card)
    posted = await office.does("anna", "posted", pressed(card, "posted"), values={"network": "linkedin", "address": ""})
    assert "Thank you for sharing on LinkedIn!" in shown(posted).summary
    share = await one_share(office)
    assert (share.state, share.text) == ("posted", TEXT)
    assert await office.store.run(recompute) == []
    again = shown(await office.does("anna", "again", pressed(shown(posted), "again")))
    assert TEXT in again.model_dump_json() and "LinkedIn" not in labels(again)


async def test_the_share_page_needs_no_address(office: Office):
    content = await asks(office, "create")
    await office.joins("anna", ways=("create",))
    await answers(office, "anna", content)
    begun = (await one_share(office)).id
    token = await office.store.run(lambda s: page_token(s, begun))
    page = await office.store.run(lambda s: share_page.show_page(s, token, Visitor("", ""), office.now))
    assert page is not None and (page.preview.url, page.text, page.texts, page.state) == ("", TEXT, (), "started")
    await office.does("boss", "stop", content)  # people can still post their own words
    opened = await office.store.run(lambda s: share_page.open_composer(s, token, "linkedin", TEXT, office.now))
    assert opened == "https://www.linkedin.com/feed/"


@pytest.mark.parametrize("network", NETWORKS)
def test_a_text_alone_is_composed_wherever_that_is_possible(network: str):
    address = composer(network, "Only words", "")
    assert "url=" not in address and "u=" not in address
    assert ("Only" in address) is NETWORKS[network].takes_text
    assert bool(address) is (network != "copy")


async def test_undo_shows_the_question_again(office: Office):
    content = await asks(office, "create")
    await office.joins("anna", ways=("create",))
    card = shown(await answers(office, "anna", content))
    again = shown(await office.does("anna", "undo", targets(card)["Undo"]))
    assert "Write an answer" in labels(again)
    assert (await one_share(office)).state == "dropped"


@pytest.mark.parametrize("before", ["skip", "later"])
async def test_people_who_skipped_or_postponed_it_may_still_answer(office: Office, before: str):
    content = await asks(office, "create")
    await office.joins("anna", ways=("create",))
    nudge = targets(shown(await office.does("anna", "next")))["Skip"]
    await office.does("anna", before, nudge if before == "skip" else f"hour|{nudge}")
    assert isinstance(await answers(office, "anna", content), Card)
    assert await office.store.run(lambda s: s.scalars(select(Nudge.answer)).all()) == ["share"]
    await office.after(days=1)
    assert office.told("anna") == []


async def test_the_running_questions_are_listed_for_everybody(office: Office):
    nothing = shown(await office.does("anna", "questions"))
    assert "There are no questions just now." in nothing.model_dump_json()
    running = await asks(office, "create")
    await asks(office, "create", title="Later?", starts="2026-03-09")
    await asks(office, "react")
    await office.posts()
    await office.joins("sue", ways=("support",))
    for who in ("anna", "sue"):  # somebody who has not joined, and a supporter
        assert pressed(shown(await office.does(who, "questions")), "answer") == running
    form = await office.does("sue", "answer", running)
    assert isinstance(form, Form) and form.inputs[1].value == "material"
    form = await office.does("anna", "answer", running)
    assert isinstance(form, Form) and [field.name for field in form.inputs] == ["text"]


async def test_an_answer_can_go_to_the_champions_as_material(office: Office):
    await office.champions("boss")
    content = await asks(office, "create")
    await office.joins("sue", ways=("support",))
    assert isinstance(await answers(office, "sue", content, "material"), Notice)
    await office.after(minutes=1)
    [approval] = office.told("boss")
    assert TEXT in approval.model_dump_json() and "Sue sent in an answer." in approval.model_dump_json()
    judged = shown(await office.does("boss", "approve", pressed(approval, "approve")))
    material = pressed(judged, "edit")
    assert isinstance(await office.does("boss", "publish", material), Notice)  # there is nothing to share yet
    await office.after(minutes=1)
    assert any("will make something of your answer" in card.summary for card in office.told("sue"))
    assert await office.store.run(recompute) == []
    assert await office.store.run(lambda s: s.scalars(select(LedgerEntry.rule)).all()) == ["approved"]
    assert isinstance(await office.does("boss", "edit", material, values=POSTING), Card)
    assert isinstance(await office.does("boss", "publish", material), Card)
    assert await office.store.run(recompute) == []


async def test_people_who_have_not_joined_post_nothing_here(office: Office):
    content = await asks(office, "create")
    refused = await answers(office, "anna", content)
    assert isinstance(refused, Card) and refused.title == "Join first"
    assert isinstance(await answers(office, "anna", content, ""), Notice)
    assert await office.store.run(lambda s: s.scalars(select(Share)).all()) == []
    assert await office.store.run(lambda s: s.scalars(select(Content.state).order_by(Content.state)).all()) == [
        "proposed",
        "running",
    ]


async def test_a_question_that_is_not_running_gets_no_answer_and_no_text_is_lost(office: Office):
    await office.joins("anna")
    ended = await asks(office, "create", ends="2026-03-05")
    stopped = await asks(office, "create")
    await office.does("boss", "stop", stopped)
    others = [stopped, await office.posts(), await asks(office, "react"), "forged"]
    office.now += timedelta(days=2)
    for content in (ended, *others):
        assert isinstance(await office.does("anna", "answer", content), Notice)
        wrong = await answers(office, "anna", content)
        assert isinstance(wrong, FormErrors) and set(wrong.errors) == {"text"}
    running = await asks(office, "create", title="Now?")
    empty = await office.does("anna", "answer", running, values={"text": " ", "how": "post"})
    assert isinstance(empty, FormErrors)
    assert await office.store.run(lambda s: s.scalars(select(Share)).all()) == []
