"""The inventory: every table and column that holds something about people, from what features registered."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlers.privacy.cards import EYES
from handlers.privacy.holdings import table_of
from handlers.registry.surfaces import Fate, Held

FATES: Mapping[Fate, str] = {
    "delete": "deleted",
    "tombstone": "stays under a random id",
    "own": "as told above",
}


class KeptColumn(NamedTuple):
    """One kind of personal data: where it is, what it is, who sees it, and what becomes of it."""

    table: str
    column: str
    what: str
    columns: Sequence[str]
    seen: str
    kept: str
    forgotten: str


def inventory(holds: Sequence[Held]) -> list[KeptColumn]:
    """Everything that is kept about people, in the order of the tables."""
    return sorted(_kept(held) for held in holds)


def _kept(held: Held) -> KeptColumn:
    table = table_of(held)
    seen = ", ".join(EYES[eye] for eye in held.seen) or "nobody"
    emptied = f"; emptied: {', '.join(held.blank)}" if held.blank else ""
    fate = f"{FATES[held.fate or 'delete']}{emptied}"
    columns = [column.name for column in table.columns if column.name not in {"workspace", held.column}]
    return KeptColumn(table.name, held.column, held.what, columns, seen, held.kept, fate)


def as_markdown(found: Sequence[KeptColumn]) -> str:
    """The inventory as a table for docs/privacy.md."""
    head = (
        "| table | names them in | what | also holds | seen by | kept | when forgotten |\n|---|---|---|---|---|---|---|"
    )
    return "\n".join((head, *(_row(one) for one in found)))


def _row(one: KeptColumn) -> str:
    also = ", ".join(f"`{column}`" for column in one.columns) or "–"
    return f"| `{one.table}` | `{one.column}` | {one.what} | {also} | {one.seen} | {one.kept} | {one.forgotten} |"
