"""Kinds of messages. Everything that Heraut sends unprompted is of one kind."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Frozen
from models import Message


class Rank(IntEnum):
    """The order in which messages are sent: the lowest rank first."""

    ANSWER = 0  # the result of one person's action
    DECISION = 1  # asks a person to decide, or to act soon
    NEWS = 2
    OFFER = 3


class Key(NamedTuple):
    """The unique key of one message: the name of its kind, and what makes it unique within that kind."""

    kind: "Kind"
    text: str


class Kind(Frozen):
    """A kind of message, and the rules for all messages of that kind."""

    name: str
    rank: Rank
    words: str  # what it is, in English, for administrators
    repeats: bool = False  # sent again if nobody can tell whether it arrived: better twice than never
    latest: timedelta | None = None  # cancelled once it is older than this; None: its writer decides
    pauses: bool = True  # waits while a champion has paused everything
    ends_on_leaving: bool = False  # cancelled when the recipient leaves
    ends_on_break: bool = False  # cancelled when the recipient takes a break

    def key(self, *parts: str) -> Key:
        """The key of one message of this kind, such as `nudge:anna.c1:1`."""
        return Key(self, ":".join((self.name, *parts)))


class Wait(Frozen):
    """What a writer of cards returns when the message still holds but this is not the moment for it."""

    until: datetime


Written = Card | Wait | None  # None: it no longer holds
Writer = Callable[[Session, Message, datetime], Written]
Writers = Callable[[Session, Sequence[Message], datetime], Sequence[Written]]


def each(write: Writer) -> Writers:
    """Write the messages one by one: for kinds that go to few people at a time."""
    return lambda session, messages, now: [write(session, message, now) for message in messages]
