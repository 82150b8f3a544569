"""What people have posted stays theirs: a colleague’s thought is theirs, and a shared link leads where it led."""

import ast
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, FormErrors, Notice, Reply
from handlers.features import FEATURES
from handlers.links import links
from handlers.registry.feature import together
from models import Content, ContentTag, Link, Person, Share, SuggestedText, Thought, Workspace
from tests.contributions.requests import shown
from tests.support import tree
from tests.support.office import POSTING, Office, Values, pressed
from tests.support.stores import in_memory

Use = Callable[[Office, str], Awaitable[None]]
OWN = "Nobody asked about the price, said Lena."
TITLE = "My thought of"
THEIRS = "This is a colleague’s own text. Only they can change it, post it or take it back."
BY_CHAMPIONS = (
    *("approve", "content_link", "decline", "discard", "edit", "override", "publish", "recall", "results", "stop"),
)
VALUES: Sequence[Values] = (
    {},
    {**POSTING, "title": "Taken over"},
    {"url": "", "title": "Taken over"},
    {"ask": "remove", "reason": "Taken over"},
    {"text": "Taken over"},
    {"network": "x", "address": ""},
)


async def makes_champion(office: Office, who: str) -> None:
    here = (Person.workspace == office.workspace, Person.person == who)
    await office.store.run(lambda s: s.execute(update(Person).where(*here).values(role="champion", duty_at=office.now)))


async def with_a_thought(office: Office, *, posted: bool) -> str:
    """Lena's thought, written up by the champion Carl, and begun or posted as content. Returns its id."""
    await office.joins("lena")
    await office.joins("carl")
    await makes_champion(office, "carl")
    await office.does("lena", "thought", values={"rough": "nobody asked about price"})
    thought = await office.store.run(lambda s: s.scalars(select(Thought.id)).one())
    await office.does("carl", "take", thought)
    await office.does("carl", "write", thought, values={"text": OWN})
    card = shown(await office.does("lena", "ready", thought))
    if posted:
        await office.does("lena", "posted", pressed(card, "posted"), values={"network": "linkedin", "address": ""})
    return thought


def kept(session: Session, thought: str) -> list[tuple[object, ...]]:
    """Everything that is stored of the thought, as a thought and as content."""
    rows = (
        select(*Content.__table__.columns).where(Content.id == thought),
        select(*ContentTag.__table__.columns).where(ContentTag.content == thought),
        select(*SuggestedText.__table__.columns).where(SuggestedText.content == thought),
        select(*Share.__table__.columns).where(Share.content == thought),
        select(*Link.__table__.columns).where(Link.content == thought),
        select(Thought.state, Thought.text, Thought.rough).where(Thought.id == thought),
    )
    return [tuple(row) for query in rows for row in session.execute(query)]


async def test_a_champion_is_refused_in_every_act_on_a_colleagues_thought(office: Office):
    thought = await with_a_thought(office, posted=True)
    for who, action in product(("carl", "boss"), BY_CHAMPIONS):
        assert await office.does(who, action, thought) == Notice(text=THEIRS), (who, action)


async def test_no_act_of_a_champion_shows_a_colleagues_thought(office: Office):
    thought = await with_a_thought(office, posted=True)
    for who, action in product(("carl", "boss"), sorted(together(FEATURES).actions)):
        reply = await office.does(who, action, thought)
        said = reply.model_dump_json() if reply else ""
        assert OWN not in said and TITLE not in said, (who, action)


@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(("carl", "boss")),
            st.sampled_from(sorted(together(FEATURES).actions)),
            st.sampled_from(VALUES),
        ),
        min_size=8,
        max_size=8,
    ),
    posted=st.booleans(),
)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
async def test_nothing_that_champions_do_changes_or_shows_a_colleagues_thought(
    acts: list[tuple[str, str, Values]], posted: bool
):
    store = in_memory()
    office = await Office(store).open()
    thought = await with_a_thought(office, posted=posted)
    before = await store.run(lambda s: kept(s, thought))
    for who, action, values in acts:
        reply = await office.does(who, action, thought, values=values)
        said = reply.model_dump_json() if reply else ""
        assert OWN not in said and TITLE not in said, (who, action, values)
        assert await store.run(lambda s: kept(s, thought)) == before, (who, action, values)
    store.close()


# ── Where a shared link leads ─────────────────────────────────────────────────────────────────────

ELSEWHERE = "https://elsewhere.example/"
WITHIN = "https://www.example.com/owl-2"
REFUSED = (
    "Links to this are in use, so it can only move within example.com. "
    "For another site: post that as new content, and stop this one."
)


async def edits(office: Office, who: str, content: str, url: str) -> Reply | None:
    return await office.does(who, "edit", content, values={**POSTING, "url": url})


async def address(office: Office, content: str) -> str:
    return await office.store.run(lambda s: s.get_one(Content, ("W", content)).url)


