"""Slack accepts every form, and brings back what people filled in."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from slack_sdk.models.views import View as SlackView

from bot.slack import forms
from bot.slack.forms import Kept, Origin
from bot.slack.wire import State, View
from handlers.core.interaction import Form, FormErrors, Input, Option
from tests.stages.slack.reading import inputs
from tests.stages.slack.schema import wrong_with_view
from tests.stages.slack.typing import filled
from tests.stages.slack.wire import state
from tests.support.cards import forms as any_form
from tests.support.script import form

ORIGIN = Origin(response_url="https://hooks.slack.com/actions/T1/1/abc", channel="C1", ts="1.2")
CHOICES = tuple(Option(value=value, label=value.upper()) for value in ("a", "b", "c"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(form=any_form)
def test_slack_takes_every_form(form):
    view = forms.modal(form, ORIGIN)
    assert wrong_with_view(view) == []
    SlackView(**json.loads(json.dumps(view))).validate_json()


LONG = "x" * 5000
KINDS = ["line", "text", "url", "choice", "choices", "date", "time", "flag"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_words_fit(kind):
    options = (Option(value="a", label=LONG), Option(value=LONG, label="lost"))
    field = Input(name="it", label=LONG, kind=kind, value=LONG, options=options, hint=LONG, longest=9999)
    view = forms.modal(
        Form(action=LONG[:300], title=LONG, inputs=(field,), submit=LONG, cancel=LONG, intro=LONG), ORIGIN
    )
    assert wrong_with_view(view) == []
    assert len(inputs(view)) == 1


def test_a_field_asked_for_twice_stands_there_once():
    twice = Input(name="it", label="It")
    assert wrong_with_view(forms.modal(form(twice, twice), ORIGIN)) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("line", "a & b <c>"),
        ("text", "two\nlines"),
        ("url", "https://a.example/?b=1&c=2"),
        ("choice", "b"),
        ("choices", ("a", "c")),
        ("choices", ()),
        ("date", "2026-03-09"),
        ("time", "09:30"),
        ("flag", "yes"),
        ("flag", ""),
    ],
)
@pytest.mark.parametrize("count", [3, 40])
def test_a_value_goes_out_and_comes_back(kind, value, count):
    options = CHOICES + tuple(Option(value=f"v{number}", label=f"{number}") for number in range(count - 3))
    view = forms.modal(form(Input(name="it", label="It", kind=kind, value=value, options=options)), ORIGIN)
    sent = State.model_validate({"values": state(view, filled(view, {}))})
    assert forms.values(sent) == {"it": value}


@pytest.mark.parametrize(
    ("kind", "count", "shown", "left"),
    [
        ("choice", 5, "radio_buttons", 5),
        ("choice", 6, "static_select", 6),
        ("choice", 130, "static_select", 100),
        ("choices", 10, "checkboxes", 10),
        ("choices", 11, "multi_static_select", 11),
        ("choices", 130, "multi_static_select", 100),
    ],
)
def test_the_number_of_choices_decides_how_they_are_shown(kind, count, shown, left):
    options = tuple(Option(value=f"v{number}", label=f"{number}") for number in range(count))
    view = forms.modal(form(Input(name="it", label="It", kind=kind, options=options)), ORIGIN)
    assert wrong_with_view(view) == []
    element = inputs(view)["It"]["element"]
    assert (element["type"], len(element["options"])) == (shown, left)


@pytest.mark.parametrize("kind", ["line", "date", "time", "choice"])
def test_a_field_left_empty_comes_back_empty(kind):
    view = forms.modal(form(Input(name="it", label="It", kind=kind, options=CHOICES)), ORIGIN)
    assert forms.values(State.model_validate({"values": state(view, filled(view, {}))})) == {"it": ""}


def test_a_modal_keeps_where_its_answer_goes():
    view = forms.modal(form(target="n1"), ORIGIN)
    assert Kept.model_validate_json(str(view["private_metadata"])) == Kept(action="save", target="n1", origin=ORIGIN)


def test_if_space_is_short_the_response_address_goes_before_the_target():
    view = forms.modal(form(target="x" * 2900), ORIGIN)
    kept = Kept.model_validate_json(str(view["private_metadata"]))
    assert kept.target == "x" * 2900
    assert kept.origin == Origin(channel="C1", ts="1.2")


def test_a_target_that_cannot_travel_opens_no_form():
    with pytest.raises(ValueError, match="too long"):
        forms.modal(form(target="x" * 3000), ORIGIN)


def _view(*names):
    return View.model_validate({"id": "V1", "blocks": [{"type": "input", "block_id": name} for name in names]})


def test_errors_stand_beside_their_fields():
    assert forms.errors(FormErrors(errors={"b": "No"}), _view("a", "b")) == {"b": "No"}


def test_an_error_about_no_field_stands_at_the_first():
    found = FormErrors(errors={"nowhere": "Something", "a": "No"})
    assert forms.errors(found, _view("a", "b")) == {"a": "Something No"}


def test_a_view_without_fields_shows_no_errors():
    assert forms.errors(FormErrors(errors={"a": "No"}), _view()) == {}


def test_a_box_to_tick_says_its_hint():
    told = Input(name="f", label="Weekly summary", kind="flag", hint="Yes, on Fridays")
    block = inputs(forms.modal(form(told), ORIGIN))["Weekly summary"]
    assert block["element"]["options"][0]["text"]["text"] == "Yes, on Fridays"
    assert "hint" not in block
