"""Champions post and edit content; everybody else suggests it."""

import secrets
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.content.address_changes import lead_to
from handlers.content.days import first_day, last_day, set_days
from handlers.content.networks import NETWORKS, network_of
from handlers.content.offers import tags_of, texts_of
from handlers.content.states import find
from handlers.core.addresses import clean_address
from handlers.core.audit import audit
from handlers.core.commands import argument
from handlers.core.forms import Address, Flag, Line, Long, Many, Submitted, check
from handlers.core.interaction import Form, Interaction, Invalid, NeedsPage, Page, Refused, Reply
from handlers.core.language import FORMATS as LANGUAGES
from handlers.core.language import Words
from handlers.core.people import champion, meet, words_of
from handlers.forecast import cards as forecast_cards
from handlers.forecast.today import foretold
from handlers.members.council import is_on
from handlers.nudges.messages import show_all_again
from handlers.publishing import cards, forms, request_forms
from handlers.publishing.edits import edited_fields
from models import Content, ContentTag, Nudge, Person, SuggestedText, Topic
from models.content import TagKind, WayName
from models.engine import insert_new

LIFE = timedelta(days=30)  # how long content runs unless its champion says otherwise

Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class Choosing(Submitted):
    """The submitted form that chooses the way, before the form with the details."""

    way: WayName
    url: Address = ""


class Posting(Submitted):
    """The submitted form of a champion."""

    url: Address = ""
    title: Line
    description: Annotated[Long, BeforeValidator(lambda value: str(value)[:600])] = ""
    image: Address = ""
    why: Long = ""
    text_1: Long = ""
    text_2: Long = ""
    text_3: Long = ""
    topics: Many = ()
    new_topic: Annotated[str, BeforeValidator(lambda value: str(value)[:80].strip())] = ""
    networks: Many = ()
    languages: Many = ()
    starts: Day = None
    ends: Day = None
    important: Flag = False
    campaign: Annotated[str, BeforeValidator(lambda value: str(value)[:80].strip())] = ""
    hold_out: Literal["0", "5", "10", "20"] = "0"

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for text in (self.text_1, self.text_2, self.text_3) if text)


