"""What became of a page that is here already, for somebody who wants to suggest it."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.content.days import planned
from handlers.content.offers import offered
from handlers.content.twins import twins_of
from handlers.core.language import Words
from handlers.core.people import words_of
from models import Content, Person


class Already(NamedTuple):
    """Content that leads to the same page, and a sentence about it. `open`: it is of use, or somebody looks at it.

    `runs`: it can be seen and taken.
    """

    content: Content
    said: str
    open: bool
    runs: bool


def already(session: Session, person: Person, url: str, now: datetime) -> Already | None:
    """The twin that says most, the newest of its kind: what runs, then what is prepared, waits, ended, was declined."""
    found = twins_of(session, person.workspace, url, "", "running", "draft", "proposed", "stopped", "declined")
    twins = [one for one in found if one.state != "stopped" or one.stopped_at is not None]
    if not twins:
        return None
    zone = person.timezone
    twin = max(twins, key=lambda one: (-_place(one, now, zone), one.created_at))
    runs = offered(twin, now, zone)
    waits = twin.state in ("draft", "proposed") or planned(twin, now)
    return Already(twin, _said(words_of(person), person, twin, now), waits or runs, runs)


def _place(twin: Content, now: datetime, zone: str) -> int:
    order = ("running", "draft", "proposed", "stopped", "declined")
    if planned(twin, now):
        return order.index("draft")
    return 3 if twin.state == "running" and not offered(twin, now, zone) else order.index(twin.state)


def _said(words: Words, person: Person, twin: Content, now: datetime) -> str:
    t, runs = words.t, planned(twin, now) or offered(twin, now, person.timezone)
    if planned(twin, now) and twin.author != person.person:
        return t("A champion is preparing this page already. It will come.")
    if twin.state in ("proposed", "declined") or (runs and twin.author == person.person):
        return _suggested(words, twin, words.date(twin.created_at, person.timezone), mine=twin.author == person.person)
    if twin.state == "draft":
        return t("A champion is preparing this page already. It will come.")
    if runs:
        return t("This page is here already: “{title}” is running.", title=twin.title)
    if twin.state == "stopped":
        return t("This page was here before: “{title}” was stopped.", title=twin.title)
    return t("This page was here before: “{title}” has ended.", title=twin.title)


def _suggested(words: Words, twin: Content, day: str, *, mine: bool) -> str:
    """What became of a suggestion. Whose it was is for champions alone."""
    t = words.t
    if twin.state == "running":
        return t("You suggested this page on {day}. It was approved, and colleagues get it.", day=day)
    if twin.state == "proposed" and mine:
        return t("You suggested this page on {day}. The champions have not decided yet.", day=day)
    if twin.state == "proposed":
        return t("A colleague suggested this page on {day}. The champions have not decided yet.", day=day)
    if mine:
        return t("You suggested this page on {day}, and the champions declined it.", day=day)
    return t("A colleague suggested this page on {day}, and the champions declined it.", day=day)