async def begins(office: Office, content: str) -> None:
    card = shown(await office.does("anna", "next"))
    await office.does("anna", "share", pressed(card, "share"))


async def posts(office: Office, content: str) -> None:
    await begins(office, content)
    share = await office.store.run(lambda s: s.scalars(select(Share.id)).one())
    assert isinstance(await office.does("anna", "posted", share, values={"network": "linkedin", "address": ""}), Card)


async def undoes(office: Office, content: str) -> None:
    """What she posted may still be there."""
    await posts(office, content)
    assert isinstance(await office.does("anna", "undo", f"anna.{content}"), Card)


async def takes_a_link(office: Office, content: str) -> None:
    await office.store.run(lambda s: setattr(s.get_one(Workspace, "W"), "address", "https://heraut.example"))
    assert isinstance(await office.does("boss", "content_link", content), Card)


async def stops(office: Office, content: str) -> None:
    await posts(office, content)
    await office.does("boss", "stop", content)


async def ends(office: Office, content: str) -> None:
    await posts(office, content)
    office.now += timedelta(days=400)


async def recalls(office: Office, content: str) -> None:
    await posts(office, content)
    await office.does("boss", "recall", content, values={"ask": "remove", "reason": "It was wrong."})


@pytest.fixture
async def company(office: Office) -> Office:
    """Anna takes part, and Carl and the boss are champions."""
    await office.joins("anna")
    await office.joins("carl", ways=("support",))
    await makes_champion(office, "carl")
    return office


@pytest.mark.parametrize(
    "used", [begins, posts, undoes, takes_a_link, stops, ends, recalls], ids=lambda act: act.__name__
)
@pytest.mark.parametrize("who", ["carl", "boss"])
async def test_an_address_in_use_never_leads_to_another_site(company: Office, who: str, used: Use):
    content = await company.posts()
    await used(company, content)
    for url in (
        ELSEWHERE,
        "http://example.com/owl",
        "https://example.com.evil.example/owl",
        "https://example.com:8443/",
    ):
        assert await edits(company, who, content, url) == FormErrors(errors={"url": REFUSED}), url
    assert await address(company, content) == "https://example.com/owl"
    assert isinstance(await edits(company, who, content, WITHIN), Card)
    assert await address(company, content) == WITHIN


async def test_an_address_that_nobody_used_may_still_change(company: Office):
    content = await company.posts()
    assert isinstance(await edits(company, "carl", content, ELSEWHERE), Card)
    assert await address(company, content) == ELSEWHERE


async def test_a_suggestion_that_was_approved_with_changes_keeps_the_rule(company: Office):
    await company.does("dora", "suggest", values={"url": "https://dora.example/", "title": "Owls", "why": ""})
    content = await company.store.run(lambda s: s.scalars(select(Content.id)).one())
    assert isinstance(await edits(company, "carl", content, "https://example.com/owl"), Card)
    assert isinstance(await company.approves("boss", content, text_1="Owls!"), Card)
    await posts(company, content)
    assert await edits(company, "carl", content, ELSEWHERE) == FormErrors(errors={"url": REFUSED})


async def test_the_form_for_new_content_changes_no_other(company: Office):
    content = await company.posts()
    await posts(company, content)
    await company.does("carl", "post", content, values={**POSTING, "url": ELSEWHERE})
    assert await address(company, content) == "https://example.com/owl"


async def test_old_links_follow_an_address_within_its_site(company: Office):
    await takes_a_link(company, content := await company.posts())
    token = await company.store.run(lambda s: s.scalars(select(Link.token).where(Link.kind == "plain")).one())
    await edits(company, "carl", content, ELSEWHERE)
    assert await company.store.run(lambda s: links.leads(s, token)) == "https://example.com/owl"
    await edits(company, "carl", content, WITHIN)
    assert await company.store.run(lambda s: links.leads(s, token)) == WITHIN


@pytest.mark.parametrize("linked", [True, False])
async def test_who_shared_it_reads_on_their_card_that_it_moved(company: Office, linked: bool):
    if linked:
        await company.store.run(lambda s: setattr(s.get_one(Workspace, "W"), "address", "https://heraut.example"))
    content = await company.posts()
    await company.after(minutes=1)
    await company.does("anna", "share", f"anna.{content}")
    share = await company.store.run(lambda s: s.scalars(select(Share.id)).one())
    await company.does("anna", "posted", share, values={"network": "linkedin", "address": ""})
    told = len(company.told("anna"))
    company.now += timedelta(days=1)
    await edits(company, "carl", content, WITHIN)
    await company.after(minutes=1)
    said = company.told("anna")[-1].model_dump_json()
    end = "Your link leads there." if linked else "Your post has the old address."
    assert f"This page moved within example.com on 5 March 2026. {end}" in said
    assert len(company.told("anna")) == told  # her card was edited, and nothing new came


def test_only_one_function_changes_where_content_leads():
    changes = {
        name
        for name, source in tree.product().items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == "url"
    }
    assert changes == {"handlers/content/address_changes.py"}
