"""What a kind of message is: everything said unprompted is of one."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Frozen
from models import Message


class Rank(IntEnum):
    """The lowest goes first."""

    ANSWER = 0  # what follows from one person's act
    DECISION = 1  # a person is asked to decide, or to act soon
    NEWS = 2
    OFFER = 3


class Key(NamedTuple):
    """The unique key of one message: its kind's name, and what makes it the only one."""

    kind: "Kind"
    text: str


class Kind(Frozen):
    """A kind of message, and the rules that hold for all messages of that kind."""

    name: str
    rank: Rank
    words: str  # what it is, in English, for administrators
    repeats: bool = False  # said again where nobody can tell whether it arrived: rather twice than never
    latest: timedelta | None = None  # once older than this it is cancelled; None: its writer decides
    pauses: bool = True  # waits while a champion has paused everything
    ends_on_leaving: bool = False  # cancelled when its person leaves
    ends_on_break: bool = False  # cancelled when its person takes a break

    def key(self, *parts: str) -> Key:
        """The key of one message of this kind, such as `nudge:anna.c1:1`."""
        return Key(self, ":".join((self.name, *parts)))


class Wait(Frozen):
    """What a writer of cards answers when the message is right but the moment is not."""

    until: datetime


Written = Card | Wait | None  # None: it does not hold any more
Writer = Callable[[Session, Message, datetime], Written]
Writers = Callable[[Session, Sequence[Message], datetime], Sequence[Written]]


def each(write: Writer) -> Writers:
    """Written one after the other: for what is not said to many."""
    return lambda session, messages, now: [write(session, message, now) for message in messages]
