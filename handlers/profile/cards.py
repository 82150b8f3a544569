"""The cards and forms about one's own profile."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from handlers.content.networks import label
from handlers.core.buttons import more
from handlers.core.interaction import Button, Buttons, Card, Divider, Form, Input, Items, Option, Part, Text
from handlers.core.language import Words, mark
from handlers.profile.checks import CHECKS, LONGEST
from handlers.profile.rules import Hint

LONGEST_TEXT = 3000
MOST_HINTS = 4  # more would be a mark out of ten
EXPLAINED = 3  # checks whose reason is told; the others wait their turn
PEOPLE = {
    "teacher": (
        mark("Somebody who knows what you would like to learn"),
        mark("“I read what you wrote about … How did you begin?”"),
    ),
    "helper": (
        mark("Somebody who helped you, or who you helped, in the past year"),
        mark("“I thought of you when … How did it go on?”"),
    ),
    "stranger": (
        mark("Somebody elsewhere who works on the same question"),
        mark("“We are looking at the same thing from two sides. This is what we found so far …”"),
    ),
}


def profile_card(words: Words, network: str, done: AbstractSet[str], others: Sequence[str], *, instead: bool) -> Card:
    """The checks for one network: what is left first, each with its reason."""
    t, checks = words.t, CHECKS[network]
    title = t("Your profile on {network}", network=label(words, network))
    left = [check for check in checks if check.name not in done]
    ticked = tuple(f"✓ {t(check.todo)}" for check in checks if check.name in done)
    said = words.tn("One thing to look at.", "{n} things to look at. One a day is fine.", len(left))
    if not left:
        said = t("All of it is there. Look again in half a year.")
    first, later = left[:EXPLAINED], tuple(t(check.todo) for check in left[EXPLAINED:])
    todo = (part for check in first for part in (Text(text=t(check.todo), style="strong"), Text(text=t(check.why))))
    return Card(
        title=title,
        summary=said,
        instead=instead,
        parts=(
            Text(text=said),
            *todo,
            *((Text(text=t("And then:"), style="quiet"), Items(items=later)) if later else ()),
            *((Items(items=ticked),) if ticked else ()),
            Text(text=t("Only you see this. Heraut does not look at your profile."), style="quiet"),
            _buttons(words, network, others),
        ),
    )


def _buttons(words: Words, network: str, others: Sequence[str]) -> Buttons:
    t = words.t
    row = (
        Button(action="profile_done", label=t("Tick off"), target=network, style="primary"),
        Button(action="profile_text", label=t("Hints for my text"), target=network),
    )
    elsewhere = (Button(action="profile", label=label(words, one), target=one) for one in others if one != network)
    people = Button(action="profile_people", label=t("Three people worth talking to"))
    settings = Button(action="settings", label=t("Settings"))  # "profile" is what some programs call them
    return Buttons(buttons=row, menu=more(words, people, *elsewhere, settings))


def done_form(words: Words, network: str, done: AbstractSet[str]) -> Form:
    """Tick off what is there."""
    t, checks = words.t, CHECKS[network]
    options = tuple(Option(value=check.name, label=t(check.todo)) for check in checks)
    value = tuple(check.name for check in checks if check.name in done)
    return Form(
        action="profile_done",
        target=network,
        title=t("Tick off"),
        intro=t("Your profile on {network}", network=label(words, network)),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=(Input(name="done", label=t("What is there"), kind="choices", options=options, value=value),),
    )


def text_form(words: Words, network: str) -> Form:
    """Ask for a text."""
    t = words.t
    longest = LONGEST.get(network)
    hint = t("At most {n} characters fit there.", n=words.number(longest)) if longest else ""
    return Form(
        action="profile_text",
        target=network,
        title=t("Hints for my text"),
        intro=t("Paste what your profile says about you. Heraut reads it once, and keeps nothing of it."),
        submit=t("Show hints"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="profile",
                label=t("Your text"),
                kind="text",
                hint=hint,
                required=True,
                longest=LONGEST_TEXT,
            ),
        ),
    )


def hints_card(words: Words, network: str, text: str, size: int, found: Sequence[Hint], good: Sequence[str]) -> Card:
    """What is good about a text, and what would make it better. `size`: in letters."""
    t = words.t
    title = t("Your text")
    said = t("A few hints. You know best.") if found else t("Nothing to add: it is clear, concrete and yours.")
    return Card(
        title=title,
        summary=said,
        parts=(
            Text(text=text, style="quote"),
            *_too_long(words, network, size),
            *((Text(text=words.t("Good: {what}", what=" ".join(t(one) for one in good))),) if good else ()),
            Text(text=said),
            *(part for hint in found[:MOST_HINTS] for part in _hint(words, hint)),
            Divider(),
            Text(text=t("Nothing of this is kept."), style="quiet"),
            Buttons(
                buttons=(
                    Button(action="profile_text", label=t("Another text"), target=network),
                    Button(action="profile", label=t("The whole list"), target=network),
                )
            ),
        ),
    )


def _too_long(words: Words, network: str, size: int) -> Iterator[Part]:
    longest = LONGEST.get(network)
    if longest and size > longest:
        said = words.t(
            "It has {n} characters, and {network} keeps {longest}: the rest is lost.",
            n=words.number(size),
            network=label(words, network),
            longest=words.number(longest),
        )
        yield Text(text=said, style="strong")


def _hint(words: Words, hint: Hint) -> Iterator[Part]:
    yield Text(text=words.t(hint.why, found=hint.found))
    yield Text(text=words.t("Like this: {example}", example=words.t(hint.example)), style="quote")


def people_form(words: Words) -> Form:
    """An exercise: three people worth talking to."""
    t = words.t
    return Form(
        action="profile_people",
        title=t("Three people"),
        intro=t("A network is people. Think of three who are worth talking to. Heraut keeps none of these names."),
        submit=t("Go on"),
        cancel=t("Cancel"),
        inputs=tuple(Input(name=name, label=t(asked), longest=100) for name, (asked, _) in PEOPLE.items()),
    )


def people_card(words: Words, named: Sequence[tuple[str, str]]) -> Card:
    """Who was named, as (which question, name), and how a conversation with them may begin."""
    t = words.t
    said = t("Write to one of them this week. It need not be long.")
    openers = (
        part
        for which, name in named
        for part in (Text(text=name, style="strong"), Text(text=t(PEOPLE[which][1]), style="quote"))
    )
    back = Button(action="profile", label=t("Your profile"))
    return Card(
        title=t("Three people worth talking to"),
        summary=said,
        parts=(
            Text(text=said),
            *openers,
            Text(text=t("Nothing of this is kept."), style="quiet"),
            Buttons(buttons=(back,)),
        ),
    )
