"""The cards for posting, previewing, listing and judging content."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.content.already import Already
from handlers.content.days import told_start
from handlers.content.looks import with_look
from handlers.core.buttons import button_row, folded
from handlers.core.interaction import Buttons, Card, Form, Input, Page, Part, Text
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.nudges.cards import preview as shown
from handlers.publishing.forms import refilled, suggestion_form
from models import Content, Person
from models.content import ContentState

__all__ = ["shown"]

NOTHING: Mapping[str, str | tuple[str, ...]] = {}


def draft_saved_card(
    words: Words, content: Content, texts: Sequence[str], warned: Sequence[str], told: Sequence[Part], *, asks: bool
) -> Card:
    """A draft as colleagues will see it, with the buttons for it. `asks`: a second champion is asked first."""
    t, link, why, content_id = words.t, shown(content), content.why, content.id
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
            _draft_verbs(words, content_id, warned=bool(warned), asks=asks),
            button_row(("override", t("Publish above all budgets")), target=content_id),
        ),
    )


def _draft_verbs(words: Words, content_id: str, *, warned: bool, asks: bool) -> Buttons:
    t = words.t
    publish = t("Ask for approval") if asks else t("Publish anyway") if warned else t("Publish")
    verbs = (("publish", publish), ("schedule", t("Plan it")), ("edit", t("Edit")), ("discard", t("Discard")))
    return folded(words, button_row(*verbs, target=content_id, lead=True), 3)


def published(words: Words, content_id: str, title: str) -> Card:
    """The content is running. How many it reaches stood in the preview: a count as of now would tell who joined."""
    t = words.t
    return Card(
        title=t("Published: {title}", title=title),
        summary=t("It is published."),
        instead=True,
        parts=(
            Text(text=t("It is offered from now on, to everybody in their own hours and at their own pace.")),
            button_row(("edit", t("Edit")), ("stop", t("Stop")), target=content_id),
        ),
    )


def start_lines(words: Words, content: Content, zone: str, now: datetime) -> tuple[Part, ...]:
    """When a draft would begin, if that is later."""
    if content.starts_at <= now:
        return ()
    t, day = words.t, told_start(words, content, zone)
    return (Text(text=t("Once published, it begins on {day}. Colleagues get it in their own hours.", day=day)),)


def planned_card(words: Words, content: Content, zone: str) -> Card:
    """The content is published for later. `zone`: of the champion who reads it."""
    t = words.t
    text = t("It begins on {day}. Nobody gets it before then.", day=told_start(words, content, zone))
    own = t("Colleagues get it from that moment on, in their own hours and at their own pace.")
    return Card(
        title=t("Planned: {title}", title=content.title),
        summary=text,
        instead=True,
        parts=(Text(text=text), Text(text=own, style="quiet"), button_row(*planned_verbs(words), target=content.id)),
    )


def planned_verbs(words: Words) -> tuple[tuple[str, str], ...]:
    """What can be done with planned content, as (action, label)."""
    t = words.t
    return ("publish_now", t("Publish now")), ("schedule", t("Change")), ("not_yet", t("Not yet"))


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
    shows = known.runs and joined and not own
    row = (button_row(("pick", t("Show it")), target=content.id, lead=True),) if shows else ()
    thanks = Text(text=t("Thank you for looking out for it."), style="quiet")
    title = content.title if known.runs else t("Here already")
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


def decision(words: Words, title: str, judge: str, reason: str, approved: bool, material: bool, second: bool) -> Card:
    """Tells a person what was decided about their suggestion. `second`: another champion looks at it, too."""
    t = words.t
    if approved:
        text = t("{name} approved your suggestion. Colleagues will get it. Thank you!", name=judge)
        if second:
            text = t(
                "{name} approved your suggestion. A second champion looks at it, and then colleagues get it.",
                name=judge,
            )
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
