"""Steps that tests of digests share."""

from datetime import timedelta

from handlers.core.interaction import Button, Buttons, Card, Preview, Text
from tests.support.office import Office


async def posts(office: Office, *titles: str, ends: str = "2026-03-05") -> list[str]:
    """Publish content that ends tomorrow, before anybody's second nudge could come."""
    return [await posts_one(office, title=title, ends=ends) for title in titles]


async def posts_one(office: Office, **more: str) -> str:
    office.now += timedelta(seconds=1)
    return await office.posts(**more)


async def with_digest(office: Office, *titles: str) -> Card:
    """Publish these, and return the digest in which Anna gets them."""
    await posts(office, *titles)
    await office.joins("anna")
    await office.after(seconds=30)
    return card_of(office)


async def next_time(office: Office, **time: float) -> None:
    """Plan the next nudge, and send it at its minute."""
    await office.after(**time)
    await office.after(minutes=30)


def card_of(office: Office, who: str = "anna") -> Card:
    [card] = office.told(who)
    return card


def titles(card: Card) -> list[str]:
    return [part.title for part in card.parts if isinstance(part, Preview)]


def buttons(card: Card) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.every]


def said(card: Card) -> str:
    return "\n".join(part.text for part in card.parts if isinstance(part, Text))


async def presses(office: Office, card: Card, label: str, place: int = 0, who: str = "anna") -> Card:
    button = [button for button in buttons(card) if button.label == label][place]
    reply = await office.does(who, button.action, button.target)
    assert isinstance(reply, Card), reply
    return reply
