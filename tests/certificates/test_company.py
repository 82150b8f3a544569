"""A certificate before speaking in the organisation's name: chosen by a manager, never before one's own name."""

from datetime import timedelta

from sqlalchemy import select, update

from handlers.certificates.validity import LASTS
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from models import AuditEntry, Course, Nudge, Person, Share, Workspace
from tests.certificates.test_certificates import finishes, makes
from tests.support.office import POSTING, Office


async def official(office: Office) -> str:
    """Content in the organisation's name, published and approved."""
    await office.champions("boss", "carl")
    draft = await office.does("boss", "post", values={**POSTING, "official": "yes"})
    assert isinstance(draft, Card), draft
    content = next(one.target for one in all_of(draft) if one.action == "publish")
    await office.does("boss", "publish", content)
    assert isinstance(await office.does("carl", "approve_second", content), Card)
    return content


async def asked(office: Office, course: str = "kindly") -> Reply | None:
    return await office.does("boss", "certified", values={"course": course})


async def shares(office: Office, content: str, who: str = "anna") -> Card:
    await office.does(who, "pick", content)
    reply = await office.does(who, "share", f"{who}.{content}")
    assert isinstance(reply, Card), reply
    return reply


async def begun(office: Office) -> int:
    return len(await office.store.run(lambda s: s.scalars(select(Share.id)).all()))


def offered(card: Card) -> list[tuple[str, str]]:
    return [(one.action, one.target) for one in all_of(card)]


async def test_it_is_off_until_a_manager_chooses_a_course(office: Office):
    await finishes(office, "ben")
    content = await official(office)
    await office.joins("anna")
    await shares(office, content)
    assert await begun(office) == 1


async def test_without_a_certificate_there_is_the_way_to_the_course_and_the_card_stays(office: Office):
    await finishes(office, "ben")
    content = await official(office)
    await office.joins("anna")
    await asked(office)
    card = await shares(office, content)
    assert "“Disagreeing kindly” takes a few minutes" in card.summary
    assert offered(card) == [("course", "kindly"), ("certificates", "")]
    assert await begun(office) == 0
    answers = await office.store.run(lambda s: s.scalars(select(Nudge.answer).where(Nudge.person == "anna")).all())
    assert [*answers] == [None]


async def test_who_finished_the_course_makes_the_certificate_and_shares(office: Office):
    await finishes(office)
    content = await official(office)
    await office.joins("anna")
    await asked(office)
    assert offered(await shares(office, content))[0] == ("certify", "kindly")
    its = await makes(office)
    await shares(office, content)
    assert await begun(office) == 1
    await office.does("anna", "drop_certificate", its)
    again = await office.does("anna", "again", f"anna.{content}")
    assert isinstance(again, Card) and ("certify", "kindly") in offered(again)
    assert await begun(office) == 1


async def test_one_that_has_ended_does_not_count(office: Office):
    await finishes(office)
    await makes(office)
    office.now += LASTS
    content = await official(office)
    await office.joins("anna")
    await asked(office)
    assert ("certify", "kindly") in offered(await shares(office, content))


async def test_it_never_comes_before_sharing_in_ones_own_name(office: Office):
    await finishes(office, "ben")
    await office.champions("boss")
    await office.joins("anna")
    await asked(office)
    await shares(office, await office.posts())
    assert await begun(office) == 1


async def test_a_share_that_was_begun_before_goes_on(office: Office):
    await finishes(office, "ben")
    content = await official(office)
    await office.joins("anna")
    await shares(office, content)
    await asked(office)
    share = await office.store.run(lambda s: s.scalars(select(Share.id)).one())
    await office.does("anna", "posted", share, values={"network": "linkedin", "address": ""})
    assert await office.store.run(lambda s: s.scalars(select(Share.state)).one()) == "posted"


async def test_it_asks_only_for_what_can_be_had(office: Office):
    await finishes(office, "ben")
    content = await official(office)
    await office.joins("anna")
    await asked(office)
    await office.store.run(lambda s: s.execute(update(Workspace).values(address="")))
    await shares(office, content)
    assert await begun(office) == 1
    await office.store.run(lambda s: s.execute(update(Workspace).values(address="https://heraut.example")))
    await office.store.run(lambda s: s.execute(update(Course).values(gone=True)))
    office.now += timedelta(minutes=1)
    await office.joins("ben")
    await shares(office, content, "ben")
    assert await begun(office) == 2


async def test_only_a_manager_decides_and_the_audit_trail_keeps_it_once(office: Office):
    await finishes(office, "ben")
    assert isinstance(await office.does("anna", "certified", values={"course": "kindly"}), Notice)
    form = await office.does("boss", "certified")
    assert isinstance(form, Form) and [one.label for one in form.inputs[0].options][-1] == "Disagreeing kindly"
    assert isinstance(await asked(office, "nothing-of-that-name"), FormErrors)
    await asked(office)
    await asked(office)
    await asked(office, ".")
    acts = select(AuditEntry.details).where(AuditEntry.act == "certified_changed").order_by(AuditEntry.details)
    assert [*await office.store.run(lambda s: s.scalars(acts).all())] == ["off", "on"]


async def test_the_sentence_is_dutch_to_people_who_read_dutch(office: Office):
    await finishes(office, "ben")
    content = await official(office)
    await office.joins("anna")
    await asked(office)
    await office.store.run(lambda s: s.execute(update(Person).values(language="nl", locale="nl")))
    assert "spreekt namens de organisatie" in (await shares(office, content)).summary
