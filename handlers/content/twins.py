"""Content that leads to the same page, in any spelling of its address, or that says the same without one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.addresses import spellings
from handlers.core.interaction import Invalid
from handlers.core.language import Words
from models import Content, SuggestedText
from models.content import ContentState


def twins_of(session: Session, workspace: str, url: str, own: str, *states: ContentState) -> Sequence[Content]:
    """Content in one of these states that leads to the same page, the oldest first. `own`: the id to leave out."""
    if not url:
        return ()
    its = (Content.workspace == workspace, Content.url.in_(spellings(url)), Content.state.in_(states))
    return session.scalars(
        select(Content).where(*its, Content.id != own).order_by(Content.created_at, Content.id)
    ).all()


def plain(text: str) -> str:
    """The text without what nobody notices: spaces and capitals."""
    return " ".join(text.split()).casefold()


def check_texts(session: Session, words: Words, texts: Sequence[str], workspace: str, own: str) -> None:
    """Raises `Invalid` where other content without an address has one of these texts. `own`: the id to leave out."""
    rows = (
        select(SuggestedText.text, Content.title)
        .join(Content, (Content.workspace == SuggestedText.workspace) & (Content.id == SuggestedText.content))
        .where(
            Content.workspace == workspace,
            Content.own.is_(True),
            Content.id != own,
            Content.state.in_(("draft", "proposed", "running")),
        )
    )
    known = {plain(text): title for text, title in session.execute(rows)}
    said = (words.t("“{title}” has this text already.", title=known.get(plain(text), "")) for text in texts)
    wrong = {f"text_{n}": one for n, (text, one) in enumerate(zip(texts, said, strict=True), 1) if plain(text) in known}
    if wrong:
        raise Invalid(wrong)
