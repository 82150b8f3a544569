"""The cards of sharing: the text, where to post it, and the thanks."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from handlers.content.networks import composer, label
from handlers.content.prompts import starting_question
from handlers.core.buttons import MOST, as_it_is, button_row, more
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Items, Option, Preview, Text
from handlers.core.language import Words
from handlers.disclosure.lines import Pair, fitted_to


class Gained(Protocol):
    """What a share earned: sentences for the points and the newly won badges."""

    def sentences(self, words: Words) -> tuple[str, ...]: ...


class Begun(NamedTuple):
    """A share that is not posted yet, as its card shows it."""

    id: str
    nudge: str
    page: str  # the path of its share page
    link: Preview
    text: str
    networks: tuple[str, ...]
    warning: str  # empty if there is none
    tracked: bool  # it has a link of its own
    public: bool  # browsers reach Heraut, and so the share page
    tip: str = ""  # what the text might say; empty if it says so
    line: str = ""  # of the guide, for the first network
    lines: Sequence[Pair] = ()  # that say who speaks
    credit: str = ""  # the sentence that names the person who suggested it, where they agreed


def share_card(words: Words, share: Begun) -> Card:
    """The text as a quotation, a button for each network, and *I posted it*."""
    return Card(
        title=words.t("Share: {title}", title=share.link.title),
        summary=words.t("Your text is ready to share.") if share.text else starting_question(words, share.nudge),
        instead=True,
        refresh=as_it_is(share.nudge),
        parts=(
            *((Text(text=share.credit, style="quiet"),) if share.credit else ()),
            *_start(words, share),
            *((Text(text=share.link.url, style="quiet"),) if share.link.url else ()),
            Text(text=words.t("Where do you want to post it?")),
            *_take_picture(words, share.link),
            *((Text(text=words.t("From the guide: {line}", line=share.line), style="quiet"),) if share.line else ()),
            _doors(words, share),
        ),
    )


def _take_picture(words: Words, link: Preview) -> tuple[Text, ...]:
    """No network takes a picture along, so that a photo of one's own is added by hand."""
    said = words.t("The picture does not go along by itself: open it, save it, and add it to your post.")
    return (Text(text=said, style="quiet"),) if _own_picture(link) else ()


def _own_picture(link: Preview) -> str:
    """The address of a picture that the post is about; empty where a page brings its own."""
    return "" if link.url else link.image


def _start(words: Words, share: Begun) -> tuple[Text, ...]:
    """A text to change, with a warning if there is one; or a question."""
    if not share.text:
        asks = Text(text=starting_question(words, share.nudge), style="strong")
        return asks, Text(text=words.t("Answer it in a sentence or two of your own, here or where you post it."))
    said = (Text(text=share.warning, style="strong"),) if share.warning else ()
    tip = (Text(text=share.tip, style="quiet"),) if share.tip else ()
    return Text(text=share.text, style="quote"), *said, Text(text=words.t("Change it until it sounds like you.")), *tip


def _doors(words: Words, share: Begun) -> Buttons:
    """The person's first networks and the next steps; the other networks and what is seldom needed are in the menu."""
    steps = _next_steps(words, share).buttons
    room = MOST - len(steps)
    doors = [_door(words, share, name) for name in share.networks]
    if image := _own_picture(share.link):
        doors.insert(1, Button(action="", label=words.t("Open the picture"), link=image))
    take = button_row(("link", words.t("Link and QR code")), target=share.id).buttons if share.tracked else ()
    undo = button_row(("undo", words.t("Undo")), target=share.nudge).buttons
    return Buttons(buttons=(*doors[:room], *steps), menu=more(words, *take, *doors[room:], *undo))


def _next_steps(words: Words, share: Begun) -> Buttons:
    t = words.t
    posted_ = "posted", t("I posted it")
    own = "rewrite", t("Change the text") if share.text else t("Write my text")
    if share.text:
        return button_row(posted_, own, target=share.id)
    return button_row(own, posted_, target=share.id, lead=True)


def _door(words: Words, share: Begun, name: str) -> Button:
    """A link to the share page, or straight to the network's composer if Heraut has no public address."""
    address = (
        ""
        if share.public
        else composer(name, fitted_to(share.text, share.lines, name), share.link.url, share.link.title)
    )
    return Button(
        action="",
        label=label(words, name),
        style="primary" if share.text and name == share.networks[0] else "plain",
        link=f"{share.page}/{name}",
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


def with_tip(card: Card, tip: str) -> Card:
    """The card with a quiet sentence above its buttons, if there is one."""
    if not tip:
        return card
    *parts, buttons = card.parts
    return card.model_copy(update={"parts": (*parts, Text(text=tip, style="quiet"), buttons)})


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
