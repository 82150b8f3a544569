"""Content without an address: a photo or a story of one's own, and who is in the picture."""

import pytest
from sqlalchemy import select

from handlers.core.interaction import Card, Form, FormErrors, Notice, Page, Reply
from handlers.core.language import Words
from handlers.links.visitors import Visitor
from handlers.results.cards import ContentResults, content_card
from handlers.results.steps import Row
from handlers.sharing.share_page import show_page
from models import AuditEntry, Content, Link, Pictured, Share
from tests.support.office import Office, Values, pressed

PHOTO = "https://pictures.example/hall.jpg"
STORY: Values = {"title": "The new hall", "text_1": "We moved a whole hall in a weekend."}
SUGGESTED: Values = {"url": "", "title": "My first blade", "text_1": "Two years, and today I saw it turn."}
PICTURE: Values = {"image": PHOTO, "who": "others", "names": "Noor and Sem", "agreed": "yes"}


async def shows(url: str) -> Page:
    return Page(url=url, image=url)


async def told(office: Office, values: Values) -> Reply | None:
    return await office.does("boss", "post", "story", values=values, look=shows)


async def publishes(office: Office, **more: str | tuple[str, ...]) -> str:
    draft = await told(office, {**STORY, **more})
    assert isinstance(draft, Card), draft
    content = pressed(draft, "publish")
    assert isinstance(await office.does("boss", "publish", content), Card)
    return content


async def stored(office: Office, content: str) -> Content:
    return await office.store.run(lambda s: s.get_one(Content, ("W", content)))


async def people_in(office: Office, content: str) -> tuple[str, str, str] | None:
    def read(session):
        found = session.get(Pictured, ("W", content))
        return (found.who, found.names, found.said_by) if found else None

    return await office.store.run(read)


def named(reply: Reply | None) -> dict[str, bool]:
    assert isinstance(reply, Form), reply
    return {field.name: field.folded for field in reply.inputs}


async def begun(office: Office, who: str) -> Card:
    await office.joins(who)
    await office.after(minutes=1)
    [nudge] = [card for card in office.told(who) if "share" in str(card.parts)]
    card = await office.does(who, "share", pressed(nudge, "share"))
    assert isinstance(card, Card), card
    return card


async def test_the_way_form_offers_a_story_and_its_form_asks_for_no_address(office: Office):
    asked = await office.does("boss", "post")
    assert isinstance(asked, Form) and "story" in [option.value for option in asked.inputs[0].options]
    form = await office.does("boss", "way", values={"way": "story", "url": ""})
    shown = [name for name, folded in named(form).items() if not folded]
    assert shown == ["title", "text_1", "image", "who", "names", "agreed"] and "url" not in named(form)


async def test_a_story_without_a_picture_is_published_and_shared(office: Office):
    content = await publishes(office)
    row = await stored(office, content)
    assert (row.state, row.url, row.own) == ("running", "", True)
    card = await begun(office, "anna")
    assert "We moved a whole hall" in str(card.parts) and "Open the picture" not in str(card.parts)
    opens = next(b for part in card.parts for b in getattr(part, "every", ()) if b.label == "LinkedIn")
    assert opens.direct == "https://www.linkedin.com/feed/"
    links = await office.store.run(lambda s: s.scalars(select(Link)).all())
    assert not links


async def test_a_picture_is_opened_from_the_card_because_no_network_takes_it_along(office: Office):
    await publishes(office, **PICTURE)
    card = await begun(office, "anna")
    [opens] = [b for part in card.parts for b in getattr(part, "buttons", ()) if b.label == "Open the picture"]
    assert opens.link == PHOTO and "add it to your post" in str(card.parts)
    assert sum(len(getattr(part, "buttons", ())) for part in card.parts) <= 4


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"who": ""}, "who"), ({"names": ""}, "names"), ({"agreed": ""}, "agreed")],
    ids=["who", "names", "agreed"],
)
async def test_a_picture_needs_to_say_who_is_in_it_and_that_they_agree(office: Office, missing: Values, field: str):
    refused = await told(office, {**STORY, **PICTURE, **missing})
    assert isinstance(refused, FormErrors) and [*refused.errors] == [field]
    suggested = await office.does("anna", "suggest", values={**SUGGESTED, **PICTURE, **missing}, look=shows)
    assert isinstance(suggested, FormErrors) and [*suggested.errors] == [field]


