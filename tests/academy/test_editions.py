"""A changed course shows only what changed; champions write courses by form, and files leave those alone."""

from sqlalchemy import select

from handlers.academy.editions import take_files
from handlers.core.interaction import Card, Form, FormErrors, Notice
from models import AuditEntry, Course
from tests.academy.reader import Reader
from tests.support.office import Office, Values

TITLE = "Your first post"
WRITTEN: Values = {
    "language": "en",
    "title": "Ladders",
    "about": "How to stand on one.",
    "card_1": "Look up\n\nIs there a wire?",
    "card_2": "Look down\n\n> It stood on a hose.",
    "card_3": "Which?\n\nWhich rung is the last?\n\n- [ ] The top one\n- [x] The fourth\n\nYou need a grip.",
}


async def form_of(office: Office, course: str) -> Form:
    form = await office.does("boss", "edit_course", course)
    assert isinstance(form, Form)
    return form


async def saves(office: Office, form: Form, **changes: str) -> object:
    shown = {one.name: one.value for one in form.inputs if one.value}
    return await office.does("boss", "edit_course", form.target, values={**shown, **changes})


async def writes(office: Office) -> str:
    assert isinstance(await office.does("boss", "edit_course", values=WRITTEN), Card)
    rows = select(Course.course).where(Course.title == "Ladders")
    return (await office.store.run(lambda s: s.scalars(rows).all()))[0]


async def test_champions_write_a_course_and_everybody_reads_it(office: Office):
    assert isinstance(await office.does("anna", "edit_course"), Notice)
    assert isinstance(await office.does("anna", "edit_course", values=WRITTEN), Notice)
    await writes(office)
    anna = Reader(office)
    await anna.opens("Ladders")
    assert anna.title == "Look up" and "Card 1 of 3" in anna.says
    acts = select(AuditEntry.act).where(AuditEntry.act.startswith("course_"))
    assert await office.store.run(lambda s: s.scalars(acts).all()) == ["course_written"]


async def test_what_is_wrong_is_said_at_the_card(office: Office):
    for changes, field, said in (
        ({"card_2": ""}, "card_2", "Please fill this in."),
        ({"card_2": "A title only"}, "card_2", "This card has a title only."),
        ({"card_2": WRITTEN["card_1"]}, "card_2", "This card is there twice."),
        ({"card_2": "T\n\nQ\n\n- [ ] a\n- [ ] b\n\nWhy."}, "card_2", "One answer fits"),
        ({"card_2": "T\n\n<b>x</b>"}, "card_2", "A card is made of sentences"),
        ({"card_2": "T\n\n![x](http://a.example/x.png)"}, "card_2", "A card is made of sentences"),
        ({"card_2": "T\n\none\n\n## Another\n\ntwo"}, "card_2", "A card is made of sentences"),
    ):
        reply = await office.does("boss", "edit_course", values={**WRITTEN, **changes})
        assert isinstance(reply, FormErrors) and said in reply.errors[field], changes
    reader = Reader(office, "boss")
    await reader.opens("Ladders")
    assert "There is no course here." in reader.says


async def test_a_reader_who_finished_sees_only_the_card_that_changed(office: Office):
    course = await writes(office)
    anna = Reader(office)
    await anna.opens("Ladders")
    await anna.presses("Next")
    await anna.presses("Next")
    await anna.presses("B")
    assert "That was all of it." in anna.says
    form = await form_of(office, course)
    assert isinstance(await saves(office, form, card_2="Look down\n\nIs it level?"), Card)
    await anna.does("learn")
    assert anna.labels[0] == "Go on: Ladders" and "(done; 1 card changed since)" in anna.says
    await anna.presses("Go on: Ladders")
    assert "Card 2 of 3. It changed since you finished the course." in anna.says
    await anna.presses("Next")
    assert "That was all of it." in anna.says
    row = await anna.progress(course)
    assert row and row.finished == 2 and row.first_at and row.finished_at and row.first_at <= row.finished_at


async def test_a_card_that_only_moved_is_not_new(office: Office):
    course = await writes(office)
    anna = Reader(office)
    await anna.opens("Ladders")
    await anna.presses("Next")
    form = await form_of(office, course)
    values = {one.name: str(one.value) for one in form.inputs}
    await saves(office, form, card_1=values["card_2"], card_2=values["card_1"])
    await anna.opens("Ladders")
    assert anna.title == "Look down"
    await anna.presses("Next")
    assert anna.title == "Look up"


async def test_two_champions_at_once_lose_nothing(office: Office):
    course = await writes(office)
    form = await form_of(office, course)
    assert isinstance(await saves(office, form, title="Ladders and steps"), Card)
    reply = await saves(office, form, title="Stairs")
    assert isinstance(reply, FormErrors) and "A colleague changed this course" in reply.errors["title"]


async def test_a_course_is_taken_out_and_what_champions_changed_is_theirs(office: Office):
    anna = Reader(office)
    await anna.opens(TITLE)
    form = await form_of(office, "first-post")
    assert isinstance(await saves(office, form, title="Begin here"), Card)
    await office.store.run(lambda s: take_files(s, office.workspace, office.now))
    await anna.opens("Begin here")
    assert "Card 1 of 6" in anna.says
    assert isinstance(await saves(office, await form_of(office, "numbers"), gone="yes"), Card)
    await office.store.run(lambda s: take_files(s, office.workspace, office.now))
    await anna.opens("Numbers and honesty")
    assert "There is no course here." in anna.says
    assert isinstance(await office.does("anna", "course", "numbers"), Notice)
    assert isinstance(await office.does("boss", "edit_course", "numbers"), Notice)
