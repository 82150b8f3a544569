"""Points and badges as things happen, in the transaction of the act that earned them; and `/heraut me`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, local_date, week_bounds
from handlers.core.interaction import Card, Interaction, Part, Text
from handlers.core.language import language_of
from handlers.core.people import meet, words_of
from handlers.outbox.kinds import BADGE
from handlers.outbox.queue import tell
from handlers.recognition import cards, standings
from handlers.recognition.cards import Line, Recognition
from handlers.recognition.causes import Cause, reaction_cause, read_cause, share_cause
from handlers.recognition.recompute import correct, differences, events_of
from handlers.recognition.rules import KINDS, Kind, badge_ahead, base_rule, rules
from handlers.recognition.targets import BACK, read_ledger_page
from models import (
    Award,
    Content,
    Course,
    Gathering,
    LedgerEntry,
    Message,
    Nudge,
    Person,
    Seat,
    Share,
    Thanks,
    WeekPoints,
    Workspace,
)
from models.base import plainly
from models.prepared import get_one

POSTED = Share.state == literal_column("'posted'")  # a literal, so that SQLite can use the index of posted shares
LAST_SHARES, LAST_ENTRIES, PAGE = 5, 10, 20


def share_posted(session: Session, share: Share, now: datetime) -> Recognition:
    """After the share's row says posted. The person sees the result at once, so no message is queued."""
    return _settle(session, share.workspace, share.person, "share", now)


def evidence_raised(session: Session, share: Share, now: datetime) -> Recognition:
    """After the share's row says how we know. The person sees the result at once."""
    return _settle(session, share.workspace, share.person, "share", now)


def evidence_found(session: Session, share: Share, now: datetime) -> None:
    """After evidence was found in the background. A badge that it wins is announced."""
    won = _settle(session, share.workspace, share.person, "share", now)
    _told(session, share.workspace, share.person, won, now)


def share_undone(session: Session, share: Share, now: datetime) -> Recognition:
    """When a share is undone. Call it before the row's revision changes; the rest of the row may have changed."""
    without = share_cause(share.id, share.revision)
    return _settle(session, share.workspace, share.person, "share", now, without=without)


def reacted(session: Session, nudge: Nudge, now: datetime) -> Recognition:
    """After the nudge's row says that the person reacted."""
    return _settle(session, nudge.workspace, nudge.person, "reaction", now)


def reaction_undone(session: Session, nudge: Nudge, now: datetime) -> None:
    """When a reaction is undone. Call it before the row changes."""
    _settle(session, nudge.workspace, nudge.person, "reaction", now, without=_cause_of(nudge))


def of_reaction(session: Session, nudge: Nudge) -> Recognition:
    """What a reaction earned in total."""
    return _of(session, nudge.workspace, nudge.person, _cause_of(nudge))


def _cause_of(nudge: Nudge) -> str:
    return reaction_cause(nudge.content, nudge.answered_at) if nudge.answered_at else ""


def of_share(session: Session, share: Share, now: datetime) -> Recognition:
    """What a share earned in total."""
    found = _of(session, share.workspace, share.person, share_cause(share.id, share.revision))
    return found.model_copy(update={"daily": rules().on(now).share.daily})


def _of(session: Session, workspace: str, person: str, cause: str) -> Recognition:
    given = (LedgerEntry.workspace == workspace, LedgerEntry.person == person, LedgerEntry.cause == cause)
    totals: Counter[str] = Counter()
    for entry in session.scalars(select(LedgerEntry).where(*given)):
        totals[base_rule(entry.rule)] += entry.points
    won = select(Award.badge).where(Award.workspace == workspace, Award.person == person, Award.cause == cause)
    return Recognition(
        lines=tuple(Line(rule=rule, points=points) for rule, points in totals.items() if points),
        badges=tuple(session.scalars(won)),
    )


def suggestion_approved(session: Session, content: Content, now: datetime) -> Recognition:
    """After the content's row says who approved it. A badge that it wins is announced."""
    won = _settle(session, content.workspace, content.author, "suggestion", now)
    return _told(session, content.workspace, content.author, won, now)


