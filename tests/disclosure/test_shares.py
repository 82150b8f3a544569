"""A line that says who speaks is part of what is offered, is the person's to change, and never in the way."""

import json
from functools import partial

import pytest
from sqlalchemy import select, update

from bot.slack import render as slack
from bot.slack.cards import NEWER, OLDER, Shape
from bot.teams import render as teams
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Text
from handlers.disclosure.lines import fitted_to
from handlers.links.visitors import Visitor
from handlers.privacy import by_command
from handlers.privacy.package import sections
from handlers.sharing import share_page
from handlers.sharing.share_page_view import SharePage
from models import AuditEntry, Nudge, Person, Share
from tests.support.office import Office, pressed
from tests.support.share_pages import page_token

LINE = "I work at The Office."
TIP = "Tip: say that you work at The Office, and nobody can call it hidden advertising. It goes as you wrote it."
FIELDS = {"company": "The  Office", "sites": "https://www.example.com/ other.example"}


async def begun(office: Office, *, named: bool = True, **content: str) -> Card:
    """Anna presses Share."""
    if named:
        await office.does("boss", "disclosure", values=FIELDS)
    await office.posts(**content)
    await office.joins("anna", networks=("linkedin",))
    rows = select(Nudge.id).where(Nudge.person == "anna")
    nudge = await office.store.run(lambda s: s.scalars(rows).one())
    card = await office.does("anna", "share", nudge)
    assert isinstance(card, Card)
    return card


def said(card: object) -> list[str]:
    assert isinstance(card, Card), card
    return [part.text for part in card.parts if isinstance(part, Text)]


async def kept(office: Office) -> Share:
    return await office.store.run(lambda s: s.scalars(select(Share)).one())


async def page_of(office: Office, share: str) -> SharePage:
    token = await office.store.run(lambda s: page_token(s, share))
    page = await office.store.run(lambda s: share_page.show_page(s, token, Visitor("", ""), office.now))
    assert page is not None
    return page


async def test_the_line_is_part_of_the_text_on_the_card_and_on_the_page(office: Office):
    card = await begun(office)
    assert said(card)[0].startswith(f"{LINE}\n\n") and TIP not in said(card)
    page = await page_of(office, pressed(card, "posted"))
    assert page.text.startswith(LINE) and all(text.startswith(LINE) for text in page.texts) and page.tip == TIP
    share = await kept(office)
    assert share.offered == share.text and share.disclosed is None and not share.own_words


async def test_without_a_name_and_on_other_sites_nothing_is_said(office: Office):
    card = await begun(office, named=False)
    assert LINE not in said(card)[0]
    share = pressed(card, "posted")
    assert (await page_of(office, share)).tip == ""
    posted = await office.does("anna", "posted", share, values={"network": "linkedin"})
    assert TIP not in said(posted) and (await kept(office)).disclosed is None


async def test_what_is_not_about_the_organisation_gets_no_line(office: Office):
    assert LINE not in said(await begun(office, url="https://news.example/owl"))[0]


async def test_a_text_that_no_longer_says_so_gets_one_friendly_sentence_and_goes(office: Office):
    share = pressed(await begun(office), "posted")
    card = await office.does("anna", "rewrite", share, values={"text": "Owls are quiet."})
    assert said(card).count(TIP) == 1
    posted = await office.does("anna", "posted", share, values={"network": "linkedin"})
    assert said(posted).count(TIP) == 1
    assert ((await kept(office)).disclosed, (await kept(office)).state) == (False, "posted")


async def test_own_words_that_say_so_are_as_good(office: Office):
    share = pressed(await begun(office), "posted")
    card = await office.does("anna", "rewrite", share, values={"text": "Where I work, owls are quiet."})
    assert TIP not in said(card)
    posted = await office.does("anna", "posted", share, values={"network": "linkedin"})
    assert TIP not in said(posted) and (await kept(office)).disclosed is True


@pytest.mark.parametrize(("text", "stood"), [("Owls.", False), (f"{LINE} Owls.", True)])
async def test_a_text_leaves_by_the_page_whether_it_says_so_or_not(office: Office, text: str, stood: bool):
    share = pressed(await begun(office), "posted")
    token = await office.store.run(lambda s: page_token(s, share))
    opens = partial(share_page.open_composer, token=token, network="linkedin", text=text, now=office.now)
    assert "linkedin.com" in await office.store.run(opens)
    assert ((await kept(office)).disclosed, (await kept(office)).text) == (stood, text)


BRIEF = "#TheOfficeemployee"


async def opens(office: Office, share: str, network: str, text: str) -> str:
    token = await office.store.run(lambda s: page_token(s, share))
    leaving = partial(share_page.open_composer, token=token, network=network, text=text, now=office.now)
    return await office.store.run(leaving)


async def test_the_line_follows_the_network_that_the_person_picks(office: Office):
    share = pressed(await begun(office), "posted")
    page = await page_of(office, share)
    assert (LINE, BRIEF) in page.lines
    assert [one.brief for one in page.networks if one.name == "linkedin"] == [False]
    text = page.text
    assert BRIEF in fitted_to(text, page.lines, "x") and fitted_to(text, page.lines, "linkedin") == text
    assert "%23TheOfficeemployee" in await opens(office, share, "x", text)
    left = await kept(office)
    assert left.text == f"{BRIEF}\n\n{text.partition(chr(10) * 2)[2]}" and left.text != left.offered
    assert (left.own_words, left.disclosed) == (False, True)
    assert await opens(office, share, "linkedin", left.text) and (await kept(office)).text == text


