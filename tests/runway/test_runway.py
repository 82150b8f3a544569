"""How long content lasts: worked out once a day, told to champions once for each dry spell, and asked of everybody."""

from datetime import date, timedelta

from sqlalchemy import select

from handlers.core.buttons import all_of, row_of
from handlers.core.interaction import Card, Items, Text
from handlers.core.language import Words
from handlers.runway.cards import wanted_card
from models import Content, Message, Stock
from tests.support.office import JOINING, Office

PEOPLE = ("anna", "bob", "cem", "dina", "eva", "finn")
TITLE = "Content runs dry"


async def asks(office: Office, who: str, action: str, target: str = "") -> Card:
    reply = await office.does(who, action, target)
    assert isinstance(reply, Card), reply
    return reply


def lines(card: Card) -> list[str]:
    return [item for part in card.parts if isinstance(part, Items) for item in part.items]


async def everybody_joins(office: Office, people: tuple[str, ...] = PEOPLE, **more: tuple[str, ...]) -> None:
    for who in people:
        await office.does(who, "join", values={**JOINING, "languages": ("en",), **more})
    await office.champions("carl")


async def warnings(office: Office) -> list[Message]:
    return [*await office.store.run(lambda s: s.scalars(select(Message).where(Message.kind == "runway")).all())]


async def test_champions_are_warned_once_for_each_dry_spell(office: Office):
    await everybody_joins(office)
    await office.posts("boss", title="One")
    await office.after(hours=1)
    told = [card for card in office.told("carl") if card.title == TITLE]
    assert len(told) == 1 and lines(told[0])[0].startswith("English: ")
    for _ in range(5):
        await office.after(days=1)
    assert len([card for card in office.told("carl") if card.title == TITLE]) == 1
    assert {one.person for one in await warnings(office)} <= {"carl", "boss"}


async def test_a_new_dry_spell_is_a_new_warning(office: Office):
    await everybody_joins(office)
    await office.after(hours=1)
    assert len([one for one in await warnings(office) if one.person == "carl"]) == 1
    for number in range(12):
        await office.posts("boss", title=f"Piece {number}")
    await office.after(days=1)
    kept = await office.store.run(lambda s: s.scalars(select(Stock).where(Stock.kind == "language")).one())
    assert kept.warned_on is None and (kept.dry_on is None or kept.dry_on > kept.day + timedelta(days=10))
    await stop_all(office)
    await office.after(days=1)
    assert len([one for one in await warnings(office) if one.person == "carl"]) == 2


async def stop_all(office: Office) -> None:
    ids = await office.store.run(lambda s: s.scalars(select(Content.id).where(Content.state == "running")).all())
    for content in ids:
        await office.does("boss", "stop", content)


async def test_the_list_of_content_and_home_tell_champions_how_long_it_lasts(office: Office):
    await everybody_joins(office)
    assert not lines(await asks(office, "carl", "home"))
    await office.posts("boss", title="One")
    await office.after(hours=1)
    listed = await asks(office, "carl", "content")
    assert next(part.text for part in listed.parts if isinstance(part, Text)) == "How long content lasts"
    assert lines(listed)[0].startswith("English: ")
    assert lines(listed)[0] in lines(await asks(office, "carl", "home"))
    assert not [line for line in lines(await asks(office, "anna", "home")) if "new content" in line]


async def test_a_group_of_fewer_than_five_has_no_figure(office: Office):
    await everybody_joins(office, PEOPLE[:4])
    await office.posts("boss", title="One")
    await office.after(hours=1)
    assert await office.store.run(lambda s: s.scalars(select(Stock)).all()) == []
    assert await warnings(office) == []


async def test_everybody_sees_what_is_wanted_with_one_tap_to_suggest(office: Office):
    await everybody_joins(office)
    before = await asks(office, "anna", "wanted")
    assert [one.action for one in all_of(before)] == ["suggest"]
    await office.posts("boss", title="One")
    await office.after(hours=1)
    card = await asks(office, "zoe", "wanted")
    assert [(one.action, one.target) for one in all_of(card)] == [("suggest", "language|en")]
    assert "English" in [part.text for part in card.parts if isinstance(part, Text)]


async def test_a_topic_that_people_follow_and_that_has_nothing_is_wanted(office: Office):
    await office.posts("boss", title="One", new_topic="Owls")
    await everybody_joins(office, topics=("Owls",))
    await stop_all(office)
    await office.after(hours=1)
    assert "“Owls”: half of its readers have nothing new left." in lines(await asks(office, "boss", "content"))
    card = await asks(office, "anna", "wanted")
    assert ("suggest", "topic|Owls") in [(one.action, one.target) for one in all_of(card)]


def test_many_groups_are_a_list_with_one_menu():
    def wanted(many: int) -> Card:
        day = date(2026, 12, 2)
        rows = [Stock(workspace="W", kind="topic", value=f"T{n}", day=day, items=0, dry_on=day) for n in range(many)]
        return wanted_card(Words.of("en"), rows, day)

    assert [button.label for button in row_of(wanted(4))] == ["I have something for this"] * 4
    five = wanted(5)
    assert lines(five) == [f"“T{n}”" for n in range(5)] and not [*row_of(five)]
    assert [(one.label, one.target) for one in all_of(five)] == [(f"“T{n}”", f"topic|T{n}") for n in range(5)]


async def test_figures_stay_for_the_day(office: Office):
    await everybody_joins(office)
    await office.posts("boss", title="One")
    await office.after(hours=1)

    async def figures() -> list[tuple[str, str, int, object]]:
        rows = await office.store.run(lambda s: s.scalars(select(Stock)).all())
        return [(row.kind, row.value, row.items, row.dry_on) for row in rows]

    before = await figures()
    await office.does("finn", "leave")
    await office.posts("boss", title="Two")
    await office.after(hours=2)
    assert await figures() == before
    await office.after(days=1)
    assert await figures() != before
