"""A file with a suggestion: kept for the champion who decides, told on the card, and deleted after that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from handlers.attachments.address import KEPT, can_attach, look_button, send_button
from handlers.attachments.kinds import NAMES
from handlers.core.forms import before_folded
from handlers.core.interaction import Buttons, Form, Input, Part, Text
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.pictures.address import upload_buttons
from models import Attachment, Content, Person, SuggestedText

MEGABYTE = 1_000_000


def with_file(session: Session, person: Person, form: Form) -> Form:
    """The form with the question whether a file is to come, before what is folded.

    As it is where there is no page to send one, and where the form has an address already.
    """
    if not can_attach(session, person) or any(field.name == "url" and field.value for field in form.inputs):
        return form
    t = words_of(person).t
    hint = t("PDF, slides, text or table, 20 MB at most. You send it in the next step.")
    asked = Input(name="file", label=t("I have a file to send"), hint=hint, kind="flag")
    return form.model_copy(update={"inputs": before_folded(form.inputs, asked)})


def ways_to_send(
    session: Session, person: Person, content: Content, now: datetime, *, file: bool
) -> tuple[Buttons, ...]:
    """The ways to send a file, if one was announced or it tells a story, and a photo."""
    files = send_button(session, person, content, now) if file or content.own else ()
    photos = () if content.image else upload_buttons(session, person, content, now)
    return (Buttons(buttons=(*files, *photos)),) if files or photos else ()


def keep(session: Session, person: Person, content: Content, kind: str, body: bytes, now: datetime) -> None:
    """Store the file in place of the one before."""
    drop_file(session, content)
    its = {"workspace": content.workspace, "content": content.id, "person": person.person}
    session.add(Attachment(**its, kind=kind, size=len(body), body=body, at=now))
    session.flush()


def drop_file(session: Session, content: Content) -> None:
    """Delete the file of a suggestion."""
    session.execute(delete(Attachment).filter_by(workspace=content.workspace, content=content.id))


def told_of(session: Session, content: Content) -> tuple[str, int] | None:
    """The kind and size of the file, without reading it."""
    its = (Attachment.workspace == content.workspace, Attachment.content == content.id)
    row = session.execute(select(Attachment.kind, Attachment.size).where(*its)).first()
    return (row.kind, row.size) if row else None


def described(words: Words, kind: str, size: int) -> str:
    """The file in a few words, such as: PDF, 2.4 MB."""
    megabytes = words.number(max(0.1, round(size / MEGABYTE, 1)))
    return words.t("{kind}, {n} MB", kind=words.t(NAMES[kind]), n=megabytes)


def file_parts(session: Session, judge: Person, content: Content, now: datetime) -> Sequence[Part]:
    """What a champion who decides is told about the file, and the way to it."""
    t, found = words_of(judge).t, told_of(session, content)
    if found is None:
        waits = content.own and not content.image and not _has_text(session, content)
        return (Text(text=t("A file was announced, and is not here yet."), style="quiet"),) if waits else ()
    name = session.get_one(Person, (content.workspace, content.author)).name
    said = t("With a file: {file}.", file=described(words_of(judge), *found))
    care = t("Nobody has checked it: open it as you would any file from {name}. It goes once you decide.", name=name)
    way = Buttons(buttons=(look_button(session, judge, content, now),))
    return Text(text=said), Text(text=care, style="quiet"), way


def _has_text(session: Session, content: Content) -> bool:
    return session.get(SuggestedText, (content.workspace, content.id, 0)) is not None


def drop_over(session: Session, now: datetime) -> None:
    """Delete files that are too old, and those of suggestions that are not open any more."""
    here = (Content.workspace == Attachment.workspace) & (Content.id == Attachment.content)
    open_ = select(Content.id).where(here, Content.state == "proposed").exists()
    over = delete(Attachment).where(or_(Attachment.at < now - KEPT, ~open_))
    session.execute(over, execution_options={"synchronize_session": False})
