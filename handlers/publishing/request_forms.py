"""The forms with which champions ask for a reaction to a post, or an answer to a question."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from handlers.content.networks import network_of
from handlers.core.interaction import Form, Input, Option
from handlers.core.language import Words
from models.content import WayName

REACT: Literal["react"] = "react"
CREATE: Literal["create"] = "create"
WAYS: tuple[WayName, ...] = (REACT, CREATE)
STORY: Literal["story"] = "story"  # something to share as well, but without an address
Asking = WayName | Literal["story"]
ASKING: tuple[Asking, ...] = (*WAYS, STORY)


def asking(said: str) -> Asking:
    """What a form was opened for; a page to share unless it says otherwise."""
    return next((one for one in ASKING if one == said), "share")


def way_of(asked: Asking) -> WayName:
    """The way in which colleagues take part."""
    return "share" if asked == STORY else asked


def way_form(words: Words, way: WayName, url: str) -> Form:
    """The form that asks for the way; the next form has only the fields that this way needs."""
    t = words.t
    asks: tuple[tuple[Asking, str], ...] = (
        ("share", t("Share a page, in their own words")),
        (STORY, t("Share a photo or a story of our own")),
        (REACT, t("React to a colleague’s post")),
        (CREATE, t("Answer a question, in a post of their own")),
    )
    options = tuple(Option(value=value, label=label) for value, label in asks)
    question, hint = t("What do you ask of colleagues?"), t("Of the page or of the post. The others need none.")
    return Form(
        action="way",
        title=t("Post something"),
        submit=t("Next"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="way", label=question, kind="choice", options=options, value=way, required=True),
            Input(name="url", label=t("Address"), kind="url", hint=hint, value=url, longest=2000),
        ),
    )


def request_inputs(words: Words, way: WayName, url: str, title: str, why: str) -> tuple[Input, ...]:
    """The fields of a request for a reaction or an answer."""
    t = words.t
    if way == REACT:
        return (
            Input(name="url", label=t("Address of the post"), kind="url", value=url, required=True, longest=2000),
            Input(
                name="title",
                label=t("Whose post is it, and about what?"),
                hint=t("Such as: Noor about the new blades"),
                value=title,
                required=True,
                longest=300,
            ),
            _why(words, t("Why would colleagues react to it?"), why),
        )
    hint = t("Such as: What surprised you at the trade fair?")
    return (
        Input(name="title", label=t("Your question"), hint=hint, value=title, required=True, longest=300),
        _why(words, t("Why do you ask?"), why),
    )


def _why(words: Words, label: str, why: str) -> Input:
    hint = words.t("Colleagues read this first.")
    return Input(name="why", label=label, hint=hint, kind="text", value=why, longest=1000)


def request_errors(words: Words, way: WayName, url: str, title: str, dates: Sequence[date | None]) -> dict[str, str]:
    """Errors in a request for a reaction or an answer, by field. `dates`: the first and the last day."""
    t = words.t
    errors = {}
    if way == REACT and not network_of(url):
        errors["url"] = t("This is not the address of a post on a network that Heraut knows.")
    if not title:
        errors["title"] = t("Please fill this in.")
    starts, ends = dates
    if starts and ends and ends < starts:
        errors["ends"] = t("This should be later than the beginning.")
    return errors
