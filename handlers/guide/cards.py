"""The cards of the guide: a part of it, what changed, and what was found."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlers.content.networks import NETWORKS, label
from handlers.core.buttons import more
from handlers.core.interaction import Button, Buttons, Card, Divider, Part, Text
from handlers.core.language import Words
from handlers.guide.looks import KINDS, NEW, GuideLook
from models import GuideCard


class Standing(NamedTuple):
    """What the person may do, and where they are with the guide."""

    agreed: bool  # to some edition
    changes: int  # cards that changed since
    edition: int
    writes: bool  # champions
    manages: bool


class GuidePage(NamedTuple):
    """What is on the card: the cards, where they are from, and where to go on."""

    cards: Sequence[GuideCard]
    look: GuideLook
    onward: GuideLook | None
    parts: Sequence[str]  # those with cards


def part_name(words: Words, part: str) -> str:
    """What a part of the guide is called."""
    if part == NEW:
        return words.t("What changed")
    return (
        label(words, part) if part in NETWORKS else words.t(next(name for kind, name in KINDS.items() if kind == part))
    )


def guide_card(words: Words, shown: GuidePage, standing: Standing, *, instead: bool) -> Card:
    """A page of the guide: short cards, one below the other."""
    t, look = words.t, shown.look
    title = t("Guide: {part}", part=part_name(words, look.part))
    first = look == GuideLook()
    return Card(
        title=title,
        summary=title,
        instead=instead,
        parts=(
            *((Text(text=_welcome(words)),) if first else ()),
            *_news(words, standing, look),
            *(part for card in shown.cards for part in card_parts(words, card)),
            *((Text(text=_nothing(words, standing)),) if not shown.cards else ()),
            Divider(),
            _buttons(words, shown, standing),
        ),
    )


def _welcome(words: Words) -> str:
    return words.t("Something to hold on to, not a list of bans. In doubt? Ask, and a colleague answers.")


def _nothing(words: Words, standing: Standing) -> str:
    if standing.writes:
        return words.t("There is nothing here yet. Write the first card: it takes a minute.")
    return words.t("There is nothing here yet.")


def _news(words: Words, standing: Standing, look: GuideLook) -> tuple[Text, ...]:
    """One line for somebody who agreed to an earlier edition."""
    if not standing.agreed or not standing.changes or look.part == NEW:
        return ()
    said = words.tn("One card changed since you agreed.", "{n} cards changed since you agreed.", standing.changes)
    return (Text(text=said, style="strong"),)


def card_parts(words: Words, card: GuideCard) -> Iterator[Part]:
    """A card: its title, its text, how it sounds and how it does not, and where a rule comes from."""
    t = words.t
    if card.gone:
        yield Text(text=t("No longer in the guide: {title}", title=card.title), style="quiet")
        return
    yield Text(text=card.title, style="strong")
    if card.text:
        yield Text(text=card.text)
    if card.good:
        yield Text(text=t("Like this: {example}", example=card.good), style="quote")
    if card.clumsy:
        yield Text(text=t("Rather not: {example}", example=card.clumsy), style="quote")
    if card.source:
        yield Text(text=t("Where this comes from: {source}", source=card.source), style="quiet")


def _buttons(words: Words, shown: GuidePage, standing: Standing) -> Buttons:
    """On to the next page, agreeing, and asking; the other parts are in the menu."""
    t, row = words.t, list[Button]()
    if standing.agreed and standing.changes and shown.look.part != NEW:
        row.append(
            Button(action="guide", label=t("Show what changed"), target=GuideLook(NEW).encode(), style="primary")
        )
    elif standing.edition and (standing.changes or not standing.agreed):
        row.append(Button(action="agree_guide", label=t("I go by this"), target=f"{standing.edition}"))
    if shown.onward:
        said = t("More cards") if shown.onward.part == shown.look.part else part_name(words, shown.onward.part)
        row.append(Button(action="guide", label=said, target=shown.onward.encode()))
    row.append(Button(action="may_i", label=t("May I …?")))
    return Buttons(buttons=tuple(row), menu=more(words, *_menu(words, shown, standing)))


def _menu(words: Words, shown: GuidePage, standing: Standing) -> Iterator[Button]:
    t = words.t
    for part in shown.parts:
        if part != shown.look.part or shown.look.page:
            yield Button(action="guide", label=part_name(words, part), target=GuideLook(part).encode())
    yield Button(action="find_guide", label=t("Search the guide"))
    if standing.manages:
        yield Button(action="guide_helpers", label=t("Who answers questions"))
    if standing.writes:
        yield Button(action="edit_guide", label=t("Write a card"))
        for card in shown.cards:
            yield Button(action="edit_guide", label=t("Change: {title}", title=card.title), target=card.card)


def found_card(words: Words, asked: str, cards: Sequence[GuideCard]) -> Card:
    """What was found, or that nothing was, and the way to somebody who knows."""
    t = words.t
    title = t("Guide: “{asked}”", asked=asked)
    said = () if cards else (Text(text=t("The guide says nothing about this yet. Ask, and the next one finds it.")),)
    every = Button(action="guide", label=t("The whole guide"), target=GuideLook().encode())
    row = Buttons(buttons=(Button(action="may_i", label=t("May I …?"), style="primary"), every))
    return Card(
        title=title,
        summary=title,
        parts=(*said, *(part for card in cards for part in card_parts(words, card)), Divider(), row),
    )


def agreed_card(words: Words) -> Card:
    """Confirms that it is in the participation record."""
    t = words.t
    text = t("Thank you! It is in your record, and when the guide changes you see only what is new.")
    back = Button(action="guide", label=t("The whole guide"), target=GuideLook().encode())
    mine = Button(action="agreements", label=t("What I agreed to"))
    return Card(title=t("You go by the guide"), summary=text, parts=(Text(text=text), Buttons(buttons=(back, mine))))
