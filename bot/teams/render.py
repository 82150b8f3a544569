"""Cards as Adaptive Cards for Teams. Pure; what Teams would refuse is cut or left out here."""

from collections.abc import Iterator
from typing import assert_never

from bot.teams import limits
from bot.teams.elements import (
    Element,
    address,
    broken,
    columns,
    exact,
    execute,
    heading,
    open_url,
    quiet,
    rich,
    run,
    travels,
    typed,
    whole,
)
from bot.teams.forms import form
from bot.teams.limits import size
from bot.text import ELLIPSIS, clean, cut
from bot.walk import Pens, Setting, draw
from handlers.core.interaction import Button, Buttons, Card, Divider, Facts, Items, Picture, Preview, Text

__all__ = ["card", "form", "notice", "summary"]

STYLES = {"plain": "default", "primary": "positive", "danger": "destructive"}


def card(card: Card, public_url: str = "") -> Element:
    """`public_url` is Heraut's own address, for links that a card names by path; empty where it has none."""
    body: list[Element] = []
    refresh = _refresh(card)
    for pictures in (True, False):
        body = list(_body(card, Setting(public_url, pictures)))
        drawn = whole(body, summary(card)) | refresh
        if size(drawn) <= limits.CARD:
            return drawn
    room = limits.CARD - size(whole([], summary(card)) | refresh)
    return whole(_fit(body, room), summary(card)) | refresh


def notice(text: str) -> Element:
    """One sentence, as a card."""
    return card(Card(title="", summary=text, parts=(Text(text=text),)))


def summary(card: Card) -> str:
    """What a notification says, and what an old client shows in place of the card."""
    return cut(clean(typed(card.summary)) or clean(card.title) or ELLIPSIS, limits.SUMMARY)


def _refresh(card: Card) -> Element:
    """Teams asks for the card as it is now, for each person who sees it, in chats of at most 60 people."""
    again = card.refresh
    if again is None or not (travels(again.action, limits.VERB) and travels(again.target, limits.TARGET)):
        return {}
    data: Element = {"target": again.target, "refresh": True}
    return {"refresh": {"action": {"type": "Action.Execute", "verb": again.action, "data": data}}}


def _body(card: Card, setting: Setting) -> Iterator[Element]:
    drawn = [heading(card.title)] if clean(card.title) and not card.titled_below else []
    apart = False
    for part in card.parts:
        apart = apart or isinstance(part, Divider)
        for element in draw(part, PENS, setting):
            drawn.append(element | {"separator": True, "spacing": "large"} if apart else element)
            apart = False
    yield from drawn or [rich(run(summary(card)))]


def _text(part: Text, _: Setting) -> Iterator[Element]:
    if not clean(part.text):
        return
    match part.style:
        case "normal":
            yield rich(run(part.text))
        case "strong":
            yield rich(run(part.text, weight="bolder"), spacing="medium")
        case "quiet":
            yield quiet(part.text)
        case "quote":
            mark = rich(run("“", size="extraLarge", weight="bolder", color="accent"))
            yield columns(("auto", mark), ("stretch", rich(exact(part.text))))
        case _:
            assert_never(part.style)


def _facts(part: Facts, _: Setting) -> Iterator[Element]:
    rows = [(label, value) for label, value in part.rows if clean(label) or clean(value)]
    for place, (label, value) in enumerate(rows):
        name = rich(run(label, limits.LABEL, weight="bolder"))
        spacing = "small" if place else "default"
        yield columns((1, name), (2, rich(run(value, limits.VALUE))), spacing=spacing)


def _items(part: Items, _: Setting) -> Iterator[Element]:
    for item in filter(clean, part.items):
        line = rich(run(item, limits.VALUE))
        yield line if part.ordered else columns(("auto", rich(run("•"))), ("stretch", line), spacing="small")


def _preview(part: Preview, setting: Setting) -> Iterator[Element]:
    link, image = address(part.url), address(part.image)
    title = clean(part.title) or clean(part.url)
    opens: Element = {"color": "accent", "selectAction": open_url(title, link)} if link else {}
    shown: list[Element] = []
    if setting.pictures and image.startswith("https://"):
        shown.append({"type": "Image", "url": image, "altText": "", "size": "stretch"})
    if title:
        shown.append(rich(run(broken(cut(title, limits.HEADING)), limits.TEXT, weight="bolder", **opens)))
    if clean(part.description):
        shown.append(rich(run(part.description, limits.VALUE), spacing="small"))
    if clean(part.site):
        shown.append(quiet(part.site, limits.LABEL, spacing="small"))
    if shown:
        yield {"type": "Container", "style": "emphasis", "items": shown}


def _picture(part: Picture, setting: Setting) -> Iterator[Element]:
    link = address(part.path, setting.public)
    if setting.pictures and link.startswith("https://"):
        alt = cut(clean(part.alt), limits.ALT)
        yield {"type": "Image", "url": link, "altText": alt, "size": "auto"}


def _divider(_: Divider, __: Setting) -> Iterator[Element]:
    """Nothing: the next element stands apart."""
    yield from ()


def _buttons(part: Buttons, setting: Setting) -> Iterator[Element]:
    """Teams has no confirmation dialog, so the question of a button is shown above its row."""
    for button in part.buttons:
        if clean(button.confirm):
            yield quiet(f"{button.label}: {button.confirm}", limits.VALUE)
    shown = [action for button in part.buttons for action in _button(button, setting.public)]
    hidden = part.menu.buttons if part.menu else ()
    behind = [action for button in hidden for action in _button(button, setting.public, mode="secondary")]
    for row in _rows(shown, behind):
        yield {"type": "ActionSet", "actions": row}


def _rows(shown: list[Element], behind: list[Element]) -> Iterator[list[Element]]:
    """Rows of buttons, the last with what Teams shows behind its own "…"."""
    most = limits.ACTIONS_IN_SET
    rows = [shown[start : start + most] for start in range(0, len(shown), most)] or [[]]
    yield from filter(None, [*rows[:-1], [*rows[-1], *behind]])


def _button(button: Button, public: str, **more: object) -> Iterator[Element]:
    """Nothing when pressing it could not do what it says."""
    link = address(button.link, public) or address(button.direct)
    style: Element = {"style": STYLES[button.style]} if button.style != "plain" else {}
    if not clean(button.label):
        return
    if button.link:
        if link:
            yield open_url(button.label, link, **style, **more)
    elif travels(button.action, limits.VERB) and (not button.target or travels(button.target, limits.TARGET)):
        yield execute(button.label, button.action, {"target": button.target}, **style, **more)


PENS = Pens(_text, _facts, _items, _preview, _picture, _buttons, _divider)


def _fit(body: list[Element], room: int) -> list[Element]:
    """As much of `body` as Teams takes. The last row of buttons stays, because it is what the card asks."""
    more = rich(run(ELLIPSIS))
    last = max((place for place, element in enumerate(body) if element["type"] == "ActionSet"), default=len(body))
    row = body[last : last + 1]
    room -= sum(size(element) + 1 for element in (more, *row))
    end = 0
    for end, element in enumerate(body):
        room -= 0 if end == last else size(element) + 1
        if room < 0:
            break
    return [*body[:end], more, *(row if last >= end else [])]