def post(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """`/heraut post https://…`: read the page first, then show the form filled with its metadata."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if {"url", "title"} & {*interaction.values}:
        asked = interaction.target if interaction.target in request_forms.WAYS else "share"
        return _save(session, champion(person), interaction, now, asked)
    typed = argument(interaction)
    url = clean_address(typed or "")
    if typed and url is None:
        raise Refused("This is not a web address. It should look like https://example.com/page.")
    if person.champion and (url is None or network_of(url)):
        return request_forms.way_form(words, "react" if url else "share", url or "")
    if url and interaction.page is None:
        return NeedsPage(url=url)
    if not person.champion:
        return forms.suggestion_form(words, interaction.page)
    return _new_form(session, person, "share", interaction.page, now)


def way(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """Record what colleagues are asked to do, then show the form with the fields that this needs."""
    person = champion(meet(session, interaction.actor, now))
    form = check(Choosing, interaction, words_of(person))
    if form.way == "share" and form.url and interaction.page is None:
        return NeedsPage(url=form.url)
    return _new_form(session, person, form.way, interaction.page or Page(url=form.url), now)


def _new_form(session: Session, person: Person, way: WayName, page: Page | None, now: datetime) -> Form:
    today = local_date(now, person.timezone)
    draft = forms.Draft.of_page(page, today, today + LIFE)
    if is_on(session, person.workspace):
        draft = draft.model_copy(update={"hold_out": None})
    return forms.post_form(words_of(person), "", draft, topics_of(session, person), way)


def edit(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Edit content: show the form with the current values, then replace them."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    if {"url", "title"} & {*interaction.values}:
        return _save(session, person, interaction, now, content.way, content)
    draft = _draft_of(session, person, content)
    return forms.post_form(words_of(person), content.id, draft, topics_of(session, person), content.way)


def topics_of(session: Session, person: Person) -> tuple[str, ...]:
    """The names of the workspace's topics, sorted."""
    rows = select(Topic.name).where(Topic.workspace == person.workspace)
    return tuple(session.scalars(rows.order_by(Topic.name)))


def _save(
    session: Session,
    person: Person,
    interaction: Interaction,
    now: datetime,
    way: WayName,
    content: Content | None = None,
) -> Reply:
    words = words_of(person)
    form = check(Posting, interaction, words)
    if errors := _wrong(words, way, form):
        raise Invalid(errors)
    if content is None:
        content = _draft(person, way, form, now)
        session.add(content)
        _fill(session, person, content, form, now)
    else:
        _change(session, person, content, form, now)
    zone, runs = person.timezone, content.state == "running"
    told = forecast_cards.parts(words, foretold(session, content, now, zone), zone, runs=runs)
    if runs:
        return cards.changed(words, content.title, told)
    return cards.draft_saved_card(words, content.id, cards.shown(content), content.why, form.texts, told)


def _draft(person: Person, way: WayName, form: Posting, now: datetime) -> Content:
    its = {"workspace": person.workspace, "id": secrets.token_hex(6), "state": "draft", "author": person.person}
    return Content(**its, way=way, url=_address(way, form), site="", reason="", created_at=now)


def _address(way: WayName, form: Posting) -> str:
    return "" if way == request_forms.CREATE else form.url


def _change(session: Session, person: Person, content: Content, form: Posting, now: datetime) -> None:
    """Change stored content, record which fields changed, and show a new address to those who shared it."""
    before = _draft_of(session, person, content)
    lead_to(session, words_of(person), content, _address(content.way, form))
    _fill(session, person, content, form, now)
    started = {"starts": form.starts or before.starts}  # it starts now if its first day is over
    fields = edited_fields(before, _draft_of(session, person, content).model_copy(update=started))
    if fields:
        content.urgent_asked_at, content.urgent_asked_by = None, ""  # a colleague would confirm something else
        audit(session, person, "edited", content.id, now, *fields)
    if "address" in fields:
        its = (Nudge.workspace == content.workspace, Nudge.content == content.id, Nudge.answer == "share")
        show_all_again(session, content.workspace, select(Nudge.id).where(*its), now)


def _wrong(words: Words, way: WayName, form: Posting) -> dict[str, str]:
    if way in request_forms.WAYS:
        return request_forms.request_errors(words, way, form.url, form.title, (form.starts, form.ends))
    return forms.posting_errors(words, form.url, form.title, len(form.texts), form.starts, form.ends)


def _fill(session: Session, person: Person, content: Content, form: Posting, now: datetime) -> None:
    content.title, content.description = form.title, form.description
    network = network_of(form.url) if content.way == request_forms.REACT else None
    content.site = NETWORKS[network].label if network else content.site
    content.image, content.why = form.image, form.why
    content.important, content.campaign = form.important, form.campaign
    set_days(content, form.starts, form.ends, person.timezone, now)
    session.flush()
    if _may_hold_out(session, content):
        content.hold_out = int(form.hold_out)
    _replace_texts(session, content, form.texts)
    _replace_tags(session, content, form, network)


def _replace_tags(session: Session, content: Content, form: Posting, network: str | None) -> None:
    """Replace the tags that say who the content is for. A reaction is for people who use the post's network."""
    topics = {*form.topics, form.new_topic} - {""}
    insert_new(session, Topic, [{"workspace": content.workspace, "name": name} for name in sorted(topics)])
    session.execute(
        delete(ContentTag).where(ContentTag.workspace == content.workspace, ContentTag.content == content.id)
    )
    kinds: dict[TagKind, set[str]] = {
        "topic": topics,
        "network": {network} if network else set(form.networks) & set(NETWORKS),
        "language": set(form.languages) & set(LANGUAGES),
    }
    for kind, values in kinds.items():
        for value in sorted(values):
            session.add(ContentTag(workspace=content.workspace, content=content.id, kind=kind, value=value[:80]))


def _replace_texts(session: Session, content: Content, texts: tuple[str, ...]) -> None:
    session.execute(
        delete(SuggestedText).where(SuggestedText.workspace == content.workspace, SuggestedText.content == content.id)
    )
    for position, text in enumerate(texts):
        session.add(SuggestedText(workspace=content.workspace, content=content.id, position=position, text=text))


def _draft_of(session: Session, person: Person, content: Content) -> "forms.Draft":
    tags = tags_of(session, content)
    return forms.Draft(
        url=content.url,
        title=content.title,
        description=content.description,
        image=content.image,
        why=content.why,
        texts=texts_of(session, content),
        topics=tuple(value for kind, value in tags if kind == "topic"),
        networks=tuple(value for kind, value in tags if kind == "network"),
        languages=tuple(value for kind, value in tags if kind == "language"),
        starts=first_day(content),
        ends=last_day(content),
        important=content.important,
        campaign=content.campaign,
        hold_out=str(content.hold_out) if _may_hold_out(session, content) else None,
    )


def _may_hold_out(session: Session, content: Content) -> bool:
    """Only before it runs, because then the people held out are drawn, and never in works-council mode."""
    return content.state == "draft" and not is_on(session, content.workspace)
