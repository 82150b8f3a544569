"""A way of taking part: how something offered looks, and what its message says once it was answered."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Buttons, Card
from handlers.core.language import Words
from models import Content, Nudge, Person


class Offered(NamedTuple):
    """What a card needs that offers something."""

    words: Words
    nudge: Nudge
    content: Content
    text: str  # the suggested text to start from; empty where there is none
    asks: bool  # a question takes the place of the text
    reasons: str  # why this person sees it, in words


class Line(NamedTuple):
    """What a digest says of one answered nudge, and what can be done with it now."""

    said: str
    buttons: Buttons


class Way(NamedTuple):
    """What a feature registers for a way of taking part, by the name in `Content.way` and then in `Nudge.answer`."""

    offer: Callable[[Offered], Card]
    # What stands in the place of the offer, because the content is its person's own; None: the offer.
    own: Callable[[Session, Content], Card | None] = lambda *_: None
    # What the nudge's message says once it was answered this way; None: it was not.
    answered: Callable[[Session, Nudge, Person, Content, datetime], Card | None] = lambda *_: None
    line: Callable[[Session, Nudge, Person], Line | None] = lambda *_: None  # the same in a digest
