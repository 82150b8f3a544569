"""A person's own texts: what they were offered, what they made of it, and whether it said who speaks."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.networks import label
from handlers.core.buttons import button_row
from handlers.core.interaction import Button, Buttons, Card, Divider, Interaction, Part, Text
from handlers.core.language import Words
from handlers.core.people import meet, words_of
from handlers.core.shortening import shortened
from handlers.core.targets import read_page
from models import Content, Person, Share

PAGE = 4  # texts on a card
LONG, TITLE = 400, 120  # letters


def my_texts(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Shown to the person alone, the newest first. The target is the page."""
    person = meet(session, interaction.actor, now)
    page = read_page(interaction.target) or 0
    rows = (
        select(Share, Content.title)
        .join(Content, (Content.workspace == Share.workspace) & (Content.id == Share.content))
        .where(Share.workspace == person.workspace, Share.person == person.person)
        .order_by(Share.started_at.desc(), Share.id)
    )
    found = [(share, title) for share, title in session.execute(rows.offset(page * PAGE).limit(PAGE + 1))]
    return texts_card(person, found[:PAGE], page, older=len(found) > PAGE)


def texts_card(person: Person, shares: Sequence[tuple[Share, str]], page: int, *, older: bool) -> Card:
    words = words_of(person)
    t = words.t
    said = t("What you were offered, what you made of it, and whether it said who speaks. You alone see this.")
    parts = (part for share, title in shares for part in _about(words, share, title, person.timezone))
    nothing = () if shares or page else (Text(text=t("You have shared nothing yet.")),)
    back, onward = button_row(("privacy", t("My data")), target="back").buttons, list[Button]()
    if page:
        onward.append(Button(action="my_texts", label=t("Newer texts"), target=str(page - 1)))
    if older:
        onward.append(Button(action="my_texts", label=t("Older texts"), target=str(page + 1)))
    row = Buttons(buttons=(*onward, *back))
    return Card(
        title=t("My texts"),
        summary=said,
        parts=(Text(text=said, style="quiet"), *parts, *nothing, Divider(), row),
        instead=True,
    )


def _about(words: Words, share: Share, title: str, zone: str) -> Iterator[Part]:
    """What is shared, the text as it was offered, the person's own, and whether the line stood."""
    t = words.t
    where = label(words, share.network) if share.network and share.network != "copy" else ""
    told = " · ".join(filter(None, (words.date(share.started_at, zone), where)))
    yield Divider()
    yield Text(text=shortened(title, TITLE), style="strong")
    yield Text(text=told, style="quiet")
    if share.offered:
        yield Text(text=t("Offered to you:"))
        yield Text(text=shortened(share.offered, LONG), style="quote")
    if share.text and share.text != share.offered:
        yield Text(text=t("Your text:"))
        yield Text(text=shortened(share.text, LONG), style="quote")
    yield Text(text=" ".join(_stood(words, share)), style="quiet")


def _stood(words: Words, share: Share) -> Iterator[str]:
    t = words.t
    if share.offered and share.text == share.offered:
        yield t("You left it as it was.")
    if share.disclosed is None:
        yield t("No line about who speaks was needed, or it has not left yet.")
    else:
        yield t("It said who speaks.") if share.disclosed else t("It did not say who speaks.")
