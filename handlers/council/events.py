"""The event of works-council mode."""

from typing import NamedTuple

from models import Person


class CouncilSwitched(NamedTuple):
    """A manager switched works-council mode on, or agreed to switch it off."""

    person: Person
    on: bool