ANOTHER = "https://pictures.example/canteen.jpg"


async def edits(office: Office, who: str, content: str, **more: str) -> Reply | None:
    """Open the editor, and save what it shows with these changes."""
    form = await office.does(who, "edit", content)
    assert isinstance(form, Form), form
    filled = {field.name: field.value for field in form.inputs if field.value or field.kind != "flag"}
    return await office.does(who, "edit", form.target, values={**filled, **more}, look=shows)


async def test_that_they_agreed_is_said_of_one_picture_and_asked_about_the_next(office: Office):
    content = await publishes(office, **PICTURE)
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form)
    [tick] = [field for field in form.inputs if field.name == "agreed"]
    assert (tick.value, tick.hint[:28]) == ("", "They agreed to this picture.")
    assert isinstance(await edits(office, "boss", content, why="Look."), Card)
    refused = await edits(office, "boss", content, image=ANOTHER)
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["agreed"]
    assert (await stored(office, content)).image == PHOTO
    assert isinstance(await edits(office, "boss", content, image=ANOTHER, agreed="yes"), Card)
    assert (await stored(office, content)).image == ANOTHER


async def test_other_people_in_the_same_picture_have_to_agree_too(office: Office):
    content = await publishes(office, **PICTURE)
    refused = await edits(office, "boss", content, names="Noor, Sem and Kim")
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["agreed"]


async def test_who_says_it_is_the_person_who_changed_the_picture(office: Office):
    await office.champions("boss", "carl")
    content = await publishes(office, **PICTURE)
    await edits(office, "carl", content, image=ANOTHER, agreed="yes")
    assert await people_in(office, content) == ("others", "Noor and Sem", "carl")


async def test_nobody_says_for_a_colleague_that_another_picture_shows_them_alone(office: Office):
    await office.champions("boss", "carl")
    content = await publishes(office, image=PHOTO, who="me")
    refused = await edits(office, "carl", content, image=ANOTHER)
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["who"]
    assert isinstance(await edits(office, "boss", content, image=ANOTHER), Card)


async def test_only_me_is_the_reader_unless_somebody_else_said_it(office: Office):
    await office.champions("boss", "carl")
    content = await publishes(office, image=PHOTO, who="nobody")
    form = await office.does("carl", "edit", content)
    assert isinstance(form, Form) and "Only me" in str(form.inputs)


async def test_the_address_of_a_picture_is_opened_first(office: Office):
    refused = await office.does("boss", "post", "story", values={**STORY, **PICTURE})
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["image"]
    suggested = await office.does("anna", "suggest", values={**SUGGESTED, **PICTURE})
    assert isinstance(suggested, FormErrors) and [*suggested.errors] == ["image"]


async def test_a_suggested_photo_is_judged_with_its_people_and_published(office: Office):
    await office.champions("boss")
    thanked = await office.does("anna", "suggest", values={**SUGGESTED, "image": PHOTO, "who": "me"}, look=shows)
    assert isinstance(thanked, Notice)
    await office.after(minutes=1)
    [card] = [card for card in office.told("boss") if "Suggestion" in card.title]
    assert "In the picture: Anna alone." in str(card.parts) and "suggests this" in str(card.parts)
    content = pressed(card, "approve")
    form = await office.does("boss", "approve", content)
    assert isinstance(form, Form) and "Only Anna" in str(form.inputs)
    done = await office.approves("boss", content)
    assert isinstance(done, Card) and "Approved by Boss." in str(done.parts)
    assert (await stored(office, content)).state == "running"
    assert await people_in(office, content) == ("me", "", "anna")


async def test_an_answer_is_still_material_that_becomes_a_draft_and_may_become_a_story(office: Office):
    question = await office.does("boss", "post", "create", values={"title": "What surprised you?"})
    assert isinstance(question, Card)
    await office.does("boss", "publish", pressed(question, "publish"))
    await office.does("anna", "answer", pressed(question, "publish"), values={"text": "A bird."})
    material = await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.author == "anna")).one())
    await office.does("boss", "approve", material)
    assert ((await stored(office, material)).state, (await stored(office, material)).own) == ("draft", False)
    refused = await office.does("boss", "publish", material)
    assert isinstance(refused, Notice)
    form = await office.does("boss", "edit", material)
    assert named(form)["url"] is True
    assert isinstance(await office.does("boss", "edit", material, values=STORY), Card)
    assert isinstance(await office.does("boss", "publish", material), Card)


