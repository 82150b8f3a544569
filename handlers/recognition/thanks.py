"""Thanking a colleague in one's own words."""

import re
import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.affiliation import check_colleague
from handlers.core.interaction import Card, Interaction, Notice, Refused
from handlers.core.people import meet, words_of
from handlers.members.limits import count_sending
from handlers.outbox.kinds import THANKS
from handlers.outbox.queue import tell
from handlers.recognition import cards, points
from models import Message, Person, Thanks

MENTION = re.compile(r"(?<!\S)@(\S*[^\s.,:;!?)])[.,:;!?)]*")
LONGEST = 300  # characters


def thank(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut thank @anna for the great post`. Refused if too long, too often, or not to one advocate."""
    giver = meet(session, interaction.actor, now)
    text = interaction.values.get("text", "")
    for colleague in interaction.mentioned:
        check_colleague(session, colleague)
    receiver, said = _addressed(session, giver, text if isinstance(text, str) else "")
    if len(said) > LONGEST:
        raise Refused("That is too long: {n} characters at most.", n=LONGEST)
    count_sending(session, giver, "thank", now)
    thanks = Thanks(
        workspace=giver.workspace,
        id=secrets.token_hex(8),
        giver=giver.person,
        receiver=receiver.person,
        text=said,
        at=now,
    )
    session.add(thanks)
    session.flush()
    points.thanked(session, thanks, now)
    tell(session, receiver, THANKS.key(thanks.id), thanks.id, now)
    return Notice(text=words_of(giver).t("{name} gets your thanks.", name=receiver.name))


def write_thanks(session: Session, message: Message, now: datetime) -> Card | None:
    """Write the thanks; None if the receiver has left."""
    thanks = session.get(Thanks, (message.workspace, message.subject))
    receiver = session.get(Person, (message.workspace, message.person))
    if thanks is None or receiver is None or not receiver.joined:
        return None
    giver = session.get_one(Person, (message.workspace, thanks.giver))
    return cards.thanks_card(words_of(receiver), giver.name, thanks.text)


def _addressed(session: Session, giver: Person, text: str) -> tuple[Person, str]:
    """The mentioned colleague, and the text without the mention. Refused unless it is one other advocate."""
    mentions = MENTION.findall(text)
    if len(set(mentions)) != 1:
        raise Refused("Please name one colleague, with @.")
    receiver = session.get(Person, (giver.workspace, mentions[0]))
    if mentions[0] == giver.person:
        raise Refused("Thanking yourself is fine, but not here.")
    if receiver is None or not receiver.joined:
        raise Refused("This colleague does not take part, so Heraut does not write to them.")
    return receiver, " ".join(MENTION.sub(" ", text).split())
