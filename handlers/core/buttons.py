"""Small pieces that many cards share."""

from collections.abc import Iterator, Sequence

from handlers.core.interaction import Button, Buttons, Card, Menu, Notice, Refresh, Refused, RefusedWithChoices, Text
from handlers.core.language import Words

MOST = 4  # buttons that a card shows at once; more are in a menu


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


def more(words: Words, *buttons: Button) -> Menu:
    """The menu at the end of a row."""
    return Menu(label=words.t("More"), buttons=buttons)


def folded(words: Words, row: Buttons, shown: int) -> Buttons:
    """The row with its first buttons in sight, and the rest in its menu. What asks first stays in sight."""
    rest = [button for button in row.buttons[max(shown, 0) :] if not button.confirm]
    if not rest:
        return row
    hidden = (*rest, *(row.menu.buttons if row.menu else ()))
    return Buttons(buttons=tuple(button for button in row.buttons if button not in rest), menu=more(words, *hidden))


def listed(words: Words, rows: Sequence[Buttons], beside: int = 0) -> Sequence[Buttons]:
    """Rows of a list: each with one button in sight, or none where there are too many rows. `beside`: other buttons."""
    shown = 1 if len(rows) + beside <= MOST else 0
    return [folded(words, row, shown) for row in rows]


def in_turn(words: Words, rows: Sequence[Buttons], front: int) -> Sequence[Buttons]:
    """Rows answered one by one: all buttons of `front` in sight, and one of each row near it while there is room."""
    left, found = MOST, list(rows)
    for place in sorted(range(len(rows)), key=lambda place: abs(place - front)):
        shown = min(len(rows[place].buttons), left if place == front else 1, left)
        found[place] = folded(words, rows[place], shown)
        left -= shown
    return found


def chosen_from(label: str, buttons: Sequence[Button]) -> Buttons:
    """One menu for a list in which only one thing can be done with each line: its buttons carry the lines' names."""
    return Buttons(menu=Menu(label=label, buttons=tuple(buttons))) if len(buttons) > 1 else Buttons(buttons=(*buttons,))


def row_of(card: Card) -> Iterator[Button]:
    """The buttons that a card shows before any menu is opened."""
    return (button for part in card.parts if isinstance(part, Buttons) for button in part.buttons)


def all_of(card: Card) -> Iterator[Button]:
    """Every button of a card, those in its menus too."""
    return (button for part in card.parts if isinstance(part, Buttons) for button in part.every)


def with_less(words: Words, card: Card, kind: str) -> Card:
    """The card of a message to a person, with *Less of this* at its end, unless it has it already."""
    if any(button.action == "less" for button in all_of(card)):
        return card
    *parts, last = card.parts or (Text(text=card.summary),)
    row = last if isinstance(last, Buttons) else Buttons()
    kept = parts if isinstance(last, Buttons) else (*parts, last)
    shown = sum(1 for _ in row_of(card))
    return card.model_copy(update={"parts": (*kept, _lessened(words, row, less_button(words, kind), shown))})


def _lessened(words: Words, row: Buttons, less: Button, shown: int) -> Buttons:
    """`shown`: how many buttons the whole card shows. Where that is the most, the last one goes into the menu too."""
    if row.menu:
        return row.model_copy(update={"menu": more(words, *row.menu.buttons, less)})
    if shown < MOST:
        return Buttons(buttons=(*row.buttons, less))
    return Buttons(buttons=row.buttons[:-1], menu=more(words, *row.buttons[-1:], less))


def refusal_of(words: Words, refusal: Refused) -> Notice | Card:
    """A refusal in words: a sentence, or a card if there is something to press instead."""
    said = words.t(refusal.sentence, **refusal.places)
    if not isinstance(refusal, RefusedWithChoices):
        return Notice(text=said)
    row = tuple(Button(action=one.action, label=words.t(one.label), target=one.target) for one in refusal.choices)
    return Card(title=words.t(refusal.title), summary=said, parts=(Text(text=said), Buttons(buttons=row)))