async def test_a_story_may_get_an_address_until_it_is_shared(office: Office):
    content = await publishes(office)
    page = {**STORY, "url": "https://example.com/hall"}
    assert isinstance(await office.does("boss", "edit", content, values=page), Card)
    row = await stored(office, content)
    assert (row.url, row.own) == ("https://example.com/hall", False)


async def test_a_story_that_was_shared_gets_no_address(office: Office):
    content = await publishes(office)
    await begun(office, "anna")
    page = {**STORY, "url": "https://example.com/hall"}
    refused = await office.does("boss", "edit", content, values=page)
    assert isinstance(refused, FormErrors) and "without an address" in refused.errors["url"]


async def test_the_same_text_is_not_told_twice(office: Office):
    await publishes(office)
    again = await told(office, {"title": "Once more", "text_1": "we moved a whole  HALL in a weekend."})
    assert isinstance(again, FormErrors) and again.errors == {"text_1": "“The new hall” has this text already."}
    suggested = await office.does("anna", "suggest", values={**SUGGESTED, "text_1": STORY["text_1"]})
    assert isinstance(suggested, FormErrors) and [*suggested.errors] == ["text_1"]


async def test_who_is_in_the_picture_is_in_the_audit_trail_without_names(office: Office):
    content = await publishes(office, **PICTURE)
    await office.does("boss", "edit", content, values={**STORY, **PICTURE, "names": "Noor"}, look=shows)
    entry = await office.store.run(
        lambda s: s.scalars(select(AuditEntry.details).where(AuditEntry.act == "edited")).one()
    )
    assert entry == "people"


async def test_forgetting_a_person_takes_the_picture_of_them_alone_and_names_them_nowhere(office: Office):
    alone = await publishes(office, image=PHOTO, who="me")
    others = await publishes(office, **PICTURE, title="Two", text_1="Two of us.")
    office.managers = {"mira"}
    await office.does("boss", "forget")
    assert (await stored(office, alone)).image == "" and await people_in(office, alone) is None
    assert (await stored(office, others)).image == PHOTO
    kept = await people_in(office, others)
    assert kept is not None and kept[:2] == ("others", "Noor and Sem") and kept[2] != "boss"


async def test_a_declined_photo_is_wiped_with_its_people(office: Office):
    await office.does("anna", "suggest", values={**SUGGESTED, **PICTURE}, look=shows)
    content = await office.store.run(lambda s: s.scalars(select(Content.id)).one())
    assert await people_in(office, content) is not None
    await office.does("boss", "decline", content, values={"reason": "Not now."})
    assert await people_in(office, content) is None and (await stored(office, content)).image == ""


async def test_the_share_page_offers_the_picture_and_leads_nowhere(office: Office):
    await publishes(office, **PICTURE)
    card = await begun(office, "anna")
    [door] = [b.link for part in card.parts for b in getattr(part, "every", ()) if b.label == "LinkedIn"]
    token = door.split("/")[2]
    page = await office.store.run(lambda s: show_page(s, token, Visitor("", ""), office.now))
    assert page is not None and (page.picture, page.link, page.code) == (PHOTO, "", "")


def test_results_say_that_there_are_no_clicks_to_count():
    total = Row(nudged=40, shared=12, posts=12)
    shown = ContentResults(content="c", title="The new hall", linked=False, total=total)
    said = str(content_card(Words(), shown).parts)
    assert "It has no address, so there are no clicks to count." in said and "Clicks of people" not in said
    assert "Posts: 12" in said


async def test_a_post_that_nothing_could_prove_is_not_looked_for(office: Office):
    await publishes(office)
    card = await begun(office, "anna")
    post = {"network": "mastodon", "address": "https://mastodon.example/@anna/1"}
    await office.does("anna", "posted", pressed(card, "posted"), values=post)
    await office.after(hours=1)
    due = await office.store.run(lambda s: s.scalars(select(Share.verify_at)).one())
    assert due is None
