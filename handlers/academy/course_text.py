"""What a course says: three to seven cards, read from a file or from the fields of a form. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pydantic import TypeAdapter

from handlers.papers.papers import Paper
from handlers.papers.sections import Block, PaperSection, sections_of

FEWEST_CARDS, MOST_CARDS = 3, 7
MOST_ANSWERS = 4  # to a question
LONGEST = 1800  # characters of a card: two minutes for somebody who reads slowly
LONGEST_TITLE, LONGEST_ABOUT, LONGEST_ANSWER = 100, 300, 200


Wrong = Literal["title", "empty", "long", "answers", "right", "same", "answer", "why"]


class CoursePart(NamedTuple):
    """A paragraph, a quote or a picture of a card."""

    kind: str  # text, quote or picture
    text: str
    address: str = ""


class CourseCard(NamedTuple):
    """A card of a course. `key` changes when the card does, so a key says that this very card was read."""

    title: str
    parts: tuple[CoursePart, ...]
    answers: tuple[str, ...] = ()  # of a question; empty: it is none
    right: int = 0  # the place of the answer that fits
    explanation: tuple[CoursePart, ...] = ()
    key: str = ""


class CourseText(NamedTuple):
    """What a course says in one language, wherever it comes from."""

    course: str
    language: str
    place: int
    title: str
    about: str
    cards: tuple[CourseCard, ...]


class Problem(NamedTuple):
    """What is wrong with a card, and in which line of the file."""

    line: int
    what: Wrong


SAID: Mapping[Wrong, tuple[str, str]] = {  # what is wrong, and what to do, for people who write files
    "title": (f"A card has a title of at most {LONGEST_TITLE} characters.", "Write a short one after ##."),
    "empty": ("This card is empty.", "Write a few sentences below its title."),
    "long": (f"A card has at most {LONGEST} characters: two minutes.", "Shorten it, or make two cards of it."),
    "answers": (f"A question has 2 to {MOST_ANSWERS} answers.", "Write each as a line such as “- [ ] Answer”."),
    "right": ("A question has one answer that fits.", "Write that one as “- [x] Answer”, the others as “- [ ]”."),
    "same": ("Two answers are the same.", "Change one of them."),
    "answer": (f"An answer has 1 to {LONGEST_ANSWER} characters.", "Write it in one short sentence."),
    "why": ("The explanation is missing.", "Write below the answers why that one fits."),
}
CARDS = TypeAdapter(tuple[CourseCard, ...])


def encode_cards(cards: Sequence[CourseCard]) -> str:
    """Cards as they are kept. `decode_cards` reads them."""
    return CARDS.dump_json(tuple(cards)).decode()


def decode_cards(kept: str) -> tuple[CourseCard, ...]:
    """Read what `encode_cards` wrote."""
    return CARDS.validate_json(kept)


def course_in(paper: Paper, course: str, language: str, place: int) -> CourseText:
    """The course in a file. Raises Mistake."""
    found = sections_of(paper)
    first = paper.body_line + 1
    if not FEWEST_CARDS <= len(found.sections) <= MOST_CARDS:
        wrong = f"A course has {FEWEST_CARDS} to {MOST_CARDS} cards; this one has {len(found.sections)}."
        raise paper.wrong(first, wrong, "Begin each card with a line such as “## Title”.")
    if not found.words:
        raise paper.wrong(first, "It does not say what the course is about.", "Add a sentence below the title.")
    if len(found.title) > LONGEST_TITLE or len(found.words) > LONGEST_ABOUT:
        wrong = f"A title has at most {LONGEST_TITLE} characters, and the words below it {LONGEST_ABOUT}."
        raise paper.wrong(first, wrong, "Shorten it.")
    cards = tuple(card_in(paper, section) for section in found.sections)
    for number, card in enumerate(cards):
        if card in cards[:number]:
            raise paper.wrong(found.sections[number].line, "This card is there twice.", "Take one of them out.")
    return CourseText(course, language, place, found.title, found.words, cards)


def card_in(paper: Paper, section: PaperSection) -> CourseCard:
    """The card in a section of a file. Raises Mistake."""
    for problem in problems_of(section):
        wrong, remedy = SAID[problem.what]
        raise paper.wrong(problem.line, wrong, remedy)
    return course_card_of(section)


def course_card_of(section: PaperSection) -> CourseCard:
    """The card in a section that has no problems."""
    answers, said, after = _pieces(section)
    if not answers:
        return CourseCard(section.title, _parts(said))
    right = next(number for number, one in enumerate(answers) if one.kind == "right")
    return CourseCard(section.title, _parts(said), tuple(one.text for one in answers), right, _parts(after))


def problems_of(section: PaperSection) -> Iterator[Problem]:
    """What is wrong with a card, the first thing first."""
    answers, said, after = _pieces(section)
    if not section.title or len(section.title) > LONGEST_TITLE:
        yield Problem(section.line, "title")
    if not said:
        yield Problem(section.line, "empty")
    if sum(len(one.text) for one in section.blocks) > LONGEST:
        yield Problem(section.line, "long")
    if answers:
        yield from _problems_of_question(answers, after)


def _problems_of_question(answers: Sequence[Block], after: Sequence[Block]) -> Iterator[Problem]:
    first = answers[0].line
    if not 2 <= len(answers) <= MOST_ANSWERS:
        yield Problem(first, "answers")
    if sum(one.kind == "right" for one in answers) != 1:
        yield Problem(first, "right")
    if len({one.text.casefold() for one in answers}) < len(answers):
        yield Problem(first, "same")
    for one in answers:
        if not one.text or len(one.text) > LONGEST_ANSWER:
            yield Problem(one.line, "answer")
    if not after:
        yield Problem(first, "why")


def _pieces(section: PaperSection) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """The answers of a question, what is said before the last of them, and what comes after it."""
    places = [number for number, one in enumerate(section.blocks) if one.kind in ("wrong", "right")]
    end = places[-1] if places else len(section.blocks)
    said = [one for number, one in enumerate(section.blocks[:end]) if number not in places]
    return [section.blocks[number] for number in places], said, section.blocks[end + 1 :]


def _parts(blocks: Iterable[Block]) -> tuple[CoursePart, ...]:
    return tuple(CoursePart(one.kind, one.text, one.address) for one in blocks)