async def test_a_line_in_their_own_words_stays_on_every_network(office: Office):
    share = pressed(await begun(office), "posted")
    own = f"{LINE} And I like owls."
    await opens(office, share, "x", own)
    assert ((await kept(office)).text, (await kept(office)).own_words) == (own, True)


async def test_a_dutch_text_keeps_its_dutch_line(office: Office):
    dutch = "Onze collega’s hebben een uil gevraagd hoe het stiller kan, en dat is gelukt."
    share = pressed(await begun(office, text_1=dutch, text_2=""), "posted")
    text = (await page_of(office, share)).text
    assert text == f"Ik werk bij The Office.\n\n{dutch}"
    await opens(office, share, "x", text)
    assert (await kept(office)).text == f"#medewerker The Office\n\n{dutch}"


async def test_without_a_public_address_each_button_brings_the_line_of_its_network(office: Office):
    await office.does("boss", "disclosure", values=FIELDS)
    await office.posts()
    await office.joins("anna", networks=("linkedin", "x", "bluesky"))
    nudge = await office.store.run(lambda s: s.scalars(select(Nudge.id).where(Nudge.person == "anna")).one())
    card = await office.does("anna", "share", nudge)
    assert isinstance(card, Card)
    doors = {button.label: button.direct for button in all_of(card) if button.direct}
    assert "%23TheOfficeemployee" in doors["X"] and "%23TheOfficeemployee" in doors["Bluesky"]
    assert said(card)[0].startswith(LINE)


@pytest.mark.parametrize(("locale", "line"), [("en-GB", LINE), ("nl-NL", "Ik werk bij The Office.")])
@pytest.mark.parametrize("shape", [OLDER, Shape(NEWER)])
async def test_slack_and_teams_show_the_line_in_the_text(office: Office, locale: str, line: str, shape: Shape):
    await begun(office, text_1="Kievit: 6 dB.", text_2="")
    await office.store.run(lambda s: s.execute(update(Person).values(locale=locale, language=locale[:2])))
    nudge = await office.store.run(lambda s: s.scalars(select(Nudge.id).where(Nudge.person == "anna")).one())
    again = await office.does("anna", "again", nudge)
    assert isinstance(again, Card) and said(again)[0].startswith(f"{line}\n\n")
    blocks = slack.message(again, "https://heraut.example", shape).blocks
    assert line in json.dumps(blocks, ensure_ascii=False)
    assert line in json.dumps(teams.card(again, "https://heraut.example"), ensure_ascii=False)


async def test_colleagues_with_the_same_line_are_not_told_that_they_copy(office: Office):
    card = await begun(office)
    share = pressed(card, "posted")
    await office.does("anna", "posted", share, values={"network": "linkedin"})
    await office.joins("bob", networks=("linkedin",))
    nudge = await office.store.run(lambda s: s.scalars(select(Nudge.id).where(Nudge.person == "bob")).one())
    bobs = await office.does("bob", "share", nudge)
    assert isinstance(bobs, Card)
    own = {"text": f"{LINE}\n\nMy sister keeps two of them in a barn."}
    assert "reads much" not in str(said(await office.does("bob", "rewrite", pressed(bobs, "posted"), values=own)))


async def test_it_is_the_persons_own_and_goes_with_them(office: Office):
    share = pressed(await begun(office), "posted")
    await office.does("anna", "posted", share, values={"network": "linkedin"})
    told = await office.store.run(lambda s: str(sections(s, s.get_one(Person, ("W", "anna")))))
    assert told.count(LINE) >= 2 and "Disclosed" in told
    await office.store.run(lambda s: by_command.forget_for(s, "anna", "W", office.now))
    after = await kept(office)
    assert (after.text, after.offered, after.disclosed) == ("", "", None)


async def test_only_a_manager_sets_it_and_sites_are_hosts(office: Office):
    form = await office.does("boss", "disclosure")
    assert isinstance(form, Form) and [field.name for field in form.inputs] == ["company", "sites"]
    wrong = await office.does("boss", "disclosure", values={"company": "X", "sites": "not/a site"})
    assert isinstance(wrong, FormErrors) and [*wrong.errors] == ["sites"]
    await office.does("boss", "disclosure", values=FIELDS)
    again = await office.does("boss", "disclosure")
    assert isinstance(again, Form)
    assert [field.value for field in again.inputs] == ["The Office", "example.com other.example"]
    off = await office.does("boss", "disclosure", values={"company": "", "sites": ""})
    assert said(off) == ["Texts no longer say who speaks."]
    await office.joins("anna")
    assert not isinstance(await office.does("anna", "disclosure"), Form)


async def test_the_audit_trail_tells_which_of_its_settings_changed(office: Office):
    for values in (FIELDS, FIELDS, {**FIELDS, "company": "Another Office"}, {"company": "", "sites": ""}):
        await office.does("boss", "disclosure", values=values)
    its = select(AuditEntry.details).where(AuditEntry.act == "disclosure_changed").order_by(AuditEntry.details)
    rows = await office.store.run(lambda s: s.scalars(its).all())
    assert [*rows] == ["company", "company,sites", "company,sites"]
    await office.joins("anna")
    assert "Boss changed how texts say who speaks" in str(await office.does("anna", "audit"))
