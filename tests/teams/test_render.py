"""Teams accepts every card and form, shows its words as they are, and brings its values back."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.teams import limits, render
from bot.teams.forms import values
from handlers.core.interaction import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Form,
    Input,
    Items,
    Menu,
    Option,
    Part,
    Picture,
    Preview,
    Text,
)
from tests.stages.teams.reading import buttons, elements, inputs, mistakes, read, walk
from tests.stages.teams.schema import wrong_with_card
from tests.support.cards import cards, forms

PUBLIC = "https://heraut.example"
SIMPLY = [Phase.explicit, Phase.reuse, Phase.generate]  # shrinking such large cards takes minutes
thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=SIMPLY)


@thorough
@given(card=cards, public=st.sampled_from(["", PUBLIC, "http://localhost:8080"]))
def test_teams_takes_every_card(card, public):
    assert wrong_with_card(render.card(card, public), limits.CARD) == []
    assert 0 < len(render.summary(card)) <= 300


@thorough
@given(form=forms, origin=st.text(max_size=300), data=st.data())
def test_teams_takes_every_form(form, origin, data):
    wrong = data.draw(st.dictionaries(st.sampled_from([f.name for f in form.inputs] or ["x"]), st.text(max_size=500)))
    if len(form.action) > limits.VERB or len(form.target) > limits.TARGET - 2:
        with pytest.raises(ValueError, match="too long"):
            render.form(form, origin, {}, {})
    else:
        assert wrong_with_card(render.form(form, origin, wrong, {}), limits.CARD) == []


@given(text=st.text())
def test_teams_takes_every_notice(text):
    assert wrong_with_card(render.notice(text)) == []


LONG = "€" * 5000
FAR = "https://a.example/" + "x" * 1900
PARTS = [
    *(Text(text=LONG, style=style) for style in ("normal", "strong", "quiet", "quote")),
    Facts(rows=((LONG, LONG),) * 30),
    Items(items=(LONG,) * 30),
    Preview(url=FAR, title=LONG, description=LONG, site=LONG, image=FAR),
    Preview(url=FAR * 2, title=LONG, image=FAR * 2),
    Picture(path=FAR, alt=LONG),
    Buttons(buttons=(Button(label=LONG, action="a" * 98, target="t" * 498, confirm=LONG),) * 30),
    Buttons(buttons=(Button(label=LONG, action="", link=FAR),) * 6),
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
@pytest.mark.parametrize("times", [1, 20])
def test_the_longest_words_fit(part, times):
    card = Card(title=LONG, summary="&" * 5000, parts=(part,) * times)
    assert wrong_with_card(render.card(card, PUBLIC), limits.CARD) == []


WORDS = [
    "**bold** _or_ `not`",
    "[link](https://a.b)",
    "<at>all</at> & &amp;",
    "1. one\n\n- two",
    "# big",
    "https://a.b",
]


@pytest.mark.parametrize("words", WORDS)
def test_nothing_that_people_wrote_goes_where_teams_reads_markdown(words):
    parts: tuple[Part, ...] = (
        *(Text(text=words, style=style) for style in ("normal", "strong", "quiet", "quote")),
        Facts(rows=((words, words),)),
        Items(items=(words,)),
        Preview(url="https://a.example", title=words, description=words, site=words),
    )
    card = render.card(Card(title=f"{words} today", summary="s", parts=parts))
    assert not [part for part in walk(card) if part.get("type") in {"TextBlock", "FactSet"}]
    assert read(card).count(words) == 11


@pytest.mark.parametrize("words", WORDS)
def test_the_names_of_choices_only_look_like_markdown(words):
    options = (Option(value="x", label=words),)
    fields = (
        Input(name="a", label=words, kind="choice", options=options, required=True),
        Input(name="b", label=words, kind="flag"),
    )
    asked = Form(action="a", title=words, inputs=fields, submit=words, cancel=words)
    assert wrong_with_card(render.form(asked, "", {}, {})) == []


def test_a_title_without_any_marks_is_a_heading_to_screen_readers():
    [title] = elements(render.card(Card(title="Worth sharing?", summary="s")))
    assert (title["type"], title["style"]) == ("TextBlock", "heading")


def test_nobody_can_write_a_clock_into_a_card():
    said = read(render.card(Card(title="", summary="s", parts=(Text(text="{{DATE(2026-01-01T00:00Z)}}"),))))
    assert "{{" not in said and said.replace("\u2060", "") == "{{DATE(2026-01-01T00:00Z)}}"


def test_a_button_travels_there_and_back():
    pressed = Button(label="Share", action="share", target="n1", style="primary")
    [action] = buttons(render.card(Card(title="", summary="s", parts=(Buttons(buttons=(pressed,)),))))
    assert (action["verb"], action["data"], action["style"]) == ("share", {"target": "n1"}, "positive")
    assert action["fallback"]["data"] == {"target": "n1", "verb": "share"}


def test_seven_buttons_stand_in_two_rows():
    card = Card(title="", summary="s", parts=(Buttons(buttons=(Button(label="x", action="a"),) * 7),))
    assert read(render.card(card)) == "[x] [x] [x] [x] [x] [x]\n[x]"


def test_what_is_in_a_menu_stands_behind_teams_own_dots():
    share, leave = Button(label="Share", action="share"), Button(label="Leave", action="leave", target="n1")
    card = Card(title="", summary="s", parts=(Buttons(buttons=(share,), menu=Menu(label="More", buttons=(leave,))),))
    drawn = render.card(card)
    assert read(drawn) == "[Share] […]"
    _, hidden = buttons(drawn)
    assert (hidden["verb"], hidden["data"]["target"], hidden["mode"]) == ("leave", "n1", "secondary")
    assert hidden["fallback"]["mode"] == "secondary"


def test_the_question_of_a_button_is_shown_above_it():
    card = Card(title="", summary="s", parts=(Buttons(buttons=(Button(label="Go", action="a", confirm="Sure?"),)),))
    assert read(render.card(card)) == "Go: Sure?\n[Go]"


LINKS = [
    ("/l/abc", "", PUBLIC, f"{PUBLIC}/l/abc"),
    ("/l/abc", "", f"{PUBLIC}/", f"{PUBLIC}/l/abc"),
    ("/l/abc", "https://x.com/intent", "", "https://x.com/intent"),
    ("/l/abc", "", "", None),
    ("https://a.example/?x=1&y=2", "", "", "https://a.example/?x=1&y=2"),
    ("javascript:alert(1)", "", PUBLIC, None),
    ("https://" + "a" * 3000, "", PUBLIC, None),
]


@pytest.mark.parametrize(("link", "direct", "public", "where"), LINKS)
def test_a_link_button_leads_there_or_is_left_out(link, direct, public, where):
    button = Button(label="Open", action="open", link=link, direct=direct)
    card = render.card(Card(title="T", summary="s", parts=(Buttons(buttons=(button,)),)), public)
    assert [found["url"] for found in buttons(card)] == ([where] if where else [])


def test_a_target_too_long_to_travel_leaves_its_button_out():
    card = Card(title="T", summary="s", parts=(Buttons(buttons=(Button(label="Go", action="go", target="x" * 501),)),))
    assert list(buttons(render.card(card))) == []


SHARE = Buttons(buttons=(Button(label="Share", action="share"),))


def test_in_a_card_that_is_too_long_the_last_row_of_buttons_stays():
    parts: tuple[Part, ...] = (*(Text(text="word " * 300) for _ in range(70)), SHARE)
    card = render.card(Card(title="T", summary="s", parts=parts))
    assert wrong_with_card(card) == []
    assert read(card).startswith("T\nword word") and read(card).endswith("…\n[Share]")


def test_pictures_go_before_words_do():
    picture = Picture(path="/p?" + "x" * 1900, alt="Chart")
    parts: tuple[Part, ...] = (*(Text(text="word " * 500) for _ in range(9)), picture, Text(text="End"), SHARE)
    assert read(render.card(Card(title="T", summary="s", parts=parts), PUBLIC)).endswith("word\nEnd\n[Share]")


def test_pictures_need_an_address_that_teams_can_reach():
    card = Card(title="T", summary="s", parts=(Picture(path="/badge/1.png", alt="First"),))
    assert read(render.card(card, PUBLIC)) == "T\n[First]"
    for public in ("", "http://localhost:8080"):
        assert read(render.card(card, public)) == "T"


def test_a_preview_shows_a_linked_title_and_what_the_page_says():
    link = Preview(url="https://a.example", title="News", description="It works", site="A", image="https://a.example/i")
    card = render.card(Card(title="", summary="s", parts=(link,)))
    assert read(card) == "News\nIt works\nA"
    assert [part["url"] for part in walk(card) if "url" in part] == ["https://a.example/i", "https://a.example"]


def test_a_divider_draws_a_line_above_what_follows():
    parts: tuple[Part, ...] = (Text(text="a"), Divider(), Text(text="b"), Divider())
    body = elements(render.card(Card(title="", summary="s", parts=parts)))
    assert [element.get("separator", False) for element in body] == [False, True]


def test_an_empty_card_still_says_its_summary():
    assert read(render.card(Card(title="", summary="Done"))) == "Done"


OPTIONS = tuple(Option(value=value, label=value) for value in ("a,b", "50% off", "Ökologie; Umwelt", "plain"))
ASKED = Form(
    action="save",
    target="t1",
    title="Ask",
    submit="Save",
    cancel="Cancel",
    inputs=(
        Input(name="name", label="Name", required=True, longest=20, value="Anna"),
        Input(name="why", label="Why?", kind="text", hint="Colleagues read it."),
        Input(name="one", label="One", kind="choice", options=OPTIONS, value="a,b"),
        Input(name="many", label="Many", kind="choices", options=OPTIONS, value=("a,b", "plain")),
        Input(name="day", label="Day", kind="date", value="2026-03-09"),
        Input(name="hour", label="Hour", kind="time", value="09:30"),
        Input(name="named", label="Name me", kind="flag", value="yes"),
    ),
)


def test_a_form_comes_back_as_it_was_sent():
    fields = inputs(render.form(ASKED, "o", {}, {}))
    sent = {field["id"]: field["value"] for field in fields.values() if "value" in field}
    assert values({**sent, "target": "t1", "form": "1", "origin": "o"}) == {
        "name": "Anna",
        "one": "a,b",
        "many": ("a,b", "plain"),
        "day": "2026-03-09",
        "hour": "09:30",
        "named": "yes",
    }


def test_data_that_is_no_field_of_ours_is_left_out():
    odd: dict[str, object] = {"line:a": 5, "many": "x", "price:b": "1", "choices:c": "", "flag:d": "false", "": "x"}
    assert values(odd) == {"c": (), "d": ""}


@given(chosen=st.lists(st.text(min_size=1, max_size=20), unique=True))
def test_several_choices_come_back_whatever_they_are_called(chosen):
    options = tuple(Option(value=value, label="x") for value in chosen)
    field = Input(name="f", label="F", kind="choices", options=options, value=tuple(chosen))
    card = render.form(ASKED.model_copy(update={"inputs": (field,)}), "", {}, {})
    for asked in inputs(card).values():
        came = {choice["value"] for choice in asked["choices"]}
        found = values({"choices:f": asked.get("value", "")})["f"]
        assert len(found) == len(came) and {*found} <= {*chosen}


def test_a_form_is_sent_with_its_target_and_closed_without_its_values():
    send, close = buttons(render.form(ASKED, "o1", {}, {}))
    assert (send["verb"], send["data"]) == ("save", {"target": "t1", "form": "1", "origin": "o1"})
    assert (close["verb"], close["data"]) == ("cancel", {"form": "1", "origin": "o1"})
    assert close["associatedInputs"] == close["fallback"]["associatedInputs"] == "none"


def test_mistakes_stand_beside_their_fields_and_nothing_filled_in_is_lost():
    wrong = {"name": "Too short.", "day": "Too late.", "gone": "And this."}
    card = render.form(ASKED, "o", wrong, {"name": "B", "many": ("plain",), "hour": "10:00"})
    fields = inputs(card)
    assert mistakes(card) == ["And this.", "Too short.", "Too late."]
    assert read(card).startswith("Ask\nAnd this.\n")
    assert read(card).endswith("Name: Too short.\nDay: Too late.\n[Save] [Cancel]")
    assert (fields["Name"]["value"], fields["Many"]["value"], fields["Hour"]["value"]) == ("B", "plain", "10:00")
    assert fields["Name me"]["value"] == "false" and "value" not in fields["Day"]


def test_fields_say_what_they_accept():
    fields = inputs(render.form(ASKED, "o", {}, {}))
    assert (fields["Name"]["maxLength"], fields["Name"]["isRequired"]) == (20, True)
    assert fields["Why?"]["isMultiline"] and "isRequired" not in fields["Why?"]
    assert (fields["One"]["style"], fields["Many"]["isMultiSelect"]) == ("expanded", True)


def test_a_title_that_the_preview_shows_is_read_once():
    shown = render.card(Card(title="News", summary="s", parts=(Preview(url="https://a.example", title="News"),)))
    assert read(shown) == "News"
