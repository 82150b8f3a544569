"""Colleagues ask those who offered to answer, a few at a time, and everybody finds the answers."""

from datetime import timedelta

from sqlalchemy import select, update

from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Notice
from models import AnswerWord, ColleagueAsked, ColleagueQuestion, Supporter, Topic
from tests.support.office import Office, Values, pressed

ASK: Values = {"question": "How quiet are our new blades?", "topic": "Blades", "open_to_all": "yes"}
ANSWER: Values = {"answer": "Six decibels less than before.", "kept": "yes"}
KNOWING = ("bob", "carl", "dina", "eva", "finn")


async def team(office: Office, *knowing: str, monthly: str = "2") -> None:
    await office.store.run(lambda s: s.add(Topic(workspace=office.workspace, name="Blades")))
    await office.joins("anna")
    for who in knowing:
        await office.joins(who)
        offer: Values = {"topics": ("Blades",), "monthly": monthly}
        assert isinstance(await office.does(who, "offer_knowledge", values=offer), Card)
        office.now += timedelta(seconds=1)


async def asked(office: Office, who: str = "anna", **more: str) -> str:
    reply = await office.does(who, "ask", values={**ASK, **more})
    assert isinstance(reply, Card), reply
    await office.after(minutes=1)
    return pressed(reply, "drop_ask")


def have(office: Office) -> list[str]:
    """Who has an open question."""
    people = ("anna", "boss", *KNOWING)
    return [who for who in people if any(b.action == "answer_colleague" for c in office.told(who) for b in all_of(c))]


async def row_of(office: Office, question: str) -> ColleagueQuestion:
    return await office.store.run(lambda s: s.get_one(ColleagueQuestion, (office.workspace, question)))


async def test_three_who_offered_are_asked_and_the_answer_goes_to_the_asker(office: Office):
    await team(office, *KNOWING)
    question = await asked(office)
    assert have(office) == ["bob", "carl", "dina"]
    form = await office.does("carl", "answer_colleague", question)
    assert isinstance(form, Form) and "How quiet" in form.intro
    assert isinstance(await office.does("carl", "answer_colleague", question, values=ANSWER), Card)
    await office.after(minutes=1)
    assert have(office) == [] and any("Six decibels" in str(card) for card in office.told("anna"))
    assert any("Carl answered this." in str(card) for card in office.told("bob"))


async def test_the_next_question_goes_to_those_who_were_asked_longest_ago(office: Office):
    await team(office, *KNOWING)
    first = await asked(office)
    await office.does("bob", "answer_colleague", first, values=ANSWER)
    await office.after(minutes=1)
    await asked(office, question="And how long are they?")
    assert have(office) == ["bob", "eva", "finn"]


async def test_nobody_is_asked_more_often_in_a_month_than_they_said(office: Office):
    await team(office, "bob", "carl", monthly="1")
    await asked(office)
    reply = await office.does("anna", "ask", values={**ASK, "question": "And how long are they?"})
    assert isinstance(reply, FormErrors) and "no champion" in reply.errors["question"]
    office.now += timedelta(days=31)
    await asked(office, question="And how long are they?")
    rows = await office.store.run(lambda s: s.scalars(select(Supporter.times)).all())
    assert [*rows] == [1, 1]


async def test_changing_an_offer_gives_nobody_a_new_month(office: Office):
    await team(office, "bob", monthly="1")
    await asked(office)
    await office.does("bob", "offer_knowledge", values={"topics": ("Blades", "*"), "monthly": "1"})
    reply = await office.does("anna", "ask", values={**ASK, "topic": "*"})
    assert isinstance(reply, FormErrors)


async def test_when_nobody_answers_others_are_asked_then_champions_and_then_the_asker_is_told(office: Office):
    await team(office, *KNOWING)
    await office.champions("boss")
    question = await asked(office)
    for days in (5, 0):
        await office.after(days=days)
    assert have(office) == [*KNOWING]
    for days in (4, 0):
        await office.after(days=days)
    assert have(office) == ["boss", *KNOWING]
    for days in (4, 0):
        await office.after(days=days)
    assert (await row_of(office, question)).state == "closed" and have(office) == []
    assert any("Nobody has answered" in card.summary for card in office.told("anna"))


async def test_without_anybody_who_offered_champions_are_asked_and_the_asker_reads_it(office: Office):
    await team(office)
    await office.champions("boss")
    reply = await office.does("anna", "ask", values=ASK)
    assert isinstance(reply, Card) and "so champions have it" in reply.summary
    await office.after(minutes=1)
    assert have(office) == ["boss"]


async def test_a_supporter_who_leaves_pauses_stops_or_passes_is_followed_by_others(office: Office):
    await team(office, *KNOWING)
    await office.does("bob", "pause", values={"text": "until 1 june"})
    question = await asked(office)
    assert have(office) == ["carl", "dina", "eva"]
    await office.does("carl", "leave")
    await office.after(minutes=1)
    assert have(office) == ["dina", "eva", "finn"]
    assert isinstance(await office.does("dina", "pass_question", question), Card)
    await office.does("finn", "stop_offering")
    await office.after(minutes=1)
    assert have(office) == ["eva"]
    assert isinstance(await office.does("eva", "pass_question", question), Card)
    assert (await row_of(office, question)).state == "closed"


async def test_somebody_who_pauses_after_they_were_asked_is_followed_by_others_within_days(office: Office):
    await team(office, *KNOWING)
    await asked(office)
    for who in ("bob", "carl", "dina"):
        await office.does(who, "pause", values={"text": "until 1 june"})
    for days in (5, 0):
        await office.after(days=days)
    assert {"eva", "finn"} <= {*have(office)}


