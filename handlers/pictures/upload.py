"""The page where a photo is sent, and the address where it is seen."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.core.forms import checked
from handlers.core.interaction import Input, Invalid
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.outbox.kinds import APPROVAL
from handlers.outbox.queue import refresh
from handlers.pictures.address import uploader
from handlers.pictures.photo import NoPhotoError, plain_photo
from handlers.pictures.pictured import Said, keep_said, picture_errors, picture_inputs
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest, UploadPage
from models import Content, Person, Upload, Workspace

UNUSED = timedelta(days=1)
SEEN: Mapping[str, str] = {
    **UNTOLD,
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


async def upload_page(context: PageContext, request: PageRequest) -> PageAnswer | UploadPage | None:
    """The page, or what became of the photo that was sent. None for an address that does not work any more."""
    now, token = context.now(), request.parts["token"]
    if request.method == "GET":
        return await context.store.run(lambda session: _page(session, token, {}, {}, now))
    if not await context.store.run(lambda session: uploader(session, token, now) is not None):
        return None
    sent, photo = request.files.get("photo"), b""
    try:
        photo = await asyncio.to_thread(plain_photo, sent) if sent else b""
    except NoPhotoError:
        photo = b""
    large = "photo" in request.files and sent is None
    values = {name: request.fields.get(f"v.{name}", ("",))[-1] for name in ("who", "names", "agreed")}
    return await context.store.run(lambda session: _sent(session, token, photo, values, now, large=large))


def _sent(
    session: Session, token: str, photo: bytes, values: Mapping[str, str], now: datetime, *, large: bool
) -> PageAnswer | UploadPage | None:
    found = uploader(session, token, now)
    if found is None:
        return None
    person, content = found
    words = words_of(person)
    address = session.get_one(Workspace, person.workspace).address
    key = secrets.token_urlsafe(24)
    said, errors = _read(words, {**values, "image": f"{address}/photo/{key}"})
    if not photo:
        errors["photo"] = _no_photo(words, large=large)
    if errors:
        return _page(session, token, values, errors, now)
    _keep(session, person, content, Upload(key=key, address=said.image, photo=photo), now)
    keep_said(session, person, content, said, now)
    refresh(session, content.workspace, APPROVAL, [content.id], now)
    return PageAnswer(b"", "text/plain", {"Location": f"/upload/{token}", "Cache-Control": "no-store", **UNTOLD}, 303)


def _read(words: Words, values: Mapping[str, str]) -> tuple[Said, dict[str, str]]:
    """What was said about the photo, and what is wrong with it, by field."""
    try:
        said = checked(Said, values, words)
    except Invalid as invalid:
        return Said(), dict(invalid.errors)
    return said, picture_errors(words, said)


def _no_photo(words: Words, *, large: bool) -> str:
    if large:
        return words.t("This photo is too large. It may have 12 MB at most.")
    return words.t("This is no picture that Heraut can read. A JPEG, PNG or WebP works.")


def _keep(session: Session, person: Person, content: Content, upload: Upload, now: datetime) -> None:
    """Store the photo in place of the one before."""
    session.execute(delete(Upload).filter_by(workspace=content.workspace, content=content.id))
    upload.workspace, upload.content, upload.person, upload.at = content.workspace, content.id, person.person, now
    session.add(upload)
    content.image = upload.address


def _page(
    session: Session, token: str, values: Mapping[str, str], errors: Mapping[str, str], now: datetime
) -> UploadPage | None:
    found = uploader(session, token, now)
    if found is None:
        return None
    person, content = found
    words = words_of(person)
    t = words.t
    kept = session.get(Upload, (content.workspace, content.id))
    return UploadPage(
        locale=person.locale,
        title=t("A photo for “{title}”", title=content.title),
        intro=t("Take one, or choose one that you have. The place and the camera are removed before it is kept."),
        inputs=_inputs(words, values),
        labels=(t("Photo"), t("Send the photo")),
        shown=f"/photo/{kept.key}" if kept else "",
        errors=errors,
        done=t("The photo is here. You can go back to your chat, or send another in its place.")
        if kept and not errors
        else "",
    )


def _inputs(words: Words, values: Mapping[str, str]) -> Sequence[Input]:
    """The questions about the photo. They are asked about each photo: nobody agreed to another one."""
    _, who, names, agreed = picture_inputs(words, "", values.get("who", ""), values.get("names", ""))
    ticked = agreed.model_copy(update={"value": values.get("agreed", "")})
    return who.model_copy(update={"required": True}), names, ticked


async def photo(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The photo, for everybody who has its address."""
    key = request.parts["key"]
    found = await context.store.run(lambda session: session.scalar(select(Upload.photo).where(Upload.key == key)))
    return PageAnswer(found, "image/jpeg", SEEN) if found else None


def drop_unused(session: Session, now: datetime) -> None:
    """Delete photos that their content does not show any more."""
    here = (Content.workspace == Upload.workspace) & (Content.id == Upload.content)
    shown = select(Content.id).where(here, Content.image == Upload.address).exists()
    session.execute(
        delete(Upload).where(Upload.at < now - UNUSED, ~shown), execution_options={"synchronize_session": False}
    )
