"""The cards of sharing: the text, where to post it, and the thanks."""

from datetime import datetime
from typing import Protocol

from handlers.content.networks import composer, label
from handlers.content.prompts import starting_question
from handlers.core.buttons import MOST, as_it_is, button_row, more
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Items, Option, Preview, Text
from handlers.core.language import Words


class Gained(Protocol):
    """What a share earned: sentences for the points and the newly won badges."""

    def sentences(self, words: Words) -> tuple[str, ...]: ...


def share_card(
    words: Words,
    share_id: str,
    page: str,
    nudge_id: str,
    link: Preview,
    text: str,
    names: tuple[str, ...],
    warning: str,
) -> Card:
    """The text as a quotation, a button for each network, and *I posted it*. `page`: the path of the share page."""
    return Card(
        title=words.t("Share: {title}", title=link.title),
        summary=words.t("Your text is ready to share.") if text else starting_question(words, nudge_id),
        instead=True,
        refresh=as_it_is(nudge_id),
        parts=(
            *_start(words, nudge_id, text, warning),
            *((Text(text=link.url, style="quiet"),) if link.url else ()),
            Text(text=words.t("Where do you want to post it?")),
            _doors(words, page, text, link, names, _next_steps(words, share_id, text), nudge_id),
        ),
    )


def _next_steps(words: Words, share_id: str, text: str) -> Buttons:
    t = words.t
    posted_, own = ("posted", t("I posted it")), ("rewrite", t("Change the text") if text else t("Write my text"))
    return button_row(posted_, own, target=share_id) if text else button_row(own, posted_, target=share_id, lead=True)


def _doors(
    words: Words, page: str, text: str, link: Preview, networks: tuple[str, ...], steps: Buttons, nudge_id: str
) -> Buttons:
    """The person's first networks and the next steps; the other networks and *Undo* are in the menu."""
    first = networks[0] if text else ""
    doors = tuple(_door(words, page, name, text, link, first=name == first) for name in networks)
    room = MOST - len(steps.buttons)
    undo = button_row(("undo", words.t("Undo")), target=nudge_id).buttons
    return Buttons(buttons=(*doors[:room], *steps.buttons), menu=more(words, *doors[room:], *undo))


def _start(words: Words, nudge_id: str, text: str, warning: str) -> tuple[Text, ...]:
    """A text to change, with a warning if there is one; or a question."""
    if not text:
        asks = Text(text=starting_question(words, nudge_id), style="strong")
        return asks, Text(text=words.t("Answer it in a sentence or two of your own, here or where you post it."))
    said = (Text(text=warning, style="strong"),) if warning else ()
    return Text(text=text, style="quote"), *said, Text(text=words.t("Change it until it sounds like you."))


def taking(words: Words, share_id: str, card: Card) -> Card:
    """Add to the menu of a share card what shows the share's own link and its QR code."""
    take = button_row(("link", words.t("Link and QR code")), target=share_id).buttons
    *parts, row = card.parts
    if not isinstance(row, Buttons) or row.menu is None:
        raise TypeError("a share card ends with its menu")
    menu = more(words, *take, *row.menu.buttons)
    return card.model_copy(update={"parts": (*parts, row.model_copy(update={"menu": menu}))})


def _door(words: Words, page: str, name: str, text: str, link: Preview, *, first: bool) -> Button:
    """A link to the share page, or straight to the network's composer if Heraut has no public address."""
    address = composer(name, text, link.url, link.title)
    return Button(
        action="",
        label=label(words, name),
        style="primary" if first else "plain",
        link=f"{page}/{name}",
        direct=address if address.startswith("https://") else "",
    )


def text_form(words: Words, share_id: str, nudge_id: str, text: str) -> Form:
    """The form in which a person writes the text in their own words."""
    t = words.t
    return Form(
        action="rewrite",
        target=share_id,
        title=t("In your own words"),
        submit=t("Save"),
        cancel=t("Cancel"),
        intro="" if text else starting_question(words, nudge_id),
        inputs=(Input(name="text", label=t("Your text"), kind="text", value=text, required=True),),
    )


def posted_form(words: Words, share_id: str, networks: tuple[str, ...], chosen: str) -> Form:
    """The form that asks where it was posted and, optionally, at which address."""
    t = words.t
    options = tuple(Option(value=n, label=t("Somewhere else") if n == "copy" else label(words, n)) for n in networks)
    return Form(
        action="posted",
        target=share_id,
        title=t("I posted it"),
        submit=t("Done"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="network", label=t("Where?"), kind="choice", options=options, value=chosen, required=True),
            _address(words),
        ),
    )


def address_form(words: Words, share_id: str, network: str) -> Form:
    """The form that asks for the post's address afterwards."""
    t = words.t
    return Form(
        action="address",
        target=share_id,
        title=t("Address of your post"),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=(_address(words).model_copy(update={"required": True}),),
    )


def _address(words: Words) -> Input:
    return Input(
        name="address",
        label=words.t("Address of your post"),
        hint=words.t("If you like: it shows that the share is real, and counts for a little more."),
        kind="url",
        longest=2000,
    )


def thank_you(words: Words, network: str) -> str:
    if network == "copy":
        return words.t("Thank you for sharing!")
    return words.t("Thank you for sharing on {network}!", network=label(words, network))


def moved_part(words: Words, site: str, at: datetime, zone: str, *, follows: bool) -> Text:
    """The page that was shared has moved since. `follows`: the post holds a link of Heraut's, which leads there."""
    t, day = words.t, words.date(at, zone)
    if follows:
        return Text(text=t("This page moved within {site} on {day}. Your link leads there.", site=site, day=day))
    return Text(text=t("This page moved within {site} on {day}. Your post has the old address.", site=site, day=day))


def posted_card(
    words: Words, share_id: str, nudge_id: str, title: str, network: str, address: str, gained: Gained
) -> Card:
    """Thanks, and what the share earned, with each point explained."""
    t = words.t
    where = thank_you(words, network)
    lines = gained.sentences(words)
    its = () if address else (Button(action="address", label=t("Add the address of your post"), target=share_id),)
    again, undo = button_row(("again", t("Share elsewhere too")), ("undo", t("Undo")), target=nudge_id).buttons
    mine, leaderboard = button_row(("me", t("My shares and badges")), ("leaderboard", t("Leaderboard"))).buttons
    return Card(
        title=t("Shared: {title}", title=title),
        summary=where,
        instead=True,
        refresh=as_it_is(nudge_id),
        parts=(
            Text(text=where, style="strong"),
            *((Items(items=lines),) if lines else ()),
            Buttons(buttons=(*its, again, mine), menu=more(words, undo, leaderboard)),
        ),
    )
