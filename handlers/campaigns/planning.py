"""Champions make, change, reopen and end campaigns: each change once, if two press at once."""

import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.audience.choice import check_choice, groups_to_choose, read_choice
from handlers.calendar.localtime import at, local_date
from handlers.campaigns.campaigns import shown_card
from handlers.campaigns.followers import end_with, ends_of, move_along
from handlers.campaigns.forms import NOTHING, CampaignPlan, Planning, campaign_form, errors_in
from handlers.campaigns.reads import called, campaign_groups, campaign_of, campaign_tags, name_taken
from handlers.content.days import end_of
from handlers.content.networks import NETWORKS
from handlers.core.audit import audit
from handlers.core.forms import check
from handlers.core.interaction import Card, Form, Interaction, Invalid, NeedsPage, Refused, Reply
from handlers.core.language import FORMATS as LANGUAGES
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import BAR, id_in
from handlers.pictures.pictured import to_open
from models import Campaign, CampaignTag, Person, Topic, Workspace
from models.audit import Act
from models.content import TagKind
from models.engine import insert_new

DIGITS = 6  # at most, in how often a campaign was changed
MONTH = timedelta(days=30)
ACTS: dict[str, Act] = {"draft": "campaign_started", "active": "campaign_changed", "ended": "campaign_reopened"}


def new_campaign(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """The form, and the campaign that it makes."""
    person = champion(meet(session, interaction.actor, now))
    zone = session.get_one(Workspace, person.workspace).timezone
    today = local_date(now, zone)
    if "name" not in interaction.values:
        planned = CampaignPlan(starts=today, ends=today + MONTH, groups=groups_to_choose(session, person, (), now))
        return campaign_form(words_of(person), planned, _topics(session, person))
    form = _checked(session, person, interaction, today, "")
    check_choice(session, person, form.only, (), now)
    if opens := to_open(words_of(person), interaction, form.image, ""):
        return opens
    its = {"workspace": person.workspace, "id": secrets.token_hex(6), "run_by": person.person, "created_at": now}
    values = {**_values(form, zone), "image": form.image, "version": 0, "zone": zone}
    if not insert_new(session, Campaign, [{**its, **values}]):
        raise Invalid({"name": words_of(person).t("There is a campaign with this name already.")})
    made = campaign_of(session, person, str(its["id"]))
    _tag(session, made, form)
    audit(session, person, "campaign_started", made.id, now)
    return shown_card(session, person, made, now)


def edit_campaign(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """The form of a campaign, and its changes. It starts a draft, and reopens a campaign that is over."""
    person = champion(meet(session, interaction.actor, now))
    its = campaign_of(session, person, id_in(interaction.target))
    today = local_date(now, its.zone)
    if "name" not in interaction.values:
        return _form(session, person, its, today, now)
    form = _checked(session, person, interaction, today, its.id)
    check_choice(session, person, form.only, campaign_groups(session, its), now)
    if opens := to_open(words_of(person), interaction, form.image, its.image):
        return opens
    before, act = ends_of(its), ACTS[its.state]
    _change(session, its, interaction.target.partition(BAR)[0], {**_values(form, its.zone), "image": form.image})
    _tag(session, its, form)
    move_along(session, its, before)
    audit(session, person, act, its.id, now)
    return shown_card(session, person, its, now)


def end_campaign(session: Session, interaction: Interaction, now: datetime) -> Card:
    """End a running campaign now. One that has not begun is a draft again."""
    person = champion(meet(session, interaction.actor, now))
    its = campaign_of(session, person, interaction.target)
    if its.state != "active" or (its.ends_at is not None and its.ends_at <= now):
        raise Refused("Somebody else was first: this has been decided already.")
    before, begun = ends_of(its), its.starts_at < now
    values: dict[str, object] = {"state": "ended", "ends_at": now} if begun else {"state": "draft"}
    _change(session, its, str(its.version), values)
    end_with(session, its, before, person, now)
    audit(session, person, "campaign_ended", its.id, now)
    return shown_card(session, person, its, now)


def _change(session: Session, its: Campaign, version: str, values: dict[str, object]) -> None:
    """Change it, unless somebody else changed it since it was read. Raises `Refused`."""
    seen = int(version) if version.isdecimal() and len(version) <= DIGITS else -1
    here = (Campaign.workspace == its.workspace, Campaign.id == its.id, Campaign.version == seen)
    change = update(Campaign).where(*here).values({**values, "version": Campaign.version + 1})
    won = session.execute(change.returning(Campaign.id), execution_options={"synchronize_session": False}).first()
    if won is None:
        raise Refused("Somebody else changed this campaign meanwhile. Look at it, and try again: /heraut campaigns")
    session.refresh(its)


def _form(session: Session, person: Person, its: Campaign, today: date, now: datetime) -> Form:
    ended = its.state == "ended"
    ends = today + MONTH if its.last_day is None or its.last_day < today or ended else its.last_day
    only = campaign_groups(session, its)
    planned = CampaignPlan(
        name=its.name,
        goal=its.goal,
        counts=its.counts,
        target=its.target,
        starts=its.first_day,
        ends=ends,
        image=its.image,
        tags=campaign_tags(session, its),
        only=only,
        groups=groups_to_choose(session, person, only, now),
    )
    return campaign_form(words_of(person), planned, _topics(session, person), its.id, its.version, its.state)


def _checked(session: Session, person: Person, interaction: Interaction, today: date, own: str) -> Planning:
    words = words_of(person)
    form = check(Planning, interaction, words)
    errors = errors_in(words, form, today)
    if taken := name_taken(session, words, person.workspace, form.name, own):
        errors["name"] = taken
    if errors:
        raise Invalid(errors)
    return form


def _values(form: Planning, zone: str) -> dict[str, object]:
    if form.starts is None or form.ends is None:
        raise Refused("This cannot be used here.")
    counts = "" if form.counts == NOTHING else form.counts
    return {
        "name": form.name,
        "called": called(form.name),
        "goal": form.goal,
        "counts": counts,
        "target": (form.to_reach or 0) if counts else 0,
        "state": "active",
        "first_day": form.starts,
        "last_day": form.ends,
        "starts_at": at(form.starts, 0, zone),
        "ends_at": end_of(form.ends, zone),
        "told_at": None,
    }


def _tag(session: Session, its: Campaign, form: Planning) -> None:
    """Who it is for."""
    here = (CampaignTag.workspace == its.workspace, CampaignTag.campaign == its.id)
    session.execute(delete(CampaignTag).where(*here))
    kinds: dict[TagKind, set[str]] = {
        "topic": set(form.topics) & set(_topics(session, its)),
        "network": set(form.networks) & set(NETWORKS),
        "language": set(form.languages) & set(LANGUAGES),
    }
    for fact, value in read_choice(form.only):
        kinds.setdefault(fact, set()).add(value)
    for kind, values in kinds.items():
        for value in sorted(values):
            session.add(CampaignTag(workspace=its.workspace, campaign=its.id, kind=kind, value=value))


def _topics(session: Session, one: Person | Campaign) -> tuple[str, ...]:
    return tuple(session.scalars(select(Topic.name).where(Topic.workspace == one.workspace).order_by(Topic.name)))
