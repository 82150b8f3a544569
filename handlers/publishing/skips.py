"""What people answered to a content, in figures, and the rule by which it rests. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from models.nudge import SKIP_REASONS, NudgeAnswer, SkipReason

ENOUGH = 5  # people: fewer teach nothing, and could be guessed
SHARE = 0.4  # of those who answered
ANSWERS: tuple[NudgeAnswer, ...] = ("share", "react", "skip")


class Skips(NamedTuple):
    """How many were offered it, answered, skipped; and of these by reason, who gave one."""

    offered: int = 0
    answered: int = 0
    skipped: int = 0
    reasons: Mapping[SkipReason, int] = {}

    def and_(self, answer: NudgeAnswer | None, reason: str | None, people: int) -> "Skips":
        """With so many more."""
        return Skips(
            self.offered + people,
            self.answered + people * (answer in ANSWERS),
            self.skipped + people * (answer == "skip"),
            {**self.reasons, reason: people} if answer == "skip" and reason in SKIP_REASONS else self.reasons,
        )


def salesy(skips: Skips) -> bool:
    """The rule: five or more say so, and they are 40 % or more of those who answered."""
    said = skips.reasons.get("salesy", 0)
    return said >= ENOUGH and said >= SHARE * skips.answered
