"""The list of courses: what each is about, and how far the reader is."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from handlers.academy.editions import CourseHead
from handlers.core.buttons import more
from handlers.core.interaction import Button, Buttons, Card, Part, Text
from handlers.core.language import Words

PAGE = 6
State = Literal["begun", "changed", "new", "done"]
ORDER: Sequence[State] = ("begun", "changed", "new", "done")


class ListedCourse(NamedTuple):
    """A course in the list. `left`: how many of its cards are not done."""

    head: CourseHead
    state: State
    left: int
    cards: int


class CourseList(NamedTuple):
    """A page of the list. `said`: what was typed to find these; empty: they are all."""

    courses: Sequence[ListedCourse]
    page: int
    more: bool
    said: str = ""


def courses_card(words: Words, shown: CourseList, *, writes: bool, manages: bool) -> Card:
    """The courses of a page, with a button for the first and a menu for the others."""
    t = words.t
    title = t("Courses: “{said}”", said=shown.said) if shown.said else t("Learn")
    return Card(
        title=title,
        summary=title,
        parts=(
            *_intro(words, shown),
            *_lines(words, shown.courses),
            _buttons(words, shown, writes=writes, manages=manages),
        ),
    )


def _intro(words: Words, shown: CourseList) -> Iterator[Text]:
    t = words.t
    if not shown.courses:
        yield Text(text=t("There is no course here."))
    elif not shown.said and not shown.page:
        yield Text(text=t("Short courses: a few cards of two minutes each. How far you are is yours; nobody sees it."))


def _lines(words: Words, courses: Sequence[ListedCourse]) -> Iterator[Part]:
    for one in courses:
        yield Text(text=one.head.title, style="strong")
        yield Text(text=f"{one.head.about} {_standing(words, one)}")


def _standing(words: Words, one: ListedCourse) -> str:
    """How far the reader is, in a sentence."""
    match one.state:
        case "new":
            return words.tn("({n} card)", "({n} cards)", one.cards)
        case "begun":
            return words.tn("({n} card to go)", "({n} cards to go)", one.left)
        case "changed":
            return words.tn("(done; {n} card changed since)", "(done; {n} cards changed since)", one.left)
        case "done":
            return words.t("(done)")


def _buttons(words: Words, shown: CourseList, *, writes: bool, manages: bool) -> Buttons:
    t = words.t
    row = [_opened(words, one, in_sight=True) for one in shown.courses[:1]]
    menu = [_opened(words, one, in_sight=False) for one in shown.courses[1:]]
    if shown.more:
        row.append(Button(action="learn", label=t("More courses"), target=f"{shown.page + 1}"))
    if shown.page or shown.said:
        row.append(Button(action="learn", label=t("All courses")))
    if writes:
        menu.append(Button(action="edit_course", label=t("Write a course")))
    if manages:
        menu.append(Button(action="course_figures", label=t("How many people finished")))
    return Buttons(buttons=tuple(row), menu=more(words, *menu) if menu else None)


def _opened(words: Words, one: ListedCourse, *, in_sight: bool) -> Button:
    t, title = words.t, one.head.title
    label = title
    if in_sight:
        label = t("Begin: {title}", title=title) if one.state == "new" else t("Go on: {title}", title=title)
    return Button(action="course", label=label, target=one.head.course, style="primary" if in_sight else "plain")
