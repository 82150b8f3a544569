"""Requests for a second champion: when one is needed, asked for, and over."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.content.states import moved
from handlers.core.audit import audit
from handlers.core.interaction import Choice, Refused, RefusedWithChoices
from handlers.core.language import mark
from handlers.core.people import champions_of
from handlers.nudges.messages import give_back, show_all_again, take_back
from handlers.outbox.kinds import SECOND, SECOND_ANSWER
from handlers.outbox.queue import refresh, tell
from models import Approval, AuditEntry, Content, FeedEntry, Nudge, Person, Workspace
from models.approval import ApprovalState
from models.audit import Field

OPEN = timedelta(days=7)  # for an answer; after that the champion asks again
# What readers would see. Days, topics and weights may change without another look.
SEEN: frozenset[Field] = frozenset(("address", "title", "description", "picture", "people", "why", "texts", "official"))


def required(session: Session, content: Content) -> bool:
    """Whether this content needs a second champion: all of it does, or it speaks in the organisation's name."""
    return content.official or session.get_one(Workspace, content.workspace).second


def needs_asking(session: Session, content: Content) -> bool:
    """Whether publishing it asks another champion."""
    row = request_of(session, content)
    return required(session, content) and (row is None or row.state != "approved")


def request_of(session: Session, content: Content) -> Approval | None:
    return session.get(Approval, (content.workspace, content.id))


def waits(session: Session, content: Content) -> bool:
    """Whether another champion is asked at the moment."""
    row = request_of(session, content)
    return content.state == "draft" and row is not None and row.state == "waiting"


def waiting_among(session: Session, workspace: str, contents: Sequence[str]) -> Mapping[str, str]:
    """By draft that waits for another champion: the champion who asked."""
    its = (Approval.workspace == workspace, Approval.content.in_(contents), Approval.state == "waiting")
    return dict(session.execute(select(Approval.content, Approval.asked_by).where(*its)).all())


def may_run(session: Session, person: Person, content: Content, now: datetime) -> bool:
    """Whether content may be published by this champion at once; otherwise the others are asked. Raises `Refused`.

    Publishing what another champion wrote, unchanged, is the second look.
    """
    row = request_of(session, content)
    if not needs_asking(session, content):
        return True
    if row is not None and row.state == "waiting":
        if row.asked_by == person.person:
            raise Refused("The other champions have been asked already. One of them has to approve it.")
        title, sentence = (
            mark("A second champion"),
            mark("A colleague asked to publish this, and it waits for approval."),
        )
        raise RefusedWithChoices(title, sentence, (Choice("approve_second", mark("Approve"), content.id),))
    if _looks_second(session, person, content):
        _keep(session, content, "approved", content.author, now)
        audit(session, person, "second_approved", content.id, now)
        return True
    ask(session, person, content, now)
    return False


def ask(session: Session, person: Person, content: Content, now: datetime) -> None:
    """Ask all other champions. Raises `Refused` if there is none."""
    others = [one for one in champions_of(session, person, now) if one.person not in suggesters(content)]
    if not others:
        raise Refused("Another champion has to approve this, and there is none. Ask somebody: /heraut champion @anna")
    _keep(session, content, "waiting", person.person, now)
    audit(session, person, "second_asked", content.id, now)
    for other in others:
        tell(session, other, SECOND.key(content.id, other.person, f"{now:%Y%m%d%H%M%S}"), content.id, now)


def end_request(
    session: Session, content: Content, state: ApprovalState, now: datetime, by: str = "", said: str = ""
) -> bool:
    """End a request that waits, once: tell who asked, and show everybody's cards again. False if it is over."""
    its = (Approval.workspace == content.workspace, Approval.content == content.id, Approval.state == "waiting")
    values = {"state": state, "decided_by": by, "decided_at": now, "said": said}
    result = session.execute(
        update(Approval).where(*its).values(values), execution_options={"synchronize_session": "fetch"}
    )
    if not isinstance(result, CursorResult) or result.rowcount != 1:
        return False
    row = session.get_one(Approval, (content.workspace, content.id))
    asker = session.get(Person, (content.workspace, row.asked_by))
    if asker is not None and asker.person != by:
        stamp = f"{row.asked_at:%Y%m%d%H%M%S}"
        tell(session, asker, SECOND_ANSWER.key(content.id, asker.person, stamp), content.id, now)
    refresh(session, content.workspace, SECOND, [content.id], now)
    return True


def changed_after_approval(
    session: Session, person: Person, content: Content, fields: Sequence[Field], now: datetime
) -> bool:
    """What readers see was changed: a request or an approval no longer holds. Returns whether it is needed again."""
    if SEEN.isdisjoint(fields):
        return False
    end_request(session, content, "changed", now, person.person)
    its = (Approval.workspace == content.workspace, Approval.content == content.id, Approval.state == "approved")
    session.execute(delete(Approval).where(*its), execution_options={"synchronize_session": "fetch"})
    return required(session, content)


def suggesters(content: Content) -> Sequence[str]:
    """Who suggested it, and can therefore not approve it."""
    return content.suggested_by, content.author if content.decided_by else ""


def wait_again(session: Session, person: Person, content: Content, now: datetime) -> None:
    """What runs, and was changed, waits for another champion. Until then nobody is offered it."""
    if not moved(session, content, "running", "draft"):
        return
    nudges = select(Nudge.id).where(Nudge.workspace == content.workspace, Nudge.content == content.id)
    take_back(session, content.workspace, nudges, "waits for a second champion")
    show_all_again(session, content.workspace, nudges.where(Nudge.answer.is_(None)), now)
    ask(session, person, content, now)


def runs_again(session: Session, content: Content, now: datetime) -> None:
    """Who would have got it, or holds its card, gets it as it is now."""
    nudges = select(Nudge.id).where(Nudge.workspace == content.workspace, Nudge.content == content.id)
    give_back(session, content.workspace, nudges, now)
    show_all_again(session, content.workspace, nudges.where(Nudge.answer.is_(None)), now)


def _looks_second(session: Session, person: Person, content: Content) -> bool:
    """Whether a champion publishes what another one wrote, and changed nothing of it."""
    author = session.get_one(Person, (content.workspace, content.author))
    if not author.champion or person.person == content.author or content.decided_by:
        return False
    fed = select(FeedEntry.content).where(FeedEntry.workspace == content.workspace, FeedEntry.content == content.id)
    edited = select(AuditEntry.id).where(
        AuditEntry.workspace == content.workspace,
        AuditEntry.about == content.id,
        AuditEntry.person == person.person,
        AuditEntry.act == "edited",
    )
    return session.execute(fed.limit(1)).first() is None and session.execute(edited.limit(1)).first() is None


def _keep(session: Session, content: Content, state: ApprovalState, by: str, now: datetime) -> None:
    row = request_of(session, content) or Approval(workspace=content.workspace, content=content.id)
    row.state, row.asked_by, row.asked_at = state, by, now
    row.decided_by, row.decided_at, row.said = "", None, ""
    session.add(row)
    session.flush()
