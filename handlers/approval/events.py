"""The event of this folder: a second champion approved content."""

from typing import NamedTuple

from models import Content, Person


class SecondApproved(NamedTuple):
    """The content may be published; `by`: the champion who approved it."""

    content: Content
    by: Person
