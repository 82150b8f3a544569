"""The cards of the guide in the store. Each change is a new edition, and what was there before stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from handlers.core.language import language_of
from handlers.guide.files import INFO, CardText, our_cards
from models import GuideCard, Person, Workspace
from models.engine import insert_new

SAID = CardText._fields  # the columns that a card's words are in


def live_cards(session: Session, workspace: str) -> Sequence[GuideCard]:
    """The newest edition of every card, those that are gone as well, in the order of their names."""
    its = (GuideCard.workspace == workspace, GuideCard.live)
    return session.scalars(select(GuideCard).where(*its).order_by(GuideCard.card, GuideCard.language)).all()


def guide_of(session: Session, person: Person, now: datetime) -> Sequence[GuideCard]:
    """The cards for a person, each in their language where it has been written in it. Gone cards are among them."""
    found = live_cards(session, person.workspace)
    if not found:  # a workspace that nobody opened the guide in
        take_files(session, person.workspace, now)
        found = live_cards(session, person.workspace)
    return in_language(found, language_of(person.locale))


def in_language(cards: Iterable[GuideCard], language: str) -> Sequence[GuideCard]:
    """One of each card: that in this language, or the one that there is."""
    found: dict[str, GuideCard] = {}
    for one in cards:
        kept = found.get(one.card)
        if kept is None or kept.gone or (one.language == language and not one.gone):
            found[one.card] = one
    return [*found.values()]


def newest_edition(cards: Iterable[GuideCard]) -> int:
    """The edition of the guide: that of its newest card, answers to questions aside; 0 for an empty guide."""
    return max((one.edition for one in cards if one.kind != "answer"), default=0)


def changed_since(cards: Iterable[GuideCard], edition: int) -> Sequence[GuideCard]:
    """What changed after this edition. Answers to questions change nothing that anybody agreed to."""
    return [one for one in cards if one.edition > edition and one.kind != "answer"]


def next_edition(session: Session, workspace: str) -> int:
    """The number of the edition that is being made. Two at the same moment are made one after the other."""
    locked = select(Workspace.workspace).where(Workspace.workspace == workspace).with_for_update()
    session.execute(locked)
    last = select(func.max(GuideCard.edition)).where(GuideCard.workspace == workspace)
    return (session.scalar(last) or 0) + 1


def put_cards(
    session: Session, workspace: str, cards: Sequence[CardText], by: str, now: datetime, *, gone: bool = False
) -> None:
    """Put cards into a new edition, or take them out of it. `by`: the champion; empty for a file."""
    if not cards:
        return
    edition = next_edition(session, workspace)
    for one in cards:
        its = (GuideCard.workspace == workspace, GuideCard.card == one.card, GuideCard.language == one.language)
        session.execute(update(GuideCard).where(*its, GuideCard.live).values(live=False))
    here = {"workspace": workspace, "edition": edition, "live": True, "gone": gone, "written_by": by, "at": now}
    insert_new(session, GuideCard, [here | one._asdict() for one in cards])


def words_in(row: GuideCard) -> CardText:
    """What a card says."""
    return CardText(*(getattr(row, name) for name in SAID))


def take_files(session: Session, workspace: str, now: datetime) -> None:
    """Bring the cards that are from files up to date. What champions wrote, changed or took out stays theirs."""
    files = _files(session)
    if files is None:
        return
    live = {(row.card, row.language): row for row in live_cards(session, workspace)}
    wanted = {(one.card, one.language): one for one in files}
    put_cards(session, workspace, [one for key, one in wanted.items() if _differs(live.get(key), one)], "", now)
    ours = {key: row for key, row in live.items() if _is_from_file(row) and not row.gone}
    put_cards(session, workspace, [words_in(row) for key, row in ours.items() if key not in wanted], "", now, gone=True)


def _differs(row: GuideCard | None, one: CardText) -> bool:
    return row is None or (_is_from_file(row) and (row.gone or words_in(row) != one))


def _is_from_file(row: GuideCard) -> bool:
    """Answers to questions name nobody either."""
    return not row.written_by and row.kind != "answer"


def _files(session: Session) -> Sequence[CardText] | None:
    """The cards from files; None if there is a mistake in them."""
    found = session.info.get(INFO, ())
    if found is None:
        return None
    return [one for one in found if isinstance(one, CardText)] or our_cards()


def take_all_files(session: Session, now: datetime) -> None:
    """The round: workspaces that have a guide get what is new in the files."""
    opened = select(GuideCard.workspace).distinct().order_by(GuideCard.workspace)
    for workspace in session.scalars(opened).all():
        take_files(session, workspace, now)


def by_kind(cards: Iterable[GuideCard]) -> Mapping[str, Sequence[GuideCard]]:
    """The cards that are in the guide, by their kind."""
    found: dict[str, list[GuideCard]] = {}
    for one in cards:
        if not one.gone:
            found.setdefault(one.kind, []).append(one)
    return found
