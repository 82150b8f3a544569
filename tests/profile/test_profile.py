"""The profile: a checklist that only its person sees, hints for a text of which nothing is kept, and an exercise."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.buttons import all_of, row_of
from handlers.core.interaction import Card, Form, FormErrors, Items, Text
from handlers.profile.checks import CHECKS
from models import Base, ProfileTick
from tests.support.office import Office


async def shown(office: Office, action: str, target: str = "", **values: str | tuple[str, ...]) -> Card:
    reply = await office.does("anna", action, target, values=values or None)
    assert isinstance(reply, Card), reply
    return reply


def lines(card: Card) -> list[str]:
    return [line for part in card.parts if isinstance(part, Items) for line in part.items]


def strong(card: Card) -> list[str]:
    return [part.text for part in card.parts if isinstance(part, Text) and part.style == "strong"]


def todo(card: Card) -> list[str]:
    return strong(card) + [line for line in lines(card) if not line.startswith("✓")]


def ticked(card: Card) -> list[str]:
    return [line for line in lines(card) if line.startswith("✓")]


async def test_every_network_with_a_profile_has_its_list(office: Office):
    for network, checks in CHECKS.items():
        card = await shown(office, "profile", network)
        assert todo(card) == [check.todo for check in checks] and not ticked(card)
        assert len(strong(card)) == 3
        others = [button.target for button in all_of(card) if button.action == "profile"]
        assert sorted(others) == sorted(set(CHECKS) - {network})


async def test_the_network_is_typed_or_the_first_that_the_person_uses(office: Office):
    assert (await shown(office, "profile")).title == "Your profile on LinkedIn"
    assert (await shown(office, "profile", text="Mastodon")).title == "Your profile on Mastodon"
    await office.joins("anna", networks=("bluesky", "email"))
    assert (await shown(office, "profile")).title == "Your profile on Bluesky"
    assert (await shown(office, "profile", text="a zebra")).title == "Your profile on Bluesky"


async def test_what_is_ticked_off_is_kept_for_its_network_and_can_be_taken_back(office: Office):
    assert isinstance(await office.does("anna", "profile_done", "x"), Form)
    card = await shown(office, "profile_done", "x", done=("photo", "work"))
    assert ticked(card) == ["✓ A recent photo with your face in it", "✓ Where you work"]
    assert len(todo(card)) == len(CHECKS["x"]) - 2
    assert not ticked(await shown(office, "profile", "linkedin"))
    form = await office.does("anna", "profile_done", "x")
    assert isinstance(form, Form) and form.inputs[0].value == ("photo", "work")
    card = await shown(office, "profile_done", "x", done=("work", "no such thing"))
    assert ticked(card) == ["✓ Where you work"]
    assert not ticked(await shown(office, "profile_done", "x", done=()))


async def test_with_all_ticked_off_there_is_nothing_left_to_do(office: Office):
    card = await shown(office, "profile_done", "x", done=tuple(check.name for check in CHECKS["x"]))
    assert not todo(card) and card.summary == "All of it is there. Look again in half a year."


async def test_a_text_gets_hints_and_nothing_of_it_is_kept(office: Office):
    text = "Results-driven manager with a passion for zebras"
    card = await shown(office, "profile_text", "linkedin", profile=text)
    assert any("“Results-driven” is on many profiles" in part.text for part in card.parts if isinstance(part, Text))

    def kept(session: Session) -> str:
        rows = [[*row] for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
        return repr(rows)

    assert "zebras" not in await office.store.run(kept)


async def test_a_text_that_the_network_cuts_is_told_so(office: Office):
    text = "I repair lifts in 12 towns. Ask me about them! "
    fits = await shown(office, "profile_text", "x", profile=text)
    assert "Nothing to add: it is clear, concrete and yours." in fits.summary
    card = await shown(office, "profile_text", "x", profile=text * 5)
    assert strong(card) == ["It has 234 characters, and X keeps 160: the rest is lost."]
    assert not strong(await shown(office, "profile_text", "facebook", profile=text * 5))


async def test_a_text_of_a_few_letters_is_asked_for_again(office: Office):
    reply = await office.does("anna", "profile_text", "x", values={"profile": "Hi"})
    assert isinstance(reply, FormErrors) and list(reply.errors) == ["profile"]


async def test_three_people_get_a_beginning_and_are_not_kept(office: Office):
    assert isinstance(await office.does("anna", "profile_people"), Form)
    nobody = await office.does("anna", "profile_people", values={"teacher": "", "helper": " ", "stranger": ""})
    assert isinstance(nobody, FormErrors)
    card = await shown(office, "profile_people", teacher="Nelly", helper="", stranger="Otto")
    assert strong(card) == ["Nelly", "Otto"]
    assert [button.action for button in row_of(card)] == ["profile"]


async def test_who_is_forgotten_leaves_no_tick(office: Office):
    await shown(office, "profile_done", "x", done=("photo",))
    await office.does("anna", "forget")
    assert not await office.store.run(lambda s: s.scalars(select(ProfileTick)).all())
