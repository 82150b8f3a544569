"""Programme managers decide whether guests of the workspace may take part."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from handlers.core.commands import argument
from handlers.core.interaction import Interaction, Notice, Refused
from handlers.core.people import manager, meet, words_of
from handlers.outbox.queue import cut_off
from models import Person, Workspace

SWITCHES = {"on": True, "aan": True, "off": False, "uit": False}


def guests(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut guests on|off`: let guests of the workspace in, or no longer. Without a word: say how it is."""
    boss = manager(meet(session, interaction.actor, now))
    workspace, typed, t = session.get_one(Workspace, boss.workspace), argument(interaction) or "", words_of(boss).t
    if typed and typed.lower() not in SWITCHES:
        raise Refused("Please type: /heraut guests on, or: /heraut guests off")
    if typed:
        workspace.guests = SWITCHES[typed.lower()]
        _let_in(session, workspace, now)
        audit(session, boss, "guests_switched", "", now, "on" if workspace.guests else "off")
    if workspace.guests:
        return Notice(text=t("Guests of this workspace may take part. Change that with: /heraut guests off"))
    return Notice(text=t("Guests of this workspace cannot take part. Change that with: /heraut guests on"))


def _let_in(session: Session, workspace: Workspace, now: datetime) -> None:
    """Send guests that Heraut knows nothing more, or send to them again."""
    for guest in session.scalars(select(Person).where(Person.workspace == workspace.workspace, Person.guest)):
        if workspace.guests:
            guest.unreachable_at = None
        else:
            cut_off(session, guest, "guests cannot take part", now)
