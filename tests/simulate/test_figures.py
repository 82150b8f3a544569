"""Figures about the weeks: texts that teammates share, never counting somebody with themselves."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.terminal.simulate.company import Colleague, Company
from bot.terminal.simulate.figures import Share, figures
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.recorder import Offered, Told
from tests.simulate.test_promises import ANNA, DAY, MONDAY

BOB = ANNA.model_copy(update={"id": "bob"})
ELSEWHERE = BOB.model_copy(update={"team": "Utrecht 2"})
UNSEEN = BOB.model_copy(update={"networks": ("mastodon",)})


def told(who: str, days: int, text: str = "A text.") -> Told:
    return Told(0, MONDAY + days * DAY, who, (Offered(f"{who}.c", "share", "News", text, several=False),), ())


def repeated(people: Sequence[Colleague], *said: Told) -> Share:
    company = Company(
        begins=MONDAY - DAY, ends=MONDAY + timedelta(weeks=8), colleagues=(*people,), champions=(ANNA,), items=()
    )
    return figures(Played(company, said, (), {})).repeated


@pytest.mark.parametrize(
    ("other", "said", "known"),
    [
        (BOB, told("bob", 1), Share(2, 2)),
        (BOB, told("bob", 1, "Another."), Share(0, 2)),
        (BOB, told("bob", 7), Share(0, 2)),
        (ELSEWHERE, told("bob", 1), Share(0, 2)),
        (UNSEEN, told("bob", 1), Share(0, 2)),
    ],
)
def test_a_teammates_text_is_counted_as_repeated(other: Colleague, said: Told, known: Share):
    assert repeated([ANNA, other], told("anna", 0), said) == known


def test_a_nudge_that_comes_back_after_later_is_not_counted_as_repeated():
    assert repeated([ANNA, BOB], told("anna", 0), told("anna", 1), told("bob", 8)) == Share(0, 2)
