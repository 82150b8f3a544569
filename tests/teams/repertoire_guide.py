"""What people say and see about the guide."""

from sqlalchemy import select

from models import GuideCard
from tests.support.office import JOINING, pressed
from tests.teams.repertoire import Repertoire

CARD = {
    "kind": "tone",
    "language": "en",
    "title": "Wear a *helmet*",
    "text": "On site.",
    "good": "So.",
    "clumsy": "So!",
}


async def target_of(office: Repertoire, title: str) -> str:
    its = (GuideCard.workspace == office.workspace, GuideCard.title == title, GuideCard.live)
    row = await office.store.run(lambda s: s.scalars(select(GuideCard).where(*its)).one())
    return f"{row.card}|{row.edition}"


async def guide(office: Repertoire) -> None:
    await office.act("join for the guide", "anna", "join", values=JOINING)
    await office.act("the guide", "anna", "guide")
    await office.act("the guide for champions", "boss", "guide")
    await office.act("how it sounds", "anna", "guide", "tone|0")
    await office.act("the guide for one network", "anna", "guide", "linkedin|0")
    await office.act("searching the guide", "anna", "find_guide")
    await office.act("found in the guide", "anna", "find_guide", values={"text": "picture"})
    await office.act("not found in the guide", "anna", "guide", values={"text": "zebra"})
    await office.act("agreed to the guide", "anna", "agree_guide", "1")
    await office.act("writing a card", "boss", "edit_guide")
    await office.act("a card without an example", "boss", "edit_guide", values={**CARD, "good": ""})
    await office.act("a card written", "boss", "edit_guide", values=CARD)
    await office.act("the guide changed", "anna", "guide")
    await office.act("home with a changed guide", "anna", "home")
    target = await target_of(office, "Wear a *helmet*")
    await office.act("changing a card", "boss", "edit_guide", target.partition("|")[0])
    await office.act("a card taken out", "boss", "edit_guide", target, values={**CARD, "gone": "yes"})
    await office.act("what changed in the guide", "anna", "guide", "new|0")
    await office.champions("boss", "bob", "carl")
    await office.act("nobody answers", "boss", "guide_helpers")
    await office.act("one answers", "boss", "guide_helpers", values={"text": "@bob"}, mentioned="bob")
    await office.act("two answer", "boss", "guide_helpers", values={"text": "@carl"}, mentioned="carl")
    await questions(office)


async def questions(office: Repertoire) -> None:
    await office.act("asking about the guide", "anna", "may_i")
    await office.act("asking what was typed", "anna", "may_i", values={"text": "show people in a *picture*?"})
    card = await office.card("a question asked", "anna", "may_i", values={"question": "May I show a <picture>?"})
    dropped = await office.card("a question to drop", "anna", "may_i", values={"question": "May I do nothing?"})
    await office.act("a question dropped", "anna", "drop_question", pressed(dropped, "drop_question"))
    await office.passes(minutes=1)
    question = pressed(card, "drop_question")
    await office.act("answering", "bob", "answer_guide", question)
    answer = {"answer": "Yes, if *they* agreed.", "kept": "yes", "title": "May I show a <picture>?"}
    await office.act("an answer with a name", "bob", "answer_guide", question, values={**answer, "answer": "Anna!"})
    await office.passes(days=5)
    await office.act("answered", "bob", "answer_guide", question, values=answer)
    await office.passes(minutes=1)
    await office.act("asked before", "anna", "guide", "answer|0")
