"""The cards for reacting to a colleague's post."""

from handlers.core.buttons import as_it_is, button_row
from handlers.core.interaction import Button, Buttons, Card, Items, Text
from handlers.core.language import Words, mark
from handlers.core.targets import Tap
from handlers.nudges.cards import behind, preview, why_line
from handlers.registry.ways import Offered
from handlers.sharing.cards import Gained
from models.nudge import Reaction

# Each reaction: the label of its button, and the thanks for it.
REACTIONS: dict[Reaction, tuple[str, str]] = {
    "like": (mark("I liked it"), mark("You liked it. Thank you!")),
    "comment": (mark("I commented"), mark("You commented. Thank you!")),
    "congratulate": (mark("I congratulated"), mark("You congratulated. Thank you!")),
}


def reaction(offered: Offered) -> Card:
    """A colleague's post as a nudge: whose it is, a link, and the reactions, the rarer ones in the menu."""
    words, nudge_id, link, why = offered.words, offered.nudge.id, preview(offered.content), offered.content.why
    t = words.t
    taps = tuple(
        Button(action="react", target=Tap(did, nudge_id).encode(), label=t(tap)) for did, (tap, _) in REACTIONS.items()
    )
    opens = Button(action="", label=t("Open the post"), style="primary", link=link.url)
    others = button_row(("skip", t("Skip")), ("later", t("Later")), target=nudge_id)
    return Card(
        title=link.title,
        summary=t("A colleague’s post: {title}", title=link.title),
        refresh=as_it_is(nudge_id),
        parts=(
            *((Text(text=why),) if why else ()),
            link,
            Text(text=why_line(offered), style="quiet"),
            Buttons(buttons=(opens, taps[0], *others.buttons), menu=behind(words, nudge_id, *taps[1:])),
        ),
    )


def reacted_card(words: Words, nudge_id: str, title: str, did: Reaction, gained: Gained) -> Card:
    """Thanks, and what the reaction earned."""
    t = words.t
    said = t(REACTIONS[did][1])
    lines = gained.sentences(words)
    return Card(
        title=t("Done: {title}", title=title),
        summary=said,
        instead=True,
        refresh=as_it_is(nudge_id),
        parts=(
            Text(text=said, style="strong"),
            *((Items(items=lines),) if lines else ()),
            button_row(("undo", t("Undo")), target=nudge_id),
            button_row(("me", t("My shares and badges"))),
        ),
    )
