"""A link and a QR code to use elsewhere, which belong to nobody."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.content.states import find
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import champion, meet, words_of
from handlers.links import cards, links


def content_link(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A link and a QR code that belong to nobody: for a poster, a slide, a screen in the canteen."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    if not content.url:
        raise Refused("This card has expired. See what is new: /heraut next")
    plain, code = (links.of_content(session, content, kind, now) for kind in ("plain", "qr"))
    if plain is None or code is None:
        raise Refused("Heraut has no public address here, so there are no links of its own.")
    return cards.common(words_of(person), content.title, plain.address, f"/l/{code.token}.png")
