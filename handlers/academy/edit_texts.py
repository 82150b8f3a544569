"""A card of a course as a champion writes it in a field: its title, then the same Markdown as in a file. Pure."""

from collections.abc import Iterator, Mapping

from handlers.academy.course_text import CourseCard, CoursePart, Wrong, course_card_of, problems_of
from handlers.core.addresses import clean_address
from handlers.core.language import Words, mark
from handlers.papers.markdown import BULLET
from handlers.papers.mistakes import Mistake
from handlers.papers.papers import Paper
from handlers.papers.sections import sections_of

SAID: Mapping[Wrong, str] = {
    "title": mark("The first line is the title of the card, and at most 100 characters long."),
    "empty": mark("This card has a title only. Write a few sentences below it."),
    "long": mark("This is longer than two minutes. Shorten it, or make two cards of it."),
    "answers": mark("A question has two to four answers, each in a line that begins with - [ ]."),
    "right": mark("One answer fits, and its line begins with - [x]; the others begin with - [ ]."),
    "same": mark("Two answers are the same."),
    "answer": mark("An answer is one short sentence, of at most 200 characters."),
    "why": mark("Write below the answers why that one fits."),
}


class Unfit(Exception):
    """Why a text is no card, in the words of the person who wrote it."""


def card_in_field(text: str, words: Words) -> CourseCard:
    """The card that a text describes. Raises Unfit."""
    first, _, rest = text.replace("\r\n", "\n").strip().partition("\n")
    paper = Paper("", "", f"# -\n\n## {first.lstrip('# ')}\n\n{rest}", 0)
    try:
        [section] = sections_of(paper).sections
    except (Mistake, ValueError):
        raise Unfit(_form_help(words)) from None
    for problem in problems_of(section):
        raise Unfit(words.t(SAID[problem.what]))
    card = course_card_of(section)
    if any(one.address and clean_address(one.address) is None for one in (*card.parts, *card.explanation)):
        raise Unfit(_form_help(words))
    return card


def field_of(card: CourseCard) -> str:
    """The text that `card_in_field` reads back."""
    blocks = [card.title, *map(_written, card.parts)]
    if card.answers:
        blocks.append("\n".join(_answers(card)))
    return "\n\n".join([*blocks, *map(_written, card.explanation)])


def _answers(card: CourseCard) -> Iterator[str]:
    for place, answer in enumerate(card.answers):
        yield f"- [{'x' if place == card.right else ' '}] {answer}"


def _written(part: CoursePart) -> str:
    match part.kind:
        case "picture":
            return f"![{part.text}]({part.address})"
        case "quote":
            return f"> {part.text}"
        case _:
            return part.text.replace(f"{BULLET} ", "- ")


def _form_help(words: Words) -> str:
    return words.t(
        "A card is made of sentences, lists, examples and answers. See below the fourth card how to write them."
    )
