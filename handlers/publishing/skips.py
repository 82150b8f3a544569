"""Figures on how people answered content, and the rule for when too many find it salesy. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from handlers.core.anonymity import FEWEST
from models.nudge import SKIP_REASONS, NudgeAnswer, SkipReason

SHARE = 0.4  # of those who answered
ANSWERS: tuple[NudgeAnswer, ...] = ("share", "react", "skip")


class Skips(NamedTuple):
    """How many people were offered the content, answered and skipped it, and how many skipped for each reason."""

    offered: int = 0
    answered: int = 0
    skipped: int = 0
    reasons: Mapping[SkipReason, int] = {}

    def and_(self, answer: NudgeAnswer | None, reason: str | None, people: int) -> "Skips":
        """These skips with `people` more who gave this answer and reason."""
        return Skips(
            self.offered + people,
            self.answered + people * (answer in ANSWERS),
            self.skipped + people * (answer == "skip"),
            {**self.reasons, reason: people} if answer == "skip" and reason in SKIP_REASONS else self.reasons,
        )


def salesy(skips: Skips) -> bool:
    """Whether at least five people, and at least 40 % of those who answered, call it salesy."""
    said = skips.reasons.get("salesy", 0)
    return said >= FEWEST and said >= SHARE * skips.answered
