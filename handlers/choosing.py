"""Which content fits whom: read in bulk for many people, decided for each alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from handlers.library import Offer
from models import Nudge, Person, Preference, SuggestedText

Key = tuple[str, str]  # workspace, and a person's or a content's id


@dataclass(frozen=True)
class Tastes:
    """What decides for some people: what they were offered before, and what they chose."""

    had: Mapping[Key, AbstractSet[str]]
    wishes: Mapping[Key, Mapping[str, AbstractSet[str]]]

    def pick(self, person: Person, offers: Iterable[Offer]) -> Offer | None:
        """The newest offer that fits, that the person has not been offered and did not write."""
        key = (person.workspace, person.person)
        had, wishes = self.had.get(key, frozenset()), self.wishes.get(key, {})
        fitting = (o for o in offers if o.content.id not in had and o.content.author != key[1] and o.fits(wishes))
        return max(fitting, key=lambda offer: (offer.content.starts_at, offer.content.id), default=None)


def tastes(session: Session, people: Sequence[Person]) -> Tastes:
    """Read for all of them at once."""
    keys = [(person.workspace, person.person) for person in people]
    had: dict[Key, set[str]] = defaultdict(set)
    offered = select(Nudge.workspace, Nudge.person, Nudge.content)
    for workspace, person, content in session.execute(offered.where(tuple_(Nudge.workspace, Nudge.person).in_(keys))):
        had[workspace, person].add(content)
    wishes: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    chosen = select(Preference).where(tuple_(Preference.workspace, Preference.person).in_(keys))
    for row in session.scalars(chosen):
        wishes[row.workspace, row.person][row.kind].add(row.value)
    return Tastes(had, wishes)


@dataclass
class Turns:
    """Suggested texts are handed out in turn, so that not everybody starts from the same one."""

    texts: Mapping[Key, int]
    given: Counter[Key] = field(default_factory=Counter)

    def next(self, offer: Offer) -> int:
        """The position of the text that is next."""
        key = (offer.content.workspace, offer.content.id)
        self.given[key] += 1
        return (self.given[key] - 1) % max(1, self.texts.get(key, 0))


def turns(session: Session, offers: Sequence[Offer]) -> Turns:
    """How many texts there are, and how many were handed out."""
    keys = [(offer.content.workspace, offer.content.id) for offer in offers]

    def counted(table: type[SuggestedText] | type[Nudge]) -> dict[Key, int]:
        rows = select(table.workspace, table.content, func.count())
        grouped = rows.where(tuple_(table.workspace, table.content).in_(keys)).group_by(table.workspace, table.content)
        return {(workspace, content): n for workspace, content, n in session.execute(grouped)}

    return Turns(counted(SuggestedText), Counter(counted(Nudge)))
