"""What people say and see about courses."""

from handlers.academy.files import our_courses
from tests.support.office import JOINING
from tests.teams.repertoire import Repertoire

CARDS = {
    "language": "en",
    "title": "Ladders",
    "about": "How to *stand* on one.",
    "card_1": "Look up\n\nIs there a wire?\n\n![A wire](https://example.com/wire.png)",
    "card_2": "Look down\n\n> It stood on a hose.",
    "card_3": "Which?\n\nWhich rung?\n\n- [ ] The top one\n- [x] The fourth\n\nYou need a grip.",
}


async def academy(office: Repertoire) -> None:
    await office.act("join for courses", "anna", "join", values=JOINING)
    await office.act("all courses", "anna", "learn")
    await office.act("all courses for managers", "boss", "learn")
    await office.act("no course found", "anna", "learn", values={"text": "zebra"})
    await office.act("how many finished", "boss", "course_figures")
    await office.act("writing a course", "boss", "edit_course")
    await office.act("a course with a mistake", "boss", "edit_course", values={**CARDS, "card_2": "Look down"})
    await office.act("a course written", "boss", "edit_course", values=CARDS)
    await office.act("changing a course", "boss", "edit_course", "first-post")
    await office.act("a course taken out", "boss", "edit_course", "profile|1", values={**CARDS, "gone": "yes"})
    await _reading(office)


async def _reading(office: Repertoire) -> None:
    [course] = [one for one in our_courses() if one.course == "first-post" and one.language == "en"]
    keys = [f"{course.course}|1.{place + 1}" for place in range(len(course.cards))]
    questions = [place for place, card in enumerate(course.cards) if card.answers]
    await office.act("a card of a course", "anna", "course", f"{course.course}|1")
    for place in range(len(course.cards)):
        if place not in questions:
            await office.act("on from a card", "anna", "read_course", keys[place])
    first, last = questions
    await office.act("not quite", "anna", "answer_course", f"{keys[first]}|{(course.cards[first].right + 1) % 3}")
    await office.act("it fits", "anna", "answer_course", f"{keys[first]}|{course.cards[first].right}")
    await office.act("it fits, and it is finished", "anna", "answer_course", f"{keys[last]}|{course.cards[last].right}")
    await office.act("the end of a course", "anna", "read_course", keys[last])
    await office.act("a course for later", "anna", "later_course", "numbers")
    await office.act("courses begun and done", "anna", "learn")
    await office.passes(minutes=20)
    await office.passes(minutes=30)
