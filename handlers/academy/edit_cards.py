"""The form in which champions write a course, and what they see then."""

from collections.abc import Iterator

from handlers.academy.course_text import LONGEST_ABOUT, LONGEST_TITLE, MOST_CARDS, CourseText
from handlers.academy.edit_texts import field_of
from handlers.content.choices import LANGUAGE_OPTIONS
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Text
from handlers.core.language import Words
from handlers.core.targets import BAR

IN_SIGHT = 3  # cards; the others unfold


def edit_form(words: Words, course: CourseText, edition: int) -> Form:
    """The form, filled with the course. `edition`: of the course that was opened; 0 for a new one."""
    t = words.t
    return Form(
        action="edit_course",
        target=f"{course.course}{BAR}{edition}" if course.course else "",
        title=t("Change this course") if course.course else t("Write a course"),
        intro=t("Three to seven cards of two minutes. The first line of a card is its title, the rest is the text."),
        submit=t("Save"),
        cancel=t("Cancel"),
        more=t("More cards, and how to ask a question"),
        inputs=(*_about(words, course), *_cards(words, course), *_last(words, course)),
    )


def _about(words: Words, course: CourseText) -> Iterator[Input]:
    t = words.t
    yield Input(
        name="language",
        label=t("Language"),
        kind="choice",
        options=LANGUAGE_OPTIONS,
        value=course.language,
        required=True,
    )
    yield Input(name="title", label=t("Title"), value=course.title, required=True, longest=LONGEST_TITLE)
    yield Input(name="about", label=t("What it is about"), value=course.about, required=True, longest=LONGEST_ABOUT)


def _cards(words: Words, course: CourseText) -> Iterator[Input]:
    t = words.t
    asked = t(
        "A question: answers in lines that begin with - [ ], the one that fits with - [x], and below them why. "
        "An example begins with >, a picture is ![what it shows](https://…)."
    )
    for place in range(MOST_CARDS):
        yield Input(
            name=f"card_{place + 1}",
            label=t("Card {n}", n=place + 1),
            kind="text",
            value=field_of(course.cards[place]) if place < len(course.cards) else "",
            hint=asked if place == IN_SIGHT else "",
            required=place < IN_SIGHT,
            folded=place >= IN_SIGHT,
        )


def _last(words: Words, course: CourseText) -> Iterator[Input]:
    if course.course:
        yield Input(name="gone", label=words.t("Take this course out of the academy"), kind="flag", folded=True)


def course_saved_card(words: Words, title: str, course: str, *, gone: bool) -> Card:
    """The course is there, or is not any more."""
    t = words.t
    text = (
        t("It is no longer among the courses: {title}", title=title) if gone else t("It is there: {title}", title=title)
    )
    seen = t("If you finished it before, you see only the cards that changed. Nobody gets a message.")
    every = Button(action="learn", label=t("All courses"))
    its = [] if gone else [Button(action="course", label=t("See how it looks"), target=f"{course}{BAR}0")]
    parts = (Text(text=text), Text(text=seen, style="quiet"), Buttons(buttons=(every, *its)))
    return Card(title=t("The courses changed"), summary=text, parts=parts)
