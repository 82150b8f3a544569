"""The question how to go on, after three unanswered nudges, and the card with the answer."""

from datetime import datetime

from handlers.calendar.localtime import local_date
from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Facts, Text
from handlers.core.language import Words
from models import Person


def pace_question(words: Words, most: int, fewer: int) -> Card:
    """The question. `most`: nudges a week that are allowed now; `fewer`: those offered instead, 0 for a break."""
    t = words.t
    now = t("{often} at most", often=words.tn("once a week", "{n} times a week", most))
    less = t("{often} at most", often=words.tn("once a week", "{n} times a week", fewer))
    return Card(
        title=t("How shall we go on?"),
        summary=t("You let the last three go by, which is fine. How shall we go on?"),
        parts=(
            Text(text=t("You let the last three go by, which is fine. How would you like to go on?")),
            Facts(
                rows=(
                    (t("Keep"), now),
                    (t("Fewer"), less if fewer else t("nothing for four weeks, then as now")),
                    (t("Pause"), t("nothing until a day that you choose")),
                    (t("Leave"), t("nothing any more")),
                )
            ),
            button_row(
                ("keep", t("Keep")), ("fewer", t("Fewer")), ("pause", t("Pause")), ("leave", t("Leave")), lead=True
            ),
            Text(text=t("If you do nothing, nothing comes until you share something or choose here."), style="quiet"),
        ),
    )


def settled(words: Words, person: Person, now: datetime) -> Card:
    """What holds now. Replaces the question."""
    t = words.t
    often = words.tn("once a week", "{n} times a week", person.weekly_most)
    text = t("You get something {often} at most.", often=often)
    if person.paused_until is not None and person.paused_until > now:
        day = words.full_day(local_date(person.paused_until, person.timezone))
        text = t("Until {day} you get no messages.", day=day)
    buttons = (("settings", t("Settings")), ("pause", t("Pause")), ("leave", t("Leave")))
    return Card(
        title=t("Thank you, that helps"),
        summary=text,
        instead=True,
        parts=(Text(text=text), button_row(*buttons)),
    )
