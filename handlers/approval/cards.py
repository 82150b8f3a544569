"""The cards for a second champion: the request, the answer, and what became of it."""

from collections.abc import Sequence

from handlers.core.buttons import button_row, folded
from handlers.core.interaction import Card, Form, Input, Part, Text
from handlers.core.language import Words, mark
from models import Content
from models.approval import ApprovalState

OVER: dict[ApprovalState, str] = {
    "changed": mark("It was changed, so it is no longer asked for. Publish it to ask again."),
    "late": mark("Nobody answered within a week. Publish it to ask again, or ask a colleague yourself."),
    "unneeded": mark("A second champion no longer has to look. You can publish it."),
}


def approval_asked_card(words: Words, content: Content) -> Card:
    """The other champions are asked."""
    t = words.t
    text = t("Another champion has to approve it first. They have been asked.")
    note = t("You hear what they say. If nobody answers within a week, you hear that too. A change ends the request.")
    parts = (
        Text(text=text),
        Text(text=note, style="quiet"),
        button_row(("edit", t("Edit")), ("discard", t("Discard")), target=content.id),
    )
    return Card(title=t("Asked: {title}", title=content.title), summary=text, parts=parts, instead=True)


def approval_request_card(
    words: Words, content: Content, by: str, link: Part, texts: Sequence[str], begins: str
) -> Card:
    """The request to another champion. `begins`: when it is planned for; empty for at once."""
    t = words.t
    text = t("{name} wants to publish this. Another champion has to approve it.", name=by)
    notes = (
        t("It speaks in the name of the organisation.") if content.official else "",
        t("It begins on {day}, or at once if that is over by then.", day=begins) if begins else "",
    )
    verbs = (("approve_second", t("Approve")), ("send_back", t("Send back")), ("edit", t("Edit")))
    parts = (
        Text(text=text),
        *(Text(text=note, style="strong") for note in notes if note),
        *((Text(text=content.why),) if content.why else ()),
        link,
        *(Text(text=one, style="quote") for one in texts),
        folded(words, button_row(*verbs, target=content.id, lead=True), 2),
    )
    return Card(title=t("To approve: {title}", title=content.title), summary=text, parts=parts, instead=True)


def send_back_form(words: Words, content: Content) -> Form:
    t = words.t
    why = Input(
        name="said",
        label=t("What should be different?"),
        hint=t("Your colleague reads this."),
        kind="text",
        required=True,
        longest=1000,
    )
    return Form(
        action="send_back",
        target=content.id,
        title=t("Send back"),
        intro=content.title,
        submit=t("Send back"),
        cancel=t("Cancel"),
        inputs=(why,),
    )


def decided_card(words: Words, content: Content, state: ApprovalState, by: str) -> Card:
    """What became of it, for a champion who was asked."""
    t = words.t
    told = {"approved": t("Approved by {name}.", name=by), "sent_back": t("Sent back by {name}.", name=by)}
    text = told.get(state, t("Nobody asks for this any more."))
    return Card(title=content.title, summary=text, parts=(Text(text=text),), instead=True)


def approval_answer_card(words: Words, content: Content, state: ApprovalState, by: str, said: str, begins: str) -> Card:
    """What became of it, for the champion who asked. `begins`: when it is planned for; empty if it runs."""
    t = words.t
    if state == "approved":
        text = t("{name} approved it. It begins on {day}.", name=by, day=begins)
        if not begins:
            text = t("{name} approved it. It is published.", name=by)
        return Card(title=t("Approved: {title}", title=content.title), summary=text, parts=(Text(text=text),))
    text = t("{name} sent it back:", name=by) if state == "sent_back" else t(OVER[state])
    row = button_row(("edit", t("Edit")), ("publish", t("Publish")), ("discard", t("Discard")), target=content.id)
    parts = (
        Text(text=text),
        *((Text(text=said, style="quote"),) if said else ()),
        *((row,) if content.state == "draft" else ()),
    )
    return Card(title=t("Not approved yet: {title}", title=content.title), summary=text, parts=parts)


def official_input(words: Words, *, official: bool) -> Input:
    """The mark in the editor for what always needs a second champion."""
    return Input(
        name="official",
        label=words.t("It speaks in the name of the organisation"),
        hint=words.t("Then a second champion approves it, and texts say where people work."),
        kind="flag",
        value="yes" if official else "",
    )


def setting_card(words: Words, *, second: bool) -> Card:
    """Whether all content needs a second champion, and the switch."""
    t = words.t
    on = t("Content is published once a second champion has approved it.")
    off = t("Champions publish by themselves.")
    always = t("What speaks in the name of the organisation always needs a second champion.")
    switch = ("second_off", t("No longer ask")) if second else ("second_on", t("Ask a second champion"))
    parts = (Text(text=on if second else off), Text(text=always, style="quiet"), button_row(switch))
    return Card(title=t("A second champion"), summary=on if second else off, parts=parts, instead=True)
