"""What Slack's own forms do while somebody types: choices by label, lengths and required fields."""

from tests.stages.slack.reading import Json, Value, inputs

REQUIRED = "Please complete this required field."


def typed(view: Json, values: dict[str, Value]) -> Json:
    """Turn `values` by label, as people name them, into values by block_id, as Slack sends them."""
    fields = inputs(view)
    unknown = values.keys() - fields.keys()
    assert not unknown, f"no field {unknown}, only {list(fields)}"
    return {fields[label]["block_id"]: _typed(fields[label]["element"], value) for label, value in values.items()}


def filled(view: Json, typed_in: Json) -> Json:
    """Every field by block_id, with what was typed or what it started with."""
    return {
        block["block_id"]: typed_in.get(block["block_id"], _initial(block["element"]))
        for block in inputs(view).values()
    }


def missing(view: Json, values: Json) -> list[str]:
    fields = inputs(view).values()
    return [REQUIRED for block in fields if not block.get("optional") and not values[block["block_id"]]]


def _typed(element: Json, value: Value) -> Value:
    match element["type"]:
        case "plain_text_input":
            assert len(value) <= element.get("max_length", 3000), "Slack lets nobody type more"
            return value
        case "checkboxes" | "multi_static_select":
            if isinstance(value, bool | str):  # a single checkbox
                return [element["options"][0]["value"]] if value else []
            return [_value(element, one) for one in value]
        case "radio_buttons" | "static_select":
            return _value(element, value)
        case _:
            return value


def _value(element: Json, choice: str) -> str:
    for option in element["options"]:
        if choice in {option["text"]["text"], option["value"]}:
            return str(option["value"])
    raise AssertionError(f"no choice {choice!r}, only {[option['text']['text'] for option in element['options']]}")


def _initial(element: Json) -> Value:
    match element["type"]:
        case "checkboxes" | "multi_static_select":
            return [option["value"] for option in element.get("initial_options", [])]
        case "radio_buttons" | "static_select":
            return element.get("initial_option", {}).get("value", "")
        case _:
            return element.get("initial_value") or element.get("initial_date") or element.get("initial_time") or ""
