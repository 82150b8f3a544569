"""Organisers plan, change and call off events: each change once, if two press at once."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.audit import audit
from handlers.core.forms import Address, Submitted, check
from handlers.core.interaction import Card, Form, Input, Interaction, Invalid, Refused, Reply
from handlers.core.people import meet, words_of
from handlers.core.targets import BAR, id_in
from handlers.gatherings import cards
from handlers.gatherings.forms import (
    ANY,
    GatheringPlan,
    Moments,
    Organising,
    city_of,
    errors_in,
    gathering_form,
    moments_of,
)
from handlers.gatherings.gatherings import shown_gathering
from handlers.gatherings.organisers import organiser
from handlers.gatherings.reads import gathering_of
from handlers.gatherings.seats import locked, move_up
from handlers.outbox.kinds import EVENT_AFTER
from handlers.outbox.queue import refresh
from models import Gathering, Person

QUARTER = timedelta(weeks=13)  # so that the weekday stays
IN_SERIES = 4
WEEK = timedelta(weeks=1)
DIGITS = 6  # at most, in how often an event was changed


class CheckedPlan(NamedTuple):
    """A form that holds: what is asked, and when."""

    form: Organising
    when: Moments

    def values(self, quarters: int = 0) -> dict[str, object]:
        """The columns of the event, or of the one some quarters later: by its own clock at the same time."""
        form, later = self.form, quarters * QUARTER
        when = self.when._replace(first_day=self.when.first_day + later, last_day=self.when.last_day + later)
        return {
            **{name: getattr(form, name) for name in ("name", "kind", "place", "link", "about", "audience")},
            "language": "" if form.language == ANY else form.language,
            "seats": form.many or 0,
            "minutes": form.minutes or 0,
            **when._asdict(),
            "starts_at": when.starts_at,
            "ends_at": when.ends_at,
        }


def new_gathering(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """The form, and the event that it makes; for a series also the three that follow."""
    person = organiser(session, meet(session, interaction.actor, now))
    if "name" not in interaction.values:
        plan = GatheringPlan(day=local_date(now, person.timezone) + WEEK, city=city_of(person.timezone))
        return gathering_form(words_of(person), plan)
    planned = _checked(person, interaction, now)
    several = IN_SERIES if planned.form.series == "quarter" else 1
    series = secrets.token_hex(6) if several > 1 else ""
    its = {"workspace": person.workspace, "series": series, "run_by": person.person, "created_at": now}
    made = [Gathering(**its, id=secrets.token_hex(6), **planned.values(place)) for place in range(several)]
    session.add_all(made)
    session.flush()
    for one in made:
        audit(session, person, "event_planned", one.id, now)
    return shown_gathering(session, person, made[0], now)


def edit_gathering(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """The form of an event that is to come, and its changes. Those who come are told if it moves."""
    person = organiser(session, meet(session, interaction.actor, now))
    its = locked(session, gathering_of(session, person, id_in(interaction.target)))
    _check_open(its, now)
    if "name" not in interaction.values:
        return gathering_form(words_of(person), _plan(its), its.id, its.version)
    planned = _checked(person, interaction, now)
    _check_version(its, interaction.target)
    before = (its.starts_at, its.ends_at, its.place, its.link)
    for name, value in planned.values().items():
        setattr(its, name, value)
    its.version += 1
    its.changes += before != (its.starts_at, its.ends_at, its.place, its.link)
    session.flush()
    move_up(session, its, now)
    audit(session, person, "event_changed", its.id, now)
    return shown_gathering(session, person, its, now)


def cancel_gathering(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Ask first, then call it off. Those who come or said perhaps are told."""
    person = organiser(session, meet(session, interaction.actor, now))
    its = locked(session, gathering_of(session, person, id_in(interaction.target)))
    _check_open(its, now)
    if BAR not in interaction.target:
        return cards.ask_cancel_card(words_of(person), its, person.timezone)
    _check_version(its, interaction.target)
    its.state, its.version, its.changes = "cancelled", its.version + 1, its.changes + 1
    audit(session, person, "event_cancelled", its.id, now)
    return shown_gathering(session, person, its, now)


class Recorded(Submitted):
    """The submitted form of a recording."""

    recording: Address = ""


def record_gathering(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Where the recording is. It is on the event's card from now on."""
    person = organiser(session, meet(session, interaction.actor, now))
    its, words = gathering_of(session, person, interaction.target), words_of(person)
    if "recording" not in interaction.values:
        return recording_form(its, person)
    its.recording = check(Recorded, interaction, words).recording
    this = select(Gathering.id).where(Gathering.workspace == its.workspace, Gathering.id == its.id)
    refresh(session, its.workspace, EVENT_AFTER, this, now)
    audit(session, person, "event_changed", its.id, now)
    return shown_gathering(session, person, its, now)


def recording_form(its: Gathering, person: Person) -> Form:
    t = words_of(person).t
    field = Input(name="recording", label=t("Address of the recording"), kind="url", value=its.recording, longest=2000)
    return Form(
        action="record_gathering",
        target=its.id,
        title=t("Recording"),
        inputs=(field,),
        submit=t("Save"),
        cancel=t("Cancel"),
    )


def _checked(person: Person, interaction: Interaction, now: datetime) -> CheckedPlan:
    words = words_of(person)
    form = check(Organising, interaction, words)
    errors, when = errors_in(words, form, now), moments_of(form)
    if errors or when is None:
        raise Invalid(errors)
    return CheckedPlan(form, when)


def _check_open(its: Gathering, now: datetime) -> None:
    if its.state == "cancelled":
        raise Refused("This event is called off.")
    if its.ends_at <= now:
        raise Refused("This event is over.")


def _check_version(its: Gathering, target: str) -> None:
    """Raises `Refused` if somebody else changed it since it was read."""
    seen = target.partition(BAR)[0]
    if not seen.isdecimal() or len(seen) > DIGITS or int(seen) != its.version:
        raise Refused("Somebody else changed this event meanwhile. Look at it, and try again: /heraut events")


def _plan(its: Gathering) -> GatheringPlan:
    same = ("name", "kind", "begins", "ends", "place", "link", "about", "seats", "minutes", "language", "audience")
    days = {"day": its.first_day, "last": its.last_day, "city": city_of(its.zone)}
    return GatheringPlan.model_validate({**{name: getattr(its, name) for name in same}, **days})
