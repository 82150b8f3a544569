"""Works-council mode: nobody is named, one manager switches it on, and two switch it off."""

from datetime import timedelta

from handlers.core.interaction import Card, Items, Notice
from handlers.core.interaction import Reply as AnyReply
from handlers.encryption.signatures import secret_of
from handlers.planning.hold_out import held_out
from handlers.results.click_value import worth_of
from models import AuditEntry, Content, Message, Participation, Person, Workspace
from tests.support.office import Office, pressed


async def second_manager(office: Office, who: str = "vera") -> None:
    office.managers.add(who)
    await office.does(who, "home")


def buttons(reply: AnyReply | None) -> set[str]:
    assert isinstance(reply, Card), reply
    return {button.action for part in reply.parts for button in getattr(part, "every", ())}


def text_of(reply: AnyReply | None) -> str:
    """Everything that a card says."""
    assert isinstance(reply, Card), reply
    return reply.model_dump_json()


async def is_on(office: Office) -> bool:
    return await office.store.run(lambda s: s.get_one(Workspace, "W").council_at is not None)


async def test_one_manager_switches_it_on_and_home_says_so(office: Office):
    await office.joins("anna")
    assert buttons(await office.does("boss", "command", values={"text": "council on"})) == {"council_on"}
    assert buttons(await office.does("boss", "council_on")) == {"council_back"}
    home = await office.does("anna", "home")
    assert isinstance(home, Card) and "Works-council mode is on" in text_of(home)
    assert buttons(await office.does("anna", "council")) == set()


async def test_only_managers_switch_it(office: Office):
    await office.joins("anna")
    for action in ("council_on", "council_back", "council_off", "council_keep"):
        refused = await office.does("anna", action)
        assert isinstance(refused, Notice) and "Only programme managers" in refused.text
    assert not await is_on(office)


async def test_switching_it_off_takes_two_managers_and_everybody_is_told_once(office: Office):
    await office.joins("anna")
    await second_manager(office)
    await office.does("boss", "council_on")
    assert buttons(await office.does("boss", "council_back")) == {"council_keep"}
    alone = await office.does("boss", "council_off")
    assert isinstance(alone, Notice) and "Another manager has to agree" in alone.text
    await office.after(minutes=1)
    [asked] = [card for card in office.told("vera") if "Another manager has to agree" in text_of(card)]
    assert buttons(asked) == {"council_off", "council_keep", "less"}
    assert buttons(await office.does("vera", "council_off")) == {"council_on"}
    assert not await is_on(office)
    assert isinstance(await office.does("vera", "council_off"), Notice)
    for _ in range(3):
        await office.after(minutes=1)
    assert [card.title for card in office.told("anna")].count("Works-council mode is off") == 1
    assert "Works-council mode is on" not in text_of(await office.does("anna", "home"))
    trail = await office.store.run(lambda s: s.query(AuditEntry).order_by(AuditEntry.act).all())
    assert [(one.person, one.act) for one in trail if one.act.startswith("council")] == [
        ("vera", "council_off"),
        ("boss", "council_off_asked"),
        ("boss", "council_on"),
    ]


async def test_a_request_to_switch_it_off_ends_when_it_is_withdrawn_old_or_no_longer_a_managers(office: Office):
    await second_manager(office)
    await office.does("boss", "council_on")
    await office.does("boss", "council_back")
    await office.does("vera", "council_keep")
    assert isinstance(await office.does("vera", "council_off"), Notice)
    await office.does("boss", "council_back")
    office.now += timedelta(days=15)
    assert isinstance(await office.does("vera", "council_off"), Notice)
    await office.does("vera", "council_back")
    office.managers.remove("vera")
    await office.does("vera", "home")
    assert isinstance(await office.does("boss", "council_off"), Notice)
    assert await is_on(office)


async def test_nobody_is_told_that_it_is_off_once_it_is_on_again(office: Office):
    await office.joins("anna")
    await second_manager(office)
    await office.does("boss", "council_on")
    await office.does("boss", "council_back")
    await office.does("vera", "council_off")
    await office.does("boss", "council_on")
    await office.after(minutes=1)
    assert "Works-council mode is off" not in [card.title for card in office.told("anna")]
    states = await office.store.run(
        lambda s: {m.state for m in s.query(Message).where(Message.kind == "council_ended")}
    )
    assert states == {"cancelled"}


