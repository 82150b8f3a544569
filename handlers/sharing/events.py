"""The events of sharing."""

from typing import NamedTuple

from models import Content, Person, Share


class SharePosted(NamedTuple):
    """A person told us that they posted a share."""

    share: Share
    content: Content


class SpeaksForCompany(NamedTuple):
    """A person begins to share what speaks in the organisation's name. A follower that refuses stops it."""

    person: Person
    content: Content
