"""What people say and see about their own data, about less of a kind of message, and about works-council mode."""

from datetime import timedelta

from sqlalchemy import update

from handlers.core.interaction import Form
from models import Workspace
from tests.support.office import JOINING, pressed
from tests.teams.repertoire import Repertoire


async def own_data(office: Repertoire) -> None:
    here = update(Workspace).where(Workspace.workspace == office.workspace).values(address="https://heraut.example")
    await office.store.run(lambda session: session.execute(here))
    for who in ("anna", "bob", "boss"):
        await office.does(who, "join", values=JOINING)
    await office.champions("carl", "boss")
    content = await office.posts("boss")
    await office.passes(minutes=1)
    await fewer_messages(office)
    await who_did_what(office, content)
    await a_thought_without_its_champion(office)
    await agreed_and_taken_along(office)
    await works_council(office)
    await forgotten(office)


async def fewer_messages(office: Repertoire) -> None:
    await office.act("less of something to share", "anna", "less", "nudge")
    await office.act("less of thanks", "anna", "less", "thanks")
    await office.act("no more thanks", "anna", "mute", "thanks")
    await office.act("which messages", "anna", "less")
    await office.act("thanks again", "anna", "unmute", "thanks")
    await office.act("all messages but badges", "anna", "less", "save", values={"kinds": ("thanks",)})
    for number in range(6):
        await office.does("bob", "command", values={"text": f"thank @anna for number {number}"}, mentioned="anna")
        await office.after(minutes=1)
    await office.passes(days=1)


async def who_did_what(office: Repertoire, content: str) -> None:
    await office.act("who did what", "boss", "audit")
    await office.act("who did what to content", "boss", "audit_content", content)


async def a_thought_without_its_champion(office: Repertoire) -> None:
    await office.does("bob", "thought", values={"rough": "One thing that nobody asked"})
    await office.passes(minutes=30)
    await office.act("no champion any more", "carl", "end_role")
    await office.passes(minutes=30)


async def agreed_and_taken_along(office: Repertoire) -> None:
    await office.act("my data", "anna", "privacy")
    await office.act("my texts", "anna", "my_texts")
    await office.act("what I agreed to", "anna", "agreements")
    await office.act("what I agreed to, less", "anna", "withdraw", "named")
    await office.act("taken along", "anna", "take_along")
    office.now += timedelta(days=370)
    await office.passes(hours=1)
    await office.act("it still holds", "bob", "still_holds")


async def works_council(office: Repertoire) -> None:
    await office.act("works-council mode", "boss", "council")
    await office.act("works-council mode is on", "boss", "council_on")
    await office.act("how long things are kept", "boss", "retention")
    form = await office.act("changing how long things are kept", "boss", "change_retention")
    assert isinstance(form, Form)
    await office.act(
        "how long things are kept, with a mistake", "boss", "change_retention", values={form.inputs[0].name: "x"}
    )
    office.managers.add("vera")
    await office.does("vera", "home")
    await office.act("asked to switch it off", "boss", "council_back")
    await office.passes(minutes=30)
    await office.act("works-council mode is off", "vera", "council_off")
    await office.passes(days=1)


async def forgotten(office: Repertoire) -> None:
    asked = await office.card("forget me", "anna", "ask_forget")
    await office.act("forgotten", "anna", "forget", pressed(asked, "forget"))
    await office.act("nothing is kept", "anna", "privacy")