async def test_nobody_is_named_in_the_weekly_message_while_it_is_on(office: Office):
    people = [f"person{n}" for n in range(12)]
    for who in people:
        await office.joins(who)
    await office.does("boss", "leaderboard", values={"text": "here"}, channel="general")
    await office.posts()
    await office.does("boss", "council_on")
    office.now += timedelta(days=4, hours=23)  # Monday, 09:00 in Amsterdam
    await office.after(hours=1)
    [weekly] = office.told("general")
    said = text_of(weekly)
    assert "Works-council mode is on" in said and "12 colleagues" in said
    assert not [who for who in people if who.title() in said]


async def test_weekly_messages_that_channels_got_before_lose_their_names(office: Office):
    people = [f"person{n}" for n in range(12)]
    for who in people:
        await office.joins(who)
    await office.does("boss", "leaderboard", values={"text": "here"}, channel="general")
    office.now += timedelta(days=4, hours=23)
    await office.after(hours=1)
    [before] = office.told("general")
    assert "Person0" in text_of(before)
    await office.does("boss", "council_on")
    await office.after(minutes=5)
    [after] = office.told("general")
    assert "Person" not in text_of(after) and "Works-council mode is on" in text_of(after)


async def shares(office: Office, who: str, address: str = "") -> None:
    offered = await office.does(who, "next")
    assert isinstance(offered, Card)
    begun = await office.does(who, "share", pressed(offered, "share"))
    assert isinstance(begun, Card)
    await office.does(who, "posted", pressed(begun, "posted"), values={"network": "linkedin", "address": address})


async def board(office: Office, who: str) -> tuple[str, ...]:
    """The lines of the leaderboard as one person sees it."""
    shown = await office.does(who, "leaderboard")
    assert isinstance(shown, Card)
    return tuple(line for part in shown.parts if isinstance(part, Items) for line in part.items)


async def test_people_see_only_themselves_on_the_board(office: Office):
    people = [f"person{n}" for n in range(12)]
    for who in people:
        await office.joins(who)
    await office.posts()
    await shares(office, "person0", "https://www.linkedin.com/posts/1")
    for who in people[1:9]:
        await shares(office, who)
    assert len(await board(office, "person4")) > 1
    await office.does("boss", "council_on")
    assert await board(office, "person4") == ()
    assert "You have 15 points this week." in str(await office.does("person4", "leaderboard"))


async def test_nobody_is_left_out_by_lot_and_the_form_does_not_ask(office: Office):
    await office.does("boss", "council_on")
    form = await office.does("boss", "way", values={"way": "create"})
    assert "hold_out" not in {one.name for one in getattr(form, "inputs", ())}
    content = await office.posts(hold_out="20")
    assert await office.store.run(lambda s: s.get_one(Content, ("W", content)).hold_out) == 0


async def test_people_who_were_left_out_before_are_no_longer(office: Office):
    content = await office.posts(hold_out="20")
    secret = await office.store.run(lambda session: secret_of(session, "W"))
    held = next(f"p{n}" for n in range(400) if held_out(secret, content, f"p{n}", 20))
    await office.joins(held)
    for _ in range(2):
        await office.after(days=1)
    assert office.told(held) == []
    await office.does("boss", "council_on")
    for _ in range(4):
        await office.after(days=1)
    assert len(office.told(held)) == 1


async def test_what_people_agreed_to_is_kept_for_later(office: Office):
    await office.joins("anna")
    await office.does("boss", "council_on")
    assert await office.store.run(lambda s: s.get_one(Person, ("W", "anna")).named)
    kept = await office.store.run(lambda s: s.query(Participation).where(Participation.person == "anna").count())
    assert kept == 2


async def test_whose_assumption_the_value_of_a_click_is_stays_unsaid(office: Office):
    await office.does("boss", "value", values={"text": "3.50 EUR"})
    await office.does("boss", "council_on")
    worth = await office.store.run(lambda s: worth_of(s, "W"))
    assert worth is not None and worth.name == ""
