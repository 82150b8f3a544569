"""The guide's cards from files: those that come with Heraut, or those of a folder of your own."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from handlers.content.networks import NETWORKS
from handlers.core.language import Language
from handlers.papers.markdown import body_of
from handlers.papers.mistakes import Mistake
from handlers.papers.papers import Paper, files_in, head_of, paper_name, papers_in, read_paper
from models.guide import GuideKind

log = logging.getLogger("heraut.guide")

OURS = Path(__file__).with_name("pages")
LANGUAGES: Sequence[Language] = get_args(Language)
INFO = "guide_cards"  # in the info of a store: the cards of your own folder
MOST = 200  # cards in one language
LONGEST = 1500  # characters of a text
LONGEST_NAME, LONGEST_TITLE = 60, 120


def _known(networks: Sequence[str]) -> Sequence[str]:
    if unknown := [name for name in networks if name not in NETWORKS]:
        raise ValueError(f"“{unknown[0]}” is no network. These are: {', '.join(NETWORKS)}.")
    return networks


class Head(BaseModel):
    """The head of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)

    kind: Literal["can", "careful", "ask", "tone"]
    networks: Annotated[tuple[str, ...], AfterValidator(_known)] = ()
    topics: tuple[str, ...] = ()
    good: Annotated[str, StringConstraints(max_length=600)] = ""
    clumsy: Annotated[str, StringConstraints(max_length=600)] = ""
    line: Annotated[str, StringConstraints(max_length=160)] = ""
    source: Annotated[str, StringConstraints(max_length=400)] = ""


class CardText(NamedTuple):
    """What a card says in one language, wherever it comes from."""

    card: str
    language: str
    kind: GuideKind
    networks: str
    topics: str
    title: str
    text: str
    good: str = ""
    clumsy: str = ""
    line: str = ""
    source: str = ""


def read_cards(folder: Path) -> Sequence[CardText]:
    """The cards of a folder with files in en/ and nl/. Raises Mistake; then nothing is taken."""
    found = papers_in(folder, LANGUAGES)
    for language in LANGUAGES:
        its = [paper for one, _, paper in found if one == language]
        if len(its) > MOST:
            raise its[MOST].wrong(1, f"There are more than {MOST} cards.", "Leave some out, so that people read them.")
    return [_card(language, name, paper) for language, name, paper in found]


def _card(language: str, name: str, paper: Paper) -> CardText:
    head, body = head_of(paper, Head), body_of(paper)
    text = "\n\n".join(body.paragraphs)
    if len(text) > LONGEST or len(body.title) > LONGEST_TITLE or len(name) > LONGEST_NAME:
        wrong = f"A text has at most {LONGEST} characters, a title {LONGEST_TITLE}, a file's name {LONGEST_NAME}."
        raise paper.wrong(paper.body_line + 1, wrong, "Shorten it, or make two cards of it.")
    if head.kind == "tone" and not (head.good and head.clumsy):
        raise paper.wrong(1, "A card about tone shows how, and how not.", "Add good = … and clumsy = … to the head.")
    places = ",".join(head.networks), ",".join(head.topics)
    return CardText(
        name, language, head.kind, *places, body.title, text, head.good, head.clumsy, head.line, head.source
    )


class CheckedGuide(NamedTuple):
    """The cards that can be read, by language, and every mistake."""

    cards: Mapping[str, Sequence[str]]
    mistakes: Sequence[Mistake]


def check_cards(folder: Path) -> CheckedGuide:
    """Read every file of a folder, also after a mistake in another. Raises Mistake if there is no file at all."""
    cards, mistakes = defaultdict[str, list[str]](list), list[Mistake]()
    for language, path in files_in(folder, LANGUAGES):
        try:
            card = _card(language, path.stem, read_paper(path, paper_name(path)))
            cards[language].append(card.card)
        except Mistake as mistake:
            mistakes.append(mistake)
    unread = (path for path in sorted(folder.rglob("*.md")) if path.parent not in [folder / one for one in LANGUAGES])
    mistakes += [Mistake(f"{path}", 1, "This file is not read.", "Move it into en/ or nl/.") for path in unread]
    if not mistakes:
        read_cards(folder)  # too many files are a mistake too
    return CheckedGuide(cards, mistakes)


@cache
def our_cards() -> Sequence[CardText]:
    """The cards that come with Heraut."""
    return read_cards(OURS)


def cards_at_start(folder: str) -> Sequence[CardText] | None:
    """The cards of your own folder; empty without one. None if there is a mistake: then the guide stays as it is."""
    if not folder:
        return ()
    try:
        return read_cards(Path(folder))
    except (Mistake, OSError) as problem:
        log.error("The guide stays as it is. %s", problem)  # noqa: TRY400 - the file and the line are what helps
        return None
