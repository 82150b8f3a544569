"""The list of what can be shared, the pieces on Home, and `next`, which goes on to the next piece."""

from datetime import timedelta

from sqlalchemy import insert

from handlers.core.buttons import all_of, row_of
from handlers.core.interaction import Card, Notice, Preview, Text
from models import Released
from tests.support.office import Office


async def asks(office: Office, action: str, target: str = "", who: str = "anna", **more: str) -> Card:
    reply = await office.does(who, action, target, values=more or None)
    assert isinstance(reply, Card), reply
    return reply


def titles(card: Card) -> list[str]:
    return [part.title for part in card.parts if isinstance(part, Preview)]


def target_of(card: Card, label: str) -> str:
    return next(button.target for button in all_of(card) if button.label == label)


async def posted(office: Office, *titles: str, **more: str | tuple[str, ...]) -> list[str]:
    """Publish these, a minute apart, so that the last is the newest."""
    found = []
    for title in titles:
        office.now += timedelta(minutes=1)
        found.append(await office.posts("boss", title=title, url=f"https://example.com/{title}", **more))
    return found


async def told(office: Office, content: str, shared: int) -> None:
    row = {"workspace": office.workspace, "content": content, "day": "2026-03-04", "part": "all", "week": "2026-W10"}
    await office.store.run(lambda session: session.execute(insert(Released).values(**row, shared=shared)))


async def test_next_goes_on_to_the_next_piece_and_begins_again_after_the_last(office: Office):
    await office.joins("anna")
    await posted(office, "One", "Two", "Three")
    shown = [(await asks(office, "next")).title for _ in range(9)]
    assert shown[:3] == ["Three", "Two", "One"]  # new ones, the best first
    assert {*shown[3:6]} == {*shown[6:]} == {"One", "Two", "Three"} and shown[3:6] == shown[6:]


async def test_with_one_open_piece_next_says_that_it_is_all(office: Office):
    await office.joins("anna")
    await posted(office, "One")
    await asks(office, "next")
    again = await asks(office, "next")
    assert again.title == "One" and again.parts[-2] == Text(text="This is all that you have open.", style="quiet")


async def test_the_list_shows_three_at_a_time_and_turns(office: Office):
    await office.joins("anna")
    await posted(office, *"ABCDE")
    first = await asks(office, "browse")
    assert titles(first) == [*"EDC"] and len([*row_of(first)]) == 4 and not first.instead
    second = await asks(office, "browse", target_of(first, "More pieces"))
    assert titles(second) == [*"BA"] and second.instead
    assert titles(await asks(office, "browse", target_of(second, "Back"))) == [*"EDC"]


async def test_a_piece_of_the_list_is_a_nudge_and_its_answer_takes_it_off_the_list(office: Office):
    await office.joins("anna")
    one, _ = await posted(office, "One", "Two")
    card = await asks(office, "pick", one)
    assert card.title == "One" and [button.label for button in row_of(card)] == ["Share", "Skip", "Later"]
    assert (await asks(office, "pick", one)).title == "One"
    await asks(office, "skip", f"anna.{one}")
    assert titles(await asks(office, "browse")) == ["Two"]
    assert isinstance(await office.does("anna", "pick", one), Notice)


async def test_it_can_be_told_by_topic_language_and_date(office: Office):
    await office.joins("anna")
    await posted(office, "Blades", topics=("Products",))
    await posted(office, "Mensen", topics=("People",), languages=("nl",))
    whole = await asks(office, "browse")
    assert titles(await asks(office, "browse", target_of(whole, "Only: Products"))) == ["Blades"]
    assert titles(await asks(office, "browse", target_of(whole, "Only: Nederlands"))) == ["Mensen"]
    assert titles(await asks(office, "browse", text="products")) == ["Blades"]
    assert titles(await asks(office, "browse", text="newest")) == ["Mensen", "Blades"]
    assert titles(await asks(office, "browse", text="something else")) == titles(whole)


async def test_what_fits_comes_first_and_the_rest_after_it(office: Office):
    await office.joins("anna", topics=("Products",))
    await posted(office, "Blades", topics=("Products",))
    await posted(office, "People", topics=("People",))
    assert titles(await asks(office, "browse")) == ["Blades", "People"]
    assert titles(await asks(office, "home")) == ["Blades"]


async def test_most_shared_goes_by_the_frozen_figures_and_tells_none_of_fewer_than_five(office: Office):
    await office.joins("anna")
    few, many, _ = await posted(office, "Few", "Many", "None")
    await told(office, few, 4)
    await told(office, many, 6)
    card = await asks(office, "browse", text="most shared")
    said = [part.text for part in card.parts if isinstance(part, Text)]
    assert titles(card)[0] == "Many" and [line for line in said if "shared it" in line] == ["6 colleagues shared it."]
    newest = [*titles(await asks(office, "browse", text="newest"))]
    assert titles(card)[1:] == [title for title in newest if title != "Many"]  # four count as nothing


async def test_home_shows_three_pieces_at_most_and_never_more_than_four_buttons(office: Office):
    await office.joins("anna")
    await posted(office, *"ABCD")
    home = await asks(office, "home")
    assert titles(home) == [*"DCB"] and len([*row_of(home)]) == 4
    await office.does("boss", "pause_all", "yes")
    paused = await asks(office, "home")
    assert len([*row_of(paused)]) <= 4


async def test_people_who_have_not_joined_see_no_list(office: Office):
    card = await office.does("eva", "browse")
    assert isinstance(card, Card) and card.title == "Join first" and [one.action for one in all_of(card)] == ["join"]
