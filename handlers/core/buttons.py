"""Small pieces that many cards share."""

from handlers.core.interaction import Button, Buttons, Card, Refresh, Text
from handlers.core.language import Words

FULL_ROW = 5  # buttons; then the next one begins a row of its own


def button_row(*buttons: tuple[str, str], target: str = "", lead: bool = False) -> Buttons:
    """A row of buttons, given as (action, label), that share one target. With `lead` the first one stands out."""
    return Buttons(
        buttons=tuple(
            Button(action=action, label=label, target=target, style="primary" if lead and place == 0 else "plain")
            for place, (action, label) in enumerate(buttons)
        )
    )


def as_it_is(nudge_id: str) -> Refresh:
    """How a nudge's card is fetched again: as it is by then."""
    return Refresh(action="current", target=nudge_id)


def clock(minutes: int) -> str:
    """Minutes after midnight as a time: 570 → 09:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def less_button(words: Words, kind: str) -> Button:
    """Shows what a person can do to get less of this kind of message."""
    return Button(action="less", label=words.t("Less of this"), target=kind)


def with_less(words: Words, card: Card, kind: str) -> Card:
    """The card of a message to a person, with *Less of this* at its end, unless it has it already."""
    if any(isinstance(part, Buttons) and any(one.action == "less" for one in part.buttons) for part in card.parts):
        return card
    *parts, last = card.parts or (Text(text=card.summary),)
    if isinstance(last, Buttons) and len(last.buttons) < FULL_ROW:
        last = Buttons(buttons=(*last.buttons, less_button(words, kind)))
        return card.model_copy(update={"parts": (*parts, last)})
    return card.model_copy(update={"parts": (*parts, last, Buttons(buttons=(less_button(words, kind),)))})
