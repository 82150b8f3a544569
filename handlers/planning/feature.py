"""What the attention budget registers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.interaction import Part, Text
from handlers.core.people import words_of
from handlers.outbox.kinds import PACE
from handlers.planning import pace
from handlers.planning.plan_round import plan_everybody
from handlers.registry.feature import Action, Feature
from handlers.registry.messages import each
from handlers.registry.surfaces import Round, Section, active
from models import Person


def _coming(_: Session, person: Person, now: datetime) -> Sequence[Part]:
    """On Home: the first day on which something may come by itself again."""
    day, words = person.next_at, words_of(person)
    if day is None or person.checked_at or local_date(day, person.timezone) <= local_date(now, person.timezone):
        return ()
    said = words.t("By itself, the next one comes on {day} at the earliest.", day=words.day(day, person.timezone))
    return (Text(text=said, style="quiet"),)


FEATURE = Feature(
    name="planning",
    actions={
        "fewer": Action(pace.fewer),
        "keep": Action(pace.keep_pace),
    },
    home=(Section(50, _coming, active),),
    rounds={"plan": Round(30, plan_everybody, 10)},
    messages={PACE: each(pace.write_pace)},
)
