"""What Teams' own inputs do while somebody types: choices by label, lengths and required fields."""

from tests.stages.teams.reading import Json, Value, inputs


def typed(card: Json, values: dict[str, Value]) -> dict[str, str]:
    """Turn `values` by label, as people name them, into values by id, as Teams sends them."""
    fields = inputs(card)
    unknown = values.keys() - fields.keys()
    assert not unknown, f"no field {unknown}, only {list(fields)}"
    return {fields[label]["id"]: _typed(fields[label], value) for label, value in values.items()}


def filled(card: Json, typed_in: dict[str, str]) -> dict[str, str]:
    """Every field by id, with what was typed or what it started with. Empty ones are sent too."""
    fields = inputs(card).values()
    return {**{str(field["id"]): str(field.get("value", "")) for field in fields}, **_of(card, typed_in)}


def _of(card: Json, typed_in: dict[str, str]) -> dict[str, str]:
    ids = {field["id"] for field in inputs(card).values()}
    return {name: value for name, value in typed_in.items() if name in ids}


def missing(card: Json, values: dict[str, str]) -> list[str]:
    """The errors that Teams itself shows beside the fields; it then sends nothing."""
    required = [field for field in inputs(card).values() if field.get("isRequired")]
    return [field["errorMessage"] for field in required if not values[field["id"]]]


def shown(card: Json, values: dict[str, str]) -> dict[str, Value]:
    """Values by label, as on the screen, with choices by their names."""
    return {label: _shown(field, values[field["id"]]) for label, field in inputs(card).items()}


def _typed(field: Json, value: Value) -> str:
    match field["type"]:
        case "Input.Text":
            assert len(value) <= field["maxLength"], "Teams lets nobody type more"
            return str(value)
        case "Input.Toggle":
            return "true" if value else "false"
        case "Input.ChoiceSet" if field.get("isMultiSelect"):
            return ",".join(_value(field, one) for one in ([value] if isinstance(value, str) else value))
        case "Input.ChoiceSet":
            return _value(field, value)
        case _:
            return str(value)


def _value(field: Json, label: str) -> str:
    for choice in field["choices"]:
        if label in {choice["title"], choice["value"]}:
            return str(choice["value"])
    raise AssertionError(f"no choice {label!r}, only {[choice['title'] for choice in field['choices']]}")


def _shown(field: Json, value: str) -> Value:
    match field["type"]:
        case "Input.Toggle":
            return value == "true"
        case "Input.ChoiceSet" if field.get("isMultiSelect"):
            return [choice["title"] for choice in field["choices"] if choice["value"] in value.split(",")]
        case "Input.ChoiceSet":
            return next((choice["title"] for choice in field["choices"] if choice["value"] == value), "")
        case _:
            return value
