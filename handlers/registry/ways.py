"""A way of taking part: how an offer looks, and what its message says once it has been answered."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Buttons, Card
from handlers.core.language import Words
from models import Content, Nudge, Person


class Offered(NamedTuple):
    """What the card of an offer needs."""

    words: Words
    nudge: Nudge
    content: Content
    text: str  # the suggested text to start from; empty if there is none
    asks: bool  # a question replaces the text
    reasons: str  # why this person sees it, in words
    credit: str = ""  # who suggested it, in a sentence


class DigestLine(NamedTuple):
    """What a digest says about one answered nudge, and what can be done with it now."""

    said: str
    buttons: Buttons


class Way(NamedTuple):
    """What a feature registers for a way of taking part, by the name in `Content.way` and then in `Nudge.answer`."""

    offer: Callable[[Offered], Card]
    # What replaces the offer when this person wrote the content; None: the offer itself.
    own: Callable[[Session, Content], Card | None] = lambda *_: None
    # What the nudge's message says once it has been answered this way; None: it has not been.
    answered: Callable[[Session, Nudge, Person, Content, datetime], Card | None] = lambda *_: None
    line: Callable[[Session, Nudge, Person], DigestLine | None] = lambda *_: None  # what a digest says then
