"""Reading what a platform sends: null is empty, and what cannot be read is noted in the log."""

import logging
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

M = TypeVar("M", bound=BaseModel)


def _or_empty(value: object) -> object:
    return "" if value is None else value


Said = Annotated[str, BeforeValidator(_or_empty)]  # platforms write null where they have nothing to say


def read(model: type[M], sent: object, log: logging.Logger) -> M | None:
    """None when it has another shape; the log names the fields and never their values."""
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        places = {".".join(map(str, found["loc"])) for found in error.errors(include_input=False)}
        log.warning("not understood: %s at %s", model.__name__, ", ".join(sorted(places)))
        return None
