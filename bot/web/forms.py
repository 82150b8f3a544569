"""Reads what browsers send. A broken form is the sender's mistake, and is told in a sentence."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from aiohttp import web

from handlers.core.interaction import Form

FIELDS = 300  # more than any of our forms has
TYPE = "application/x-www-form-urlencoded"


class Fields:
    """The submitted fields, in order; a name may come more than once."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def one(self, name: str) -> str:
        """The last value under this name; empty when there is none."""
        return next((value for key, value in reversed(self._pairs) if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self._pairs if key == name)

    def every(self) -> Mapping[str, tuple[str, ...]]:
        """All of them, by name."""
        return {name: self.all(name) for name, _ in self._pairs}


async def read(request: web.Request) -> Fields:
    """Raises 400, 413 or 415, each with a sentence."""
    if request.content_type != TYPE:
        raise web.HTTPUnsupportedMediaType(text="Send a form.")
    try:
        body = (await request.read()).decode("utf-8")
        pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except ValueError:
        raise web.HTTPBadRequest(text="This form cannot be read.") from None
    if any("\0" in text for pair in pairs for text in pair):
        raise web.HTTPBadRequest(text="This form cannot be read.")
    return Fields([(name, value.replace("\r\n", "\n")) for name, value in pairs])


def values(form: Form, fields: Fields) -> Mapping[str, str | tuple[str, ...]]:
    """The form's own inputs as handlers read them; anything else that was sent is ignored."""
    return {
        field.name: fields.all(f"v.{field.name}") if field.kind == "choices" else fields.one(f"v.{field.name}")
        for field in form.inputs
    }
