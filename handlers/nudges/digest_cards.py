"""The card of a digest: several nudges in one message, each answered separately."""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.core.buttons import in_turn, listed
from handlers.core.interaction import Button, Buttons, Card, Divider, Part, Preview, Refresh, Text
from handlers.core.language import Words
from handlers.core.targets import Tap
from handlers.nudges.cards import REASONS, behind, in_a_line, when_labels
from handlers.nudges.targets import Verb
from models import Content
from models.content import WayName
from models.nudge import SkipReason


class DigestItem(NamedTuple):
    """One nudge in a digest: its content, a sentence on what became of it, and the buttons it has now."""

    content: Content
    said: str
    buttons: Buttons | None
    text: str = ""  # to start from
    front: bool = False  # the one to answer now


def digest_card(words: Words, digest_id: str, first: str, items: Sequence[DigestItem]) -> Card:
    """A link with buttons, or the outcome, for each item. `first`: the id of the nudge behind *Why now?*.

    The one to answer now has all its buttons in sight, so that each answer is one tap.
    """
    t = words.t
    titles = words.list(item.content.title for item in items)
    intro = t("Each of these ends soon or is important. So they come together, and count as one.")
    items = _with_rows(words, items)
    return Card(
        title=t("{n} things worth sharing, in one message", n=words.number(len(items))),
        summary=t("Worth sharing? {title}", title=titles),
        instead=True,
        refresh=Refresh(action="digest", target=digest_id),
        parts=(
            Text(text=intro, style="quiet"),
            *(part for item in items for part in _item(item)),
            Divider(),
            Buttons(menu=behind(words, first)),
        ),
    )


def _with_rows(words: Words, items: Sequence[DigestItem]) -> Sequence[DigestItem]:
    pressed = [item for item in items if item.buttons]
    rows = [item.buttons for item in pressed if item.buttons]
    front = next((place for place, item in enumerate(pressed) if item.front), None)
    left = iter(listed(words, rows) if front is None else in_turn(words, rows, front))
    return [item._replace(buttons=next(left)) if item.buttons else item for item in items]


def _item(item: DigestItem) -> tuple[Part, ...]:
    content = item.content
    about = in_a_line(content)
    link = Preview(url=content.url, title=content.title, description=about, image=content.image, site=content.site)
    said = (Text(text=item.said, style="quiet"),) if item.said else ()
    text = (Text(text=item.text, style="quote"),) if item.text else ()
    return Divider(), link, *text, *said, *((item.buttons,) if item.buttons else ())


def open_(words: Words, nudge_id: str, way: WayName) -> Buttons:
    """Buttons of an unanswered item. Other ways than sharing open their own card first, as that has their buttons."""
    t = words.t
    first: tuple[Verb, str] = ("share", t("Share")) if way == "share" else ("open", t("Show it"))
    return _row(nudge_id, first, ("skip", t("Skip")), ("later", t("Later")), lead=True)


def when_buttons(words: Words, nudge_id: str) -> Buttons:
    """Ask when the item should come back."""
    choices = (_button("later", Tap(at, nudge_id).encode(), label) for at, label in when_labels(words).items())
    return Buttons(buttons=(*choices, _button("back", nudge_id, words.t("Back"))))


def skipped_buttons(words: Words, nudge_id: str, reasons: Sequence[SkipReason]) -> Buttons:
    """Undo, and the reasons to choose from."""
    why = (_button("reason", Tap(reason, nudge_id).encode(), words.t(REASONS[reason])) for reason in reasons)
    return Buttons(buttons=(*undo_button(words, nudge_id).buttons, *why))


def undo_button(words: Words, nudge_id: str) -> Buttons:
    return _row(nudge_id, ("undo", words.t("Undo")))


def begun_buttons(words: Words, nudge_id: str) -> Buttons:
    """Buttons of a share that was begun: its card with the text may be far above, or gone."""
    return _row(nudge_id, ("open", words.t("Show the text again")), ("undo", words.t("Undo")))


def _row(nudge_id: str, *verbs: tuple[Verb, str], lead: bool = False) -> Buttons:
    buttons = (_button(verb, nudge_id, label, lead=lead and not n) for n, (verb, label) in enumerate(verbs))
    return Buttons(buttons=tuple(buttons))


def _button(verb: Verb, about: str, label: str, *, lead: bool = False) -> Button:
    return Button(action="item", target=Tap(verb, about).encode(), label=label, style="primary" if lead else "plain")
