"""Courses from files: a mistake names the file, the line and what to do, and changes nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.academy.course_text import CourseText
from handlers.academy.edit_texts import card_in_field, field_of
from handlers.academy.editions import take_files
from handlers.academy.files import INFO, courses_at_start, our_courses, read_courses
from handlers.core.language import Words
from handlers.papers.mistakes import Mistake
from models import Course
from tests.support.office import Office

QUESTION = "## Which?\n\nOne of two.\n\n- [ ] This\n- [x] That\n\nThat is why.\n\n> Like this.\n"
GOOD = f"+++\nplace = 5\n+++\n# A course\n\nAbout it.\n\n## One\n\nFirst.\n\n## Two\n\n> A case.\n\n{QUESTION}"


def folder(where: Path, text: str, name: str = "a.md", language: str = "en") -> Path:
    place = where / "courses" / language
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text, "utf-8")
    return where / "courses"


def mistake(where: Path, text: str, name: str = "a.md") -> str:
    with pytest.raises(Mistake) as problem:
        read_courses(folder(where, text, name))
    return str(problem.value)


def test_a_file_becomes_a_course(tmp_path: Path):
    [course] = read_courses(folder(tmp_path, GOOD))
    assert (course.course, course.language, course.place, course.title) == ("a", "en", 5, "A course")
    one, two, which = course.cards
    assert (one.title, one.parts[0].text, two.parts[0].kind) == ("One", "First.", "quote")
    assert (which.answers, which.right) == (("This", "That"), 1)
    assert [part.text for part in which.explanation] == ["That is why.", "Like this."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("place = 5", "place = five"), "courses/en/a.md, line 2: Invalid value."),
        (GOOD.replace("place = 5", "plaec = 5"), "line 2: “plaec” is not known. Did you mean “place”?"),
        (GOOD.replace("place = 5", "place = 0"), "line 2: “place” cannot be used as it is."),
        (GOOD.replace("# A course\n", ""), "line 5: The title is missing."),
        ("+++\n+++\n", "line 3: The title is missing."),
        (GOOD.replace("# A course", "## A course"), "line 4: The title is missing."),
        (GOOD.replace("About it.", ""), "line 4: It does not say what the course is about."),
        (GOOD.replace("## Two", "# Two"), "line 12: There are two titles with one #."),
        (GOOD.replace("## Two", "### Two"), "line 12: Titles have one # or two."),
        (GOOD.replace("## Two\n", ""), "line 4: A course has 3 to 7 cards; this one has 2."),
        (GOOD + "\n## More\n\nx\n" * 5, "A course has 3 to 7 cards; this one has 8."),
        (GOOD.replace("About it.", "> About it."), "line 6: This stands before the first card."),
        (GOOD.replace("First.", ""), "line 8: This card is empty."),
        (GOOD.replace("First.", "x" * 1801), "line 8: A card has at most 1800 characters: two minutes."),
        (GOOD.replace("## One", "## " + "x" * 101), "line 8: A card has a title of at most 100 characters."),
        (GOOD.replace("[ ] This", "[x] This"), "line 20: A question has one answer that fits."),
        (GOOD.replace("[x] That", "[ ] That"), "line 20: A question has one answer that fits."),
        (GOOD.replace("- [ ] This\n", ""), "line 20: A question has 2 to 4 answers."),
        (GOOD.replace("That\n\nThat", "this\n\nThat"), "line 20: Two answers are the same."),
        (GOOD.partition("\nThat is why.")[0], "line 20: The explanation is missing."),
        (GOOD.replace("[ ] This", f"[ ] {'x' * 201}"), "line 20: An answer has 1 to 200 characters."),
        (
            GOOD.replace("First.", "![](https://a.example/b.png)"),
            "line 10: A picture needs an https address, and words",
        ),
        (GOOD.replace("First.", "![a](b.png)"), "line 10: A picture needs an https address, and words"),
        (GOOD.replace("First.", "<b>First</b>"), "line 10: A card shows titles, paragraphs and lists"),
        (GOOD.replace("## Two\n\n> A case.", "## One\n\nFirst."), "line 12: This card is there twice."),
        (GOOD.replace("# A course", "# " + "x" * 101), "line 4: A title has at most 100 characters"),
    ],
)
def test_a_mistake_names_the_line_and_what_to_do(tmp_path: Path, text: str, said: str):
    assert said in mistake(tmp_path, text)


def test_the_name_of_a_file_is_the_name_of_its_course(tmp_path: Path):
    assert "courses/en/A B.md, line 1: The name of a file is the name" in mistake(tmp_path, GOOD, "A B.md")


def test_there_are_at_most_two_hundred_courses(tmp_path: Path):
    for number in range(201):
        folder(tmp_path, GOOD, f"c{number:03}.md")
    assert "courses/en/c200.md, line 1: There are more than 200 courses." in mistake(tmp_path, GOOD, "c000.md")


def test_a_mistake_at_the_start_is_logged_and_takes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    assert courses_at_start("") == ()
    assert courses_at_start(str(folder(tmp_path, "no head"))) is None
    assert "The courses stay as they are. courses/en/a.md, line 1" in caplog.text
    assert courses_at_start(str(tmp_path / "nowhere")) is None


@given(st.sampled_from([card for one in our_courses() for card in one.cards]))
def test_a_card_in_a_field_reads_back_as_it_was(card):
    assert card_in_field(field_of(card), Words.of("en")) == card


async def takes(office: Office, own: tuple[CourseText, ...] | None) -> dict[tuple[str, str], tuple[int, bool]]:
    """Start again with these files. Returns edition and whether it is gone, by course and language."""

    def again(session: Session) -> dict[tuple[str, str], tuple[int, bool]]:
        session.info[INFO] = own
        take_files(session, office.workspace, office.now)
        rows = session.scalars(select(Course).where(Course.live))
        return {(row.course, row.language): (row.edition, row.gone) for row in rows}

    return await office.store.run(again)


async def test_your_own_courses_stand_beside_ours_or_replace_one(office: Office, tmp_path: Path):
    ours = await takes(office, ())
    assert len(ours) == 12 and set(ours.values()) == {(1, False)}
    folder(tmp_path, GOOD, "safety.md")
    own = tuple(read_courses(folder(tmp_path, GOOD, "first-post.md")))
    found = await takes(office, own)
    assert found["safety", "en"] == (1, False)
    assert (found["first-post", "en"], found["first-post", "nl"]) == ((2, False), (3, True))
    assert await takes(office, own) == found
    assert await takes(office, None) == found
    back = await takes(office, ())
    assert back["safety", "en"] == (2, True) and back["first-post", "nl"] == (4, False)
