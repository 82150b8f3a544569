"""Rows of one file that are about the same page become one: other suites write a row for each text and network."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlers.content.twins import plain
from handlers.core.addresses import page_of
from handlers.imports.rows import ImportRow
from handlers.imports.values import HOW_MANY
from handlers.publishing.edits import Posting

FIRST_SAYS = "title", "description", "why", "image", "campaign"  # where the first row says nothing, a later one does


class Merged(NamedTuple):
    """A row that became part of another. `row`: the number of that one."""

    number: int
    row: int
    adds: bool  # whether it says something that the other did not


def merge_rows(rows: Sequence[ImportRow]) -> tuple[Sequence[ImportRow], Sequence[Merged]]:
    """One row for each page and each story, in order; and the rows that became part of them."""
    first, parts = dict[str, ImportRow](), list[Merged]()
    for row in rows:
        key = same_page_key(row.form)
        into = first.get(key)
        if into is None:
            first[key] = row
            continue
        both = _both(into, row)
        parts.append(Merged(row.number, into.number, both.form != into.form))
        first[key] = both
    return [*first.values()], parts


def same_page_key(form: Posting) -> str:
    """The page; of a story, its text."""
    return page_of(form.url) if form.url else f"story {plain(form.text_1)}"


def _both(one: ImportRow, other: ImportRow) -> ImportRow:
    a, b = one.form, other.form
    texts = [*{plain(text): text for text in (*b.texts, *a.texts)}.values()]
    texts.sort(key=[*a.texts, *b.texts].index)
    notes = [*one.notes, *(note for note in other.notes if note not in one.notes)]
    if len(texts) > HOW_MANY:
        more = f"only {HOW_MANY} texts of all its rows"
        notes = [*(note for note in notes if note != more), more]
    values: Mapping[str, object] = {
        **{f"text_{n}": text for n, text in enumerate(texts[:HOW_MANY], 1)},
        **{name: getattr(a, name) or getattr(b, name) for name in FIRST_SAYS},
        "topics": tuple(dict.fromkeys((*a.topics, *b.topics))),
        "networks": _for(a.networks, b.networks),
        "languages": _for(a.languages, b.languages),
        "starts": min(filter(None, (a.starts, b.starts)), default=None),
        "ends": max(filter(None, (a.ends, b.ends)), default=None),
        "important": a.important or b.important,
    }
    return ImportRow(one.number, a.model_copy(update=values), tuple(notes))


def _for(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Those of both rows; everybody, if one of them is for everybody."""
    return tuple(dict.fromkeys((*some, *others))) if some and others else ()
