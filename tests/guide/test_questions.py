"""May I …?: a question from anybody goes to two people, is answered once, and stays without names."""

from datetime import timedelta

from sqlalchemy import select

from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Notice
from models import GuideQuestion, Message
from tests.support.office import Office, pressed

ASK = {"question": "May I show a photo of the new turbine?"}
ANSWER = {"answer": "Yes, once the customer agreed.", "kept": "yes", "title": "May I show the new turbine?"}


async def team(office: Office, *named: str) -> None:
    await office.joins("anna")
    await office.champions("boss", "bob", "carl", "dina")
    for who in named:
        assert isinstance(await office.does("boss", "guide_helpers", mentioned=who, values={"text": f"@{who}"}), Card)


async def asked(office: Office, who: str = "anna") -> str:
    reply = await office.does(who, "may_i", values=ASK)
    assert isinstance(reply, Card), reply
    await office.after(minutes=1)
    return pressed(reply, "drop_question")


def asks(office: Office, who: str) -> list[Card]:
    """The messages that somebody has with an open question."""
    return [card for card in office.told(who) if any(button.action == "answer_guide" for button in all_of(card))]


async def who_was_asked(office: Office) -> list[str]:
    return [who for who in ("anna", "bob", "boss", "carl", "dina") if asks(office, who)]


async def rows(office: Office) -> list[GuideQuestion]:
    return [*await office.store.run(lambda s: s.scalars(select(GuideQuestion)).all())]


async def test_a_question_goes_to_the_two_who_are_named_and_the_answer_to_the_asker(office: Office):
    await team(office, "bob", "carl")
    question = await asked(office)
    assert await who_was_asked(office) == ["bob", "carl"]
    form = await office.does("bob", "answer_guide", question)
    assert isinstance(form, Form) and ASK["question"] in form.intro
    assert isinstance(await office.does("bob", "answer_guide", question, values=ANSWER), Card)
    await office.after(minutes=1)
    assert any(ANSWER["answer"] in str(card) for card in office.told("anna"))
    assert await who_was_asked(office) == [] and any("Bob answered this." in str(one) for one in office.told("carl"))


async def test_the_answer_becomes_a_precedent_without_names_that_search_finds(office: Office):
    await team(office, "bob", "carl")
    question = await asked(office)
    await office.does("bob", "answer_guide", question, values=ANSWER)
    found = await office.does("dina", "guide", values={"text": "turbine"})
    assert isinstance(found, Card) and ANSWER["answer"] in str(found) and "Bob" not in str(found)
    assert "Anna" not in str(found)
    form = await office.does("dina", "may_i", values={"text": "may I show a turbine"})
    assert isinstance(form, Form) and ANSWER["answer"] in form.intro


async def test_an_answer_that_is_not_for_everybody_stays_between_the_two(office: Office):
    await team(office, "bob")
    question = await asked(office)
    await office.does("bob", "answer_guide", question, values={"answer": "Yes, Anna!"})
    found = await office.does("dina", "guide", values={"text": "turbine"})
    assert "Yes, Anna" not in str(found)


async def test_names_are_not_kept(office: Office):
    await team(office, "bob")
    question = await asked(office)
    for field, text in (("answer", "Yes, anna."), ("title", "May Anna do this?"), ("answer", "Ask @carl")):
        wrong = await office.does("bob", "answer_guide", question, values={**ANSWER, field: text})
        assert isinstance(wrong, FormErrors) and [*wrong.errors] == [field]
    wrong = await office.does("bob", "answer_guide", question, values={**ANSWER, "title": ""})
    assert isinstance(wrong, FormErrors) and [*wrong.errors] == ["title"]


async def test_of_two_answers_at_once_the_first_counts_and_the_other_text_is_not_lost(office: Office):
    await team(office, "bob", "carl")
    question = await asked(office)
    await office.does("bob", "answer_guide", question, values=ANSWER)
    late = await office.does("carl", "answer_guide", question, values={"answer": "No."})
    assert isinstance(late, FormErrors) and "Bob was faster" in late.errors["answer"]
    again = await office.does("carl", "answer_guide", question)
    assert isinstance(again, Notice) and "Bob" in again.text


