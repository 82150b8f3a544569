"""The outbox under every order of events that Hypothesis finds, with proof that mistakes would be noticed."""

from contextlib import closing
from datetime import datetime

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, run_state_machine_as_test
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.outbox.claims import Turn
from handlers.outbox.doubts import Doubt
from handlers.outbox.outcomes import Outcome, Ready
from models import Message
from models.message import MOVES, WAITING, before
from tests.outbox.scene import Outbox, Process

SIMPLY = [Phase.generate]  # finding the smallest of such long stories takes minutes
PLAY = settings(max_examples=30, stateful_step_count=40, phases=SIMPLY, suppress_health_check=list(HealthCheck))
LONG = settings(PLAY, max_examples=1500)


def test_nothing_is_lost_repeated_or_sent_to_people_who_left():
    run_state_machine_as_test(Outbox, settings=PLAY)


@pytest.mark.chaos
def test_nothing_is_lost_in_many_more_orders():
    run_state_machine_as_test(Outbox, settings=LONG)


class Guessing(Outbox):
    """A mistake: messages in doubt are simply sent once more."""

    def settle(self, doubt: Doubt) -> Outcome:
        return Outcome(workspace=doubt.workspace, key=doubt.key, state="queued", tried=doubt.tried)


class Hoping(Outbox):
    """A mistake: messages in doubt are taken for sent."""

    def settle(self, doubt: Doubt) -> Outcome:
        return Outcome(workspace=doubt.workspace, key=doubt.key, state="sent", tried=doubt.tried, ref="hope")


class Greedy(Outbox):
    """A mistake: a claim also takes what another process is sending."""

    def claim(self, session: Session) -> list[Turn]:
        sending = session.scalars(select(Message).where(Message.state == "sending")).all()
        its = {"workspace": "W", "at": self.now, "ref": None, "attempts": 1}
        theirs = [Turn.model_validate({**its, "key": one.key, "lease": one.lease_until}) for one in sending]
        return [*super().claim(session), *theirs]


class Hasty(Outbox):
    """A mistake: a lease counts as lost while it lasts."""

    def doubts(self, session: Session, process: Process) -> list[Doubt]:
        sending = update(Message).where(Message.state == "sending")
        session.execute(sending.values(lease_until=datetime.min.replace(tzinfo=self.now.tzinfo)))
        return super().doubts(session, process)


class Sleepy(Outbox):
    """A mistake: a process that was stopped for long continues as if nothing had happened."""

    def too_late(self, claimed: datetime) -> bool:
        return False

    def look(self, session: Session, turn: Turn) -> list[Ready]:
        lease = session.get_one(Message, (turn.workspace, turn.key)).lease_until
        return super().look(session, turn.model_copy(update={"lease": lease}))


class Deaf(Outbox):
    """A mistake: the card from the moment of the claim is sent, whatever has happened since."""

    def __init__(self) -> None:
        self.cards: dict[str, list[Ready]] = {}
        super().__init__()

    def claim(self, session: Session) -> list[Turn]:
        turns = super().claim(session)
        self.cards |= {turn.key: super(Deaf, self).look(session, turn) for turn in turns}
        return turns

    def look(self, session: Session, turn: Turn) -> list[Ready]:
        return self.cards[turn.key]


class Confused(Outbox):
    """A mistake: the result of an earlier claim is recorded for the current one."""

    def record(self, session: Session, done: list[Outcome]) -> None:
        tried = {message.key: message.tried_at for message in session.scalars(select(Message))}
        super().record(session, [one.model_copy(update={"tried": tried[one.key]}) for one in done])


class Forgetful(Outbox):
    """A mistake: nothing records that a message is about to be sent."""

    def look(self, session: Session, turn: Turn) -> list[Ready]:
        ready = super().look(session, turn)
        session.execute(update(Message).where(Message.key == turn.key).values(tried_at=None))
        return ready


DUE = ("something_is_due", "anna", False)
DOUBTFUL = (("fails", "after"), ("says", 1), ("records", 1))
STOLEN = (("time_goes_by", 61), ("settles", 2), ("claims", 2), ("says", 2))
STORIES = {  # the shortest story in which each mistake shows
    Guessing: (DUE, ("claims", 1), *DOUBTFUL, ("time_goes_by", 40), ("settles", 1), ("claims", 1), ("says", 1)),
    Hoping: (DUE, ("claims", 1), ("fails", "before"), ("says", 1), ("records", 1)),
    Greedy: (DUE, ("claims", 1), ("claims", 2), ("says", 1), ("says", 2)),
    Hasty: (DUE, ("claims", 1), ("settles", 2), ("claims", 2), ("says", 2), ("says", 1)),
    Sleepy: (DUE, ("claims", 1), ("time_goes_by", 61), ("settles", 2), ("claims", 2), ("says", 2), ("says", 1)),
    Confused: (DUE, ("claims", 1), ("fails", "broken"), ("says", 1), *STOLEN, ("records", 1), ("dies", 2)),
    Forgetful: (DUE, ("claims", 1), ("says", 1), ("dies", 1), *STOLEN),
    Deaf: (DUE, ("claims", 1), ("leaves", "anna"), ("says", 1)),
}


def play(outbox: Outbox, story: tuple[tuple[str | int | bool, ...], ...]) -> None:
    with closing(outbox):
        outbox.opens(True)
        for name, *values in story:
            getattr(outbox, str(name))(*values)
            outbox.nothing_comes_twice()
            outbox.nobody_who_left_is_written_to()
            outbox.states_change_as_the_machine_says()
        outbox.ends_well()


@pytest.mark.parametrize("wrong", STORIES)
def test_a_mistake_shows_in_its_story(wrong):
    play(Outbox(), STORIES[wrong])
    with pytest.raises(AssertionError):
        play(wrong(), STORIES[wrong])


BEGUN = {Hasty: 3, Confused: 7}  # the first steps of its story, where few long orders show it


def begun(wrong: type[Outbox]) -> type[Outbox]:
    """A machine in which these steps have been taken before Hypothesis continues."""

    @initialize(shows=st.booleans())
    def opens(outbox: Outbox, shows: bool) -> None:
        wrong.opens(outbox, shows)
        for name, *values in STORIES[wrong][: BEGUN.get(wrong, 0)]:
            getattr(outbox, str(name))(*values)

    return type(wrong.__name__, (wrong,), {"opens": opens})


@pytest.mark.chaos
@pytest.mark.parametrize("wrong", STORIES)
def test_hypothesis_finds_a_mistake(wrong):
    with pytest.raises(AssertionError):
        run_state_machine_as_test(begun(wrong), settings=LONG)


def test_waiting_messages_can_be_sent_and_finished_ones_stay():
    assert set(WAITING) <= set(before("sending"))
    assert MOVES["cancelled"] == set()
    assert all(end in MOVES for ends in MOVES.values() for end in ends)
