"""What a champion hears about skips of their content, in aggregate, and what to do about it."""

from collections.abc import Mapping

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Items, Text
from handlers.core.language import Words
from handlers.nudges.cards import REASONS
from models.nudge import SkipReason


def lesson(words: Words, content_id: str, title: str, least: int) -> Card:
    """The content is no longer offered: why, and what helps. It gives no numbers: they would differ by a person."""
    t = words.t
    text = t(
        "At least {n} people, and at least two in five of those who answered, skipped this because it is too salesy. "
        "So it is not offered any more, until you say otherwise.",
        n=words.number(least),
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


def why_skipped(words: Words, skipped: int, reasons: Mapping[SkipReason, int]) -> str:
    """How many skipped and why, as far as it may be told. Empty if nothing may."""
    t, n = words.t, words.number
    if not skipped:
        return ""
    text = t("{n} people skipped it", n=n(skipped))
    many = sorted(((people, reason) for reason, people in reasons.items() if people), reverse=True)
    told = words.list(t("{n} said “{reason}”", n=n(people), reason=t(REASONS[reason])) for people, reason in many)
    return f"{text}, {told}" if many else text
