"""Which content fits whom: read in bulk for many people, decided for each alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Session

from handlers.library import Offer
from models import Nudge, Preference
from models.given import given, packed

PEOPLE = select(given("people", person=String()).c.person)
HISTORY = select(Nudge.person, Nudge.content, Nudge.asked, Nudge.planned_at).where(
    Nudge.workspace == bindparam("workspace"), Nudge.person.in_(PEOPLE), Nudge.planned_at >= bindparam("since")
)
CHOSEN = select(Preference.person, Preference.kind, Preference.value).where(
    Preference.workspace == bindparam("workspace"), Preference.person.in_(PEOPLE)
)
MARGIN = timedelta(days=7)  # clocks may have been wrong
Wishes = Mapping[str, AbstractSet[str]]  # by kind


@dataclass(frozen=True)
class History:
    """By person: the contents that they were offered, and with which of them they were nudged unasked, and when."""

    contents: Mapping[str, AbstractSet[str]]
    nudges: Mapping[str, Sequence[tuple[datetime, str]]]

    def times(self, person: str) -> list[datetime]:
        """When they were nudged unasked."""
        return [at for at, _ in self.nudges[person]]

    def last(self, people: Iterable[str]) -> list[str]:
        """The ids of the last nudges that they did not ask for."""
        return [f"{person}.{max(self.nudges[person])[1]}" for person in people if self.nudges[person]]

    def pick(self, person: str, offers: Iterable[Offer], wishes: Wishes) -> Offer | None:
        """The first offer that fits, that the person has not been offered and did not write."""
        had = self.contents[person]
        fitting = (o for o in offers if o.id not in had and o.author != person and o.fits(wishes))
        return next(fitting, None)


def history(session: Session, workspace: str, people: Iterable[str], offers: Iterable[Offer], now: datetime) -> History:
    """Of the last seven days, and from before the offers were written: nobody can have been offered them earlier."""
    since = min([now, *(offer.created_at for offer in offers)]) - MARGIN
    contents, nudges = defaultdict[str, set[str]](set), defaultdict[str, list[tuple[datetime, str]]](list)
    rows = session.connection().execute(HISTORY, {**these(workspace, people), "since": since}).all()
    for person, content, asked, at in rows:
        contents[person].add(content)
        if not asked:
            nudges[person].append((at, content))
    return History(contents, nudges)


def wishes_of(session: Session, workspace: str, people: Iterable[str]) -> Mapping[str, Wishes]:
    """By person, what they chose."""
    chosen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person, kind, value in session.connection().execute(CHOSEN, these(workspace, people)).all():
        chosen[person][kind].add(value)
    return chosen


def these(workspace: str, people: Iterable[str]) -> dict[str, str]:
    """The parameters of a statement about some people of a workspace."""
    return {"workspace": workspace, "people": packed([person] for person in people)}
