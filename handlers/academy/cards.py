"""The cards of a course as people read them: a card, the answer to a question, and the end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlers.academy.course_text import CourseCard, CoursePart
from handlers.academy.editions import CourseHead
from handlers.academy.targets import AtPlace, OnCard
from handlers.core.buttons import more
from handlers.core.interaction import Button, Buttons, Card, Items, Menu, Part, Preview, Text
from handlers.core.language import Words
from handlers.recognition.cards import Recognition

LETTERS = "ABCD"


class Reading(NamedTuple):
    """Where somebody is in a course."""

    head: CourseHead
    cards: Sequence[CourseCard]
    place: int
    onward: int | None  # the card to go on with; None: there is none
    changed: bool = False  # they finished it before, and read what changed since
    writes: bool = False  # champions

    @property
    def card(self) -> CourseCard:
        return self.cards[self.place]


def course_card(words: Words, reading: Reading) -> Card:
    """A card of a course, with the way on, and the way back."""
    card = reading.card
    return _card(words, reading, [*_body(card.parts), *_answers(card), _ways_on(words, reading)])


def _card(words: Words, reading: Reading, parts: Sequence[Part]) -> Card:
    t, places = words.t, {"n": reading.place + 1, "most": len(reading.cards)}
    where = t("Card {n} of {most}. It changed since you finished the course.", **places) if reading.changed else ""
    top = (
        Text(text=where or t("Card {n} of {most}", **places), style="quiet"),
        Text(text=reading.card.title, style="strong"),
    )
    title = reading.head.title
    return Card(title=title, summary=f"{title}: {reading.card.title}", parts=(*top, *parts), instead=True)


def _body(parts: Sequence[CoursePart]) -> Iterator[Part]:
    for one in parts:
        match one.kind:
            case "quote":
                yield Text(text=one.text, style="quote")
            case "picture":
                yield Preview(url=one.address, title=one.text, image=one.address)
            case _:
                yield Text(text=one.text)


def _answers(card: CourseCard) -> Iterator[Items]:
    if card.answers:
        yield Items(items=tuple(map(_lettered, range(len(card.answers)), card.answers)), ordered=True)


def _lettered(place: int, answer: str) -> str:
    return f"{LETTERS[place]}. {answer}"


def _ways_on(words: Words, reading: Reading) -> Buttons:
    """On, or an answer; back; and in the menu whatever else there is."""
    t, course, key = words.t, reading.head.course, reading.card.key
    back = Button(action="course", label=t("Back"), target=AtPlace(course, reading.place - 1).encode())
    can_go_back = reading.place > 0
    if reading.card.answers:
        row = [
            Button(action="answer_course", label=LETTERS[place], target=OnCard(course, key, place).encode())
            for place in range(len(reading.card.answers))
        ]
        return Buttons(buttons=tuple(row), menu=_menu(words, reading, [back] if can_go_back else []))
    label = t("Next") if reading.place + 1 < len(reading.cards) else t("Done")
    onward = Button(action="read_course", label=label, target=OnCard(course, key).encode(), style="primary")
    return Buttons(buttons=(onward, *([back] if can_go_back else [])), menu=_menu(words, reading, []))


def _menu(words: Words, reading: Reading, first: Sequence[Button]) -> Menu:
    t, course = words.t, reading.head.course
    later = Button(action="later_course", label=t("Stop here, and offer it to me later"), target=course)
    every = Button(action="learn", label=t("All courses"))
    change = Button(action="edit_course", label=t("Change this course"), target=course)
    return more(words, *first, later, every, *([change] if reading.writes else []))


def fits_card(words: Words, reading: Reading, done: Recognition | None) -> Card:
    """The answer fits: why, and the way on. `done`: what finishing the course earned, if it was the last card."""
    t = words.t
    said = (Text(text=t("Yes, that fits."), style="strong"), *_chosen(reading.card, reading.card.right))
    why = tuple(_body(reading.card.explanation))
    if done or reading.onward is None:
        return _card(words, reading, [*said, *why, *finished_parts(words, reading.head, done)])
    target = AtPlace(reading.head.course, reading.onward).encode()
    onward = Button(action="course", label=t("Next"), target=target, style="primary")
    return _card(words, reading, [*said, *why, Buttons(buttons=(onward,), menu=_menu(words, reading, []))])


def not_quite_card(words: Words, reading: Reading, choice: int) -> Card:
    """Another answer fits better: why. It says what was chosen, and nobody keeps that."""
    t, course = words.t, reading.head.course
    said = (Text(text=t("Not quite."), style="strong"), *_chosen(reading.card, choice))
    why = tuple(_body(reading.card.explanation))
    again = Button(
        action="course", label=t("Try again"), target=AtPlace(course, reading.place).encode(), style="primary"
    )
    row = [again]
    if reading.onward not in (None, reading.place):
        row.append(Button(action="course", label=t("Go on"), target=AtPlace(course, reading.onward).encode()))
    kept = Text(text=t("Nobody sees this, and Heraut does not keep it."), style="quiet")
    return _card(words, reading, [*said, *why, kept, Buttons(buttons=tuple(row), menu=_menu(words, reading, []))])


def _chosen(card: CourseCard, choice: int) -> Iterator[Text]:
    if choice < len(card.answers):
        yield Text(text=_lettered(choice, card.answers[choice]), style="quote")


def finished_card(words: Words, head: CourseHead, done: Recognition | None) -> Card:
    """The end of a course."""
    title = words.t("Done: {title}", title=head.title)
    return Card(title=title, summary=title, parts=(*finished_parts(words, head, done),), instead=True)


def finished_parts(words: Words, head: CourseHead, done: Recognition | None) -> Iterator[Part]:
    """That all of it is done, and what it earned. None: it was done before."""
    t = words.t
    yield Text(text=t("That was all of it. Only you see that you finished it, unless you tell."), style="strong")
    if done and (earned := done.sentences(words)):
        yield Text(text=" ".join(earned), style="quiet")
    again = Button(action="course", label=t("Read it again"), target=AtPlace(head.course, 0).encode())
    yield Buttons(buttons=(Button(action="learn", label=t("All courses")), again))


def later_card(words: Words, head: CourseHead) -> Card:
    """The person gets it as one of their nudges."""
    t = words.t
    text = t(
        "We offer it to you in place of something to share, within your number a week. Or go on whenever you like."
    )
    onward = Button(action="course", label=t("Go on"), target=head.course)
    every = Button(action="learn", label=t("All courses"))
    row = Buttons(buttons=(onward, every))
    return Card(title=t("Later: {title}", title=head.title), summary=text, parts=(Text(text=text), row), instead=True)


def offered_card(words: Words, head: CourseHead, left: int, *, begun: bool) -> Card:
    """A course in place of something to share."""
    t = words.t
    said = (
        words.tn("You were halfway: {n} card to go, two minutes.", "You were halfway: {n} cards to go.", left)
        if begun
        else t("You asked for this one.")
    )
    onward = Button(action="course", label=t("Go on") if begun else t("Begin"), target=head.course, style="primary")
    every = Button(action="learn", label=t("All courses"))
    parts = (Text(text=head.about), Text(text=said, style="quiet"), Buttons(buttons=(onward, every)))
    return Card(title=head.title, summary=f"{head.title}. {said}", parts=parts)
