"""The cards of a nudge: as it comes, and after each answer."""

from datetime import datetime

from handlers.content.prompts import starting_question
from handlers.core.buttons import MOST, as_it_is, button_row, folded, less_button, more
from handlers.core.interaction import Button, Buttons, Card, Menu, Preview, Text
from handlers.core.language import Words, mark
from handlers.core.shortening import shortened
from handlers.core.targets import Tap
from handlers.nudges.targets import When
from handlers.outbox.kinds import NUDGE
from handlers.registry.ways import Offered
from models import Content
from models.nudge import SkipReason

# The word in the button's target → the label on the button.
REASONS: dict[SkipReason, str] = {
    "topic": mark("Not my subject"),
    "salesy": mark("Too salesy"),
    "time": mark("Bad moment"),
    "shared": mark("Already shared"),
    "uneasy": mark("Not comfortable with it"),
}


LINE = 200  # letters of a piece in a list


def preview(content: Content) -> Preview:
    """A preview of the link as the networks will show it."""
    return Preview(
        url=content.url,
        title=content.title,
        description=content.description,
        image=content.image,
        site=content.site,
    )


def nudge(offered: Offered) -> Card:
    """Something to share: why it is worth it, the link, a text to start from, and why it came."""
    words, nudge_id, link = offered.words, offered.nudge.id, preview(offered.content)
    t = words.t
    parts = (
        *((Text(text=offered.content.why),) if offered.content.why else ()),
        link,
        *_start(offered),
        Text(text=why_line(offered), style="quiet"),
        with_more(words, ("share", t("Share")), ("skip", t("Skip")), ("later", t("Later")), target=nudge_id),
    )
    summary = t("Worth sharing? {title}", title=link.title)
    return Card(title=link.title, summary=summary, parts=parts, refresh=as_it_is(nudge_id))


def why_line(offered: Offered) -> str:
    """Who suggested it, where that may be told, and why this person sees it."""
    why = offered.words.t("Why you see this: {reasons}.", reasons=offered.reasons)
    return " ".join(filter(None, (offered.credit, why)))


def _start(offered: Offered) -> tuple[Text, ...]:
    """A text to start from, or a question if colleagues nearby have already had all the texts."""
    words = offered.words
    if offered.asks:
        said = words.t("Colleagues near you have had the suggested texts this week, so here is a question instead.")
        return Text(text=starting_question(words, offered.nudge.id), style="strong"), Text(text=said, style="quiet")
    return (Text(text=offered.text, style="quote"),) if offered.text else ()


def in_a_line(content: Content) -> str:
    """What a piece says about itself, for lists."""
    return shortened(content.why or content.description, LINE)


def with_more(words: Words, *buttons: tuple[str, str], target: str) -> Buttons:
    """The answers to a nudge, given as (action, label), and its menu."""
    return button_row(*buttons, target=target, lead=True).model_copy(update={"menu": behind(words, target)})


def behind(words: Words, nudge_id: str, *first: Button) -> Menu:
    """The menu of every nudge: why it came, and the ways to fewer or none."""
    t = words.t
    why = button_row(("why", t("Why now?")), target=nudge_id).buttons
    ways_out = button_row(("settings", t("Settings")), ("leave", t("Leave"))).buttons
    return more(words, *first, *why, *ways_out, less_button(words, NUDGE.name))


def skipped_card(words: Words, nudge_id: str, title: str, reasons: tuple[SkipReason, ...]) -> Card:
    """The nudge was skipped. `reasons`: what to offer as the reason; empty once one was given."""
    t = words.t
    why = (Button(action="reason", target=Tap(one, nudge_id).encode(), label=t(REASONS[one])) for one in reasons)
    undo = button_row(("undo", t("Undo")), target=nudge_id).buttons
    said = ask_why(words) if reasons else t("Thank you, that helps.")
    row = Buttons(buttons=tuple(why))
    last = folded(words, row, MOST - len(undo))
    return Card(
        title=t("Skipped: {title}", title=title),
        summary=t("Skipped."),
        instead=True,
        parts=(Text(text=said), last.model_copy(update={"buttons": (*last.buttons, *undo)})),
    )


def ask_why(words: Words) -> str:
    return words.t("Would you say why? It helps us choose better; nobody sees who said it.")


def when_card(words: Words, nudge_id: str, title: str) -> Card:
    """Ask when the nudge should come back."""
    t = words.t
    labels = when_labels(words).items()
    return Card(
        title=t("Later: {title}", title=title),
        summary=t("When should it come back?"),
        instead=True,
        parts=(
            Text(text=t("When should it come back?")),
            Buttons(
                buttons=(
                    *(Button(action="later", target=Tap(at, nudge_id).encode(), label=label) for at, label in labels),
                    Button(action="show", target=nudge_id, label=t("Back")),
                )
            ),
        ),
    )


def when_labels(words: Words) -> dict[When, str]:
    t = words.t
    return {"hour": t("In an hour"), "tomorrow": t("Tomorrow"), "monday": t("Next Monday")}


def postponed(words: Words, nudge_id: str, title: str, until: datetime, zone: str) -> Card:
    """Say when the nudge comes back. `zone`: an IANA name."""
    text = comes_back(words, until, zone)
    return Card(
        title=words.t("Later: {title}", title=title),
        summary=text,
        instead=True,
        parts=(Text(text=text), button_row(("undo", words.t("Undo")), target=nudge_id)),
    )


def comes_back(words: Words, until: datetime, zone: str) -> str:
    when_ = words.when(until, zone)
    return words.t("It comes back on {when}, or a little later if that is outside your hours.", when=when_)


def gone(words: Words) -> str:
    return words.t("This is no longer offered. There is nothing you need to do.")


def withdrawn(words: Words, title: str) -> Card:
    """Replaces an unanswered nudge whose content was stopped."""
    text = gone(words)
    return Card(title=title, summary=text, parts=(Text(text=text, style="quiet"),))
