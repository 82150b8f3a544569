"""Cards, forms and notices as HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.render import Pen, Spot
from bot.web.rooms import OpenForm
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
from handlers.core.language import Words

SPOT = Spot(person="sam", place="chat", ref="p1")
OWN = "http://127.0.0.1:8080"
EVIL = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        (
            '"><script>alert(1)</script>',
            "' onmouseover='alert(1)",
            "</textarea><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "http://[::1]ann@",
            "https://xn--example.com/",
            "{{ 7 * 7 }}{% raw %}",
            "&lt;b&gt;&amp;amp;",
            "data:text/html,<script>alert(1)</script>",
        )
    ),
)
KNOWN = set(
    "article p blockquote dl div dt dd ul ol li a img picture source span form input button details summary hr "
    "dialog h2 label textarea select option fieldset legend".split()
)


class Seen(HTMLParser):
    """Every tag and attribute that a browser would see, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said += data

    def all(self, name: str) -> list[str]:
        return [value for found, value in self.attributes if found == name]


def pen(locale: str = "en") -> Pen:
    keys = iter(f"{number:016x}" for number in range(10_000))
    return Pen(Words(locale), lambda: next(keys), (OWN,))


def harmless(html: str) -> Seen:
    seen = Seen(html)
    assert set(seen.tags) <= KNOWN
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    for address in (
        *seen.all("href"),
        *seen.all("src"),
        *seen.all("srcset"),
        *seen.all("action"),
        *seen.all("formaction"),
    ):
        assert re.match(r"https?://[^/]|/(?![/\\])", address, re.IGNORECASE)
    return seen


def parts(text: str) -> tuple[Part, ...]:
    return (
        *(Text(text=text, style=style) for style in ("normal", "strong", "quiet", "quote")),
        Facts(rows=((text, text),)),
        Items(items=(text,)),
        Items(items=(text,), ordered=True),
        Preview(url=text, title=text, description=text, image=text, site=text),
        Picture(path=text, alt=text),
        Divider(),
        Buttons(
            buttons=(
                Button(label=text, action=text, target=text),
                Button(label=text, action=text, target=text, link=text),
                Button(label=text, action="", link=text),
                Button(label=text, action=text, confirm=text, style="danger"),
            ),
            menu=Menu(label=text, buttons=(Button(label=text, action=text), Button(label=text, action="", link=text))),
        ),
    )


def test_an_address_whose_host_is_no_word_in_any_language_is_drawn():
    drawn = pen().card(Card(title="T", summary="s", parts=(Preview(url="https://xn--x/", title="T"),)), SPOT)
    assert "xn--x" in drawn


@given(EVIL)
def test_whatever_people_write_stays_text(text: str) -> None:
    harmless(pen().card(Card(title=text, summary=text, parts=parts(text)), SPOT))
    harmless(pen().card(Card(title=text, summary=text, parts=parts(text))))


@given(EVIL)
def test_whatever_stands_in_a_form_stays_text(text: str) -> None:
    options = tuple(Option(value=f"{text}{number}", label=text) for number in range(6))
    inputs = tuple(
        Input.model_validate(
            {"name": f"{text}{number}", "label": text, "kind": kind, "value": text, "hint": text, "options": few}
        )
        for number, (kind, few) in enumerate(
            [
                ("line", ()),
                ("text", ()),
                ("url", ()),
                ("choice", options),
                ("choice", options[:2]),
                ("choices", options),
                ("date", ()),
                ("time", ()),
                ("flag", ()),
            ]
        )
    )
    form = Form(action=text, title=text, inputs=inputs, submit=text, cancel=text, target=text, intro=text)
    errors = dict.fromkeys((text, f"{text}0", f"{text}5"), text)
    harmless(pen().form("f1", OpenForm(form=form, place="chat", errors=errors), "sam"))


