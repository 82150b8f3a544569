"""Which fields of content an edit changed, by the names that the audit trail uses."""

from collections.abc import Mapping, Sequence

from handlers.publishing.forms import Draft
from models.audit import Field

FIELDS: Mapping[Field, Sequence[str]] = {
    "address": ("url",),
    "title": ("title",),
    "description": ("description",),
    "picture": ("image",),
    "why": ("why",),
    "texts": ("texts",),
    "topics": ("topics",),
    "networks": ("networks",),
    "readers": ("languages",),
    "dates": ("starts", "ends"),
    "importance": ("important",),
    "campaign": ("campaign",),
    "hold_out": ("hold_out",),
}


def edited_fields(before: Draft, after: Draft) -> tuple[Field, ...]:
    """The fields in which two versions of content differ."""
    return tuple(
        field for field, names in FIELDS.items() if any(getattr(before, name) != getattr(after, name) for name in names)
    )
