"""Who Heraut is for: people of the workspace's own organisation. Others are refused kindly, and nothing is kept."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Actor, Notice, Refused, Standing
from handlers.core.language import Words, mark
from models import Person, Workspace

OURS = mark("This is for people of {company}.")
NAMELESS = mark("This is for people of this organisation.")  # the platform did not tell its name
GUESTS = mark(
    "This is for people of {company}, and you are a guest here. A programme manager can let guests in: "
    "/heraut guests on"
)
UNCLEAR = mark("Your chat did not say who you are. Please try again in a minute.")
COLLEAGUES: Mapping[Standing, str] = {
    "stranger": mark("{name} works for another organisation. This is for people of {company}."),
    "guest": mark("{name} is a guest here. A programme manager can let guests in: /heraut guests on"),
    "bot": mark("{name} is a bot. Please name a colleague, with @."),
    "deleted": mark("The account of {name} is closed. Please name somebody else, with @."),
    "unknown": mark("Your chat did not say who {name} is. Please try again in a minute, or name somebody else."),
}


def is_for(workspace: Workspace, standing: Standing) -> bool:
    """Whether Heraut is for somebody like this."""
    return standing == "member" or (standing == "guest" and workspace.guests)


def turn_away(session: Session, actor: Actor, now: datetime) -> Notice | None:
    """The notice for an actor that Heraut is not for; None if it is for them. Nobody is added.

    If they are known from before, nothing more is sent to them until they are heard from as one of ours.
    """
    if actor.standing == "member":
        return None
    workspace = session.get_one(Workspace, actor.workspace)
    if is_for(workspace, actor.standing):
        return None
    words = Words.of(actor.locale or workspace.locale)
    if actor.standing == "unknown":
        return Notice(text=words.t(UNCLEAR))
    known = session.get(Person, (actor.workspace, actor.person))
    if known is not None and known.unreachable_at is None:
        known.unreachable_at = now
    company = workspace.name or words.t("this organisation")
    if actor.standing == "guest":
        return Notice(text=words.t(GUESTS, company=company))
    return Notice(text=words.t(OURS, company=company) if workspace.name else words.t(NAMELESS))


def check_colleague(session: Session, colleague: Actor) -> None:
    """Raises `Refused` if Heraut is not for a colleague who was mentioned."""
    if colleague.standing == "member":
        return
    workspace = session.get_one(Workspace, colleague.workspace)
    if is_for(workspace, colleague.standing):
        return
    known = session.get(Person, (colleague.workspace, colleague.person))
    if colleague.standing == "unknown" and known is not None:
        return
    name = colleague.name or (known.name if known else "") or colleague.person
    raise Refused(COLLEAGUES[colleague.standing], name=name, company=workspace.name or "Heraut")
