"""The double is strict: it refuses what Slack refuses. Otherwise our other tests would prove nothing."""

import pytest

from tests.stages.slack.schema import wrong_with_message, wrong_with_view

PLAIN = {"type": "plain_text", "text": "x"}
BUTTON = {"type": "button", "text": PLAIN, "action_id": "a"}
DIVIDER = {"type": "divider"}
CONFIRM = dict.fromkeys(("title", "text", "confirm", "deny"), PLAIN)


def option(value="x", **more):
    return {"text": PLAIN, "value": value, **more}


def menu(*options, kind="overflow", **more):
    return {"type": "actions", "elements": [{"type": kind, "action_id": "m", "options": list(options), **more}]}


def rich(*inside):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(inside)}]}


def modal(*blocks, **more):
    return {"type": "modal", "title": PLAIN, "submit": PLAIN, "blocks": list(blocks), **more}


def field(**element):
    block = {"type": "input", "block_id": "a", "label": PLAIN}
    return {**block, "element": {"type": "plain_text_input", "action_id": "a", **element}}


def text(size):
    return {"type": "plain_text", "text": "x" * size}


WELL = [
    DIVIDER,
    rich({"type": "text", "text": "x"}),
    {"type": "actions", "elements": [BUTTON]},
    {"type": "actions", "elements": [BUTTON | {"confirm": CONFIRM}]},
    menu(option(), option("y", url="https://a.example/")),
    menu(*(option(str(n)) for n in range(5))),
    menu(*(option(str(n)) for n in range(6)), kind="static_select", placeholder=PLAIN),
]
ILL = [
    {},
    {"type": "dividers"},
    {**DIVIDER, "color": "red"},
    {"type": "header", "text": text(151)},
    {"type": "header", "text": text(0)},
    {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    {"type": "section", "text": text(3001)},
    {"type": "section"},
    {"type": "context", "elements": [PLAIN] * 11},
    {"type": "context", "elements": [text(2001)]},
    {"type": "context", "elements": [BUTTON]},
    {"type": "actions", "elements": []},
    {"type": "actions", "elements": [BUTTON | {"action_id": str(number)} for number in range(26)]},
    {"type": "actions", "elements": [BUTTON, BUTTON]},
    menu(option()),
    menu(*(option(str(n)) for n in range(6))),
    menu(option(), option()),
    menu(option(), option("y" * 76)),
    menu(option(), option("")),
    menu(option(), {"text": {"type": "plain_text", "text": "x" * 76}, "value": "y"}),
    menu(option(), option("y", url="/path")),
    menu(option(), option("y", confirm=CONFIRM)),
    menu(option(), option("y"), placeholder=PLAIN),
    menu(option(), option("y", url="https://a.example/"), kind="static_select"),
    menu(option(), option("y"), kind="static_select", placeholder={"type": "plain_text", "text": "x" * 151}),
    menu(*(option(str(n)) for n in range(101)), kind="static_select"),
    {"type": "actions", "elements": [{"type": "button", "text": PLAIN}]},
    {"type": "actions", "elements": [BUTTON | {"text": text(76)}]},
    {"type": "actions", "elements": [BUTTON | {"value": "x" * 2001}]},
    {"type": "actions", "elements": [BUTTON | {"value": ""}]},
    {"type": "actions", "elements": [BUTTON | {"action_id": "x" * 256}]},
    {"type": "actions", "elements": [BUTTON | {"url": "/path"}]},
    {"type": "actions", "elements": [BUTTON | {"url": "https://" + "x" * 3000}]},
    {"type": "actions", "elements": [BUTTON | {"style": "plain"}]},
    {"type": "actions", "elements": [BUTTON | {"confirm": {"title": PLAIN, "text": PLAIN}}]},
    {"type": "actions", "elements": [BUTTON | {"confirm": CONFIRM | {"title": text(101)}}]},
    {"type": "actions", "elements": [BUTTON | {"confirm": CONFIRM | {"text": text(301)}}]},
    {"type": "actions", "elements": [BUTTON | {"confirm": CONFIRM | {"deny": text(31)}}]},
    {"type": "image", "image_url": "http://a.example/i.png", "alt_text": "x"},
    {"type": "image", "image_url": "https://a.example/i.png"},
    {"type": "image", "image_url": "https://a.example/i.png", "alt_text": "x" * 2001},
    {"type": "image", "image_url": "https://a.example/" + "x" * 2983, "alt_text": "x"},
    {"type": "header", "text": {**PLAIN, "text": "👩" * 76}},
    {"type": "header", "text": {**PLAIN, "emoji": "yes"}},
    rich({"type": "text", "text": ""}),
    rich({"type": "text", "text": "\0"}),
    rich({"type": "user", "user_id": "U1"}),
    rich({"type": "broadcast", "range": "channel"}),
    rich({"type": "link", "url": "javascript:alert(1)"}),
    rich({"type": "link", "url": "https://a.example/" + "x" * 2983}),
    rich({"type": "link", "url": "https://a.example/", "text": "x" * 3001}),
    rich({"type": "text", "text": "x", "style": {"bold": "yes"}}),
    rich(),
    field(),
]


@pytest.mark.parametrize("block", WELL, ids=str)
def test_good_blocks_pass(block):
    assert wrong_with_message("x", [block]) == []


@pytest.mark.parametrize("block", ILL, ids=lambda block: str(block)[:80])
def test_bad_blocks_do_not(block):
    assert wrong_with_message("x", [block])


MESSAGES = [("", [DIVIDER]), (" ", [DIVIDER]), ("<!channel>", []), ("x" * 4001, [DIVIDER]), ("x", [DIVIDER] * 51)]


@pytest.mark.parametrize(("said", "blocks"), [*MESSAGES, ("x", [rich({"type": "text", "text": "x" * 3000})] * 5)])
def test_bad_messages_do_not_pass(said, blocks):
    assert wrong_with_message(said, blocks)


OPTION = {"text": PLAIN, "value": "x"}
CHOOSING = ("checkboxes", "radio_buttons", "static_select", "multi_static_select")
VIEWS = [
    {"type": "sheet", "blocks": [DIVIDER]},
    {"type": "home", "blocks": []},
    {"type": "home", "blocks": [DIVIDER] * 101},
    {"type": "home", "blocks": [field()]},
    modal(DIVIDER, title=text(25)),
    modal(DIVIDER, close=text(25)),
    modal(DIVIDER, private_metadata="x" * 3001),
    modal(field(), field()),
    {name: value for name, value in modal(field()).items() if name != "submit"},
    modal(field(max_length=3001)),
    modal(field(initial_value="")),
    modal(field(initial_value="x" * 3001)),
    modal(field(action_id="x" * 256)),
    modal({**field(), "block_id": "x" * 256}),
    modal({**field(), "label": text(2001)}),
    modal({**field(), "hint": text(2001)}),
    modal(DIVIDER, submit=text(25)),
    modal(DIVIDER, callback_id="x" * 256),
    modal(field(type="static_select", options=[])),
    modal(field(type="static_select", options=[{"text": text(76), "value": "x"}])),
    modal(field(type="static_select", options=[{"text": PLAIN, "value": "x" * 151}])),
    *(modal(field(type=kind, options=[OPTION, {"text": text(76), "value": "y"}])) for kind in CHOOSING),
    *(modal(field(type=kind, options=[OPTION, {"text": PLAIN, "value": "y" * 151}])) for kind in CHOOSING),
    *(modal(field(type=kind, options=[{"text": PLAIN, "value": str(n)} for n in range(101)])) for kind in CHOOSING),
    modal(field(type="static_select", options=[OPTION, OPTION])),
    modal(field(type="static_select", options=[OPTION], initial_option={"text": PLAIN, "value": "y"})),
    modal(field(type="checkboxes", options=[{"text": PLAIN, "value": str(number)} for number in range(11)])),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view)[:80])
def test_bad_views_do_not_pass(view):
    assert wrong_with_view(view)


def test_good_views_pass():
    assert wrong_with_view(modal(field(), DIVIDER)) == []
    for kind in CHOOSING:
        assert wrong_with_view(modal(field(type=kind, options=[OPTION]))) == []
    assert wrong_with_view({"type": "home", "blocks": [DIVIDER]}) == []
