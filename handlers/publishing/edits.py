"""What a champion submits, how it is stored, and which fields that changed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator
from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.audience.choice import check_choice, choice_of, groups_to_choose, read_choice
from handlers.audience.sizes import has_people
from handlers.calendar.localtime import local_date
from handlers.campaigns.choice import NONE
from handlers.campaigns.reads import campaign_groups, campaign_of, check_open, to_choose
from handlers.campaigns.reads import campaign_tags as campaigns_tags
from handlers.content.days import first_content_day, last_day, set_days
from handlers.content.networks import NETWORKS, network_of
from handlers.content.offers import tags_of, texts_of
from handlers.core.forms import Address, Flag, Line, Long, Many
from handlers.core.language import FORMATS as LANGUAGES
from handlers.members.council import is_on
from handlers.pictures.pictured import Said, keep_said, said_of
from handlers.publishing import forms, request_forms
from handlers.publishing.forms import Draft
from models import Content, ContentTag, Person, SuggestedText, Topic
from models.audit import Field
from models.content import TagKind
from models.engine import insert_new

LIFE = timedelta(days=30)  # how long content runs unless its champion says otherwise
Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]


FIELDS: Mapping[Field, Sequence[str]] = {
    "address": ("url",),
    "title": ("title",),
    "description": ("description",),
    "picture": ("image",),
    "people": ("who", "names"),
    "why": ("why",),
    "texts": ("texts",),
    "topics": ("topics",),
    "networks": ("networks",),
    "readers": ("languages",),
    "groups": ("only",),
    "dates": ("starts", "ends"),
    "rest": ("rests",),
    "importance": ("important",),
    "official": ("official",),
    "campaign": ("campaign",),
    "hold_out": ("hold_out",),
}


def edited_fields(before: Draft, after: Draft) -> tuple[Field, ...]:
    """The fields in which two versions of content differ."""
    return tuple(
        field for field, names in FIELDS.items() if any(getattr(before, name) != getattr(after, name) for name in names)
    )


class Posting(Said):
    """The submitted form of a champion."""

    url: Address = ""
    title: Line
    description: Annotated[Long, BeforeValidator(lambda value: str(value)[:600])] = ""
    why: Long = ""
    text_1: Long = ""
    text_2: Long = ""
    text_3: Long = ""
    topics: Many = ()
    new_topic: Annotated[str, BeforeValidator(lambda value: str(value)[:80].strip())] = ""
    networks: Many = ()
    languages: Many = ()
    only: Many = ()
    starts: Day = None
    ends: Day = None
    rests: Literal["0", "30", "60", "90", "180", "365"] = "0"
    important: Flag = False
    official: Flag = False
    campaign: Annotated[str, BeforeValidator(lambda value: "" if value == NONE else str(value)[:80].strip())] = ""
    hold_out: Literal["0", "5", "10", "20"] = "0"

    @property
    def all_texts(self) -> tuple[str, ...]:
        """By field, empty ones too."""
        return self.text_1, self.text_2, self.text_3

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(filter(None, self.all_texts))


def fill(session: Session, person: Person, content: Content, form: Posting, now: datetime) -> None:
    content.own = content.way == "share" and not content.url
    other = bool(content.image) and form.image != content.image
    asked_who = content.own or form.image != content.image
    content.title, content.description = form.title, form.description
    network = network_of(form.url) if content.way == request_forms.REACT else None
    content.site = NETWORKS[network].label if network else content.site
    content.image, content.why = form.image, form.why
    new = content.starts_at is None  # nothing of it is to be replaced
    with session.no_autoflush:  # new content has no days yet
        check_open(session, person, form.campaign, content.campaign or "", now)
        form = _with_campaign(session, person, form, now) if new and form.campaign else form
        content.too_few = _too_few(session, person, form, None if new else content, now)
    content.important, content.campaign = form.important, form.campaign
    content.official, content.rests = form.official, int(form.rests)
    set_days(content, form.starts, form.ends, person.timezone, now)
    session.flush()
    if _may_hold_out(session, content):
        content.hold_out = int(form.hold_out)
    if asked_who:
        keep_said(session, person, content, form, now, other=other)
    if not new:
        _clear(session, content)
    _add_texts(session, content, form.texts)
    _add_tags(session, content, form, network)


def _too_few(session: Session, person: Person, form: Posting, old: Content | None, now: datetime) -> bool:
    """Whether its groups have too few people. Raises `Invalid` if it did not have them, from its campaign at least."""
    if old:
        before = choice_of(tags_of(session, old))
    else:
        before = campaign_groups(session, campaign_of(session, person, form.campaign)) if form.campaign else ()
    check_choice(session, person, form.only, before, now)
    return not has_people(session, person.workspace, read_choice(form.only), now)


def _with_campaign(session: Session, person: Person, form: Posting, now: datetime) -> Posting:
    """The form, with the campaign's tags where it has none, and its days where nobody changed the usual ones."""
    campaign, today = campaign_of(session, person, form.campaign), local_date(now, person.timezone)
    tags, usual = campaigns_tags(session, campaign), form.ends in (None, today + LIFE)
    kinds: tuple[tuple[str, TagKind, str], ...] = (
        ("topics", "topic", form.new_topic),
        ("networks", "network", ""),
        ("languages", "language", ""),
    )
    more: dict[str, object] = {
        name: tags.get(kind, ()) for name, kind, given in kinds if not getattr(form, name) and not given
    }
    more["only"] = form.only or campaign_groups(session, campaign)
    if form.starts in (None, today):
        more["starts"] = max(campaign.first_day, today)
    if usual and campaign.last_day and campaign.state == "active":
        more["ends"] = campaign.last_day
    return form.model_copy(update=more)


