"""Slack accepts every card, and shows its words as they are."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.slack import render
from bot.slack.cards import NEWER, OLDER, Shape
from bot.slack.interactions import press, pressed_action
from bot.slack.taken import DOCUMENTED
from bot.slack.wire import Press
from handlers.core.interaction import Actor, Button, Buttons, Card, Facts, Items, Menu, Part, Picture, Preview, Text
from tests.stages.slack import wire
from tests.stages.slack.double import Someone
from tests.stages.slack.reading import Json, buttons, read
from tests.stages.slack.schema import wrong_with_message, wrong_with_view
from tests.support.cards import cards

PUBLIC = "https://heraut.example"
MOMENT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
ANNA = Actor(workspace="T1", person="U1")
SHAPES = st.sampled_from([NEWER, frozenset(), frozenset({"card"}), frozenset({"carousel"}), frozenset({"table"})])
AT_HOME = st.sampled_from([DOCUMENTED["home"], frozenset()])
thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def at_home(above, public="", shape=OLDER):
    return {"type": "home", "blocks": render.home(above, public, shape)}


@thorough
@given(card=cards, public=st.sampled_from(["", PUBLIC, "http://localhost:8080"]), pictures=st.booleans(), newer=SHAPES)
def test_slack_takes_every_card_as_a_message(card, public, pictures, newer):
    said = render.message(card, public, Shape(newer, pictures))
    assert wrong_with_message(said.text, said.blocks) == []
    for block in Block.parse_all(said.blocks):
        block.validate_json()


@thorough
@given(above=st.lists(cards, min_size=1, max_size=2), public=st.sampled_from(["", PUBLIC]), newer=AT_HOME)
def test_slack_takes_every_card_as_a_home_tab(above, public, newer):
    assert wrong_with_view(at_home(above, public, Shape(newer))) == []


LONG = "x" * 5000
FAR = "https://a.example/" + "x" * 2982
PARTS = [
    *(Text(text=LONG, style=style) for style in ("normal", "strong", "quiet", "quote")),
    Facts(rows=((LONG, LONG),)),
    Items(items=(LONG,)),
    Preview(url=FAR, title=LONG, description=LONG, site=LONG, image=FAR),
    Preview(url=FAR + "x", title=LONG, image=FAR + "x"),
    Picture(path=FAR, alt=LONG),
    Picture(path=FAR + "x", alt="x"),
    Buttons(buttons=(Button(label=LONG, action="a" * 250, target=LONG[:2000], link=FAR, confirm=LONG),)),
    Buttons(buttons=tuple(Button(label="x", action="a") for _ in range(30))),
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: str(part)[:30])
def test_the_longest_words_fit(part):
    card = Card(title=LONG, summary="&" * 5000, parts=(part,))
    said = render.message(card, PUBLIC)
    assert wrong_with_message(said.text, said.blocks) == []
    assert wrong_with_view(at_home([card], PUBLIC)) == []


WORDS = ["<!channel> & <@U1>", "*not bold* _nor this_", "https://not.linked", "a < b > c & d", "line\nline"]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("style", ["normal", "strong", "quote"])
def test_words_are_shown_letter_by_letter(words, style):
    card = Card(title="T", summary="s", parts=(Text(text=words, style=style), Items(items=(words,))))
    assert read(render.message(card).blocks) == f"T\n{words}\n• {words}"


def test_a_summary_mentions_nobody():
    assert render.message(Card(title="", summary="<!channel> & co")).text == "&lt;!channel&gt; &amp; co"


def test_facts_stand_line_by_line():
    card = Card(
        title="",
        summary="s",
        parts=(
            Facts(
                rows=(("Points", "12"), ("Badge", "First")),
            ),
        ),
    )
    assert read(render.message(card).blocks) == "Points: 12\nBadge: First"


def test_a_button_travels_there_and_back():
    pressed = Button(label="Share", action="share", target="n1")
    card = Card(title="", summary="s", parts=(Buttons(buttons=(pressed, pressed)),))
    first, second = buttons(render.message(card).blocks)
    assert first["action_id"] != second["action_id"]
    press = Press.model_validate({"type": "block_actions", "user": {"id": "U1"}, "actions": [second]})
    assert (pressed_action(press), press.actions[0].value) == ("share", "n1")


def behind(*buttons: Button) -> Card:
    row = (Button(label="Share", action="share", target="n1"),)
    return Card(title="", summary="s", parts=(Buttons(buttons=row, menu=Menu(label="More", buttons=buttons)),))


def drawn(card: Card) -> list[str]:
    """The kinds of what stands in the rows."""
    blocks: list[Json] = [*render.message(card).blocks]
    return [element["type"] for block in blocks for element in block["elements"]]


def choices(number: int, link: str = "") -> list[Button]:
    return [Button(label=f"Choice {n}", action="do", target=f"<{n}>", link=link) for n in range(number)]


def test_a_pick_from_a_menu_travels_there_and_back_like_a_press():
    for number in (2, 5, 6, 12):
        card = behind(*choices(number))
        for n, found in enumerate(list(buttons(render.message(card).blocks))[1:]):
            sent = wire.pressed(Someone("U1", "Anna"), found, MOMENT, "t")
            heard = press(Press.model_validate(sent), pressed_action(Press.model_validate(sent)), ANNA)
            assert (heard.action, heard.target) == ("do", f"<{n}>")


def test_two_picks_from_one_menu_are_two_presses():
    _, first, second = buttons(render.message(behind(*choices(2))).blocks)
    sent = [Press.model_validate(wire.pressed(Someone("U1", "Anna"), one, MOMENT, "t")) for one in (first, second)]
    assert press(sent[0], "do", ANNA).key != press(sent[1], "do", ANNA).key


def test_a_menu_is_a_select_from_six_on_and_when_it_holds_one():
    assert drawn(behind(*choices(1))) == ["button", "static_select"]
    assert drawn(behind(*choices(1, link="https://a.example/"))) == ["button", "button"]
    assert drawn(behind(*choices(2))) == drawn(behind(*choices(5))) == ["button", "overflow"]
    assert drawn(behind(*choices(6))) == ["button", "static_select"]
    assert drawn(behind(*choices(6, link="https://a.example/"))) == ["button", "overflow", "overflow"]


def test_what_slack_would_not_take_in_a_menu_is_a_button():
    long = Button(label="Long", action="do", target="x" * 76)
    assert drawn(behind(*choices(2), long)) == ["button", "button", "overflow"]
    assert drawn(behind(*choices(1), *choices(1))) == [
        "button",
        "button",
        "static_select",
    ]  # which of two, nobody could tell


def test_what_asks_first_cannot_be_in_a_menu():
    with pytest.raises(ValueError, match="buttons of their own"):
        behind(Button(label="Leave", action="leave", confirm="Sure?"))


LINKS = [
    ("/l/abc", PUBLIC, f"{PUBLIC}/l/abc"),
    ("/l/abc", f"{PUBLIC}/", f"{PUBLIC}/l/abc"),
    ("/l/abc", "", None),
    ("https://a.example/?x=1&y=2", "", "https://a.example/?x=1&y=2"),
    ("javascript:alert(1)", PUBLIC, None),
    ("https://" + "a" * 3000, PUBLIC, None),
]


@pytest.mark.parametrize(("link", "public", "where"), LINKS)
def test_a_link_button_leads_there_or_is_left_out(link, public, where):
    card = Card(title="T", summary="s", parts=(Buttons(buttons=(Button(label="Open", action="open", link=link),)),))
    assert [found["url"] for found in buttons(render.message(card, public).blocks)] == ([where] if where else [])


def test_a_target_too_long_to_travel_leaves_its_button_out():
    card = Card(title="T", summary="s", parts=(Buttons(buttons=(Button(label="Go", action="go", target="x" * 2001),)),))
    assert list(buttons(render.message(card).blocks)) == []


def test_in_a_card_that_is_too_long_the_last_row_of_buttons_stays():
    parts: tuple[Part, ...] = (
        *(Text(text="word " * 300) for _ in range(70)),
        Buttons(buttons=(Button(label="Share", action="share"),)),
    )
    shown = render.message(Card(title="T", summary="s", parts=parts)).blocks
    assert len(shown) <= 50
    assert read(shown).endswith("…\n[Share]")


def test_with_too_many_short_lines_the_last_row_of_buttons_stays():
    parts: tuple[Part, ...] = (*[Text(text="line")] * 200, Buttons(buttons=(Button(label="Share", action="share"),)))
    card = Card(title="T", summary="s", parts=parts)
    shown = render.message(card)
    assert wrong_with_message(shown.text, shown.blocks) == []
    assert read(shown.blocks).endswith("line\n…\n[Share]")
    assert wrong_with_view(at_home([card])) == []


def test_pictures_need_an_address_that_slack_can_reach():
    card = Card(title="T", summary="s", parts=(Picture(path="/badge/1.png", alt="First"),))
    assert read(render.message(card, PUBLIC).blocks) == "T\n[First]"
    for public in ("", "http://localhost:8080"):
        assert read(render.message(card, public).blocks) == "T"
    assert read(render.message(card, PUBLIC, Shape(pictures=False)).blocks) == "T"


def test_a_preview_shows_a_linked_title_and_what_the_page_says():
    part = Preview(
        url="https://a.example/x", title="News", description="It works", site="A", image="https://a.example/i"
    )
    title, about, site = render.message(Card(title="", summary="s", parts=(part,))).blocks
    assert (read([title]), read([about]), read([site])) == ("News", "It works", "A")
    assert "accessory" in about


def test_an_empty_card_still_says_its_summary():
    assert read(render.message(Card(title="", summary="Done")).blocks) == "Done"


def test_equal_rows_of_buttons_are_each_counted():
    row = Buttons(buttons=tuple(Button(label="x" * 70, action="a", target="y" * 500) for _ in range(20)))
    said = render.message(Card(title="T", summary="s", parts=(row,) * 30))
    assert wrong_with_message(said.text, said.blocks) == []


def test_an_address_with_control_characters_is_no_address():
    card = Card(title="T", summary="s", parts=(Picture(path="/\x1b", alt="a"), Text(text="t")))
    assert not any(block["type"] == "image" for block in render.message(card, PUBLIC).blocks)
