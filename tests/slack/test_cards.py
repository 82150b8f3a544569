"""Cards, carousels and tables: what is drawn as which, and what stays a list."""

import pytest

from bot.slack import render
from bot.slack.cards import NEWER, Shape
from handlers.core.interaction import Button, Buttons, Card, Divider, Items, Menu, Preview, Text
from tests.stages.slack.reading import Json, buttons, read
from tests.stages.slack.schema import wrong_with_message

PUBLIC = "https://heraut.example"
SHARE = Button(label="Share", action="share", target="n1", style="primary")
ASKS = [Button(label=label, action=label.lower(), target="n1") for label in ("Skip", "Later")]
MORE = Menu(label="More", buttons=tuple(Button(label=f"More {n}", action="more", target=f"{n}") for n in range(3)))


def preview(number: int = 1, **more: str) -> Preview:
    about = {"title": f"News {number}", "description": f"About {number}", "site": "Acme"}
    address = f"https://news.example/{number}"
    return Preview(url=address, image=f"{address}.png", **(about | more))


def drawn(*parts, title="", pictures=True, newer=NEWER) -> list[Json]:
    said = render.message(Card(title=title, summary="s", parts=parts), PUBLIC, Shape(newer, pictures))
    assert wrong_with_message(said.text, said.blocks) == []
    return said.blocks


def kinds(blocks: list[Json]) -> list[str]:
    return [block["type"] for block in blocks]


def test_a_nudge_is_a_card_with_its_picture_above_its_text_and_its_answers():
    row = Buttons(buttons=(SHARE, *ASKS), menu=MORE)
    blocks = drawn(Text(text="Why"), preview(), Text(text="x" * 900, style="quote"), row, title="News 1")
    assert kinds(blocks) == ["rich_text", "card", "rich_text", "rich_text", "actions"]
    assert blocks[1]["hero_image"]["image_url"] == "https://news.example/1.png"
    assert read(blocks[1:3]) == "[News 1]\nNews 1\nAcme\nAbout 1\nnews.example"
    assert read(blocks[-1:]) == "[Share] [Skip] [Later] […]"


def test_a_title_that_is_not_the_one_on_the_card_stays():
    assert kinds(drawn(preview(), title="Something else")) == ["header", "card", "rich_text"]


def test_several_are_a_carousel_with_their_buttons_and_links_to_their_pages():
    both = [(preview(n), Buttons(buttons=(Button(label="Show it", action="pick", target=f"c{n}"),))) for n in (1, 2)]
    blocks = drawn(*both[0], *both[1], Buttons(menu=MORE))
    assert kinds(blocks) == ["carousel", "rich_text", "actions"]
    assert [found["value"] for found in buttons(blocks)][:2] == ["c1", "c2"]
    [where] = blocks[1]["elements"]
    assert [part.get("url") for part in where["elements"]] == ["https://news.example/1", None, "https://news.example/2"]


def test_in_a_carousel_the_menu_of_a_piece_is_opened_where_there_is_room():
    folded = Buttons(buttons=(SHARE,), menu=Menu(label="More", buttons=tuple(ASKS)))
    blocks = drawn(Divider(), preview(1), folded, Divider(), preview(2), folded)
    assert kinds(blocks) == ["carousel", "rich_text"]
    assert read(blocks[:1]).count("[Share] [Skip] [Later]") == 2


def test_what_a_piece_has_too_much_stands_below_under_its_title():
    much = Buttons(buttons=(SHARE, *ASKS), menu=MORE)
    blocks = drawn(preview(1), much, preview(2), much, preview(3), Buttons(buttons=(SHARE,)))
    assert kinds(blocks) == ["carousel", "rich_text", "actions"]
    assert read(blocks[-1:]) == "[News 1] [News 2]"
    assert [found["picked"]["value"] for found in buttons(blocks[-1:])][:3] == ["more 0", "more 1", "more 2"]


def test_what_can_only_be_a_button_keeps_the_list():
    asks = Button(label="Leave", action="leave", confirm="Sure?")
    opens = Button(label="Open", action="open", link="https://a.example/")
    for one in (asks, opens):
        much = Buttons(buttons=(SHARE, *ASKS, one))
        assert "carousel" not in kinds(drawn(preview(1), much, preview(2), much))


def test_a_carousel_cuts_a_text_to_share_and_nothing_that_was_said():
    text, said = Text(text="t" * 300, style="quote"), Text(text="You shared this.", style="quiet")
    [carousel, *_] = drawn(preview(1), text, said, preview(2))
    body = carousel["elements"][0]["body"]["text"]
    assert body.endswith("…\nYou shared this.")
    assert len(body) <= 200
    assert "carousel" not in kinds(drawn(preview(1), Text(text="s" * 201), preview(2)))


def test_eleven_pieces_stay_a_list():
    assert "carousel" in kinds(drawn(*(preview(n) for n in range(10))))
    assert "carousel" not in kinds(drawn(*(preview(n) for n in range(11))))


def test_without_pictures_a_card_has_none():
    assert "hero_image" not in drawn(preview(), pictures=False)[0]


WORDS = ["<!channel> & <@U1>", "*not bold* _nor this_", "<https://a.example|here>"]


@pytest.mark.parametrize("words", WORDS)
def test_nothing_in_a_card_can_become_a_mention_or_markup(words):
    found = drawn(preview(1, title=words, description=words, site=words), preview(2))[0]["elements"][0]
    assert [found[field] for field in ("title", "subtitle", "body")] == [
        {"type": "plain_text", "text": words, "emoji": True}
    ] * 3


BOARD = Items(
    items=("1. Ann – 25 points", "2. Bo – 5 points", "and 7 more"),
    ordered=True,
    head=("Place", "Name", "Points"),
    cells=(("1.", "Ann", "25"), ("2.", "Bo", "5")),
)


def test_a_leaderboard_is_a_table_with_its_numbers_to_the_right():
    blocks = drawn(BOARD)
    assert read(blocks) == "Place | Name | Points\n1. | Ann | 25\n2. | Bo | 5\nand 7 more"
    assert [column["align"] for column in blocks[0]["column_settings"]] == ["right", "left", "right"]


def test_a_message_has_one_table():
    assert kinds(drawn(BOARD, BOARD)) == ["table", "rich_text", "rich_text"]


@pytest.mark.parametrize(
    "cells",
    [(("1.", "Ann"),), (("1.", "x" * 10_001, "1"),), (("1.", "Ann", "2"),) * 100],
    ids=["uneven", "long", "many"],
)
def test_what_is_too_much_for_a_table_stays_a_list(cells):
    assert "table" not in kinds(drawn(BOARD.model_copy(update={"cells": cells})))


def test_an_empty_cell_is_never_sent():
    assert "1. | … | 25" in read(drawn(BOARD.model_copy(update={"cells": (("1.", " ", "25"),)})))


def test_what_does_not_fit_with_cards_is_drawn_without_them():
    far = "https://a.example/" + "x" * 2900
    blocks = drawn(*(Preview(url=f"{far}{n}", title="T", image=f"{far}{n}") for n in range(3)))
    assert "carousel" not in kinds(blocks)