def _clear(session: Session, content: Content) -> None:
    for table in (SuggestedText, ContentTag):
        session.execute(delete(table).where(table.workspace == content.workspace, table.content == content.id))


def _add_tags(session: Session, content: Content, form: Posting, network: str | None) -> None:
    """The tags that say who the content is for. A reaction is for people who use the post's network."""
    topics = {*form.topics, form.new_topic} - {""}
    insert_new(session, Topic, [{"workspace": content.workspace, "name": name} for name in sorted(topics)])
    kinds: dict[TagKind, set[str]] = {
        "topic": topics,
        "network": {network} if network else set(form.networks) & set(NETWORKS),
        "language": set(form.languages) & set(LANGUAGES),
    }
    for fact, value in read_choice(form.only):
        kinds.setdefault(fact, set()).add(value)
    for kind, values in kinds.items():
        for value in sorted(values):
            session.add(ContentTag(workspace=content.workspace, content=content.id, kind=kind, value=value[:80]))


def _add_texts(session: Session, content: Content, texts: tuple[str, ...]) -> None:
    for position, text in enumerate(texts):
        session.add(SuggestedText(workspace=content.workspace, content=content.id, position=position, text=text))


def with_choices(session: Session, person: Person, draft: Draft, now: datetime) -> Draft:
    """The draft, with the campaigns and the groups that it can choose from."""
    campaigns = tuple(to_choose(session, person.workspace, now, draft.campaign))
    groups = groups_to_choose(session, person, draft.only, now)
    return draft.model_copy(update={"campaigns": campaigns, "groups": groups})


def as_draft(session: Session, person: Person, content: Content) -> forms.Draft:
    tags, said = tags_of(session, content), said_of(session, content)
    return forms.Draft(
        who=said.who,
        names=said.names,
        url=content.url,
        title=content.title,
        description=content.description,
        image=content.image,
        why=content.why,
        texts=texts_of(session, content),
        topics=tuple(value for kind, value in tags if kind == "topic"),
        networks=tuple(value for kind, value in tags if kind == "network"),
        languages=tuple(value for kind, value in tags if kind == "language"),
        only=choice_of(tags),
        starts=first_content_day(content),
        ends=last_day(content),
        rests=content.rests,
        important=content.important,
        official=content.official,
        campaign=content.campaign,
        hold_out=str(content.hold_out) if _may_hold_out(session, content) else None,
    )


def _may_hold_out(session: Session, content: Content) -> bool:
    """Only before it runs, because then the people held out are drawn, and never in works-council mode."""
    return content.state == "draft" and not is_on(session, content.workspace)
