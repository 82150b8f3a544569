"""A second champion approves content: asked once, answered once, and never by the champion who asks."""

from sqlalchemy import select

from handlers.approval.requests import OPEN
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, Notice, Reply, Text
from models import AuditEntry, Content
from tests.support.office import POSTING, Office, pressed

OWL = "What an owl taught us"


async def draft(office: Office, who: str = "carl", **more: str) -> str:
    card = await office.does(who, "post", values={**POSTING, **more})
    assert isinstance(card, Card)
    return pressed(card, "publish")


async def state(office: Office, content: str) -> str:
    return await office.store.run(lambda session: session.get_one(Content, (office.workspace, content)).state)


async def acts(office: Office, content: str) -> list[tuple[str, str]]:
    its = select(AuditEntry.act, AuditEntry.person).where(AuditEntry.about == content).order_by(AuditEntry.at)
    rows = await office.store.run(lambda s: s.execute(its).all())
    return [(act, who) for act, who in rows if act != "edited"]


def refused(reply: Reply | None, words: str) -> bool:
    return isinstance(reply, Notice) and words in reply.text


def said(card: Reply | None) -> str:
    assert isinstance(card, Card), card
    return "\n".join([card.title, *(part.text for part in card.parts if isinstance(part, Text))])


async def second(office: Office, *champions: str) -> None:
    await office.champions(*champions)
    assert isinstance(await office.does("boss", "second_on"), Card)


async def test_without_the_setting_champions_publish_by_themselves(office: Office):
    await office.champions("carl", "dora")
    content = await draft(office)
    assert "Published" in said(await office.does("carl", "publish", content))


async def test_only_a_manager_switches_it(office: Office):
    await office.champions("carl")
    assert refused(await office.does("carl", "second_on"), "Only programme managers")
    assert refused(await office.does("carl", "approval"), "Only programme managers")
    assert "Champions publish by themselves." in said(await office.does("boss", "approval"))
    assert "once a second champion has approved it" in said(await office.does("boss", "second_on"))


async def test_a_draft_waits_until_another_champion_approves_it(office: Office):
    await second(office, "carl", "dora", "eve")
    await office.joins("anna")
    card = await office.does("carl", "post", values=POSTING)
    assert isinstance(card, Card)
    [button] = [one for one in all_of(card) if one.action == "publish"]
    assert button.label == "Ask for approval"
    content = button.target
    assert "Another champion has to approve it first." in said(await office.does("carl", "publish", content))
    assert refused(await office.does("carl", "publish", content), "asked already")
    assert refused(await office.does("carl", "approve_second", content), "You asked for this yourself")
    assert refused(await office.does("anna", "approve_second", content), "Only champions")
    await office.after(minutes=20)
    assert office.told("anna") == [] and await state(office, content) == "draft"
    for who in ("dora", "eve"):
        [request] = office.told(who)
        assert "Carl wants to publish this." in said(request)
    assert "Approved by Dora." in said(await office.does("dora", "approve_second", content))
    assert refused(await office.does("eve", "approve_second", content), "Somebody else was first")
    assert refused(await office.does("eve", "send_back", content, values={"said": "No"}), "Somebody else was first")
    assert await state(office, content) == "running"
    await office.after(minutes=20)
    assert "Dora approved it. It is published." in said(office.told("carl")[-1])
    assert "Approved by Dora." in said(office.told("eve")[-1])
    assert [card.title for card in office.told("anna")] == [OWL]
    assert await acts(office, content) == [
        ("second_asked", "carl"), ("second_approved", "dora"), ("published", "dora")
    ]  # fmt: skip


