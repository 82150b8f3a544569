"""The cards for taking content back: the form, the confirmation, and the message to people who shared it."""

from collections.abc import Sequence

from handlers.content.networks import label
from handlers.core.interaction import Card, Facts, Form, Input, Option, Text
from handlers.core.language import Words


def recall_form(words: Words, content_id: str, title: str) -> Form:
    """The form that asks what the people who shared it should know, and why."""
    t = words.t
    options = (
        Option(value="remove", label=t("Please take it down")),
        Option(value="changed", label=t("It has changed, as follows")),
    )
    ask, hint = t("What do you want to ask the people who shared it?"), t("The people who shared it read this, once.")
    return Form(
        action="recall",
        target=content_id,
        title=t("Take back"),
        intro=title,
        submit=t("Take back"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="ask", label=ask, kind="choice", options=options, value="remove", required=True),
            Input(
                name="reason", label=t("Why, or what has changed?"), hint=hint, kind="text", required=True, longest=1000
            ),
        ),
    )


def recalled(words: Words, title: str) -> Card:
    """The content is no longer offered. It does not say whether anybody shared it: there may be one person."""
    t = words.t
    text = t("It is no longer offered. Cards that nobody has answered yet now say so.")
    heard = t("Anybody who shared it and still takes part gets one message with your words.")
    parts = (Text(text=text), Text(text=heard))
    return Card(title=t("Taken back: {title}", title=title), summary=text, parts=parts, instead=True)


def asked(words: Words, title: str, by: str, reason: str, places: Sequence[tuple[str, str]], *, remove: bool) -> Card:
    """A friendly request or notice to a person who shared it: it is their post, and they decide."""
    t = words.t
    head = t("Please take it down: {title}", title=title) if remove else t("Changed: {title}", title=title)
    text = (
        t("You shared this. {name} asks you to take your post down, for this reason:", name=by)
        if remove
        else t("You shared this. {name} tells you what has changed since:", name=by)
    )
    end = t("It is your post, so only you can do it. Thank you! Your points stay.")
    rows = tuple((label(words, network), address or t("your post there")) for network, address in places)
    where = (Facts(rows=rows),) if rows else ()
    close = (Text(text=end, style="quiet"),) if remove else ()
    return Card(title=head, summary=text, parts=(Text(text=text), Text(text=reason, style="quote"), *where, *close))
