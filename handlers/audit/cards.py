"""The cards of the audit trail: days, and under each what happened then."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from handlers.audit.phrases import ACTS, DETAILS
from handlers.core.interaction import Button, Buttons, Card, Items, Part, Text
from handlers.core.language import Words
from handlers.core.shortening import shortened
from models.audit import Act, Detail

LONGEST = 80  # characters of a title


class TrailLine(NamedTuple):
    """One entry, with names instead of ids. Empty: an administrator did it; it is about the workspace."""

    at: datetime
    name: str
    act: Act
    about: str
    details: Sequence[Detail]


def trail(words: Words, lines: Sequence[TrailLine], zone: str, page: int, *, more: bool, whole: bool) -> Card:
    """A page of the trail, newest first. `whole`: the reader sees the workspace's, not only what concerns them."""
    t = words.t
    said = t("Who did what, and who looked at figures.") if whole else t("What you did, and what concerns everybody.")
    turn = [Button(action="audit", target=str(page - 1), label=t("Newer"))] if page else []
    turn += [Button(action="audit", target=str(page + 1), label=t("Older"))] if more else []
    ends = (Buttons(buttons=tuple(turn)),) if turn else ()
    nothing = () if lines else (Text(text=t("Nothing is recorded yet.")),)
    parts = (Text(text=said, style="quiet"), *_days(words, lines, zone), *nothing, *ends)
    return Card(title=t("Audit trail"), summary=said, parts=parts, instead=page > 0)


def content_history(words: Words, title: str, lines: Sequence[TrailLine], zone: str) -> Card:
    """What was done to one piece of content, newest first."""
    said = words.t("Who did what to this content.")
    nothing = () if lines else (Text(text=words.t("Nothing is recorded yet.")),)
    parts = (Text(text=said, style="quiet"), *_days(words, lines, zone), *nothing)
    return Card(title=words.t("History: {title}", title=title), summary=said, parts=parts)


def _days(words: Words, lines: Sequence[TrailLine], zone: str) -> Iterable[Part]:
    for day, those in groupby(lines, lambda line: words.date(line.at, zone)):
        yield Text(text=day, style="strong")
        yield Items(items=tuple(_line(words, line, zone) for line in those))


def _line(words: Words, line: TrailLine, zone: str) -> str:
    name = line.name or words.t("An administrator, at the terminal,")
    said = f"{words.time(line.at, zone)} {words.t(ACTS[line.act], name=name)}"
    about = shortened(line.about, LONGEST)
    details = ", ".join(words.t(DETAILS[detail]) for detail in line.details)
    return f"{said}{about and f': {about}'}{details and f' ({details})'}"