async def test_where_nobody_is_named_managers_who_get_messages_answer_and_otherwise_champions(office: Office):
    await team(office)
    await asked(office)
    assert await who_was_asked(office) == ["boss"]
    await office.does("boss", "end_role")
    await office.after(minutes=1)
    assert await who_was_asked(office) == ["bob", "carl", "dina"]


async def test_where_nobody_can_answer_the_form_says_so_and_keeps_the_text(office: Office):
    await office.joins("anna")
    wrong = await office.does("anna", "may_i", values=ASK)
    assert isinstance(wrong, FormErrors) and "no champion" in wrong.errors["question"] and await rows(office) == []


async def test_somebody_on_a_break_is_not_asked_while_the_other_is_there(office: Office):
    await team(office, "bob", "carl")
    await office.does("bob", "pause", values={"text": "until 1 june"})
    await asked(office)
    assert await who_was_asked(office) == ["carl"]


async def test_when_one_of_the_two_leaves_the_question_goes_on(office: Office):
    await team(office, "bob")
    await asked(office)
    assert await who_was_asked(office) == ["bob"]
    await office.does("bob", "leave")
    await office.after(minutes=1)
    assert await who_was_asked(office) == ["boss"]
    card = await office.does("boss", "guide_helpers")
    assert "Nobody is named" in str(card)


async def test_nobody_is_asked_their_own_question(office: Office):
    await team(office, "bob")
    await asked(office, "bob")
    assert await who_was_asked(office) == ["boss"]
    [row] = await rows(office)
    assert isinstance(await office.does("bob", "answer_guide", row.id, values=ANSWER), Notice)


async def test_after_three_days_without_an_answer_all_champions_are_asked_once(office: Office):
    await team(office, "bob")
    await asked(office)
    for _ in range(6):
        await office.after(days=1)
    assert await who_was_asked(office) == ["bob", "boss", "carl", "dina"]
    assert len(asks(office, "carl")) == 1 and "Nobody has answered for three working days" in str(asks(office, "carl"))


async def test_a_question_that_is_taken_back_is_wiped_at_once_and_off_the_cards(office: Office):
    await team(office, "bob")
    question = await asked(office)
    assert isinstance(await office.does("carl", "drop_question", question), Notice)
    assert isinstance(await office.does("anna", "drop_question", question), Card)
    await office.after(minutes=1)
    assert await who_was_asked(office) == [] and [row.question for row in await rows(office)] == [""]
    assert ASK["question"] not in str(office.told("bob"))
    assert isinstance(await office.does("bob", "answer_guide", question), Notice)


async def test_somebody_who_is_forgotten_leaves_no_question_and_no_card_with_it(office: Office):
    await team(office, "bob")
    await asked(office)
    await office.does("anna", "forget")
    await office.after(minutes=1)
    assert await rows(office) == [] and ASK["question"] not in str(office.told("bob"))


async def test_only_champions_who_get_messages_are_named_and_two_at_most(office: Office):
    await team(office, "bob", "carl")
    third = await office.does("boss", "guide_helpers", mentioned="dina", values={"text": "@dina"})
    assert isinstance(third, Notice) and "Bob and Carl" in third.text
    card = await office.does("boss", "guide_helpers", "carl")
    assert isinstance(card, Card) and "Bob alone" in card.summary
    stranger = await office.does("boss", "guide_helpers", mentioned="anna", values={"text": "@anna"})
    assert isinstance(stranger, Notice) and "Offer that first" in stranger.text
    assert isinstance(await office.does("bob", "guide_helpers"), Notice)


async def test_questions_are_limited_and_wait_for_working_hours(office: Office):
    await team(office, "bob")
    office.now += timedelta(hours=12)
    for _ in range(5):
        assert isinstance(await office.does("anna", "may_i", values=ASK), Card)
    assert isinstance(await office.does("anna", "may_i", values=ASK), Notice)
    await office.after(minutes=1)
    sent = select(Message.state).where(Message.kind == "guide_question")
    assert {*await office.store.run(lambda s: s.scalars(sent).all())} <= {"queued", "deferred"}
    assert await who_was_asked(office) == []
