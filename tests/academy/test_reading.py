"""Courses as people read them: card by card, back, questions, stopping and going on, and the end."""

from datetime import UTC, datetime

from sqlalchemy import select

from handlers.academy.files import our_courses
from handlers.core.interaction import Notice
from models import LedgerEntry
from tests.academy.reader import Reader
from tests.support.office import Office

TITLE = "Your first post"


async def test_six_courses_come_with_heraut_in_both_languages(office: Office):
    names = [{one.course for one in our_courses() if one.language == language} for language in ("en", "nl")]
    assert names[0] == names[1] and len(names[0]) == 6
    assert all(3 <= len(one.cards) <= 7 and any(card.answers for card in one.cards) for one in our_courses())
    anna = Reader(office)
    await anna.does("learn")
    assert anna.labels[:2] == [f"Begin: {TITLE}", "A profile that answers"]
    assert all(one.title in anna.says for one in our_courses() if one.language == "en")


async def test_a_course_is_read_card_by_card_and_back(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    assert "Card 1 of 6" in anna.says and anna.title == "Small is good" and "Back" not in anna.labels
    await anna.presses("Next")
    assert "Card 2 of 6" in anna.says
    await anna.presses("Back")
    assert "Card 1 of 6" in anna.says
    await anna.presses("Next")
    await anna.presses("Next")
    assert anna.labels[:3] == ["A", "B", "C"] and "Next" not in anna.labels


async def test_an_answer_that_does_not_fit_is_explained_and_leaves_no_trace(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    await anna.presses("Next")
    await anna.presses("Next")
    before = await anna.progress()
    await anna.answers(well=False)
    after = await anna.progress()
    assert before and after
    assert (after.read, after.at) == (before.read, before.at)
    assert "Not quite." in anna.says and "The second has a person in it" in anna.says
    await anna.presses("Try again")
    await anna.answers(well=True)
    assert "Yes, that fits." in anna.says
    await anna.presses("Next")
    assert "Card 4 of 6" in anna.says


async def test_a_question_that_was_passed_over_comes_back_at_the_end(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    await anna.presses("Next")
    await anna.presses("Next")
    await anna.answers(well=False)
    await anna.presses("Go on")
    for _ in range(3):
        await anna.goes_on()
    assert "Read it again" not in anna.labels
    await anna.presses("Next")
    assert "Card 3 of 6" in anna.says
    await anna.answers(well=True)
    assert "That was all of it." in anna.says


async def test_somebody_who_stopped_goes_on_where_they_were(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    await anna.presses("Next")
    await anna.presses("All courses")
    assert anna.labels[0] == f"Go on: {TITLE}" and "(5 cards to go)" in anna.says
    await anna.presses(f"Go on: {TITLE}")
    assert "Card 2 of 6" in anna.says
    await anna.does("learn", text="numbers")
    assert anna.card.title == "Numbers and honesty"


async def test_a_finished_course_is_told_once_and_earns_points_once(office: Office):
    office.now = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    anna = Reader(office)
    await anna.finishes(TITLE)
    assert "+5: you finished a course" in anna.says
    await anna.presses("Read it again")
    await anna.finishes(TITLE)
    assert "+5" not in anna.says
    rows = select(LedgerEntry.cause, LedgerEntry.points).where(LedgerEntry.person == "anna")
    assert [*await office.store.run(lambda s: s.execute(rows).all())] == [("course:first-post", 5)]
    await anna.does("learn")
    assert "(done)" in anna.says
    assert f"you finished the course “{TITLE}”" in str(await anna.does("me"))


async def test_words_find_courses_and_nothing_is_said_kindly(office: Office):
    anna = Reader(office)
    assert (await anna.opens("zebra")).title == "Courses: “zebra”" and "There is no course here." in anna.says
    await anna.does("learn", text="your")
    assert "Begin: Your first post" in anna.labels


async def test_buttons_of_another_time_are_answered_kindly(office: Office):
    anna = Reader(office)
    assert isinstance(await office.does("anna", "course", "nowhere|1"), Notice)
    assert isinstance(await office.does("anna", "answer_course", "nonsense"), Notice)
    await anna.does("course", "first-post|99")
    assert "Card 6 of 6" in anna.says
    await anna.does("read_course", "first-post|9.9")
    assert "Card 1 of 6" in anna.says
    await anna.does("answer_course", "first-post|1.3|9")
    assert "Not quite." in anna.says


async def test_progress_goes_with_forget_me(office: Office):
    anna = Reader(office)
    await office.joins("anna")
    await anna.finishes(TITLE)
    assert "How far you are in courses" in str(await anna.does("privacy"))
    await office.does("anna", "forget")
    assert await anna.progress() is None


async def test_somebody_may_ask_for_it_later(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    await anna.presses("Stop here, and offer it to me later")
    row = await anna.progress()
    assert row and row.wanted
    await anna.presses("Go on")
    assert "Card 1 of 6" in anna.says


async def test_dutch_readers_read_dutch_and_go_on_where_they_were(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    await anna.presses("Next")
    await anna.does("language", text="nl")
    await anna.does("learn", text="je eerste bericht")
    assert "Kaart 2 van 6" in anna.says and anna.title == "Youssef en het lege scherm"
