"""The first ten minutes in the playground: four things to try, and which of them the visitor has done."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bot.web.company import Company
from handlers.core.interaction import Frozen
from handlers.core.language import Words, mark

MONDAY = "monday"  # done by the clock, not by a button


class Task(NamedTuple):
    """`action`: what does it. The rest says who does it, and where."""

    action: str
    role: Literal["newcomer", "champion"]
    place: Literal["chat", "channel"]
    sentence: str


TASKS = (
    Task("join", "newcomer", "chat", mark("Be {name}, who is new, and join")),
    Task("posted", "newcomer", "chat", mark("Share something as {name}")),
    Task("publish", "champion", "chat", mark("Be {name}, a champion, and post an article")),
    Task(MONDAY, "newcomer", "channel", mark("Go to next Monday, and read #{channel}")),
)


class Step(Frozen):
    """One entry of the strip. `person` and `place` lead to where it is done."""

    text: str
    person: str
    place: str
    done: bool


class Tour:
    """What the visitor has done. Hidden for good when they say so, or where nobody has the roles."""

    def __init__(self, company: Company) -> None:
        found = {one.role: one for one in reversed(company.people)}
        self._who: Mapping[str, str] = {role: one.id for role, one in found.items()}
        self._names: Mapping[str, str] = {role: one.name.split()[0] for role, one in found.items()}
        self._channel = company.channels[0] if company.channels else None
        self._done: set[str] = set()
        self.hidden = not self._channel or any(task.role not in found for task in TASKS)

    def did(self, action: str) -> None:
        self._done.add(action)

    def steps(self, words: Words) -> tuple[Step, ...]:
        """In order; empty when hidden."""
        if self.hidden or not self._channel:
            return ()
        return tuple(
            Step(
                text=words.t(task.sentence, name=self._names[task.role], channel=self._channel.label),
                person=self._who[task.role],
                place="chat" if task.place == "chat" else self._channel.id,
                done=task.action in self._done,
            )
            for task in TASKS
        )
