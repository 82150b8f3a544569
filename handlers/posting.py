"""Champions post and edit content; everybody else suggests it."""

import secrets
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.addresses import clean_address
from handlers.cards import content as cards
from handlers.cards import forecast
from handlers.cards import posting as forms
from handlers.commands import argument
from handlers.foreseeing import foresee
from handlers.forms import Address, Flag, Line, Long, Many, Submitted, check
from handlers.interaction import FormErrors, Interaction, Look, Refused, Reply
from handlers.language import FORMATS as LANGUAGES
from handlers.library import tags_of, texts_of
from handlers.localtime import at, local_date
from handlers.networks import NETWORKS
from handlers.people import champion, meet, words_of
from handlers.publishing import find
from models import Content, ContentTag, Person, SuggestedText, Topic
from models.engine import insert_new

LIFE = timedelta(days=30)  # how long content runs unless its champion says otherwise

Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]


class Posting(Submitted):
    """The champion's form."""

    url: Address
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

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for text in (self.text_1, self.text_2, self.text_3) if text)


def post(session: Session, interaction: Interaction, now: datetime) -> Reply | Look:
    """`/heraut post https://…`: the page is read first, then the form is filled with what it says of itself."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if "url" in interaction.values:
        return _save(session, person, interaction, now) if person.champion else _refuse_post()
    typed = argument(interaction)
    if typed:
        url = clean_address(typed)
        if url is None:
            raise Refused("This is not a web address. It should look like https://example.com/page.")
        if interaction.page is None:
            return Look(url=url)
    if not person.champion:
        return forms.suggestion_form(words, interaction.page)
    today = local_date(now, person.timezone)
    draft = forms.Draft.of_page(interaction.page, today, today + LIFE)
    return forms.post_form(words, "", draft, topics_of(session, person))


def edit(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """The same form, filled with what is there; its values replace it."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    if "url" in interaction.values:
        return _save(session, person, interaction, now, content)
    return forms.post_form(
        words_of(person), content.id, _draft_of(session, person, content), topics_of(session, person)
    )


def topics_of(session: Session, person: Person) -> tuple[str, ...]:
    """The workspace's topics, in order."""
    rows = select(Topic.name).where(Topic.workspace == person.workspace)
    return tuple(session.scalars(rows.order_by(Topic.name)))


def _refuse_post() -> Reply:
    raise Refused("Only champions can do this.")


def _save(
    session: Session, person: Person, interaction: Interaction, now: datetime, content: Content | None = None
) -> Reply:
    words = words_of(person)
    form = check(Posting, interaction, words)
    if isinstance(form, FormErrors):
        return form
    errors = forms.posting_errors(words, form.url, form.title, len(form.texts), form.starts, form.ends)
    if errors:
        return FormErrors(errors=errors)
    if content is None:
        content = _draft(person, now)
        session.add(content)
    _fill(session, person, content, form, now)
    told = forecast.parts(words, foresee(session, content, now, person.timezone), person.timezone)
    if content.state == "running":
        return cards.changed(words, content.title, told)
    return cards.draft(words, content.id, cards.shown(content), content.why, form.texts, told)


def _draft(person: Person, now: datetime) -> Content:
    its = {"workspace": person.workspace, "id": secrets.token_hex(6), "state": "draft", "author": person.person}
    return Content(**its, site="", reason="", created_at=now)


def _fill(session: Session, person: Person, content: Content, form: Posting, now: datetime) -> None:
    content.url, content.title, content.description = form.url, form.title, form.description
    content.image, content.why = form.image, form.why
    content.important, content.campaign = form.important, form.campaign
    today = local_date(now, person.timezone)
    content.starts_at = at(form.starts, 0, person.timezone) if form.starts and form.starts > today else now
    # The last day counts: it ends at the beginning of the next.
    content.ends_at = at(form.ends + timedelta(days=1), 0, person.timezone) if form.ends else None
    session.flush()
    _replace_texts(session, content, form.texts)
    topics = {*form.topics, form.new_topic} - {""}
    insert_new(session, Topic, [{"workspace": content.workspace, "name": name} for name in sorted(topics)])
    session.execute(
        delete(ContentTag).where(ContentTag.workspace == content.workspace, ContentTag.content == content.id)
    )
    kinds = {
        "topic": topics,
        "network": set(form.networks) & set(NETWORKS),
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
        starts=local_date(content.starts_at, person.timezone),
        ends=local_date(content.ends_at, person.timezone) - timedelta(days=1) if content.ends_at else None,
        important=content.important,
        campaign=content.campaign,
    )
