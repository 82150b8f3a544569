"""Events: something happened in this transaction, and the features that follow it act at once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from handlers.registry.feature import Follower, features_of

E = TypeVar("E")


def follow(event: type[E], follower: Callable[[Session, E, datetime], None]) -> Follower:
    """An entry for `Feature.follows`: call `follower` whenever `event` happens."""

    def run(session: Session, told: object, now: datetime) -> None:
        if not isinstance(told, event):
            raise TypeError(f"{type(told).__name__} is not {event.__name__}")
        follower(session, told, now)

    return Follower(event, run)


def happened(session: Session, event: object, now: datetime) -> None:
    """Run the event's followers in the same transaction. If one raises, the act that the event reports is undone.

    Raises LookupError for an event that no feature declares in `tells`.
    """
    followers = features_of(session.info).followers
    if type(event) not in followers:
        raise LookupError(f"no feature declares that it tells {type(event).__name__}")
    for following in followers[type(event)]:
        following.run(session, event, now)
