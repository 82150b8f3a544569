"""A card's buttons and its menu as Slack's elements. Pure; what Slack would refuse is left out here."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.slack import limits
from bot.text import absolute, clean, cut, travels
from handlers.core.interaction import Button, Buttons, Menu

Block = dict[str, object]
UNSAID = "✕"  # the button that does not confirm: a sign, because a card does not tell its language
PICKED = "menu"  # the name of every menu: which of its buttons was picked is in the option's value


class Choice(NamedTuple):
    """A button in a menu, and the option that stands for it."""

    button: Button
    option: Block


def plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": cut(clean(text), most), "emoji": True}


def address(link: str, public: str = "") -> str:
    """Where `link` leads, absolute; empty when Slack could not open it."""
    found = absolute(link, public)
    return found if len(found) <= limits.URL else ""


def row(part: Buttons, public: str) -> Iterator[Block]:
    """The buttons, then the menu. What Slack would not take in a menu is a button."""
    choices = _choices(part.menu.buttons, public) if part.menu else []
    if len(choices) == 1 and "url" in choices[0].option:  # an overflow menu needs two, and a select opens no links
        choices = []
    hidden = {id(choice.button) for choice in choices}
    for button in part.every:
        if id(button) not in hidden:
            yield from _button(button, public)
    if part.menu:
        yield from _menus(part.menu, [choice.option for choice in choices])


def _choices(buttons: Sequence[Button], public: str) -> list[Choice]:
    """The buttons that can be options. Two options never have one value: Slack could not tell which was picked."""
    found: dict[str, Choice] = {}
    for place, button in enumerate(buttons):
        value, link = picked(button) if button.action else f" {place}", address(button.link, public)
        fits = travels(value, limits.PICK) and value not in found and (link or not button.link)
        if fits and (button.action or link) and clean(button.label):
            option: Block = {"text": plain(button.label, limits.OPTION_LABEL), "value": value}
            found[value] = Choice(button, option | ({"url": link} if link else {}))
    return [*found.values()]


def _menus(menu: Menu, options: Sequence[Block]) -> Iterator[Block]:
    """An overflow menu; a select for one or many; overflow menus in a row where links are among the many."""
    few = 1 < len(options) <= limits.OPTIONS_IN_MENU
    if options and not few and not any("url" in option for option in options):
        yield _select(menu.label, options)
        return
    times = -(-len(options) // limits.OPTIONS_IN_MENU)
    for n in range(times):  # as even as can be, so that none is left with one
        yield {"type": "overflow", "action_id": PICKED, "options": [*options[n::times]]}


def select(label: str, buttons: Sequence[Button], public: str) -> Block | None:
    """A select that says what it is about, for all of these. None where one of them can only be a button."""
    options = [choice.option for choice in _choices(buttons, public)]
    asks = any(button.confirm for button in buttons)
    if asks or len(options) < len(buttons) or any("url" in option for option in options):
        return None
    return _select(label, options)


def _select(label: str, options: Sequence[Block]) -> Block:
    return {
        "type": "static_select",
        "action_id": PICKED,
        "options": [*options[: limits.OPTIONS_IN_LIST]],
        **({"placeholder": plain(label, limits.PLACEHOLDER)} if clean(label) else {}),
    }


def picked(button: Button) -> str:
    """The value of the option that stands for this button."""
    return f"{button.action} {button.target}"


def pick(value: str) -> tuple[str, str]:
    """The action and the target of a picked option; no action when it only opened a link."""
    action, _, target = value.partition(" ")
    return action, target


def _button(button: Button, public: str) -> Iterator[Block]:
    """Nothing when pressing it could not do what it says."""
    link = address(button.link, public)
    heard = not button.action or travels(button.action, limits.NAME - 5)
    aimed = not button.target or travels(button.target, limits.BUTTON_VALUE)
    linked = link if button.link else button.action
    if not (heard and aimed and linked and clean(button.label)):
        return
    element: Block = {"type": "button", "text": plain(button.label, limits.BUTTON), "action_id": button.action}
    extra: Block = {
        "value": button.target,
        "url": link,
        "style": "" if button.style == "plain" else button.style,
        "confirm": _confirm(button) if clean(button.confirm) else "",
    }
    yield element | {name: value for name, value in extra.items() if value}


def _confirm(button: Button) -> Block:
    return {
        "title": plain(button.label, limits.CONFIRM_TITLE),
        "text": plain(button.confirm, limits.CONFIRM_TEXT),
        "confirm": plain(button.label, limits.CONFIRM_BUTTON),
        "deny": plain(UNSAID, limits.CONFIRM_BUTTON),
    }


def numbered(blocks: list[Block]) -> list[Block]:
    """Give each button and menu a name of its own, as Slack demands: `share:0`, `share:1`."""
    for number, element in enumerate(pressed(blocks)):
        element["action_id"] = f"{element['action_id']}:{number}"
    return blocks


def pressed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Everything that can be pressed, in rows and in cards."""
    for block in blocks:
        match block:
            case {"type": "actions", "elements": list(elements)} | {"type": "card", "actions": list(elements)}:
                yield from elements
            case {"type": "carousel", "elements": list(cards)}:
                yield from pressed(cards)
            case _:
                pass
