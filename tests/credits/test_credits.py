"""Somebody who suggests content is named with it if they agreed, and only while they do."""

import pytest
from sqlalchemy import select

from handlers.core.interaction import Card, Form, Reply
from handlers.core.language import Words
from handlers.gallery.cards import gallery
from handlers.library.browsing import listing_of
from handlers.library.shelf import library_of
from handlers.library.targets import Look
from handlers.links.visitors import Visitor
from handlers.members.agreements import past_agreements
from handlers.sharing.share_page import show_page
from models import Content, Person
from tests.recognition.test_named_no_more import MONDAY
from tests.support.office import Office, Values, pressed

LINE = "Suggested by Noor."
OWL: Values = {"url": "https://example.com/owl", "title": "Owls at the docks", "why": "", "text_1": "Look up."}


async def suggests(office: Office, **more: str) -> str:
    await office.does("noor", "suggest", values={**OWL, **more})
    return await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.author == "noor")).one())


async def used(office: Office, **more: str) -> str:
    """Anna and Noor take part; what Noor suggests is approved."""
    await office.joins("anna")
    await office.joins("noor", named="")
    content = await suggests(office, **more)
    assert isinstance(await office.approves("boss", content), Card)
    return content


async def asked(office: Office) -> Form:
    """The form for a suggestion, as Noor gets it."""
    form = await office.does("noor", "command", values={"text": "suggest"})
    assert isinstance(form, Form), form
    return form


def said(reply: Reply | None) -> str:
    assert isinstance(reply, Card), reply
    return reply.model_dump_json()


async def nudge(office: Office) -> str:
    return said(await office.does("anna", "next"))


async def browsed(office: Office) -> str:
    return said(await office.does("anna", "browse"))


async def home(office: Office) -> str:
    return said(await office.does("anna", "home"))


async def on_a_page(office: Office) -> str:
    def read(session):
        person = session.get_one(Person, ("W", "anna"))
        offers = library_of(session, person, office.now).offers
        listing = listing_of(session, "W", offers, Look(), 12, office.now)
        return str(gallery(Words.of("en"), "en", listing).entries)

    return await office.store.run(read)


async def share_card(office: Office) -> str:
    return said(await begun(office))


async def begun(office: Office) -> Card:
    offered = await office.does("anna", "next")
    assert isinstance(offered, Card)
    card = await office.does("anna", "share", pressed(offered, "share"))
    assert isinstance(card, Card)
    return card


async def share_page(office: Office) -> str:
    door = next(
        b.link
        for part in (await begun(office)).parts
        for b in getattr(part, "every", ())
        if b.link.startswith("/share/")
    )
    token = door.split("/")[2].split("?")[0]
    page = await office.store.run(lambda s: show_page(s, token, Visitor("", ""), office.now))
    assert page is not None
    return page.credit


async def weekly(office: Office) -> str:
    await office.does("boss", "leaderboard", values={"text": "here"}, channel="C1")
    office.now = MONDAY
    await office.rounds.all()
    [card] = office.told("C1")
    return card.model_dump_json()


PLACES = [nudge, browsed, home, on_a_page, share_card, share_page]


@pytest.mark.parametrize("place", PLACES)
async def test_a_person_who_agreed_is_named(office: Office, place):
    await used(office, by_name="yes")
    assert LINE in await place(office)


@pytest.mark.parametrize("place", [*PLACES, weekly])
async def test_nobody_is_named_unless_they_agreed(office: Office, place):
    await used(office)
    assert "Noor" not in await place(office)


async def test_the_weekly_message_names_who_suggested_what_began(office: Office):
    await used(office, by_name="yes")
    assert "Suggested, and now yours to share: “Owls at the docks” by Noor." in await weekly(office)


async def test_a_sent_weekly_message_is_written_again_when_they_withdraw(office: Office):
    await used(office, by_name="yes")
    await weekly(office)
    await office.does("noor", "withdraw", "credited")
    await office.after(minutes=1)
    [card] = office.told("C1")
    assert "Noor" not in card.model_dump_json()


SETTINGS: Values = {"weekly_most": "2", "days": ("0", "1"), "country": "", "team": "", "off": "", "named": "yes"}
GOES = [
    ("noor", "leave", "", None),
    ("noor", "pause", "", {"text": "until 2 april"}),
    ("noor", "withdraw", "credited", None),
    ("noor", "settings", "", {**SETTINGS, "credited": ""}),
    ("noor", "forget", "", None),
    ("boss", "council_on", "", None),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("act", GOES, ids=[f"{act[1]}" for act in GOES])
async def test_the_name_is_gone_at_once(office: Office, place, act):
    who, action, target, values = act
    await used(office, by_name="yes")
    assert isinstance(await office.does(who, action, target, values=values), Card)
    assert "Noor" not in await place(office)


async def test_after_a_break_the_name_is_back(office: Office):
    await used(office, by_name="yes")
    await office.does("noor", "pause", values={"text": "until 2 april"})
    await office.does("noor", "resume")
    assert LINE in await nudge(office)


async def test_the_champion_who_approved_it_chose_it(office: Office):
    await used(office)
    assert "Boss chose it on" in await nudge(office)


async def test_the_form_asks_once_and_settings_change_it(office: Office):
    await office.joins("noor")
    form = await asked(office)
    assert [field.value for field in form.inputs if field.name == "by_name" and not field.folded] == [""]
    await office.does("noor", "settings", values={**SETTINGS, "credited": "yes"})
    form = await asked(office)
    assert "by_name" not in [field.name for field in form.inputs]
    settings = await office.does("noor", "settings")
    assert isinstance(settings, Form)
    assert [field.value for field in settings.inputs if field.name == "credited"] == ["yes"]


async def test_nothing_is_asked_in_works_council_mode(office: Office):
    await office.joins("noor")
    await office.does("boss", "council_on")
    settings = await office.does("noor", "settings")
    assert isinstance(settings, Form)
    names = [one.name for form in (await asked(office), settings) for one in form.inputs]
    assert "by_name" not in names and "credited" not in names


async def test_each_yes_and_no_is_in_the_record_with_its_words(office: Office):
    await office.joins("noor")
    await suggests(office, by_name="yes")
    await office.does("noor", "withdraw", "credited")

    def read(session):
        rows = past_agreements(session, session.get_one(Person, ("W", "noor")))
        return [(row.agreed, row.wording) for row in rows if row.purpose == "credited"]

    assert await office.store.run(read) == [(True, "2026-12"), (False, "2026-12")]


async def test_a_champion_who_publishes_the_page_credits_who_suggested_it(office: Office):
    for who in ("anna", "noor"):
        await office.joins(who)
    await suggests(office, by_name="yes")
    draft = await office.does("boss", "post", values={**OWL, "why": "Owls!"})
    assert isinstance(draft, (Card, Form))
    if isinstance(draft, Form):
        draft = await office.does("boss", "post", draft.target, values={**OWL, "why": "Owls!"})
    assert isinstance(draft, Card)
    assert isinstance(await office.does("boss", "publish", pressed(draft, "publish")), Card)
    assert LINE in await nudge(office)


async def test_somebody_who_suggests_without_taking_part_may_be_named_too(office: Office):
    await office.joins("anna")
    content = await suggests(office, by_name="yes")
    await office.approves("boss", content)
    assert LINE in await nudge(office)
