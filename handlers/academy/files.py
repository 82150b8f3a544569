"""Courses from files: those that come with Heraut, and those of a folder of your own."""

import logging
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field

from handlers.academy.course_text import CourseText, course_in
from handlers.core.language import Language
from handlers.papers.mistakes import Mistake
from handlers.papers.papers import Paper, head_of, papers_in

log = logging.getLogger("heraut.academy")

OURS = Path(__file__).with_name("courses")
LANGUAGES: Sequence[Language] = get_args(Language)
INFO = "courses"  # in the info of a store: the courses of your own folder
MOST = 200  # courses
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class CourseFileHead(BaseModel):
    """The head of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    place: Annotated[int, Field(ge=1, le=999)] = 100  # courses are listed by it


def read_courses(folder: Path) -> Sequence[CourseText]:
    """The courses of a folder with files in en/ and nl/. Raises Mistake; then nothing is taken."""
    found = papers_in(folder, LANGUAGES)
    names = list(dict.fromkeys(name for _, name, _ in found))
    for language, name, paper in found:
        if name in names[MOST:]:
            raise paper.wrong(1, f"There are more than {MOST} courses.", "Leave some out, so that people find theirs.")
        _check_name(language, name, paper)
    return [course_in(paper, name, language, head_of(paper, CourseFileHead).place) for language, name, paper in found]


def _check_name(language: str, name: str, paper: Paper) -> None:
    if not NAME.fullmatch(name):
        wrong = "The name of a file is the name of the course: small letters, digits and hyphens, 60 at most."
        raise paper.wrong(1, wrong, f"Call it something like {language}/first-post.md.")


@cache
def our_courses() -> Sequence[CourseText]:
    """The courses that come with Heraut."""
    return read_courses(OURS)


def with_ours(own: Sequence[CourseText]) -> Sequence[CourseText]:
    """Your own courses beside ours. One of yours with the name of one of ours replaces it, in every language."""
    names = {one.course for one in own}
    return [*own, *(one for one in our_courses() if one.course not in names)]


def courses_at_start(folder: str) -> Sequence[CourseText] | None:
    """The courses of your own folder; empty without one. None if there is a mistake: then all courses stay."""
    if not folder:
        return ()
    try:
        return read_courses(Path(folder))
    except (Mistake, OSError) as problem:
        log.error("The courses stay as they are. %s", problem)  # noqa: TRY400 - the file and the line are what helps
        return None