def thanked(session: Session, thanks: Thanks, now: datetime) -> Recognition:
    """After thanks were stored. A badge that they win is announced."""
    won = _settle(session, thanks.workspace, thanks.receiver, "thanks", now)
    return _told(session, thanks.workspace, thanks.receiver, won, now)


def attended(session: Session, seat: Seat, now: datetime) -> Recognition:
    """After the seat's row says whether the person was at the event. They see the result at once."""
    return _settle(session, seat.workspace, seat.person, "event", now)


def course_finished(session: Session, person: Person, now: datetime) -> Recognition:
    """After the person's progress says that they finished a course. They see the result at once."""
    return _settle(session, person.workspace, person.person, "course", now)


def write_badge(session: Session, message: Message, now: datetime) -> Card | None:
    """Write a badge's announcement; None if the badge was lost or the person has left."""
    person = session.get(Person, (message.workspace, message.person))
    award = session.get(Award, (message.workspace, message.person, message.subject))
    if person is None or award is None or not person.joined:
        return None
    return cards.badge(words_of(person), award.badge)


def _settle(session: Session, workspace: str, person: str, kind: Kind, now: datetime, without: str = "") -> Recognition:
    """Bring the person's ledger and badges to what the rules say, whatever happened before, so nothing can drift."""
    # A second transaction waits here, and then sees what the first one wrote. SQLite has only one writer anyway.
    mine = select(Person.person).where(Person.workspace == workspace, Person.person == person)
    session.execute(mine.with_for_update(key_share=True))
    changed = list(differences(session, workspace, kind, person, without))
    correct(session, changed, now)
    return Recognition(
        lines=tuple(Line(rule=d.rule, points=d.due - d.found) for d in changed if not d.badge),
        badges=tuple(d.rule for d in changed if d.badge and d.due),
        lost=tuple(d.rule for d in changed if d.badge and not d.due),
        daily=rules().on(now).share.daily if kind == "share" else 0,
    )


def _told(session: Session, workspace: str, person_id: str, won: Recognition, now: datetime) -> Recognition:
    """Announce badges won through somebody else's action, if the person has joined."""
    person = session.get_one(Person, (workspace, person_id))
    if person.joined:
        for badge in won.badges:
            tell(session, person, BADGE.key(person.person, badge), badge, now)
    return won


# ── What people see about themselves ──────────────────────────────────────────────────────────────


