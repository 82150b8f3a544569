"""How people answered content, what may be told of it, and when too many find it salesy. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from handlers.core.anonymity import apart, splits
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

    @property
    def others(self) -> int:
        """Those who answered and did not skip it."""
        return self.answered - self.skipped


class ShownSkips(NamedTuple):
    """What a champion reads about some content; 0 is what may not be told."""

    offered: int = 0
    posted: int = 0
    skips: Skips = Skips()


def news(now: Skips, before: Skips, k: int) -> Skips | None:
    """What may be told of the answers since `before`; None as long as nothing may be.

    There are k new skips and k other new answers, and k people who did not skip it. A reason is told if k people gave
    it and k skipped for others.
    """
    skipped, others = now.skipped - before.skipped, now.others - before.others
    if skipped < k or others < k or not splits(now.skipped, now.offered, k):
        return None
    new = {reason: now.reasons.get(reason, 0) - before.reasons.get(reason, 0) for reason in SKIP_REASONS}
    given = {reason: people for reason, people in new.items() if people}
    told, rest = apart(
        given,
        lambda left: (sum(left.values()) + skipped - sum(given.values())) or None,
        lambda people: people >= k,
    )
    return Skips(0, skipped + others, skipped, told if rest or len(told) > 1 else {})


def new_reactions(now: Skips, before: Skips, k: int) -> int:
    """How many new reactions may be told; 0 if they are few, or all but a few have reacted."""
    new = now.others - before.others
    return new if new >= k and splits(now.others, now.offered, k) else 0


def salesy(skips: Skips, k: int) -> bool:
    """Whether k people, and at least 40 % of those who answered, call it salesy, and k who were offered it do not."""
    said = skips.reasons.get("salesy", 0)
    return said >= SHARE * skips.answered and splits(said, skips.offered, k)
