"""Publishing, discarding and stopping content: each once, by a champion. And what is left of it without its author."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.approval.cards import approval_asked_card
from handlers.approval.events import SecondApproved
from handlers.approval.requests import end_request, may_run, runs_again
from handlers.calendar.localtime import local_date
from handlers.content.days import first_content_day, over, planned, set_days
from handlers.content.looks import found_at, with_look
from handlers.content.states import find, move
from handlers.content.warnings import warnings
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, NeedsPage, Refused
from handlers.core.people import Forgotten, champion, meet, words_of
from handlers.core.targets import id_in
from handlers.nudges.messages import give_back, show_all_again, take_back
from handlers.outbox.kinds import APPROVAL, RECALL
from handlers.outbox.pause import pause_notice
from handlers.outbox.queue import refresh
from handlers.pictures.pictured import drop_picture, own_pictures
from handlers.publishing import cards
from handlers.publishing.edits import LIFE
from handlers.publishing.suggestions import credit
from models import Attachment, Content, ContentTag, Message, Nudge, Person, Pictured, SuggestedText, Upload
from models.content import ContentState

EMPTY = {**dict.fromkeys(("url", "description", "image", "site", "why", "campaign"), ""), "title": "–"}
UNDO = timedelta(minutes=10)  # how long a stop can be taken back


def publish(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Publish a draft. It is offered from the next round on."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    go_live(session, person, content, now)
    card = published_card(session, person, content, now)
    return card.model_copy(update={"parts": (*pause_notice(session, person), *card.parts)})


def published_card(session: Session, person: Person, content: Content, now: datetime) -> Card:
    """What a champion reads about content that was just published, at once or for later, or waits for another one."""
    words = words_of(person)
    if content.state == "draft":
        return approval_asked_card(words, content)
    if planned(content, now):
        return cards.planned_card(words, content, person.timezone)
    return cards.published(words, content.id, content.title)


def go_live(session: Session, person: Person, content: Content, now: datetime) -> None:
    """Let a draft run, or ask a second champion where one is needed.

    Raises `Refused` if it is not complete, if somebody else was first, or if there is nobody to ask.
    """
    check_complete(content)
    if not may_run(session, person, content, now):
        return
    ended = content.ends_at is not None and content.ends_at <= now
    starts = content.starts_at if ended else max(content.starts_at, now)
    its = {"starts_at": starts, "first_day": max(first_content_day(content), local_date(starts, content.zone))}
    move(session, content, "draft", "running", **its, first_time=content.first_time if starts > now else None)
    audit(session, person, "published", content.id, now)
    credit(session, person, content, now)


def second_approved(session: Session, event: SecondApproved, now: datetime) -> None:
    """Publish what a second champion approved."""
    go_live(session, event.by, event.content, now)
    runs_again(session, event.content, now)


def check_complete(content: Content) -> None:
    """Refused if the content is not complete enough to be published."""
    if content.way != "create" and not content.url and not content.own:
        raise Refused("It needs an address first. Press: Edit")


def discard(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Discard a draft."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    move(session, content, "draft", "stopped")
    end_request(session, content, "unneeded", now, person.person)
    drop_picture(session, content)
    audit(session, person, "discarded", content.id, now)
    return cards.discarded(words_of(person), content.title)


def stop(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Stop running content: withdraw waiting messages, and say so on unanswered cards."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    move(session, content, "running", "stopped", stopped_at=now)
    audit(session, person, "stopped", content.id, now)
    silence(session, content, now)
    return cards.stopped(words_of(person), content.id, content.title)


def undo_stop(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Take a stop back, within ten minutes. Who would have got it gets it, as far as that is still right."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    recalls = select(Message.key).where(Message.workspace == content.workspace, Message.subject == content.id)
    told = session.execute(recalls.where(Message.kind == RECALL.name).limit(1)).first()
    if told or content.state != "stopped" or content.stopped_at is None or now > content.stopped_at + UNDO:
        raise Refused("This can no longer be undone. Look under: /heraut content")
    move(session, content, "stopped", "running", stopped_at=None)
    audit(session, person, "stop_undone", content.id, now)
    nudges = select(Nudge.id).where(Nudge.workspace == content.workspace, Nudge.content == content.id)
    give_back(session, content.workspace, nudges, now)
    show_all_again(session, content.workspace, nudges.where(Nudge.answer.is_(None)), now)
    return cards.running_again(words_of(person), content.id, content.title, still=True)


def publish_again(session: Session, interaction: Interaction, now: datetime) -> Card | NeedsPage:
    """Let content that ended or was stopped run for another month from today. The page is opened first."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, id_in(interaction.target))
    ended = content.state == "running" and over(content, now, person.timezone)
    if content.returned_as:
        raise Refused("It comes back by itself. See when: /heraut content")
    if not ended and (content.state != "stopped" or content.stopped_at is None):
        raise Refused("Somebody else was first: this has been decided already.")
    page = interaction.page or found_at(interaction.target, content.url)
    if page is None and content.url:
        return NeedsPage(url=content.url)
    words = words_of(person)
    if interaction.page and (told := warnings(session, words, person, interaction.page, now, content.id)):
        return cards.again_anyway(words, with_look(interaction.page, content.id), content.title, told)
    today = local_date(now, content.zone)
    runs: ContentState = "running" if may_run(session, person, content, now) else "draft"
    new = {"stopped_at": None, "urgent_at": None, "urgent_by": "", "reason": "", "first_time": None}
    move(session, content, content.state, runs, **new)
    set_days(content, today, today + LIFE, content.zone, now)
    if runs == "draft":
        return approval_asked_card(words, content)
    audit(session, person, "published_again", content.id, now)
    return cards.running_again(words, content.id, content.title, still=False)


def silence(session: Session, content: Content, now: datetime) -> None:
    """Withdraw the content's waiting messages, and rewrite the cards that nobody has answered."""
    nudges = select(Nudge.id).where(Nudge.workspace == content.workspace, Nudge.content == content.id)
    take_back(session, content.workspace, nudges, "stopped")
    show_all_again(session, content.workspace, nudges.where(Nudge.answer.is_(None)), now)


def content_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Empty suggestions and drafts that never came out, and have champions' cards say so."""
    person = event.person
    own = (Content.workspace == person.workspace, Content.author == person.person)
    unpublished = select(Content.id).where(*own, Content.state.in_(("draft", "proposed", "declined")))
    ids = session.scalars(unpublished).all()
    _take_own_pictures(session, person, now)
    for table in (SuggestedText, ContentTag, Pictured, Upload, Attachment):
        session.execute(delete(table).where(table.workspace == person.workspace, table.content.in_(ids)))
    over = {"state": "declined", "decided_by": person.person, "reason": ""}
    emptied = update(Content).where(Content.workspace == person.workspace, Content.id.in_(ids))
    session.execute(emptied.values(**EMPTY, **over))
    refresh(session, person.workspace, APPROVAL, ids, now)


def _take_own_pictures(session: Session, person: Person, now: datetime) -> None:
    """A picture of the person alone goes from what was published too, and from the cards that nobody has answered."""
    for content in own_pictures(session, person):
        drop_picture(session, content)
        open_ = (Nudge.workspace == content.workspace, Nudge.content == content.id, Nudge.answer.is_(None))
        show_all_again(session, content.workspace, select(Nudge.id).where(*open_), now)
