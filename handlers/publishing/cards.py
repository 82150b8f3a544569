"""The cards for posting, previewing, listing and judging content."""

from collections.abc import Mapping, Sequence
from typing import Literal

from handlers.content.already import Already
from handlers.content.days import last_day
from handlers.content.looks import with_look
from handlers.core.buttons import button_row, folded, more
from handlers.core.interaction import Button, Buttons, Card, Divider, Form, Input, Page, Part, Text
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.core.targets import BAR
from handlers.nudges.cards import preview as shown
from handlers.nudges.lesson_cards import why_skipped
from handlers.nudges.skips import ShownSkips
from handlers.publishing.forms import refilled, suggestion_form
from models import Content, Person
from models.content import ContentState, WayName

__all__ = ["shown"]

NOTHING: Mapping[str, str | tuple[str, ...]] = {}
Stand = Literal["draft", "waiting", "running", "ended", "stopped"]


def draft_saved_card(
    words: Words, content: Content, texts: tuple[str, ...], warned: tuple[str, ...], told: tuple[Part, ...]
) -> Card:
    """A draft as colleagues will see it, with the buttons to publish, edit or discard it."""
    t, link, why, content_id = words.t, shown(content), content.why, content.id
    publish = t("Publish anyway") if warned else t("Publish")
    one = t("There is one text only, so colleagues may post the same words.") if len(texts) == 1 else ""
    return Card(
        title=t("Preview: {title}", title=link.title),
        summary=t("This is how colleagues will see it."),
        instead=True,
        parts=(
            Text(text=t("This is how colleagues will see it. Nobody has yet."), style="quiet"),
            *((Text(text=why),) if why else ()),
            link,
            *(Text(text=text, style="quote") for text in texts),
            *((Text(text=one, style="quiet"),) if one else ()),
            *(Text(text=sentence, style="strong") for sentence in warned),
            *told,
            button_row(
                ("publish", publish), ("edit", t("Edit")), ("discard", t("Discard")), target=content_id, lead=True
            ),
            button_row(("override", t("Publish above all budgets")), target=content_id),
        ),
    )


def published(words: Words, content_id: str, title: str, audience: int) -> Card:
    """The content is running. `audience`: the number of advocates; fewer than five are not counted."""
    t = words.t
    reach = (
        words.tn("{n} colleague takes part.", "{n} colleagues take part.", audience)
        if audience >= 5
        else t("Fewer than five colleagues take part so far.")
    )
    return Card(
        title=t("Published: {title}", title=title),
        summary=t("It is published."),
        instead=True,
        parts=(
            Text(text=t("It is offered from now on, to everybody in their own hours and at their own pace.")),
            Text(text=reach, style="quiet"),
            button_row(("edit", t("Edit")), ("stop", t("Stop")), target=content_id),
        ),
    )


def discarded(words: Words, title: str) -> Card:
    return Card(title=title, summary=words.t("Discarded."), parts=(Text(text=words.t("Discarded.")),), instead=True)


def stopped(words: Words, content_id: str, title: str) -> Card:
    t = words.t
    text = t("It is no longer offered. Cards that nobody has answered yet now say so.")
    more = t("You can undo this for ten minutes. Should the people who shared it know? Then take it back.")
    parts = (
        Text(text=text),
        Text(text=more, style="quiet"),
        button_row(("undo_stop", t("Undo")), ("recall", t("Take back")), target=content_id),
    )
    return Card(title=t("Stopped: {title}", title=title), summary=text, parts=parts, instead=True)


def running_again(words: Words, content_id: str, title: str, *, still: bool) -> Card:
    """`still`: it was stopped by mistake. Otherwise it begins again."""
    t = words.t
    text = t("It is offered again, for a month. Colleagues who had it before do not get it twice.")
    if still:
        text = t("It runs again as before. Who would have got it gets it, if it still fits.")
    row = button_row(("edit", t("Edit")), ("stop", t("Stop")), target=content_id)
    title = t("Published: {title}", title=title)
    return Card(title=title, summary=text, parts=(Text(text=text), row), instead=True)


def again_anyway(words: Words, target: str, title: str, told: Sequence[str]) -> Card:
    """What is wrong with the page by now, before it is published again."""
    t = words.t
    row = button_row(("publish_again", t("Publish anyway")), ("content", t("Back")), target=target)
    parts: tuple[Part, ...] = (*(Text(text=sentence) for sentence in told), row)
    return Card(title=title, summary=told[0], parts=parts, instead=True)


def changed(words: Words, title: str, told: tuple[Part, ...]) -> Card:
    text = words.t("The change is saved. Everyone who is offered it from now on sees it.")
    return Card(title=words.t("Changed: {title}", title=title), summary=text, parts=(Text(text=text), *told))


def listing(
    words: Words,
    lines: Sequence[tuple[Content, Stand, ShownSkips]],
    counts: Mapping[Stand, int],
    only: Stand | None,
    page: int,
    *,
    older: bool,
) -> Card:
    """Content with its figures: numbers of people, not messages, as they were released this morning.

    Each piece has one button, and the rest in its menu.
    """
    t, names = words.t, labels(words)
    parts = [part for line in lines for part in _line(words, *line)]
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
        "running": t("Running"),
        "ended": t("Ended"),
        "stopped": t("Stopped"),
    }