async def test_an_answer_is_found_by_words_almost_spelt_right_and_named_only_by_consent(office: Office):
    await team(office, "bob")
    question = await asked(office)
    await office.does("bob", "answer_colleague", question, values=ANSWER)
    for text in ("blades", "blade", "decibles", "how QUIET are they?"):
        found = await office.does("dina", "find_answers", values={"text": text})
        assert isinstance(found, Card) and "Six decibels" in str(found), text
        assert "Bob" not in str(found) and "Anna" not in str(found)
    await office.store.run(lambda s: s.execute(update(ColleagueQuestion).values(by_name=True)))
    assert "Answered by Bob" in str(await office.does("dina", "find_answers", values={"text": "blades"}))
    await office.does("bob", "leave")
    assert "Answered by Bob" not in str(await office.does("dina", "find_answers", values={"text": "blades"}))
    assert "Nobody has asked" in str(await office.does("dina", "find_answers", values={"text": "zebra"}))
    form = await office.does("dina", "ask", values={"text": "how quiet are blades"})
    assert isinstance(form, Form) and "Six decibels" in form.intro


async def test_an_answer_is_kept_only_if_both_agree_and_its_writer_takes_it_back(office: Office):
    await team(office, "bob", monthly="8")
    private = await asked(office, open_to_all="")
    await office.does("bob", "answer_colleague", private, values=ANSWER)
    assert "Six" not in str(await office.does("dina", "find_answers", values={"text": "blades"}))
    question = await asked(office)
    wrong = await office.does("bob", "answer_colleague", question, values={**ANSWER, "answer": "Well, Anna: six."})
    assert isinstance(wrong, FormErrors) and [*wrong.errors] == ["answer"]
    await office.does("bob", "answer_colleague", question, values=ANSWER)
    assert "Six" in str(await office.does("dina", "find_answers", values={"text": "blades"}))
    assert isinstance(await office.does("anna", "unkeep_answer", question), Notice)
    await office.does("bob", "unkeep_answer", question)
    assert "Six" not in str(await office.does("dina", "find_answers", values={"text": "blades"}))


async def test_thanks_reach_who_answered_once(office: Office):
    await team(office, "bob")
    question = await asked(office)
    await office.does("bob", "answer_colleague", question, values=ANSWER)
    assert isinstance(await office.does("bob", "thank_answer", question), Notice)
    for _ in range(2):
        assert isinstance(await office.does("anna", "thank_answer", question), Card)
        await office.after(minutes=1)
    assert len([card for card in office.told("bob") if "says thanks" in card.summary]) == 1


async def test_who_answered_may_suggest_the_answer_as_content(office: Office):
    await team(office, "bob")
    question = await asked(office)
    await office.does("bob", "answer_colleague", question, values=ANSWER)
    form = await office.does("bob", "suggest_answer", question)
    assert isinstance(form, Form) and form.action == "suggest"
    assert {one.name: one.value for one in form.inputs}["text_1"] == ANSWER["answer"]
    assert isinstance(await office.does("anna", "suggest_answer", question), Notice)


async def test_of_two_answers_the_first_counts_and_nobody_answers_who_was_not_asked(office: Office):
    await team(office, *KNOWING)
    question = await asked(office)
    await office.does("bob", "answer_colleague", question, values=ANSWER)
    late = await office.does("carl", "answer_colleague", question, values={"answer": "Five."})
    assert isinstance(late, FormErrors) and "Bob was faster" in late.errors["answer"]
    assert isinstance(await office.does("finn", "answer_colleague", question), Notice)


async def test_a_question_is_not_sent_twice_and_a_very_long_one_is_told(office: Office):
    await team(office, *KNOWING)
    await asked(office)
    again = await office.does("anna", "ask", values={**ASK, "question": "how quiet are our new blades"})
    assert isinstance(again, FormErrors) and "already" in again.errors["question"]
    form = await office.does("anna", "ask", values={"text": "blade " * 2000})
    assert isinstance(form, Form) and "too long" in form.intro and len(form.inputs[0].value) == 1200
    assert form.inputs[1].value == "*"
    wrong = await office.does("anna", "ask", values={**ASK, "question": "blade " * 2000})
    assert isinstance(wrong, FormErrors)


async def test_taken_back_or_forgotten_a_question_is_off_all_cards(office: Office):
    await team(office, *KNOWING)
    question = await asked(office)
    assert isinstance(await office.does("bob", "drop_ask", question), Notice)
    assert isinstance(await office.does("anna", "drop_ask", question), Card)
    await office.after(minutes=1)
    assert have(office) == [] and "How quiet" not in str(office.told("bob"))
    await asked(office, question="And how long?")
    await office.does("anna", "forget")
    await office.after(minutes=1)
    assert "And how long" not in str([office.told(who) for who in KNOWING])
    assert await office.store.run(lambda s: s.scalars(select(ColleagueAsked)).all()) == []
    assert await office.store.run(lambda s: s.scalars(select(ColleagueQuestion)).all()) == []


async def test_somebody_who_answered_and_is_forgotten_leaves_no_answer(office: Office):
    await team(office, "bob")
    question = await asked(office)
    await office.does("bob", "answer_colleague", question, values={**ANSWER, "by_name": "yes"})
    await office.after(minutes=1)
    await office.does("bob", "forget")
    await office.after(minutes=1)
    assert "Six decibels" not in str(office.told("anna"))
    assert "Six" not in str(await office.does("dina", "find_answers", values={"text": "blades"}))
    assert await office.store.run(lambda s: s.scalars(select(AnswerWord)).all()) == []


async def test_questions_wait_for_the_hours_of_those_who_get_them(office: Office):
    await team(office, *KNOWING)
    office.now += timedelta(hours=12)
    await asked(office)
    assert have(office) == []
    await office.after(hours=13)
    assert have(office) == ["bob", "carl", "dina"]
