"""The reasons for an offer in words: one line on its card, all of them behind *Why now?*."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.content.days import first_content_day, last_day
from handlers.content.networks import label
from handlers.core.language import Words, mark
from handlers.planning.ranking import Reason, ReasonCode
from models import Content

LINE = 3  # at most this many on the card; *Why now?* gives the rest
ENDS: tuple[ReasonCode, ...] = ("ending", "ends")
SAYS: Mapping[ReasonCode, str] = {
    "everybody": mark("it is for everybody"),
    "open": mark("you are open to all subjects"),
    "urgent": mark("it is urgent"),
    "important": mark("its champion calls it important"),
    "campaign": mark("it belongs to “{word}”"),
    "colleagues": mark("at least {n} colleagues who follow {word} shared it"),
    "sharers": mark("at least {n} colleagues shared it"),
    "last": mark("it ends before your next one could come"),
    "language": mark("it is in a language that you read"),
}


def reasons_line(words: Words, reasons: Sequence[Reason], content: Content, author: str, *, asked: bool) -> str:
    """The line “Why you see this”."""
    found = (words.t("you asked for it"),) if asked else ()
    short = [*found, *phrases(words, reasons, content)][:LINE]
    return "; ".join([*short, chosen_by(words, content, author)])


def chosen_by(words: Words, content: Content, author: str) -> str:
    """Who chose the content, and on what day."""
    return words.t("{name} chose it on {day}", name=author, day=words.date(first_content_day(content)))


def phrases(words: Words, reasons: Sequence[Reason], content: Content) -> Iterator[str]:
    """One phrase for each reason that held at the time; left out if it no longer makes sense (the end was moved)."""
    if topics := [reason.word for reason in reasons if reason.code == "topic"]:
        yield words.t("you follow {topics}", topics=words.list(topics))
    for reason in reasons:
        yield from _phrase(words, reason, content)


def _phrase(words: Words, reason: Reason, content: Content) -> Iterator[str]:
    if reason.code in ENDS and (last := last_day(content)):
        yield words.t("it runs until {day}", day=words.full_day(last))
    elif reason.code == "network":
        yield words.t("you use {network}", network=label(words, reason.word))
    elif sentence := SAYS.get(reason.code):
        yield words.t(sentence, n=words.number(reason.number), word=reason.word)
