"""The field “Only for” of the editor, and whether what was chosen in it may be."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import get_args

from babel import Locale
from sqlalchemy.orm import Session

from handlers.audience.sizes import Key, people_of_groups, sizes_of
from handlers.core.anonymity import fewest_of
from handlers.core.interaction import Frozen, Input, Invalid, Option, Part, Text
from handlers.core.language import FORMATS, Words, mark
from handlers.core.people import words_of
from handlers.core.targets import BAR
from models import GroupSize, Person
from models.content import FactKind, TagKind

KINDS: tuple[FactKind, ...] = get_args(FactKind)
FIELD = "only"
ROLES = {"employee": mark("Members"), "champion": mark("Champions"), "manager": mark("Programme managers")}
MOST = 100  # groups to choose from, the most that Slack lists


class GroupChoice(Frozen):
    """A group in the field: its value there, and its name."""

    value: str
    label: str


def read_choice(values: Iterable[str]) -> tuple[Key, ...]:
    """The groups that the field's values name."""
    pairs = (value.partition(BAR) for value in values)
    return tuple((kind, value[:80]) for name, _, value in pairs for kind in KINDS if kind == name and value)


def choice_of(tags: Iterable[tuple[TagKind, str]]) -> tuple[str, ...]:
    """The field's values for these tags."""
    return tuple(f"{kind}{BAR}{value}" for kind, value in tags if kind in KINDS)


def groups_to_choose(session: Session, person: Person, chosen: Sequence[str], now: datetime) -> tuple[GroupChoice, ...]:
    """The groups of k people or more, the largest if there are very many, and what is chosen already."""
    words, groups = words_of(person), sizes_of(session, person.workspace, now)
    labels = {(row.kind, row.value): row.label for row in groups}
    largest = sorted(groups, key=lambda row: -row.people)[: MOST - len(chosen)]
    keys = dict.fromkeys([*read_choice(chosen), *((row.kind, row.value) for row in largest)])
    found = [
        GroupChoice(value=f"{kind}{BAR}{value}", label=_named(words, kind, labels.get((kind, value), value)))
        for kind, value in keys
    ]
    return tuple(sorted(found, key=lambda one: (KINDS.index(read_choice([one.value])[0][0]), one.label)))


def only_input(words: Words, groups: Sequence[GroupChoice], chosen: Sequence[str]) -> tuple[Input, ...]:
    """The field, if there is a group to choose."""
    if not groups:
        return ()
    field = Input(
        name=FIELD,
        label=words.t("Only for"),
        hint=words.t("Of one kind: teams, places, countries or roles. Nothing chosen means everybody."),
        kind="choices",
        options=tuple(Option(value=one.value, label=one.label) for one in groups),
        value=tuple(chosen),
    )
    return (field,)


def check_choice(session: Session, person: Person, chosen: Sequence[str], before: Sequence[str], now: datetime) -> None:
    """Raises `Invalid` for groups that are not told, and for two kinds. What content is for already may stay."""
    keys = read_choice(chosen)
    if not keys or {*chosen} == {*before}:
        return
    words, k = words_of(person), fewest_of(session, person.workspace)
    if len({kind for kind, _ in keys}) > 1:
        raise Invalid({FIELD: words.t("Please choose groups of one kind: teams, places, countries or roles.")})
    told = {(row.kind, row.value) for row in sizes_of(session, person.workspace, now)}
    if not {*keys} <= told | {*read_choice(before)}:
        raise Invalid({FIELD: _closed(words, k)})


def _closed(words: Words, k: int) -> str:
    return words.t("Content can be for groups of {k} people or more, as they were counted today.", k=words.number(k))


def told_choice(
    session: Session, words: Words, tags: Iterable[tuple[TagKind, str]], workspace: str, now: datetime
) -> tuple[Part, ...]:
    """Who content is for, and at least how many people they are."""
    keys = read_choice(choice_of(tags))
    if not keys:
        return ()
    k, groups = fewest_of(session, workspace), sizes_of(session, workspace, now)
    names = words.list(_names(words, groups, keys))
    people = people_of_groups(groups, keys, k)
    if people:
        text = words.t("Only for {groups}: at least {n} people.", groups=names, n=words.number(people))
    else:
        text = words.t(
            "Only for {groups}: that may be fewer than {k} people, so nobody gets it.", groups=names, k=words.number(k)
        )
    return (Text(text=text, style="strong"),)


def _names(words: Words, groups: Sequence[GroupSize], keys: Sequence[Key]) -> list[str]:
    labels: Mapping[Key, str] = {(row.kind, row.value): row.label for row in groups}
    return [_named(words, kind, labels.get((kind, value), value)) for kind, value in keys]


def _named(words: Words, kind: FactKind, label: str) -> str:
    t = words.t
    match kind:
        case "team":
            return t("team {name}", name=label)
        case "place":
            return t("place {name}", name=label)
        case "country":
            return str(Locale.parse(FORMATS[words.language]).territories.get(label, label))
        case "role":
            return t(ROLES.get(label, label))
