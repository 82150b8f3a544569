"""Find campaigns: by id, by name, and those that content may belong to."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from handlers.audience.choice import choice_of
from handlers.calendar.localtime import at, local_date
from handlers.content.twins import plain
from handlers.core.interaction import Invalid, Refused
from handlers.core.language import Words
from handlers.core.people import words_of
from models import Campaign, CampaignTag, Person, Workspace
from models.content import TagKind
from models.engine import insert_new

MOST = 50  # campaigns to choose from
LONGEST = 80  # characters of a name


def campaign_of(session: Session, person: Person, campaign_id: str) -> Campaign:
    """The campaign of the person's workspace. Raises `Refused` if there is none."""
    found = session.get(Campaign, (person.workspace, campaign_id))
    if found is None:
        raise Refused("This campaign is not there any more. See what there is: /heraut campaigns")
    return found


def by_name(session: Session, workspace: str, name: str) -> Campaign | None:
    """The campaign of that name, written with whatever capitals and spaces."""
    its = (Campaign.workspace == workspace, Campaign.called == called(name))
    return session.scalars(select(Campaign).where(*its)).first()


def called(name: str) -> str:
    """The name without what nobody notices: no two campaigns of a workspace have the same one."""
    return plain(name)[:240]


def names_of(session: Session, workspace: str, ids: Iterable[str]) -> Mapping[str, str]:
    """Names by id."""
    wanted = [one for one in ids if one]
    rows = select(Campaign.id, Campaign.name).where(Campaign.workspace == workspace, Campaign.id.in_(wanted))
    return {id_: name for id_, name in session.execute(rows)} if wanted else {}  # noqa: C416 - rows, not pairs


def campaign_tags(session: Session, campaign: Campaign) -> Mapping[TagKind, tuple[str, ...]]:
    """Who it is for, by kind."""
    its = (CampaignTag.workspace == campaign.workspace, CampaignTag.campaign == campaign.id)
    rows = session.execute(select(CampaignTag.kind, CampaignTag.value).where(*its).order_by(CampaignTag.value)).all()
    return {kind: tuple(value for one, value in rows if one == kind) for kind, _ in rows}


def campaign_groups(session: Session, campaign: Campaign) -> tuple[str, ...]:
    """The groups that its content is for, as the editor's field has them."""
    tags = campaign_tags(session, campaign)
    return choice_of((kind, value) for kind, values in tags.items() for value in values)


def open_now(now: datetime) -> ColumnElement[bool]:
    """SQL: whether it runs or is coming."""
    return (Campaign.state == "active") & or_(Campaign.ends_at.is_(None), Campaign.ends_at > now)


def to_choose(session: Session, workspace: str, now: datetime, current: str = "") -> Sequence[tuple[str, str]]:
    """The campaigns that content may belong to, as (id, name): open ones, and the one that it belongs to already."""
    its = (Campaign.workspace == workspace, or_(open_now(now), Campaign.id == current))
    rows = select(Campaign.id, Campaign.name).where(*its).order_by(Campaign.id != current, Campaign.starts_at)
    return [(id_, name) for id_, name in session.execute(rows.limit(MOST))]


def check_open(session: Session, person: Person, chosen: str, current: str, now: datetime) -> None:
    """Raises `Invalid` for a campaign that is over or not there; drafts too, which an import may have chosen before."""
    if not chosen or chosen == current:
        return
    found = session.get(Campaign, (person.workspace, chosen))
    if found is None or found.state == "ended" or (found.ends_at is not None and found.ends_at <= now):
        raise Invalid({"campaign": words_of(person).t("This campaign is over, or is not there any more.")})


def find_or_draft(session: Session, person: Person, name: str, now: datetime) -> str:
    """The id of the campaign of that name; a draft of it if there is none. It never starts by itself."""
    name = " ".join(name.split())[:LONGEST]
    if not name:
        return ""
    zone = session.get_one(Workspace, person.workspace).timezone
    today = local_date(now, zone)
    its = {"workspace": person.workspace, "id": secrets.token_hex(6), "name": name, "called": called(name)}
    days = {"first_day": today, "starts_at": at(today, 0, zone), "zone": zone, "created_at": now}
    rest = {"goal": "", "counts": "", "target": 0, "image": "", "version": 0, "run_by": person.person}
    session.flush()
    _lock_names(session, person.workspace)
    insert_new(session, Campaign, [{**its, **days, **rest, "state": "draft"}])
    found = by_name(session, person.workspace, name)
    return found.id if found else ""


def name_taken(session: Session, words: Words, workspace: str, name: str, own: str) -> str:
    """What is wrong with the name; empty if nothing is. Nobody else can take it before this transaction ends."""
    _lock_names(session, workspace)
    found = by_name(session, workspace, name)
    return words.t("There is a campaign with this name already.") if found and found.id != own else ""


def _lock_names(session: Session, workspace: str) -> None:
    """Let one name be taken at a time, so that the second one reads what the first one took."""
    session.execute(select(Workspace.workspace).filter_by(workspace=workspace).with_for_update(key_share=True))
