"""The nudge and what it becomes when it is answered."""

from datetime import datetime

from handlers.cards.common import as_it_is, row
from handlers.interaction import Button, Buttons, Card, Preview, Text
from handlers.language import Words
from models import Content


def preview(content: Content) -> Preview:
    """The link as the networks will show it."""
    return Preview(
        url=content.url,
        title=content.title,
        description=content.description,
        image=content.image,
        site=content.site,
    )


def nudge(words: Words, nudge_id: str, link: Preview, why: str, text: str, reasons: str) -> Card:
    """Something worth sharing: why, the link, one text to start from, and why it came."""
    t = words.t
    parts = (
        *((Text(text=why),) if why else ()),
        link,
        *((Text(text=text, style="quote"),) if text else ()),
        Text(text=t("Why you see this: {reasons}.", reasons=reasons), style="quiet"),
        row(("share", t("Share")), ("skip", t("Skip")), ("later", t("Later")), target=nudge_id, lead=True),
        row(("settings", t("Settings")), ("leave", t("Leave"))),
    )
    summary = t("Worth sharing? {title}", title=link.title)
    return Card(title=link.title, summary=summary, parts=parts, refresh=as_it_is(nudge_id))


def skipped(words: Words, nudge_id: str, title: str, reasons: tuple[str, ...]) -> Card:
    """Skipped; why, if they like to say."""
    t = words.t
    labels = {
        "topic": t("Not my subject"),
        "salesy": t("Too salesy"),
        "time": t("Bad moment"),
        "shared": t("Already shared"),
        "uneasy": t("Not comfortable with it"),
    }
    ask = (
        Text(text=t("Would you say why? It helps to choose better; nobody sees who said it.")),
        Buttons(buttons=tuple(Button(action="reason", target=f"{r}|{nudge_id}", label=labels[r]) for r in reasons)),
    )
    return Card(
        title=t("Skipped: {title}", title=title),
        summary=t("Skipped."),
        instead=True,
        parts=(
            *(ask if reasons else (Text(text=t("Thank you, that helps.")),)),
            row(("undo", t("Undo")), target=nudge_id),
        ),
    )


def when(words: Words, nudge_id: str, title: str) -> Card:
    """Later: when?"""
    t = words.t
    labels = {"hour": t("In an hour"), "tomorrow": t("Tomorrow"), "monday": t("Next Monday")}
    return Card(
        title=t("Later: {title}", title=title),
        summary=t("When should it come back?"),
        instead=True,
        parts=(
            Text(text=t("When should it come back?")),
            Buttons(
                buttons=(
                    *(Button(action="later", target=f"{k}|{nudge_id}", label=v) for k, v in labels.items()),
                    Button(action="show", target=nudge_id, label=t("Back")),
                )
            ),
        ),
    )


def postponed(words: Words, nudge_id: str, title: str, until: datetime, zone: str) -> Card:
    """It comes back then."""
    text = words.t(
        "It comes back on {when}, or a little later if that is outside your hours.", when=words.when(until, zone)
    )
    return Card(
        title=words.t("Later: {title}", title=title),
        summary=text,
        instead=True,
        parts=(Text(text=text), row(("undo", words.t("Undo")), target=nudge_id)),
    )


def gone(words: Words, title: str) -> Card:
    """What stands in the place of an unanswered nudge whose content was stopped."""
    text = words.t("This is no longer offered. There is nothing you need to do.")
    return Card(title=title, summary=text, parts=(Text(text=text, style="quiet"),))
