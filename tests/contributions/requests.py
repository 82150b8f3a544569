"""Helpers for what champions ask besides shares."""

from collections.abc import Mapping

from handlers.core.interaction import Card, Reply
from tests.support.office import Office, Values, pressed

ASKING: Mapping[str, Values] = {
    "react": {
        "url": "https://www.linkedin.com/posts/noor-1",
        "title": "Noor about the new blades",
        "why": "Her first talk.",
    },
    "create": {"title": "What surprised you at the trade fair?", "why": "For the October letter."},
}


async def asks(office: Office, way: str, who: str = "boss", **more: str | tuple[str, ...]) -> str:
    """Publish a champion's request. Returns the content's id."""
    draft = await office.does(who, "post", way, values={**ASKING[way], **more})
    content = pressed(shown(draft), "publish")
    assert isinstance(await office.does(who, "publish", content), Card)
    return content


def shown(reply: Reply | None) -> Card:
    """The reply, which must be a card."""
    assert isinstance(reply, Card), reply
    return reply


def labels(card: Card) -> set[str]:
    """The labels of its buttons."""
    return {button.label for part in card.parts for button in getattr(part, "every", ())}


def targets(card: Card) -> Mapping[str, str]:
    """The targets of its buttons, by label."""
    return {button.label: button.target for part in card.parts for button in getattr(part, "every", ())}
