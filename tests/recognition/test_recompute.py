"""After any history the books match the rules, and where somebody meddled, that is found and corrected."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from handlers.features import open_store
from handlers.recognition import points as recognition
from handlers.recognition.recompute import correct, differences, recompute, slices
from models import Award, LedgerEntry, Share
from models.share import ACTS
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY
from tests.support.stores import INFO

PEOPLE = ("ann", "bob", "cem")
numbers = count()
steps = st.lists(
    st.tuples(
        st.sampled_from(["post", "post", "post", "raise", "undo", "again", "approve", "thank"]),
        st.sampled_from(PEOPLE),
        st.integers(0, 7),
        st.integers(0, 2),
        st.sampled_from([0, 1, 600, 3600, 86400, 700000]),
    ),
    max_size=25,
)


class History:
    """Plays random steps through the handlers' own functions, and keeps a simple account of the right result."""

    def __init__(self, session: Session, workspace: str) -> None:
        self.session, self.workspace, self.now = session, workspace, MONDAY
        self.shares: list[Share] = []
        self.earned: defaultdict[str, int] = defaultdict(int)  # through suggestions and thanks
        self.thanks_of_day: defaultdict[tuple[str, object], int] = defaultdict(int)
        company.found(session, workspace, "bob", "cem")

    def play(self, verb: str, person: str, number: int, level: int, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        name = f"{self.workspace}-{next(numbers)}"
        mine = [share for share in self.shares if share.person == person]
        posted = [share for share in mine if share.state == "posted"]
        dropped = [share for share in mine if share.state == "dropped"]
        match verb:
            case "post":
                network = ("linkedin", "x", "email")[number % 3]
                self.shares.append(company.begin(self.session, person, name, network, self.workspace))
                company.post(self.session, self.shares[-1], self.now, ACTS[level])
            case "raise" if posted:
                share = posted[number % len(posted)]
                company.raise_to(share, ACTS[max(level, ACTS.index(share.evidence))])
                recognition.evidence_raised(self.session, share, self.now)
            case "undo" if posted:
                company.undo(self.session, posted[number % len(posted)], self.now)
            case "again" if dropped:
                company.post(self.session, dropped[number % len(dropped)], self.now, ACTS[level])
            case "approve":
                suggestion = company.content(self.session, name, self.workspace, person, "proposed")
                company.approve(self.session, suggestion, self.now, PEOPLE[level])
                self.earned[person] += 10 * (PEOPLE[level] != person)
            case "thank" if PEOPLE[level] != person:
                company.thank(self.session, PEOPLE[level], person, name, self.now, self.workspace)
                self.thanks_of_day[person, self.now.date()] += 1
                self.earned[person] += self.thanks_of_day[person, self.now.date()] <= 3
            case _:
                pass

    def should(self, person: str) -> int:
        """The right points by the simplest arithmetic: day by day over what stands now."""
        days: defaultdict[object, list[Share]] = defaultdict(list)
        for share in self.shares:
            if share.person == person and share.posted_at is not None:
                days[share.posted_at.astimezone(UTC).date()].append(share)
        counted = [s for day in days.values() for s in sorted(day, key=lambda s: s.posted_at or MONDAY)[:3]]
        by_evidence = sum(5 * (1 + ACTS.index(share.evidence)) for share in counted)
        return self.earned[person] + by_evidence + (10 if counted else 0)

    def has(self, person: str) -> int:
        mine = select(func.sum(LedgerEntry.points)).where(
            LedgerEntry.workspace == self.workspace, LedgerEntry.person == person
        )
        return self.session.scalar(mine) or 0

    def badges(self, person: str) -> set[str]:
        mine = select(Award.badge).where(Award.workspace == self.workspace, Award.person == person)
        return set(self.session.scalars(mine))


@pytest.fixture(scope="module")
def memory() -> Iterator[Session]:
    store = open_store("sqlite://")
    with Session(store.engine, info=INFO) as session:
        yield session
        session.rollback()
    store.close()


@given(steps)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_history_the_books_agree_with_the_rules(memory, history):
    played = History(memory, f"w{next(numbers)}")
    for step in history:
        played.play(*step)
        for kind in ("share", "suggestion", "thanks"):
            assert list(differences(memory, played.workspace, kind)) == []
    for person in PEOPLE:
        assert played.has(person) == played.should(person)
        assert ("first-share" in played.badges(person)) is any(
            share.person == person and share.state == "posted" for share in played.shares
        )


def test_undoing_the_first_share_makes_the_second_one_first(session):
    company.found(session)
    first = company.begin(session, "ann", "a")
    company.post(session, first, MONDAY)
    company.shares(session, "ann", "b", MONDAY + DAY)
    back = company.undo(session, first, MONDAY + 2 * DAY)
    assert {(line.rule, line.points) for line in back.lines} == {("claimed", -5), ("first", -10), ("first", 10)}
    assert recompute(session) == []


def test_an_undone_share_leaves_both_entries_and_loses_its_badge(session):
    company.found(session)
    share = company.begin(session, "ann", "a")
    assert company.post(session, share, MONDAY).badges == ("first-share",)
    assert company.undo(session, share, MONDAY).lost == ("first-share",)
    entries = session.execute(select(LedgerEntry.rule, LedgerEntry.points, LedgerEntry.cause)).all()
    assert set(entries) == {
        ("claimed", 5, "share:a:0"),
        ("first", 10, "share:a:0"),
        ("undo:claimed", -5, "share:a:0"),
        ("undo:first", -10, "share:a:0"),
    }
    assert session.scalars(select(Award)).all() == []


def test_a_fourth_share_of_a_day_counts_once_another_is_undone(session):
    company.found(session)
    shares = [company.begin(session, "ann", f"{n}") for n in range(4)]
    given_ = [company.post(session, share, MONDAY + n * timedelta(hours=1)) for n, share in enumerate(shares)]
    assert [gained.points for gained in given_] == [15, 5, 5, 0]
    assert company.undo(session, shares[1], MONDAY + timedelta(hours=5)).points == 0
    assert recompute(session) == []


def test_repeating_a_report_changes_nothing(session):
    company.found(session)
    share = company.begin(session, "ann", "a")
    company.post(session, share, MONDAY, "opened")
    assert recognition.evidence_raised(session, share, MONDAY).lines == ()
    assert recognition.share_posted(session, share, MONDAY).badges == ()


def test_nobody_earns_by_approving_their_own_suggestion(session):
    company.found(session)
    own = company.content(session, "mine", author="ann", state="proposed")
    assert company.approve(session, own, MONDAY, by="ann").lines == ()


def test_a_declined_suggestion_earns_nothing(session):
    company.found(session, "acme", "bob")
    suggestion = company.content(session, "s", author="bob", state="proposed")
    suggestion.state, suggestion.decided_by = "declined", "ann"
    session.flush()
    assert recognition.suggestion_approved(session, suggestion, MONDAY).lines == ()


def test_of_shares_at_one_moment_the_first_one_reported_stays_first(session):
    company.found(session)
    for name in "dcba":
        company.shares(session, "ann", name, MONDAY)
    company.shares(session, "ann", "e", MONDAY + DAY)
    entries = session.execute(select(LedgerEntry.cause, LedgerEntry.rule)).all()
    assert {cause for cause, rule in entries if rule == "first"} == {"share:d:0"}
    assert len(entries) == 5


def test_changes_by_hand_are_found_and_corrected(session):
    company.found(session)
    company.shares(session, "ann", "a", MONDAY, "address")
    company.shares(session, "ann", "b", MONDAY + DAY)
    session.execute(delete(LedgerEntry).where(LedgerEntry.rule == "opened"))
    session.execute(update(LedgerEntry).where(LedgerEntry.rule == "first").values(points=1000))
    session.execute(delete(Award))
    session.add(Award(workspace="acme", person="ann", badge="evidence", cause="share:a:0", at=MONDAY))
    session.flush()
    wrong = {(found.rule, found.due, found.found) for found in recompute(session)}
    assert wrong == {("opened", 5, 0), ("first", 10, 1000), ("first-share", 1, 0), ("evidence", 0, 1)}
    assert correct(session, recompute(session), MONDAY + DAY) == 4
    assert recompute(session) == []
    assert session.scalar(select(func.sum(LedgerEntry.points))) == 30
    assert session.scalars(select(LedgerEntry.points).where(LedgerEntry.rule == "correct:first")).all() == [-990]


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_parts_of_a_workspace_have_everybody_once(session, size):
    company.found(session, "acme", "bob", "Cem", "dirk-jan", "été")
    everybody = ["ann", "bob", "Cem", "dirk-jan", "été"]
    for name in everybody:
        company.shares(session, name, f"by-{name}", MONDAY)
    session.execute(update(LedgerEntry).values(points=LedgerEntry.points + 1))
    inside = [[*differences(session, "acme", "share", part)] for part in slices(session, "acme", size)]
    assert len(inside) == len(everybody) // size + 1
    together = [one for found in inside for one in found]
    assert sorted(map(str, together)) == sorted(map(str, differences(session, "acme", "share")))
    owners = [owner for found in inside for owner in {one.person for one in found}]
    assert sorted(owners) == sorted(everybody)


def test_a_correction_can_itself_be_corrected(session):
    company.found(session)
    company.shares(session, "ann", "a", MONDAY)
    for points in (7, 9, 11):
        session.execute(update(LedgerEntry).where(LedgerEntry.rule == "claimed").values(points=points))
        correct(session, recompute(session), MONDAY)
    assert recompute(session) == []


async def test_only_one_of_two_shares_at_once_is_the_first(store):
    await store.run(company.found)
    await store.run(lambda session: [company.begin(session, "ann", name) for name in ("a", "b")])

    def post(name: str):
        def work(session: Session) -> None:
            company.post(session, session.get_one(Share, ("acme", name)), MONDAY)

        return work

    await asyncio.gather(store.run(post("a")), store.run(post("b")))
    assert await store.run(recompute) == []
    firsts = select(func.count()).where(LedgerEntry.rule == "first")
    assert await store.run(lambda session: session.scalar(firsts)) == 1
