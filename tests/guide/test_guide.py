"""The guide: short cards by part and network, agreeing to an edition, and only what changed after that."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.buttons import all_of, row_of
from handlers.core.interaction import Card, Form, FormErrors, Notice, Text
from handlers.guide.editions import take_all_files
from handlers.guide.files import INFO, CardText, our_cards
from handlers.guide.looks import NEW, GuideLook
from models import AuditEntry, GuideCard, Participation
from tests.support.office import Office

NEW_CARD = {"kind": "can", "language": "en", "title": "Wear a helmet", "text": "On site, and in the picture."}


async def asks(office: Office, action: str, target: str = "", who: str = "anna", **values: str) -> Card:
    reply = await office.does(who, action, target, values=values or None)
    assert isinstance(reply, Card), reply
    return reply


def titles(card: Card) -> list[str]:
    return [part.text for part in card.parts if isinstance(part, Text) and part.style == "strong"]


def labels(card: Card) -> list[str]:
    return [button.label for button in row_of(card)]


def target_of(card: Card, label: str) -> str:
    return next(button.target for button in all_of(card) if button.label == label)


async def every_title(office: Office, who: str = "anna") -> list[str]:
    """All titles, as somebody reads who always goes on."""
    card, found = await asks(office, "guide", who=who), list[str]()
    while True:
        found += titles(card)
        onward = [button for button in row_of(card) if button.action == "guide"]
        if not onward:
            return found
        card = await asks(office, "guide", onward[0].target, who)


async def writes(office: Office, target: str = "", **values: str | tuple[str, ...]) -> Card | Form | object:
    return await office.does("boss", "edit_guide", target, values={**NEW_CARD, **values})


async def edition_of(office: Office, title: str) -> str:
    row = await office.store.run(lambda s: s.scalars(select(GuideCard).where(GuideCard.title == title)).all()[-1])
    return f"{row.card}|{row.edition}"


async def cards_from(office: Office, cards: Sequence[CardText] | None) -> None:
    """Start again with these files."""

    def again(session: Session) -> None:
        session.info[INFO] = cards
        take_all_files(session, office.now)

    await office.store.run(again)


async def test_a_good_guide_comes_with_heraut_in_both_languages(office: Office):
    names = {one.card for one in our_cards()}
    assert [{one.card for one in our_cards() if one.language == language} for language in ("en", "nl")] == [names] * 2
    card = await asks(office, "guide")
    assert titles(card)[0] == "Say it your way" and labels(card) == ["I go by this", "More cards", "May I …?"]
    assert {one.kind for one in our_cards()} == {"can", "careful", "ask", "tone"}


async def test_a_reader_who_goes_on_reads_every_card_once(office: Office):
    shown = await every_title(office)
    assert sorted(shown) == sorted(one.title for one in our_cards() if one.language == "en")


async def test_cards_about_networks_that_somebody_does_not_use_are_in_the_menu_alone(office: Office):
    await office.joins("anna", networks=("x",))
    assert "On LinkedIn" not in (shown := await every_title(office)) and any("On X" in title for title in shown)
    card = await asks(office, "guide", target_of(await asks(office, "guide"), "LinkedIn"))
    assert titles(card) == ["On LinkedIn"]


async def test_a_part_or_a_network_can_be_typed_and_anything_else_is_searched(office: Office):
    assert titles(await asks(office, "guide", text="ask first"))[0] == "Customers and their projects"
    assert titles(await asks(office, "guide", text="linkedin")) == ["On LinkedIn"]
    assert titles(await asks(office, "guide", text="may I show customrs"))[0] == "Customers and their projects"
    assert titles(await asks(office, "guide", text="who may we photograph: children?"))[0] == "People in a picture"
    assert titles(await asks(office, "guide", text="zebra")) == []
    form = await office.does("anna", "find_guide")
    assert isinstance(form, Form)
    assert titles(await asks(office, "find_guide", text="competitors")) == ["Competitors"]


async def test_agreeing_is_an_entry_in_the_record_and_a_later_edition_shows_only_what_changed(office: Office):
    await office.joins("anna")
    done = await asks(office, "agree_guide", target_of(await asks(office, "guide"), "I go by this"))
    assert done.title == "You go by the guide"
    rows = select(Participation.wording).where(Participation.purpose == "guide")
    assert await office.store.run(lambda s: s.scalars(rows).all()) == ["2026-12.1"]
    assert labels(await asks(office, "guide")) == ["More cards", "May I …?"]
    await writes(office)
    assert any(
        "The guide changed: one card" in part.text
        for part in (await asks(office, "home")).parts
        if isinstance(part, Text)
    )
    card = await asks(office, "guide")
    assert "One card changed since you agreed." in titles(card)
    news = await asks(office, "guide", target_of(card, "Show what changed"))
    assert titles(news) == ["Wear a helmet"] and "I go by this" in labels(news)
    await asks(office, "agree_guide", target_of(news, "I go by this"))
    assert titles(await asks(office, "guide", GuideLook(NEW).encode())) != ["Wear a helmet"]
    assert await office.store.run(lambda s: s.scalars(rows).all()) == ["2026-12.1", "2026-12.2"]
    record = await asks(office, "agreements")
    assert "I read the guide and go by it" in str(record)


async def test_withdrawing_the_agreement_begins_again(office: Office):
    await office.joins("anna")
    await asks(office, "agree_guide", target_of(await asks(office, "guide"), "I go by this"))
    await asks(office, "withdraw", "guide")
    assert "I go by this" in labels(await asks(office, "guide"))


async def test_an_edition_that_is_not_there_yet_cannot_be_agreed_to(office: Office):
    assert isinstance(await office.does("anna", "agree_guide", "9"), Notice)
    assert isinstance(await office.does("anna", "agree_guide", "nonsense"), Notice)


async def test_champions_write_change_and_take_out_cards_and_the_audit_trail_knows(office: Office):
    assert isinstance(await office.does("anna", "edit_guide", values=NEW_CARD), Notice)
    assert isinstance(await office.does("boss", "edit_guide"), Form)
    assert isinstance(await writes(office), Card)
    target = await edition_of(office, "Wear a helmet")
    form = await office.does("boss", "edit_guide", target.partition("|")[0])
    assert isinstance(form, Form) and form.target == target
    assert isinstance(await writes(office, target, title="Wear your helmet"), Card)
    assert "Wear your helmet" in (shown := await every_title(office)) and "Wear a helmet" not in shown
    assert isinstance(await writes(office, await edition_of(office, "Wear your helmet"), gone="yes"), Card)
    assert "Wear your helmet" not in await every_title(office)
    acts = select(AuditEntry.act).where(AuditEntry.act.startswith("guide")).order_by(AuditEntry.at, AuditEntry.act)
    assert sorted(await office.store.run(lambda s: s.scalars(acts).all())) == ["guide_removed", *["guide_written"] * 2]


async def test_two_champions_who_change_one_card_lose_no_text(office: Office):
    await writes(office)
    target = await edition_of(office, "Wear a helmet")
    assert isinstance(await writes(office, target, title="One"), Card)
    late = await writes(office, target, title="Two")
    assert isinstance(late, FormErrors) and "while you were writing" in late.errors["title"]


async def test_a_translation_is_a_card_of_its_own_language_and_a_kind_holds_for_all(office: Office):
    await writes(office)
    target = await edition_of(office, "Wear a helmet")
    assert isinstance(await writes(office, target, language="nl", title="Draag een helm", kind="ask"), Card)
    english = await asks(office, "guide", text="helmet")
    assert titles(english) == ["Wear a helmet"]
    assert "Wear a helmet" in titles(await asks(office, "guide", "ask|0"))


async def test_a_tone_without_examples_and_a_network_that_is_none_are_refused_beside_the_field(office: Office):
    wrong = await writes(office, kind="tone", good="So.")
    assert isinstance(wrong, FormErrors) and [*wrong.errors] == ["clumsy"]
    wrong = await writes(office, networks=("hyves",))
    assert isinstance(wrong, FormErrors) and [*wrong.errors] == ["networks"]


async def test_new_files_change_the_guide_but_never_what_champions_changed(office: Office):
    one = CardText("a", "en", "can", "", "", "A", "One.")
    await asks(office, "guide")
    await cards_from(office, [one, one._replace(card="b", title="B")])
    assert await every_title(office) == ["A", "B"]
    await writes(office, await edition_of(office, "A"), title="Our A")
    await cards_from(office, [one._replace(text="Two.")])
    assert await every_title(office) == ["Our A"]
    await cards_from(office, None)
    assert await every_title(office) == ["Our A"]
    before = await office.store.run(lambda s: len(s.scalars(select(GuideCard)).all()))
    await cards_from(office, [one._replace(text="Two.")])
    assert await office.store.run(lambda s: len(s.scalars(select(GuideCard)).all())) == before


async def test_an_empty_guide_says_so_and_champions_can_begin(office: Office):
    await asks(office, "guide")
    await cards_from(office, [CardText("a", "en", "can", "", "", "A", "One.")])
    await writes(office, await edition_of(office, "A"), gone="yes")
    assert "There is nothing here yet." in str(await asks(office, "guide"))
    assert "Write the first card" in str(await asks(office, "guide", who="boss"))


async def test_two_hundred_cards_are_read_page_by_page_and_one_more_is_refused(office: Office):
    await asks(office, "guide")
    await cards_from(office, [CardText(f"c{n:03}", "en", "can", "", "", f"Card {n}", "…") for n in range(200)])
    assert len(await every_title(office)) == 200
    wrong = await writes(office)
    assert isinstance(wrong, FormErrors) and "200" in wrong.errors["title"]


async def test_a_card_about_a_network_that_is_gone_is_still_read(office: Office):
    await asks(office, "guide")
    await cards_from(office, [CardText("a", "en", "can", "hyves", "", "On Hyves", "…")])
    assert await every_title(office) == ["On Hyves"]
