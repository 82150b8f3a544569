"""The list of content: each piece with where it stands, its figures, and what can be done."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from handlers.content.days import last_day, told_start
from handlers.core.buttons import button_row, folded, more
from handlers.core.interaction import Button, Buttons, Card, Divider, Text
from handlers.core.language import Words
from handlers.core.targets import BAR
from handlers.nudges.lesson_cards import why_skipped
from handlers.nudges.skips import ShownSkips
from handlers.publishing.cards import planned_verbs
from models import Content
from models.content import WayName

Stand = Literal["draft", "waiting", "planned", "running", "resting", "ended", "stopped"]


class Listed(NamedTuple):
    """A piece of content in the list. `asked_by`: the champion who waits for another one's approval."""

    content: Content
    stand: Stand
    shown: ShownSkips
    asked_by: str = ""
    campaign: str = ""  # the name of the one it belongs to


def listing(
    words: Words,
    lines: Sequence[Listed],
    counts: Mapping[Stand, int],
    only: Stand | None,
    page: int,
    zone: str,
    *,
    older: bool,
) -> Card:
    """Content with its figures: numbers of people, not messages, as they were released this morning.

    Each piece has one button, and the rest in its menu. `zone`: of the champion who reads it.
    """
    t, names = words.t, labels(words)
    parts = [part for line in lines for part in _line(words, zone, line)]
    told = t("Nothing is here yet.")
    if counts:
        told = "; ".join(f"{label}: {words.number(counts[stand])}" for stand, label in names.items() if stand in counts)
    title = t("Content: {stand}", stand=names[only]) if only else t("Content")
    last = _turn(words, counts, only, page, older=older)
    return Card(title=title, summary=told, parts=(Text(text=told, style="quiet"), *parts, Divider(), last))


def _turn(words: Words, counts: Mapping[Stand, int], only: Stand | None, page: int, *, older: bool) -> Buttons:
    """The next page, or what begins new content; how else to look at the list is in the menu."""
    t, names = words.t, labels(words)
    further = [_look(t("Older"), only, page + 1)] if older else []
    back = [_look(t("Newer"), only, page - 1)] if page else []
    parts = [_look(t("Only: {choice}", choice=names[one]), one, 0) for one in names if one in counts and one != only]
    whole = [_look(t("Everything"), None, 0)] if only else []
    few = len(counts) < 2 and not only  # there is nothing to choose between
    post = Button(action="post", label=t("Post something"), style="primary")
    found = [*further, post, *back, *whole, *([] if few else parts)]
    return Buttons(buttons=tuple(found[:1]), menu=more(words, *found[1:]) if found[1:] else None)


def _look(label: str, only: Stand | None, page: int) -> Button:
    return Button(action="content", target=f"{only}{BAR}{page}" if only else str(page), label=label)


def labels(words: Words) -> Mapping[Stand, str]:
    """Where content stands, in the order of the list."""
    t = words.t
    return {
        "draft": t("Draft"),
        "waiting": t("Waiting"),
        "planned": t("Planned"),
        "running": t("Running"),
        "resting": t("Resting"),
        "ended": t("Ended"),
        "stopped": t("Stopped"),
    }


def _line(words: Words, zone: str, one: Listed) -> tuple[Text, Text, Buttons]:
    t, content = words.t, one.content
    marks = (
        t("Important") if content.important else "",
        t("In the name of the organisation") if content.official else "",
        t("Back after a rest") if content.again_of and one.stand == "running" else "",
        t("Comes back") if content.rests and one.stand == "running" else "",
        t("Offered to nobody: its groups may be too small") if content.too_few and one.stand == "running" else "",
        t("Waits for a second champion") if one.asked_by else "",
        one.campaign and t("Campaign “{name}”", name=one.campaign),
    )
    figures = "" if one.stand in ("planned", "resting") else _figures(words, content.way, one.shown)
    facts = f"{'; '.join(filter(None, (*marks, _stands(words, zone, content, one.stand), figures)))}."
    return Text(text=content.title, style="strong"), Text(text=facts, style="quiet"), _verbs(words, one)


def _stands(words: Words, zone: str, content: Content, stand: Stand) -> str:
    """Where it stands, from when if it is planned, and until when."""
    t, last = words.t, last_day(content)
    state = labels(words)[stand]
    if stand == "planned":
        state = t("Planned for {day}", day=told_start(words, content, zone))
    if stand == "resting":
        return t("Rests until {day}", day=told_start(words, content, zone))
    until = t("until {day} inclusive", day=words.full_day(last)) if last else t("with no end date")
    return f"{state}, {until}"


def _figures(words: Words, way: WayName, shown: ShownSkips) -> str:
    """Numbers of people. What may not be told is left out."""
    t, n, skips = words.t, words.number, shown.skips
    if way == "react" and skips.answered:
        return t("{n} people reacted", n=n(skips.answered))
    shared = t("offered to {offered} people, shared by {posted}", offered=n(shown.offered), posted=n(shown.posted))
    told = (shared if shown.posted else "", why_skipped(words, skips.skipped, skips.reasons))
    return "; ".join(filter(None, told)) or t("too few to tell")


def _verbs(words: Words, one: Listed) -> Buttons:
    """What can be done: the next step for where it stands, and the rest in the menu."""
    t, content = words.t, one.content
    history, recall = ("audit_content", t("History")), ("recall", t("Take back"))
    results = (("results", t("Results")),) if content.way != "react" else ()  # a reaction leads to no posts
    verbs: tuple[tuple[str, str], ...]
    match one.stand:
        case "waiting":
            verbs = (("approve", t("Approve")), ("decline", t("Decline")))
        case "planned":
            verbs = (*planned_verbs(words), ("edit", t("Edit")), history)
        case "running":
            link = (("content_link", t("Link and QR code")),) if content.way == "share" and content.url else ()
            verbs = (("stop", t("Stop")), *results, ("edit", t("Edit")), *link, recall, history)
        case "resting":
            verbs = (*_resting(words), history)
        case "ended" if content.returned_as:
            verbs = (*results, recall, history)
        case "ended" | "stopped":
            verbs = (("publish_again", t("Publish again")), *results, recall, history)
        case "draft":
            answers = (("approve_second", t("Approve")), ("send_back", t("Send back")))
            first = answers if one.asked_by else (("publish", t("Publish")),)
            verbs = (*first, ("edit", t("Edit")), ("discard", t("Discard")), history)
    return folded(words, button_row(*verbs, target=content.id), 1)


def _resting(words: Words) -> tuple[tuple[str, str], ...]:
    t = words.t
    wake = (("publish_now", t("Wake it now")), ("schedule", t("Change the day")))
    return *wake, ("edit", t("Edit")), ("end_rest", t("End it"))