def show_me(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut me`. With the target `all` or `all:2`, a page of the person's whole ledger."""
    person = meet(session, interaction.actor, now)
    if page := read_ledger_page(interaction.target):
        return _ledger_page(session, person, page.number)
    card = cards.me_card(words_of(person), _mine(session, person, now))
    return card.model_copy(update={"instead": interaction.target == BACK})


def own_week(session: Session, person: Person, now: datetime) -> Sequence[Part]:
    """On Home: their points of this week, if there are some, and how far the next badge is."""
    words = words_of(person)
    week = iso_week(local_date(now, get_one(session, Workspace, person.workspace).timezone))
    row = session.get(WeekPoints, (person.workspace, person.person, week))
    said = [words.tn("This week: {n} point.", "This week: {n} points.", row.points)] if row and row.points > 0 else []
    shares = (event for _, event in events_of(session, person.workspace, "share", person.person))
    if ahead := badge_ahead(shares, rules(), now):
        said.append(cards.ahead_line(words, ahead))
    return (Text(text=" ".join(said)),) if said else ()


def _mine(session: Session, person: Person, now: datetime) -> cards.Me:
    own = _own_posts(person)
    awards = select(Award.badge).where(Award.workspace == person.workspace, Award.person == person.person)
    bounds = week_bounds(iso_week(local_date(now, person.timezone)), person.timezone)
    place = standings.place(session, person.workspace, person.person, *bounds) if person.joined else None
    return cards.Me(
        joined=person.joined,
        zone=person.timezone,
        points=_total(session, person),
        shares=session.scalar(select(func.count()).select_from(Share).where(*own)) or 0,
        reactions=session.scalar(select(func.count()).select_from(Nudge).where(*_own_reactions(person))) or 0,
        last=_last_shares(session, person),
        entries=_entries(session, person, 0, LAST_ENTRIES),
        badges=tuple(session.scalars(awards.order_by(plainly(Award.at), Award.badge))),
        place=place,
    )


def _own_posts(person: Person) -> tuple[ColumnElement[bool], ...]:
    return Share.workspace == person.workspace, Share.person == person.person, POSTED


def _own_reactions(person: Person) -> tuple[ColumnElement[bool], ...]:
    return Nudge.workspace == person.workspace, Nudge.person == person.person, Nudge.answer == "react"


def _ledger_page(session: Session, person: Person, page: int) -> Card:
    entries = _entries(session, person, max(page - 1, 0) * PAGE, PAGE + 1)
    total, older = _total(session, person), len(entries) > PAGE
    return cards.ledger(words_of(person), entries[:PAGE], total, person.timezone, page, older=older)


def _total(session: Session, person: Person) -> int:
    weeks = (WeekPoints.workspace == person.workspace, WeekPoints.person == person.person)
    return session.scalar(select(func.sum(WeekPoints.points)).where(*weeks)) or 0


def _own_entries(person: Person) -> tuple[ColumnElement[bool], ...]:
    return LedgerEntry.workspace == person.workspace, LedgerEntry.person == person.person


def _last_shares(session: Session, person: Person) -> tuple[cards.Shared, ...]:
    rows = (
        select(Content.title, Share.network, Share.evidence, Share.posted_at)
        .join(Content, and_(Content.workspace == Share.workspace, Content.id == Share.content))
        .where(*_own_posts(person))
        .order_by(Share.posted_at.desc(), Share.id)
        .limit(LAST_SHARES)
    )
    return tuple(
        cards.Shared(title=title, network=network, evidence=evidence, at=at)
        for title, network, evidence, at in session.execute(rows)
        if at is not None
    )


def _entries(session: Session, person: Person, skip: int, most: int) -> tuple[cards.Entry, ...]:
    """Ledger lines with their subjects, newest first."""
    newest = (plainly(LedgerEntry.at).desc(), LedgerEntry.cause, LedgerEntry.rule)
    rows = session.scalars(
        select(LedgerEntry).where(*_own_entries(person)).order_by(*newest).offset(skip).limit(most)
    ).all()
    causes = [read_cause(row.cause) for row in rows]
    subjects = _subjects(session, person, causes)
    return tuple(
        cards.Entry(
            line=Line(rule=row.rule, points=row.points),
            subject=subjects.get((cause.kind, cause.id), "") if cause else "",
            at=row.at,
        )
        for row, cause in zip(rows, causes, strict=True)
    )


def _subjects(session: Session, person: Person, causes: Sequence[Cause | None]) -> Mapping[tuple[Kind, str], str]:
    """By kind and id: the title of the content, course or event, or the name of the person who gave thanks."""
    workspace = person.workspace
    ids = {kind: [cause.id for cause in causes if cause and cause.kind == kind] for kind in KINDS}
    reads: dict[Kind, Select[str, str]] = {
        "share": select(Share.id, Content.title)
        .join(Content, and_(Content.workspace == Share.workspace, Content.id == Share.content))
        .where(Share.workspace == workspace, Share.id.in_(ids["share"])),
        "reaction": select(Content.id, Content.title).where(
            Content.workspace == workspace, Content.id.in_(ids["reaction"])
        ),
        "suggestion": select(Content.id, Content.title).where(
            Content.workspace == workspace, Content.id.in_(ids["suggestion"])
        ),
        "event": select(Gathering.id, Gathering.name).where(
            Gathering.workspace == workspace, Gathering.id.in_(ids["event"])
        ),
        "thanks": select(Thanks.id, Person.name)
        .join(Person, and_(Person.workspace == Thanks.workspace, Person.person == Thanks.giver))
        .where(Thanks.workspace == workspace, Thanks.id.in_(ids["thanks"])),
        "course": select(Course.course, Course.title)  # the title in the person's language comes last, and is kept
        .where(Course.workspace == workspace, Course.course.in_(ids["course"]), Course.live)
        .order_by(case((Course.language == language_of(person.locale), 1), else_=0)),
    }
    return {(kind, key): said for kind, read in reads.items() if ids[kind] for key, said in session.execute(read)}
