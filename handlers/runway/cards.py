"""How long content lasts, in words: in the list of content, on Home, as a warning, and as what is wanted."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.content.choices import LANGUAGE_OPTIONS
from handlers.core.buttons import MOST as IN_SIGHT
from handlers.core.buttons import button_row, chosen_from
from handlers.core.interaction import Button, Buttons, Card, Items, Part, Text
from handlers.core.language import Words
from handlers.core.targets import BAR
from handlers.runway.stocks import is_short
from models import Stock

MOST = 6  # groups in a list


def runway_parts(words: Words, rows: Sequence[Stock], today: date) -> Sequence[Part]:
    """How many days of new content each group has; nothing where there are no figures."""
    if not rows:
        return ()
    heading = Text(text=words.t("How long content lasts"), style="strong")
    return heading, Items(items=tuple(lasting_line(words, row, today) for row in rows[:MOST]))


def lasting_line(words: Words, row: Stock, today: date) -> str:
    """A line such as: English: new content for 4 more days."""
    group = name_of(words, row)
    if row.dry_on is None:
        return words.t("{group}: new content for two weeks or more.", group=group)
    if row.dry_on <= today:
        return words.t("{group}: half of its readers have nothing new left.", group=group)
    days = (row.dry_on - today).days
    return words.tn(
        "{group}: new content for one more day.", "{group}: new content for {n} more days.", days, group=group
    )


def name_of(words: Words, row: Stock) -> str:
    """A language as it calls itself, or a topic."""
    languages = {option.value: option.label for option in LANGUAGE_OPTIONS}
    match row.kind:
        case "all":
            return words.t("Everybody")
        case "language":
            return languages.get(row.value, row.value)
        case "topic":
            return words.t("“{topic}”", topic=row.value)


def warning_card(words: Words, rows: Sequence[Stock], today: date) -> Card:
    """For champions: what runs dry within a week."""
    t = words.t
    said = t("Content runs dry within a week.")
    once = t("You get this once for each dry spell. Content counts as new for people who have not seen it yet.")
    return Card(
        title=t("Content runs dry"),
        summary=said,
        parts=(
            Items(items=tuple(lasting_line(words, row, today) for row in rows[:MOST])),
            Text(text=once, style="quiet"),
            button_row(("post", t("Post something")), ("wanted", t("What is wanted")), lead=True),
        ),
    )


def wanted_card(words: Words, rows: Sequence[Stock], today: date) -> Card:
    """For everybody: what runs dry, each with one tap to suggest something."""
    t = words.t
    title = t("What is wanted")
    return Card(title=title, summary=title, parts=(*_wanted(words, [row for row in rows if is_short(row, today)]),))


def _wanted(words: Words, rows: Sequence[Stock]) -> Iterator[Part]:
    t = words.t
    if not rows:
        yield Text(text=t("Nothing runs dry just now. What you have is welcome all the same."))
        yield button_row(("suggest", t("Suggest something")), lead=True)
        return
    yield Text(text=t("Here colleagues soon have nothing new to share. Do you know something?"))
    label, found = t("I have something for this"), rows[:MOST]
    if len(found) > IN_SIGHT:
        yield Items(items=tuple(name_of(words, row) for row in found))
        yield chosen_from(label, [_suggest(row, name_of(words, row)) for row in found])
        return
    for row in found:
        yield Text(text=name_of(words, row), style="strong")
        yield Buttons(buttons=(_suggest(row, label),))


def _suggest(row: Stock, label: str) -> Button:
    target = "" if row.kind == "all" else f"{row.kind}{BAR}{row.value}"
    return Button(action="suggest", label=label, target=target)
