"""A toy: everybody who posts a share is cheered, and may cheer back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from handlers.core.buttons import button_row
from handlers.core.forms import Flag, Submitted
from handlers.core.interaction import Card, Input, Interaction, Part, Refused, Text
from handlers.core.language import mark
from handlers.core.people import meet, words_of
from handlers.outbox.queue import tell
from handlers.registry.messages import Kind, Rank
from handlers.registry.surfaces import PageAnswer, PageContext, PageRequest
from handlers.sharing.events import SharePosted
from models import Message, Person
from tests.toy.tables import Cheer, Quiet

CHEER = Kind(
    name="cheer",
    rank=Rank.NEWS,
    words="a cheer for a share",
    called=mark("Cheers for your shares"),
    audience="members",
    beyond="summary",
)
KEPT = timedelta(days=30)


class CheerSettings(Submitted):
    """The toy's field in the settings."""

    cheers: Flag = False


def share_posted(session: Session, event: SharePosted, now: datetime) -> None:
    """Cheer, unless the person wants none."""
    share = event.share
    person = session.get_one(Person, (share.workspace, share.person))
    if session.get(Quiet, (share.workspace, share.person)) is None:
        session.add(Cheer(workspace=share.workspace, share=share.id, person=share.person, at=now))
        tell(session, person, CHEER.key(share.id), share.id, now)


def write_cheer(session: Session, message: Message, now: datetime) -> Card | None:
    """The message, for as long as the cheer is kept."""
    if session.get(Cheer, (message.workspace, message.subject)) is None:
        return None
    t = words_of(session.get_one(Person, (message.workspace, message.person))).t
    return Card(
        title=t("Three cheers!"),
        summary=t("Three cheers for your share."),
        parts=(
            Text(text=t("Three cheers for your share.")),
            button_row(("cheer", t("Cheer back")), target=message.subject),
        ),
    )


def cheer(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The button answers a cheer; the command tells how many there were."""
    person = meet(session, interaction.actor, now)
    t = words_of(person).t
    if interaction.target:
        kept = session.get(Cheer, (person.workspace, interaction.target))
        if kept is None or kept.person != person.person:
            raise Refused("This card belongs to somebody else.")
        kept.answered = True
        return Card(title=t("You cheered back"), summary=t("You cheered back"), instead=True)
    said = t("Cheers so far: {n}", n=count(session, person.workspace))
    return Card(title=t("Cheers"), summary=said, parts=(Text(text=said),))


def count(session: Session, workspace: str) -> int:
    return session.scalar(select(func.count()).select_from(Cheer).where(Cheer.workspace == workspace)) or 0


def home(session: Session, person: Person, now: datetime) -> Sequence[Part]:
    return (Text(text=words_of(person).t("Cheers so far: {n}", n=count(session, person.workspace))),)


def inputs(session: Session, person: Person, now: datetime) -> Sequence[Input]:
    wanted = session.get(Quiet, (person.workspace, person.person)) is None
    return (Input(name="cheers", label=words_of(person).t("Cheer for me"), kind="flag", value="yes" if wanted else ""),)


def write(session: Session, person: Person, form: CheerSettings, now: datetime) -> Mapping[str, str]:
    quiet = session.get(Quiet, (person.workspace, person.person))
    if quiet is None and not form.cheers:
        session.add(Quiet(workspace=person.workspace, person=person.person))
    elif quiet is not None and form.cheers:
        session.delete(quiet)
    return {}


def rows(session: Session, person: Person) -> Sequence[tuple[str, str]]:
    t = words_of(person).t
    wanted = session.get(Quiet, (person.workspace, person.person)) is None
    return ((t("Cheer for me"), t("yes") if wanted else t("no")),)


def fade(session: Session, now: datetime) -> None:
    """Forget old cheers."""
    session.execute(delete(Cheer).where(Cheer.at < now - KEPT))


async def page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """How many cheers a workspace had, as text."""
    found = await context.store.run(lambda session: count(session, request.parts["workspace"]))
    return PageAnswer(body=f"{found} cheers".encode(), kind="text/plain") if found else None
