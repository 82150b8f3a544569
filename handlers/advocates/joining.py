"""Joining, changing settings and leaving, each by the person themselves."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import get_args

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.advocates.countries import country_of
from handlers.advocates.free_days import Free, read_free, told_off
from handlers.advocates.roles import give_back
from handlers.advocates.way_changes import narrow
from handlers.calendar.localtime import local_date
from handlers.calendar.workdays import as_range
from handlers.content.networks import NETWORKS
from handlers.content.ways import WAYS, ways_of, wrong_ways
from handlers.core.forms import Flag, Line, Many, Submitted, check
from handlers.core.interaction import Card, Facts, Form, Interaction, Invalid, Reply
from handlers.core.language import FORMATS as LANGUAGES
from handlers.core.people import Left, NameWithdrawn, advocate, chosen, meet, words_of
from handlers.members.agreements import record
from handlers.outbox.queue import cancel_on_leaving
from handlers.planning.moments import acted
from handlers.planning.plan import plan_for
from handlers.registry.events import happened
from handlers.registry.feature import features_of
from handlers.registry.once import once
from handlers.registry.surfaces import SettingsFields, SettingsForm
from models import Person, Preference, Topic
from models.people import Purpose, WishKind
from models.prepared import Change

TASTES: tuple[WishKind, ...] = ("network", "topic", "language")
ADD = Change(insert(Preference))
DROP = Change(
    delete(Preference).where(
        Preference.workspace == bindparam("workspace"),
        Preference.person == bindparam("person"),
        Preference.kind == bindparam("kind"),
        Preference.value == bindparam("value"),
    )
)


class JoinForm(Submitted):
    """The submitted joining or settings form."""

    ways: Many = ()
    networks: Many = ()
    topics: Many = ()
    languages: Many = ()
    weekly_most: int = 2
    hours_from: time = time(9, 30)
    hours_to: time = time(16, 30)
    named: Flag = False
    clicks: Flag = False
    days: Many = ()  # this and the next four are in the settings form only
    country: Line | None = None
    off: Line = ""
    team: Line = ""
    place: Line = ""


def join(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the joining form, then make the person an advocate. Nothing in the form is compulsory."""
    person = meet(session, interaction.actor, now)
    if "weekly_most" not in interaction.values:
        return settings(session, interaction, now) if person.joined else _form(session, person, "join", now)
    if not person.joined:
        record(session, person, "nudges", True, now)
    _apply(session, person, "join", interaction, now)
    if not person.joined:
        person.joined_at, person.left_at, person.paused_until = now, None, None
        person.checked_at, person.pace_from = None, now
        person.country = person.country or country_of(person.timezone)
        plan_for(session, person, now)
    return cards.welcome_card(words_of(person), person, ways_of(session, person), _holds(session, person, "join"))


