"""What people say and see who ask colleagues, and who answer them."""

from models import Topic
from tests.support.office import JOINING, pressed
from tests.teams.repertoire import Repertoire

ASK = {"question": "How *quiet* are our <blades>?", "topic": "Blades", "open_to_all": "yes"}
ANSWER = {"answer": "Six decibels less, _measured_.", "kept": "yes", "by_name": "yes"}


async def supporters(office: Repertoire) -> None:
    await office.store.run(lambda s: s.add(Topic(workspace=office.workspace, name="Blades")))
    await office.act("a stranger offers", "bob", "offer_knowledge")
    for who in ("anna", "bob", "carl"):
        await office.act("join to ask", who, "join", values=JOINING)
    await office.act("asking colleagues", "anna", "ask")
    await office.act("nobody to ask", "anna", "ask", values=ASK)
    await office.act("offering", "bob", "offer_knowledge")
    await office.act("offering nothing", "carl", "offer_knowledge", values={"topics": ()})
    for who, often in (("bob", "1"), ("carl", "4")):
        offer = {"topics": ("Blades", "*"), "monthly": often}
        await office.act(f"offered by {who}", who, "offer_knowledge", values=offer)
    await office.act("asking something long", "anna", "ask", values={"text": "blade " * 300})
    card = await office.card("asked colleagues", "anna", "ask", values=ASK)
    question = pressed(card, "drop_ask")
    await office.act("asked twice", "anna", "ask", values=ASK)
    await office.passes(minutes=1)
    await office.act("passed on", "carl", "pass_question", question)
    await office.act("answering a colleague", "bob", "answer_colleague", question)
    await office.act("answered a colleague", "bob", "answer_colleague", question, values=ANSWER)
    await office.passes(minutes=1)
    await office.act("said thanks", "anna", "thank_answer", question)
    await office.passes(minutes=1)
    await office.act("an answer as content", "bob", "suggest_answer", question)
    await office.act("searching answers", "anna", "find_answers")
    await office.act("found answers", "anna", "find_answers", values={"text": "blades"})
    await office.act("found no answers", "anna", "find_answers", values={"text": "zebra"})
    await office.act("asking what was asked", "anna", "ask", values={"text": "how quiet are blades"})
    await office.act("no longer found", "bob", "unkeep_answer", question)
    await unanswered(office)


async def unanswered(office: Repertoire) -> None:
    await office.champions("boss")
    other = {**ASK, "question": "And how long are they?"}
    await office.card("asked again", "anna", "ask", values=other)
    for days in (5, 0, 5, 0, 5, 0):
        await office.passes(days=days)
    dropped = await office.card("asked champions", "anna", "ask", values={**other, "topic": "*"})
    await office.act("taken back", "anna", "drop_ask", pressed(dropped, "drop_ask"))
    await office.act("offers no more", "bob", "stop_offering")