async def test_sent_back_with_a_sentence_it_can_be_changed_and_asked_again(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    assert isinstance(await office.does("dora", "send_back", content), Form)
    assert "Sent back by Dora." in said(await office.does("dora", "send_back", content, values={"said": "Too long."}))
    await office.after(seconds=1)
    told = said(office.told("carl")[-1])
    assert "Dora sent it back:" in told and "Too long." in told
    await office.does("carl", "edit", content, values={**POSTING, "title": "An owl"})
    await office.does("carl", "publish", content)
    await office.after(seconds=1)
    assert "Carl wants to publish this." in said(office.told("dora")[-1])
    await office.does("dora", "approve_second", content)
    assert await state(office, content) == "running"


async def test_alone_a_champion_reads_what_to_do(office: Office):
    await office.champions("boss")
    await office.does("boss", "second_on")
    content = await draft(office, "boss")
    assert refused(await office.does("boss", "publish", content), "there is none. Ask somebody: /heraut champion @anna")
    assert await state(office, content) == "draft"


async def test_what_speaks_in_the_organisations_name_always_needs_a_second_champion(office: Office):
    await office.champions("carl", "dora")
    content = await draft(office, official="yes")
    assert "Another champion has to approve it first." in said(await office.does("carl", "publish", content))
    await office.after(seconds=1)
    assert "It speaks in the name of the organisation." in said(office.told("dora")[-1])
    await office.does("boss", "second_on")
    await office.does("boss", "second_off")  # which changes nothing for this one
    await office.does("dora", "approve_second", content)
    assert await state(office, content) == "running"


async def test_a_change_ends_the_request_and_who_asked_hears_it(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.after(seconds=1)
    await office.does("dora", "edit", content, values={**POSTING, "text_1": "Something else entirely."})
    assert refused(await office.does("dora", "approve_second", content), "Nobody asks for this any more.")
    await office.after(seconds=1)
    assert "It was changed" in said(office.told("carl")[-1])
    assert "Nobody asks for this any more." in said(office.told("dora")[-1])


async def test_days_and_topics_may_change_while_it_waits(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.does("carl", "edit", content, values={**POSTING, "ends": "2026-03-31", "topics": ("Owls",)})
    await office.does("dora", "approve_second", content)
    assert await state(office, content) == "running"


async def test_what_runs_and_is_changed_waits_again_and_comes_back(office: Office):
    await second(office, "carl", "dora")
    await office.joins("anna")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.does("dora", "approve_second", content)
    await office.after(minutes=40)
    [card] = office.told("anna")
    changed = await office.does("carl", "edit", content, values={**POSTING, "title": "An owl"})
    assert "Another champion has to approve it first." in said(changed)
    assert await state(office, content) == "draft"
    await office.after(minutes=1)
    assert [one.action for one in all_of(office.told("anna")[0]) if one.action == "share"] == []
    await office.does("dora", "approve_second", content)
    await office.after(minutes=1)
    [card] = office.told("anna")
    assert card.title == "An owl" and [one for one in all_of(card) if one.action == "share"]


async def test_publishing_what_another_champion_wrote_is_the_second_look(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    assert "Published" in said(await office.does("dora", "publish", content))
    assert ("second_approved", "dora") in await acts(office, content)


async def test_after_a_week_nobody_is_asked_any_more_and_who_asked_hears_it(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    office.now += OPEN
    assert refused(await office.does("dora", "approve_second", content), "Nobody asks for this any more.")
    await office.after(minutes=1)
    await office.after(minutes=1)
    assert "Nobody answered within a week." in said(office.told("carl")[-1])
    await office.does("carl", "publish", content)
    await office.after(minutes=1)
    assert "Carl wants to publish this." in said(office.told("dora")[-1])


async def test_switched_off_who_waits_hears_that_they_can_publish(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.does("boss", "second_off")
    assert refused(await office.does("dora", "approve_second", content), "Nobody asks for this any more.")
    await office.after(seconds=1)
    assert "A second champion no longer has to look." in said(office.told("carl")[-1])
    assert "Published" in said(await office.does("carl", "publish", content))


async def test_a_planned_day_that_passes_while_it_waits_means_at_once(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "schedule", content, values={"day": "tomorrow", "time": "09:00"})
    await office.after(seconds=1)
    assert "It begins on Thursday 5 March at 09:00, or at once" in said(office.told("dora")[-1])
    await office.after(days=2)
    await office.does("dora", "approve_second", content)
    assert await state(office, content) == "running"
    await office.after(seconds=1)
    assert "It is published." in said(office.told("carl")[-1])


async def test_what_is_over_by_then_is_sent_back(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office, ends="2026-03-05")
    await office.does("carl", "publish", content)
    await office.after(days=3)
    assert refused(await office.does("dora", "approve_second", content), "Its last day is over.")


async def test_the_champion_who_asked_leaves_and_it_can_still_be_approved(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.does("carl", "leave")
    await office.does("dora", "approve_second", content)
    await office.after(minutes=1)
    assert await state(office, content) == "running"
    assert office.told("carl") == []


async def test_discarded_while_it_waits_nothing_is_left_to_approve(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.after(seconds=1)
    await office.does("carl", "discard", content)
    assert refused(await office.does("dora", "approve_second", content), "Nobody asks for this any more.")
    await office.after(seconds=1)
    assert "Nobody asks for this any more." in said(office.told("dora")[-1])


async def test_what_people_shared_can_be_taken_back_while_it_waits(office: Office):
    await second(office, "carl", "dora")
    await office.joins("anna")
    content = await draft(office)
    await office.does("dora", "publish", content)
    await office.after(minutes=40)
    [card] = office.told("anna")
    begun = await office.does("anna", "share", pressed(card, "share"))
    assert isinstance(begun, Card)
    await office.does("anna", "posted", pressed(begun, "rewrite"), values={"network": "linkedin"})
    await office.does("carl", "edit", content, values={**POSTING, "title": "An owl"})
    assert await state(office, content) == "draft"
    back = await office.does("carl", "recall", content, values={"ask": "remove", "reason": "Wrong."})
    assert isinstance(back, Card) and await state(office, content) == "stopped"


async def test_approving_a_suggestion_is_the_first_look_and_its_author_is_never_the_second(office: Office):
    await second(office, "carl", "dora", "eve")
    await office.does("carl", "suggest", values={"url": "https://example.com/s", "title": "S", "text_1": "Mine."})
    await office.after(seconds=1)
    content = pressed(office.told("dora")[-1], "approve")
    await office.approves("dora", content)
    assert await state(office, content) == "draft"
    assert refused(await office.does("dora", "approve_second", content), "You asked for this yourself")
    assert refused(await office.does("carl", "approve_second", content), "You suggested this yourself")
    await office.after(seconds=1)
    assert "A second champion looks at it" in said(office.told("carl")[-1])
    assert not any("wants to publish this" in said(card) for card in office.told("carl"))
    await office.does("eve", "approve_second", content)
    assert await state(office, content) == "running"


async def test_the_list_shows_what_waits_with_approve(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    card = await office.does("dora", "content")
    assert "Waits for a second champion" in said(card)
    assert isinstance(card, Card)
    labels = [button.action for button in all_of(card) if button.target == content]
    assert labels[:2] == ["approve_second", "send_back"]


async def test_above_all_budgets_ends_the_request(office: Office):
    await second(office, "carl", "dora")
    content = await draft(office)
    await office.does("carl", "publish", content)
    await office.does("carl", "override", content, values={"reason": "A flood."})
    await office.does("dora", "confirm_override", content)
    assert await state(office, content) == "running"
    assert refused(await office.does("dora", "approve_second", content), "Nobody asks for this any more.")