def settings(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the settings form with the current values, then store the new ones."""
    person = advocate(meet(session, interaction.actor, now))
    if "weekly_most" not in interaction.values:
        return _form(session, person, "settings", now)
    _apply(session, person, "settings", interaction, now)
    return cards.settings_saved_card(words_of(person), _holds(session, person, "settings"))


def leave(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Leave with one tap, member or not. Waiting messages are withdrawn in the same transaction."""
    person = meet(session, interaction.actor, now)
    if person.left_at is None:
        go(session, person, now)
    return cards.goodbye_card(words_of(person))


def go(session: Session, person: Person, now: datetime) -> None:
    """Make it so that a person takes part no longer, has no role, and has agreed to nothing."""
    give_back(session, person, now)
    person.left_at, person.named, person.clicks, person.credited = now, False, False, False
    person.next_at = person.quiet_until = None  # from now on nobody learns whether they are back
    cancel_on_leaving(session, person)
    happened(session, Left(person), now)
    for purpose in get_args(Purpose):
        record(session, person, purpose, False, now)


def _others(session: Session, form: SettingsForm) -> Sequence[SettingsFields]:
    """The fields that other features add to this form."""
    return [fields for fields in features_of(session.info).settings if form in fields.forms]


def _holds(session: Session, person: Person, form: SettingsForm) -> Facts:
    """The current settings, one row each."""
    rows = cards.wishes(words_of(person), person, chosen(session, person, "topic"), ways_of(session, person))
    return Facts(rows=(*rows, *(row for fields in _others(session, form) for row in fields.rows(session, person))))


def _form(session: Session, person: Person, action: SettingsForm, now: datetime) -> Form:
    topics = tuple(session.scalars(select(Topic.name).where(Topic.workspace == person.workspace).order_by(Topic.name)))
    mine: dict[WishKind, tuple[str, ...]] = {kind: chosen(session, person, kind) for kind in TASTES}
    mine["way"] = ways_of(session, person)
    words, today = words_of(person), local_date(now, person.timezone)
    mine["off"] = (told_off(map(as_range, chosen(session, person, "off")), words, today),)
    form = cards.wishes_form(words, action, person, topics, mine)
    more = [asked for fields in _others(session, action) for asked in fields.inputs(session, person, now)]
    inputs = once((asked.name, asked) for asked in (*form.inputs, *more))
    return cards.short_first(words, action, form.model_copy(update={"inputs": tuple(inputs.values())}))


def _apply(session: Session, person: Person, form: SettingsForm, interaction: Interaction, now: datetime) -> None:
    """Store the whole form. Raises `Invalid` with what is wrong in any of its fields."""
    others = _others(session, form)
    theirs = {name for fields in others for name in fields.names}
    own = {name: value for name, value in interaction.values.items() if name not in theirs}
    errors: dict[str, str] = {}
    try:
        _apply_own(session, person, interaction.model_copy(update={"values": own}), now)
    except Invalid as invalid:
        errors.update(invalid.errors)
    for fields in others:
        errors.update(fields.write(session, person, interaction, now))
    if errors:
        raise Invalid(errors)


def _apply_own(session: Session, person: Person, interaction: Interaction, now: datetime) -> None:
    """Store our own fields. Raises `Invalid`."""
    words = words_of(person)
    wishes = check(JoinForm, interaction, words)
    if wishes.hours_from >= wishes.hours_to:
        raise Invalid({"hours_to": words.t("This should be later than “Not before”.")})
    if not 1 <= wishes.weekly_most <= 7:
        raise Invalid({"weekly_most": words.t("This cannot be used here.")})
    ways = wishes.ways if "ways" in interaction.values else ways_of(session, person)
    if wrong := wrong_ways(words, ways):
        raise Invalid({"ways": wrong})
    if wishes.country is not None and (unclear := _keep_free(session, person, wishes, wishes.country, now)):
        raise Invalid(unclear)
    acted(session, person, now)
    if person.weekly_most != wishes.weekly_most:  # a new pace starts without the old adaptation
        person.weekly_most, person.pace_from = wishes.weekly_most, now
    person.hours_from = wishes.hours_from.hour * 60 + wishes.hours_from.minute
    person.hours_to = wishes.hours_to.hour * 60 + wishes.hours_to.minute
    _agree(session, person, wishes, now)
    _choose(session, person, "way", ways, set(WAYS))
    narrow(session, person, now)
    _taste(session, person, wishes)


def _taste(session: Session, person: Person, wishes: JoinForm) -> None:
    _choose(session, person, "network", wishes.networks, set(NETWORKS))
    _choose(session, person, "topic", wishes.topics, None)
    _choose(session, person, "language", wishes.languages, set(LANGUAGES))


def _keep_free(session: Session, person: Person, wishes: JoinForm, country: str, now: datetime) -> dict[str, str]:
    """Store the calendar fields, or return their errors."""
    today = local_date(now, person.timezone)
    free = read_free(wishes.days, country, wishes.off, wishes.team, wishes.place, words_of(person), today)
    if not isinstance(free, Free):
        return free
    person.days, person.country, person.team, person.place = free.days, free.country, free.team, free.place
    _choose(session, person, "off", free.off, None)
    return {}


def _agree(session: Session, person: Person, wishes: JoinForm, now: datetime) -> None:
    """Store each consent, and record it when it changes."""
    if person.named != wishes.named:  # one question for both
        person.named = person.thanks = wishes.named
        record(session, person, "named", wishes.named, now)
        record(session, person, "thanks", wishes.named, now)
        if not wishes.named:
            happened(session, NameWithdrawn(person), now)
    if person.clicks != wishes.clicks:
        person.clicks = wishes.clicks
        record(session, person, "clicks", wishes.clicks, now)


def _choose(
    session: Session, person: Person, kind: WishKind, values: tuple[str, ...], allowed: set[str] | None
) -> None:
    """Add the new choices and delete the dropped ones only: most people change little."""
    wanted, had = {v[:80] for v in values} & (allowed or set(values)), {*chosen(session, person, kind)}
    mine = {"workspace": person.workspace, "person": person.person, "kind": kind}
    DROP.run(session, *({**mine, "value": value} for value in sorted(had - wanted)))
    ADD.run(session, *({**mine, "value": value} for value in sorted(wanted - had)))