def _line(words: Words, content: Content, stand: Stand, shown: ShownSkips) -> tuple[Text, Text, Buttons]:
    t = words.t
    state = labels(words)[stand]
    last = last_day(content)
    until = t("until {day} inclusive", day=words.full_day(last)) if last else t("with no end date")
    marks = (
        t("Important") if content.important else "",
        content.campaign and t("Campaign “{name}”", name=content.campaign),
    )
    facts = "; ".join((*filter(None, marks), f"{state}, {until}", f"{_figures(words, content.way, shown)}."))
    return Text(text=content.title, style="strong"), Text(text=facts, style="quiet"), _verbs(words, content, stand)


def _figures(words: Words, way: WayName, shown: ShownSkips) -> str:
    """Numbers of people. What may not be told is left out."""
    t, n, skips = words.t, words.number, shown.skips
    if way == "react" and skips.answered:
        return t("{n} people reacted", n=n(skips.answered))
    shared = t("offered to {offered} people, shared by {posted}", offered=n(shown.offered), posted=n(shown.posted))
    told = (shared if shown.posted else "", why_skipped(words, skips.skipped, skips.reasons))
    return "; ".join(filter(None, told)) or t("too few to tell")


def _verbs(words: Words, content: Content, stand: Stand) -> Buttons:
    """What can be done: the next step for where it stands, and the rest in the menu."""
    t = words.t
    history = ("audit_content", t("History"))
    results = (("results", t("Results")),) if content.way != "react" else ()  # a reaction leads to no posts
    recall = ("recall", t("Take back"))
    verbs: tuple[tuple[str, str], ...]
    match stand:
        case "waiting":
            verbs = (("approve", t("Approve")), ("decline", t("Decline")))
        case "running":
            link = (("content_link", t("Link and QR code")),) if content.way == "share" and content.url else ()
            verbs = (("stop", t("Stop")), *results, ("edit", t("Edit")), *link, recall, history)
        case "ended" | "stopped":
            verbs = (("publish_again", t("Publish again")), *results, recall, history)
        case "draft":
            verbs = (("publish", t("Publish")), ("edit", t("Edit")), ("discard", t("Discard")), history)
    return folded(words, button_row(*verbs, target=content.id), 1)


def approval(
    words: Words, content: Content, told: Sequence[str], text: str, author: str, state: ContentState, decider: str
) -> Card:
    """A suggestion for a champion to judge, or who judged it and how. `told`: who is in the picture."""
    t, link, why, content_id = words.t, shown(content), content.why, content.id
    answer = not content.url and not content.own
    parts = (
        Text(text=t("{name} sent in an answer.", name=author) if answer else t("{name} suggests this.", name=author)),
        *((Text(text=why),) if why else ()),
        link,
        *((Text(text=text, style="quote"),) if text else ()),
        *(Text(text=sentence, style="quiet") for sentence in told),
    )
    if state == "proposed":
        end: Text | Buttons = button_row(
            ("approve", t("Approve")), ("decline", t("Decline")), target=content_id, lead=True
        )
    elif state == "declined":
        end = Text(text=t("Declined by {name}.", name=decider), style="strong")
    else:
        end = Text(text=t("Approved by {name}.", name=decider), style="strong")
    if state == "draft":  # material that a champion turns into content
        end = button_row(("edit", t("Make something of it")), target=content_id, lead=True)
    summary = t("{name} suggests: {title}", name=author, title=link.title)
    return Card(title=t("Suggestion: {title}", title=link.title), summary=summary, parts=(*parts, end), instead=True)


def told_already(
    person: Person, known: Already, page: Page, values: Mapping[str, str | tuple[str, ...]] = NOTHING
) -> Card | Form:
    """What became of a page that was suggested or published before. What is over can be suggested again."""
    words, content = words_of(person), known.content
    if known.open:
        return _here_already(words, known, joined=person.joined, own=content.author == person.person)
    return refilled(suggestion_form(words, page, known.said, with_look(page, "")), values)


def _here_already(words: Words, known: Already, *, joined: bool, own: bool) -> Card:
    """Instead of a second suggestion: what became of the first. What runs can be taken at once."""
    t, content = words.t, known.content
    shows = content.state == "running" and joined and not own
    row = (button_row(("pick", t("Show it")), target=content.id, lead=True),) if shows else ()
    thanks = Text(text=t("Thank you for looking out for it."), style="quiet")
    title = content.title if content.state == "running" else t("Here already")
    return Card(title=title, summary=known.said, parts=(Text(text=known.said), thanks, *row))


def decline_form(words: Words, content_id: str, title: str) -> Form:
    """The form that asks why a suggestion is declined."""
    t = words.t
    return Form(
        action="decline",
        target=content_id,
        title=t("Decline"),
        intro=title,
        submit=t("Decline"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="reason",
                label=t("Why not?"),
                hint=t("Your colleague reads this."),
                kind="text",
                required=True,
                longest=1000,
            ),
        ),
    )


def decision(words: Words, title: str, judge: str, reason: str, approved: bool, material: bool) -> Card:
    """Tells a person what was decided about their suggestion."""
    t = words.t
    if approved:
        text = t("{name} approved your suggestion. Colleagues will get it. Thank you!", name=judge)
        if material:
            text = t("{name} will make something of your answer. Thank you!", name=judge)
        return Card(title=t("Approved: {title}", title=title), summary=text, parts=(Text(text=text),))
    text = t("{name} looked at your suggestion and declined it.", name=judge)
    return Card(
        title=t("Declined: {title}", title=title),
        summary=text,
        parts=(
            Text(text=text),
            *((Text(text=reason, style="quote"),) if reason else ()),
            button_row(("suggest", t("Suggest something else"))),
        ),
    )
