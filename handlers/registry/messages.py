"""Kinds of messages. Everything that Heraut sends unprompted is of one kind."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Frozen
from models import Message


class Rank(IntEnum):
    """The order in which messages are sent: the lowest rank first."""

    ANSWER = 0  # the result of one person's action
    DECISION = 1  # asks a person to decide, or to act soon
    NEWS = 2
    OFFER = 3


Audience = Literal["members", "champions", "managers", "anybody"]
Beyond = Literal["summary", "later", "never"]


class Key(NamedTuple):
    """The unique key of one message: the name of its kind, and what makes it unique within that kind."""

    kind: "Kind"
    text: str


class Kind(NamedTuple):
    """A kind of message, and the rules for all messages of that kind.

    What decides whether a message reaches a person has no default, so a kind without those rules does not type-check.
    """

    name: str
    rank: Rank
    words: str  # what it is, in English, for administrators
    called: str  # what people call such messages: an English sentence of the catalogue, as in “No more: …”
    # members: joined; champions: accepted that role; managers; anybody: also people who have not joined
    audience: Audience
    beyond: Beyond  # once they got MOST_A_DAY messages: in the next summary, on a later day, or never
    ends_on_break: bool = False  # cancelled when the recipient takes a break; otherwise it waits
    mutes: bool = True  # whether a person can mute it; otherwise they have other ways to get fewer
    repeats: bool = False  # sent again if nobody can tell whether it arrived: better twice than never
    latest: timedelta | None = None  # cancelled if it could have been sent this long ago; None: its writer decides
    pauses: bool = True  # waits while a champion has paused everything

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