def test_every_part_of_a_card_is_shown() -> None:
    card = Card(
        title="The title",
        summary="The summary",
        parts=(
            Text(text="A paragraph"),
            Facts(rows=(("Points", "35"),)),
            Items(items=("First", "Second"), ordered=True),
            Preview(url=f"{OWN}/articles/a", title="An article", description="About", image=f"{OWN}/a.svg", site="Us"),
            Picture(path="/pictures/x.png", alt="Shares by week", dark=True, size=(1200, 630)),
            Divider(),
            Buttons(buttons=(Button(label="Share", action="share", target="7", style="primary"),)),
        ),
    )
    seen = harmless(pen().card(card, SPOT))
    assert seen.all("aria-label") == ["The summary"]
    assert seen.all("src") == ["/a.svg", "/pictures/x.png"]
    assert "Shares by week" in seen.all("alt")
    assert seen.all("srcset") == ["/pictures/x.png?look=dark"] and seen.all("media") == ["(prefers-color-scheme: dark)"]
    assert (seen.all("width")[-1], seen.all("height")[-1]) == ("1200", "630")
    for words in ("The title", "A paragraph", "Points", "35", "Second", "An article", "About", "Us", "Share"):
        assert words in seen.said
    assert {"h2", "p", "dl", "ol", "a", "img", "hr", "button"} <= set(seen.tags)
    assert dict(zip(seen.all("name"), seen.all("value"), strict=True)) == {
        "in": "chat",
        "ref": "p1",
        "action": "share",
        "target": "7",
        "key": "0" * 16,
    }


def test_a_card_with_nothing_but_a_summary_says_that() -> None:
    assert "Only this" in Seen(pen().card(Card(title="", summary="Only this"), SPOT)).said


def test_pictures_from_elsewhere_are_not_fetched() -> None:
    preview = Preview(url="https://elsewhere.example/a", title="A", image="https://elsewhere.example/a.png")
    assert Seen(pen().part(preview, SPOT)).all("src") == []


def test_if_nobody_can_press_only_links_are_drawn() -> None:
    row = Buttons(buttons=(Button(label="Send", action="send"), Button(label="Go", action="go", link="/go")))
    seen = harmless(pen().part(row, None))
    assert "Send" not in seen.said
    assert seen.all("href") == ["/go"]


def test_each_drawing_of_a_button_has_a_key_of_its_own() -> None:
    row = Buttons(buttons=tuple(Button(label="Send", action="send") for _ in range(5)))
    keys = re.findall(r'name="key" value="(\w+)"', pen().part(row, SPOT))
    assert len(set(keys)) == 5


@pytest.mark.parametrize("kind", ["line", "text", "url", "date", "time", "flag"])
def test_an_error_stands_beside_its_field_and_is_read_with_it(kind: str) -> None:
    field = Input.model_validate({"name": "nick", "label": "Name", "kind": kind, "hint": "As known", "required": True})
    html = pen().field(field, "", "Say something.")
    seen = harmless(html)
    assert seen.all("aria-describedby") == ["field-nick-hint field-nick-error"]
    assert seen.all("aria-invalid") == ["true"]
    assert seen.all("aria-required") == ["true"]
    assert {"field-nick", "field-nick-hint", "field-nick-error"} <= set(seen.all("id"))
    assert ["Say something." in html, "optional" in seen.said] == [True, False]
    assert kind == "flag" or seen.all("for") == ["field-nick"]


@pytest.mark.parametrize(
    ("kind", "n", "value", "tag", "checked"),
    [
        ("choice", 2, "v1", "fieldset", "radio"),
        ("choice", 6, "v1", "select", ""),
        ("choices", 6, ("v1",), "fieldset", "checkbox"),
    ],
)
def test_choices_are_drawn_by_how_many_there_are(
    kind: str, n: int, value: str | tuple[str, ...], tag: str, checked: str
) -> None:
    options = [{"value": f"v{number}", "label": f"Choice {number}"} for number in range(n)]
    field = Input.model_validate({"name": "a", "label": "A", "kind": kind, "options": options, "value": value})
    html = pen().field(field, field.value, "")
    seen = harmless(html)
    assert tag in seen.tags
    assert seen.said.count("Choice") == n
    assert len(re.findall(r" (?:checked|selected)>", html)) == 1
    assert set(seen.all("type")) == ({checked} if checked else set())


def test_a_link_button_says_that_it_opens_a_new_tab() -> None:
    row = Buttons(buttons=(Button(label="Delen", action="share", link="/share/x"),))
    seen = harmless(pen().part(row, SPOT))
    assert "opens a new tab" in seen.said
    assert seen.all("target") == ["_blank"]
    assert seen.all("rel") == ["noopener"]
