"""Cards for links and QR codes to use elsewhere, and the form with a programme's settings for links."""

from collections.abc import Mapping

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Facts, Form, Input, Option, Picture, Text
from handlers.core.language import Words, mark
from models.share import LEVELS, Evidence

EVIDENCE: Mapping[Evidence, str] = {
    "claimed": mark("anybody who says that they shared"),
    "opened": mark("opened from here, or better"),
    "address": mark("the address of the post, or better"),
    "previewed": mark("the network looked at the link, or better"),
    "clicked": mark("somebody followed the link, or better"),
    "verified": mark("the post can be read (Bluesky, Mastodon)"),
}


def own_link_card(words: Words, title: str, address: str, picture: str) -> Card:
    """The card with a person's own link."""
    t = words.t
    said = t("For a newsletter, a talk, a chat: it leads to the story, and counts for your share if you want that.")
    return _taken(words, t("Your link: {title}", title=title), said, address, picture)


def common(words: Words, title: str, address: str, picture: str) -> Card:
    """The card with links that belong to nobody."""
    t = words.t
    said = t("For a poster, a slide, a newsletter: they lead to the story and count for nobody. The code counts apart.")
    return _taken(words, t("Link: {title}", title=title), said, address, picture)


def _taken(words: Words, title: str, said: str, address: str, picture: str) -> Card:
    code = Picture(path=picture, alt=words.t("A QR code that leads to the story."))
    return Card(title=title, summary=address, parts=(Text(text=said), Text(text=address, style="quote"), code))


def links_form(words: Words, base: str, address: str, utm: str, evidence: Evidence) -> Form:
    """The form, filled with the present settings."""
    t = words.t
    begin = Input(
        name="link_base",
        label=t("Links begin with"),
        hint=t("A domain of your own that leads to Heraut. Empty: {address}", address=address or "–"),
        kind="url",
        value=base,
        longest=300,
    )
    inputs = (begin, _adds(words, utm), _counts(words, evidence))
    return Form(action="links", title=t("Links"), submit=t("Save"), cancel=t("Cancel"), inputs=inputs)


def _adds(words: Words, utm: str) -> Input:
    hint = words.t(
        "Like utm_source={network}&utm_medium=social&utm_campaign={campaign}. What an address already has is kept.",
        network="{network}",
        campaign="{campaign}",
    )
    return Input(name="utm", label=words.t("Links add to each address"), hint=hint, value=utm, longest=300)


def _counts(words: Words, evidence: Evidence) -> Input:
    t = words.t
    return Input(
        name="evidence",
        label=t("Which shares count for points?"),
        hint=t("For what is shared from now on. Most networks do not let us read posts, so the last one suits few."),
        kind="choice",
        options=tuple(Option(value=level, label=t(EVIDENCE[level])) for level in LEVELS),
        value=evidence,
        required=True,
    )


def links_saved_card(words: Words, base: str, utm: str, evidence: Evidence) -> Card:
    """Confirms the new settings."""
    t = words.t
    facts = (
        (t("Links begin with"), base or "–"),
        (t("Links add to each address"), utm or t("nothing")),
        (t("Which shares count for points?"), t(EVIDENCE[evidence])),
    )
    said = t("Saved. Links that are already in use will follow within a minute.")
    return Card(
        title=t("Links"), summary=said, parts=(Text(text=said), Facts(rows=facts), button_row(("links", t("Edit"))))
    )
