"""The event of the academy."""

from datetime import datetime
from typing import NamedTuple

from models import Person


class CourseFinished(NamedTuple):
    """A person has done every card of a course, for the first time or after it changed. Told once for an edition."""

    person: Person
    course: str
    edition: int
    at: datetime
