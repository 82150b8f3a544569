"""Who is offered what, when: the plan, the nudge's card, and asking for one now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from handlers.budget import due
from handlers.cards import nudge as cards
from handlers.interaction import Card, Interaction, Refused
from handlers.library import Offer, running, tags_of, texts_of
from handlers.localtime import local_date
from handlers.outbox import Wait, tell
from handlers.people import advocate, meet, words_of
from models import Content, Message, Nudge, Person, Preference
from models.engine import insert_new

WEEK = timedelta(days=7)


def plan(session: Session, now: datetime) -> int:
    """Write a nudge, and its message, for everybody who is due one; how many that were."""
    offers: dict[str, list[Offer]] = defaultdict(list)
    for offer in running(session, now):
        offers[offer.content.workspace].append(offer)
    planned = 0
    for person in session.scalars(_awake(now).where(Person.workspace.in_(offers))).all():
        moment = due(person, _recent(session, person, now), now)
        choice = pick(session, person, offers[person.workspace]) if moment else None
        nudge = write(session, person, choice, now) if choice else None
        planned += nudge is not None and tell(session, person, key_of(nudge), nudge.id, now, moment)
    return planned


def next_one(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut next`: something to share now, because the person asked."""
    person = advocate(meet(session, interaction.actor, now))
    workspace = person.workspace
    offer = pick(session, person, [o for o in running(session, now) if o.content.workspace == workspace])
    nudge = write(session, person, offer, now, asked=True) if offer else None
    if nudge is None:
        raise Refused("There is nothing new for you just now. You will hear when there is.")
    return card_of(session, nudge)


def pick(session: Session, person: Person, offers: Iterable[Offer]) -> Offer | None:
    """The newest offer that fits the person and that they have not been offered, nor wrote themselves."""
    had = set(
        session.scalars(select(Nudge.content).where(Nudge.workspace == person.workspace, Nudge.person == person.person))
    )
    mine = defaultdict(set)
    for row in session.scalars(
        select(Preference).where(Preference.workspace == person.workspace, Preference.person == person.person)
    ):
        mine[row.kind].add(row.value)
    fitting = (o for o in offers if o.content.id not in had and o.content.author != person.person and o.fits(mine))
    return max(fitting, key=lambda o: (o.content.starts_at, o.content.id), default=None)


def write(session: Session, person: Person, offer: Offer, now: datetime, *, asked: bool = False) -> Nudge | None:
    """One nudge; None when another replica was first. Texts are handed out in turn."""
    content = offer.content
    given = session.scalar(
        select(func.count()).where(Nudge.workspace == content.workspace, Nudge.content == content.id)
    )
    nudge_id = f"{person.person}.{content.id}"
    row = {
        "workspace": person.workspace,
        "id": nudge_id,
        "person": person.person,
        "content": content.id,
        "text": (given or 0) % max(1, len(texts_of(session, content))),
        "asked": asked,
        "round": 1,
        "planned_at": now,
    }
    if not insert_new(session, Nudge, [row]):
        return None
    return session.get_one(Nudge, (person.workspace, nudge_id))


def key_of(nudge: Nudge) -> str:
    """The key of the message that shows this nudge now."""
    return f"nudge:{nudge.id}:{nudge.round}"


def card_of(session: Session, nudge: Nudge) -> Card:
    """The nudge as its person sees it."""
    person = session.get_one(Person, (nudge.workspace, nudge.person))
    content = session.get_one(Content, (nudge.workspace, nudge.content))
    texts = texts_of(session, content)
    reasons = _reasons(session, person, content, asked=nudge.asked)
    text = texts[nudge.text % len(texts)] if texts else ""
    return cards.nudge(words_of(person), nudge.id, cards.preview(content), content.why, text, reasons)


def write_nudge(session: Session, message: Message, now: datetime) -> Card | Wait | None:
    """Looked at once more at delivery: still joined, not resting, still offered, inside the hours."""
    nudge = session.get_one(Nudge, (message.workspace, message.subject))
    person = session.get_one(Person, (message.workspace, nudge.person))
    content = session.get_one(Content, (message.workspace, nudge.content))
    if message.ref is not None:  # shown before: only what can no longer be shared is told in its place
        return None if nudge.answer else cards.gone(words_of(person), content.title)
    rests = person.paused_until is not None and person.paused_until > now
    over = content.state != "running" or (content.ends_at is not None and content.ends_at <= now)
    if not person.joined or rests or over or message.key != key_of(nudge):
        return None
    if nudge.answer == "later":
        nudge.answer = nudge.answered_at = nudge.later_until = None
    elif nudge.answer is not None:
        return None
    moment = due(person, (), now)
    if moment is None:
        return Wait(until=now + timedelta(minutes=30))
    return card_of(session, nudge)


def _awake(now: datetime) -> Select[Person]:
    return select(Person).where(
        Person.joined_at.is_not(None),
        Person.left_at.is_(None),
        or_(Person.paused_until.is_(None), Person.paused_until <= now),
    )


def _recent(session: Session, person: Person, now: datetime) -> tuple[datetime, ...]:
    """When the person was nudged unasked, in the last weeks, newest first."""
    rows = select(Nudge.planned_at).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.asked.is_(False),
        Nudge.planned_at > now - WEEK,
    )
    return tuple(session.scalars(rows.order_by(Nudge.planned_at.desc())))


def _reasons(session: Session, person: Person, content: Content, *, asked: bool) -> tuple[str, ...]:
    """Why this person sees this content: what really decided it."""
    words = words_of(person)
    followed = set(
        session.scalars(
            select(Preference.value).where(
                Preference.workspace == person.workspace,
                Preference.person == person.person,
                Preference.kind == "topic",
            )
        )
    )
    topics = [value for kind, value in tags_of(session, content) if kind == "topic" and value in followed]
    author = session.get_one(Person, (content.workspace, content.author))
    first = words.t("you asked for it") if asked else ""
    second = words.t("you follow {topics}", topics=words.list(topics)) if topics else words.t("it is for everybody")
    third = words.t(
        "{name} chose it on {day}", name=author.name, day=words.date(local_date(content.starts_at, person.timezone))
    )
    return tuple(reason for reason in (first, second, third) if reason)
