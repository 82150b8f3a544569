"""What people say and see when they take part in other ways than sharing."""

from handlers.core.interaction import Card
from tests.support.office import JOINING, pressed
from tests.teams.repertoire import Repertoire

POST = {
    "url": "https://www.linkedin.com/posts/noor-1",
    "title": "Noor about the new blades & *why* they sing",
    "why": "Her first talk to 400 people.",
}
ASKED = {"title": "What surprised you at the trade fair?", "why": "For the letter in October."}
ROUGH = "so what struck me yesterday, nobody asked about the price, only how long it lasts"


async def ways(office: Repertoire) -> None:
    await reactions(office)
    await questions(office)
    await thoughts(office)


async def asks(office: Repertoire, way: str, values: dict[str, str]) -> str:
    await office.act(f"what is asked, to {way}", "carl", "way", values={"way": way, "url": ""})
    await office.act(
        f"asking with a mistake, to {way}", "carl", "post", way, values={**values, "title": "", "url": "x"}
    )
    draft = await office.card(f"a draft, to {way}", "carl", "post", way, values=values)
    await office.act(f"published, to {way}", "carl", "publish", pressed(draft, "publish"))
    return pressed(draft, "publish")


async def reactions(office: Repertoire) -> None:
    await office.act("posting what", "carl", "post")
    for who, way in (("gus", "react"), ("hal", "support"), ("eva", "create")):
        await office.act(f"settings, to {way}", who, "settings", values={**JOINING, "ways": (way,)})
    await office.act("settings once more", "gus", "settings")
    await office.act("settings that do not fit", "gus", "settings", values={**JOINING, "ways": ("share", "support")})
    await office.act("joining again", "gina", "join", values={**JOINING, "ways": ("react",)})
    await office.act("joining to support", "ida", "join", values={**JOINING, "ways": ("support",)})
    nudge = f"gus.{await asks(office, 'react', POST)}"
    await office.act("a post to react to", "gus", "next")
    for did in ("like", "comment", "congratulate"):
        await office.act(f"reacted, {did}", "gus", "react", f"{did}|{nudge}")
        await office.act("undone, after a reaction", "gus", "undo", nudge)


async def questions(office: Repertoire) -> None:
    await office.act("no questions", "hal", "questions")
    content = await asks(office, "create", ASKED)
    await office.act("a question", "eva", "next")
    await office.act("the questions", "hal", "questions")
    await office.act("an answer", "eva", "answer", content)
    await office.act("an empty answer", "eva", "answer", content, values={"text": " ", "how": "post"})
    await office.act("an answer to post", "eva", "answer", content, values={"text": "The silence.", "how": "post"})
    await office.act("an answer handed in", "hal", "answer", content, values={"text": "The pens.", "how": "material"})
    await office.passes(minutes=30)
    material = next(pressed(card, "approve") for card in office.told("carl") if "The pens." in str(card.parts))
    await office.act("an answer taken up", "carl", "approve", material)
    await office.act("material without an address", "carl", "publish", material)


async def thoughts(office: Repertoire) -> None:
    await office.act("a thought, perhaps", "anna", "command", values={"text": ROUGH})
    await office.act("no thought", "anna", "thought", values={"rough": " "})
    kept = await office.card("a thought", "anna", "thought", values={"rough": ROUGH})
    thought = pressed(kept, "drop")
    await office.passes(minutes=30)
    await office.act("taken", "carl", "take", thought)
    await office.act("taken by another", "boss", "take", thought)
    await office.act("writing", "carl", "write", thought)
    await office.act("written", "carl", "write", thought, values={"text": "Nobody asked about the price."})
    await office.passes(minutes=30)
    await office.act("rephrasing", "anna", "rephrase", thought)
    await office.act("rephrased", "anna", "rephrase", thought, values={"text": "Not one question about price."})
    ready = await office.card("ready", "anna", "ready", thought)
    await office.act("posted", "anna", "posted", pressed(ready, "posted"), values={"network": "x", "address": ""})
    await office.passes(minutes=30)
    other = await office.act("another thought", "dina", "thought", values={"rough": "One more"})
    assert isinstance(other, Card)
    await office.act("taken back", "dina", "drop", pressed(other, "drop"))
