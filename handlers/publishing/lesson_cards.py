"""What a champion hears about skips of their content, in aggregate, and what to do about it."""

from collections.abc import Mapping

from handlers.core.anonymity import FEWEST
from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Items, Text
from handlers.core.language import Words
from handlers.nudges.cards import REASONS
from models.nudge import SkipReason


def lesson(words: Words, content_id: str, title: str, answered: int, salesy: int) -> Card:
    """The content is no longer offered: why, and what helps."""
    t, n = words.t, words.number
    text = t(
        "Of {answered} people who answered, {salesy} skipped this because it is too salesy. "
        "So it is not offered any more, until you say otherwise.",
        answered=n(answered),
        salesy=n(salesy),
    )
    helps = (
        t("Say first what the reader's own network learns from it."),
        t("Say less about us, and tell it the way a colleague would at lunch."),
        t("Offer texts in plain words, one of them a question."),
    )
    return Card(
        title=t("Too salesy for many: {title}", title=title),
        summary=text,
        parts=(
            Text(text=text),
            Text(text=t("What helps:"), style="strong"),
            Items(items=helps),
            button_row(("edit", t("Edit")), ("publish", t("Publish again")), target=content_id, lead=True),
        ),
    )


def why_skipped(words: Words, answered: int, skipped: int, reasons: Mapping[SkipReason, int]) -> str:
    """How many skipped and why, with denominators. Empty, or without a reason, below `FEWEST` people."""
    t, n = words.t, words.number
    if skipped < FEWEST:
        return ""
    text = t("of {answered} who answered, {skipped} skipped it", answered=n(answered), skipped=n(skipped))
    many = sorted(((people, reason) for reason, people in reasons.items() if people >= FEWEST), reverse=True)
    if not many:
        return text
    told = words.list(t("{n} said “{reason}”", n=n(people), reason=t(REASONS[reason])) for people, reason in many)
    said = sum(reasons.values())
    return f"{text}; " + t("of {said} who said why, {reasons}", said=n(said), reasons=told)
