"""Check submitted values: a valid model, or an error for each wrong field."""

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from handlers.core.addresses import clean_address
from handlers.core.interaction import Input, Interaction, Invalid
from handlers.core.language import Words

M = TypeVar("M", bound=BaseModel)


class Submitted(BaseModel):
    """The base of all forms: strips surrounding space, refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


def _many(value: object) -> object:
    return (value,) if isinstance(value, str) and value else value or ()


def _flag(value: object) -> object:
    return value == "yes"


def _address(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        return ""
    clean = clean_address(value)
    if clean is None:
        raise ValueError("address")
    return clean


Line = Annotated[str, StringConstraints(max_length=300)]
Long = Annotated[str, StringConstraints(max_length=3000)]
Filled = Annotated[str, StringConstraints(min_length=1, max_length=3000)]
Many = Annotated[tuple[str, ...], BeforeValidator(_many)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Address = Annotated[str, BeforeValidator(_address)]
GivenAddress = Annotated[str, BeforeValidator(_address), StringConstraints(min_length=1)]


def check(model: type[M], interaction: Interaction, words: Words) -> M:
    """The submitted values as `model`. Raises `Invalid` with one sentence for each field that is wrong."""
    return checked(model, interaction.values, words)


def checked(model: type[M], values: Mapping[str, str | tuple[str, ...]], words: Words) -> M:
    """Values by field as `model`, from wherever they come. Raises `Invalid`."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as wrong:
        errors: dict[str, str] = {}
        for problem in wrong.errors():
            errors.setdefault(str(problem["loc"][0]) if problem["loc"] else "", _sentence(problem["type"], words))
        raise Invalid(errors) from None


def _sentence(kind: str, words: Words) -> str:
    match kind:
        case "missing" | "string_too_short" | "too_short":
            return words.t("Please fill this in.")
        case "string_too_long":
            return words.t("This is too long.")
        case "value_error":
            return words.t("This is not a web address. It should look like https://example.com/page.")
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return words.t("This is not a date.")
        case "time_parsing" | "time_type":
            return words.t("This is not a time.")
        case _:
            return words.t("This cannot be used here.")


def before_folded(inputs: Sequence[Input], asked: Input) -> tuple[Input, ...]:
    """The fields with one more, which is in sight: before those that are folded."""
    place = next((n for n, one in enumerate(inputs) if one.folded), len(inputs))
    return (*inputs[:place], asked, *inputs[place:])
