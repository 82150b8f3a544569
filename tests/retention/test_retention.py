"""Every night, what is too old is deleted or emptied, once, with a receipt, and nothing is said twice afterwards."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from handlers.core.interaction import Card, Facts, Form, FormErrors, Notice
from handlers.members.stand_ins import is_gone
from handlers.recognition.recompute import recompute
from handlers.results.recount import check_totals
from handlers.retention.cleanup import FROM, nights, receipt_of
from handlers.retention.periods import KINDS, PERIODS, days_of
from handlers.retention.report import report
from handlers.retention.wipes import GUARDED, WIPES
from models import AuditEntry, Content, Message, Nudge, Person, Reference, Share, Thanks, Thought
from tests.support.office import Office, pressed

SUGGESTION = {"url": "https://example.com/heron", "title": "A heron", "why": "Because of its legs", "text_1": "Look!"}


async def clean(office: Office, **later: float) -> Mapping[str, int]:
    """Let a night go by. Returns the receipt."""
    office.now += timedelta(**later)
    await office.rounds.make("clean")

    def work(session):
        [*found] = nights(session, "W")
        return receipt_of(session, "W", found[0].day) if found else {}

    return await office.store.run(work)


async def busy(office: Office) -> None:
    """One of everything that is deleted some day."""
    for who in ("anna", "bob", "cem"):
        await office.joins(who)
    await office.does("boss", "home")
    await office.posts()
    await office.after(minutes=30)
    offered = await office.does("anna", "next")
    assert isinstance(offered, Card)
    begun = await office.does("anna", "share", pressed(offered, "share"))
    assert isinstance(begun, Card)
    await office.does("anna", "posted", pressed(begun, "posted"), values={"network": "linkedin", "address": ""})
    other = await office.does("bob", "next")
    assert isinstance(other, Card)
    await office.does("bob", "skip", pressed(other, "skip"))
    await office.does("bob", "reason", f"salesy|{pressed(other, 'skip')}")
    await office.does("anna", "thank", values={"text": "@bob for the coffee"}, mentioned="bob")
    await office.does("cem", "thought", values={"rough": "Owls are good"})
    await office.does("dora", "suggest", values=SUGGESTION)
    await office.does("eve", "home")
    content = await office.store.run(lambda s: s.scalar(select(Content.id).where(Content.state == "proposed")))
    await office.does("boss", "decline", content or "", values={"reason": "No"})
    await office.does("cem", "leave")
    await office.store.run(
        lambda s: s.add(Reference(workspace="W", address="cem", reference="{}", heard_at=office.now))
    )
    await office.after(hours=1)


async def left_over(office: Office) -> dict[str, object]:
    def work(session):
        def many(table):
            return session.scalar(select(func.count()).select_from(table))

        return {
            "texts": [*session.scalars(select(Share.text))],
            "because": {*session.scalars(select(Nudge.because))},
            "reasons": {*session.scalars(select(Nudge.reason))},
            "thanks": [*session.scalars(select(Thanks.text))],
            "rough": [*session.scalars(select(Thought.rough))],
            "declined": session.scalar(select(func.count()).where(Content.state == "declined")),
            "references": many(Reference),
            "audit": many(AuditEntry),
            "people": {one for one in session.scalars(select(Person.person)) if not is_gone(one)},
            "messages": {*session.scalars(select(Message.kind))} & {*GUARDED},
        }

    return await office.store.run(work)


async def test_what_is_too_old_goes_and_what_is_counted_stays(office: Office):
    await busy(office)
    before = await left_over(office)
    assert before["texts"] != [""] and "salesy" in before["reasons"] and before["references"] == 1  # type: ignore[operator]
    assert await clean(office, days=1) == {}
    receipt = await clean(office, days=800)
    after = await left_over(office)
    assert after["texts"] == [""] and after["because"] == {""} and after["reasons"] == {None}
    assert set(after["thanks"]) == {""} and set(after["rough"]) <= {""}  # type: ignore[call-overload]
    assert (after["declined"], after["references"]) == (0, 0)
    assert after["people"] == {"anna", "bob", "boss"} and after["messages"] == set()
    assert {"messages", "reasons", "texts", "thanks", "declined", "references", "strangers", "left"} <= receipt.keys()
    assert await office.store.run(recompute) == [] and await office.store.run(check_totals) == []


async def test_a_night_is_cleaned_once_and_not_before_three(office: Office):
    await busy(office)
    office.now = office.now.replace(hour=FROM - 2) + timedelta(days=800)  # 02:00 in a workspace in UTC is 01:00 + 1
    assert await clean(office) == {}
    receipt = await clean(office, hours=FROM)
    assert receipt and await clean(office, minutes=15) == receipt
    again = await clean(office, days=1)
    assert again == {}


async def test_nobody_is_told_anything_again_afterwards(office: Office):
    await office.joins("anna")
    await office.does("anna", "invite", mentioned="finn")
    await office.posts()
    for _ in range(3):
        await office.after(days=1)
    sent = len(office.mouth.shown)
    await clean(office, days=400)
    for _ in range(3):
        await office.after(days=1)
    again = await office.does("anna", "invite", mentioned="finn")
    assert isinstance(again, Notice) and "nobody is asked twice" in again.text
    kinds = [card.title for card in office.told("anna")]
    assert len(kinds) == len({*kinds}) and len(office.told("finn")) == 1 and sent


async def test_works_council_mode_shortens_every_period(office: Office):
    await office.does("boss", "home")
    normal = await office.store.run(lambda s: days_of(s, "W"))
    await office.does("boss", "council_on")
    shorter = await office.store.run(lambda s: days_of(s, "W"))
    assert all(shorter[kind] < normal[kind] for kind in KINDS)
    await office.does("boss", "change_retention", values={"texts": "60"})
    assert (await office.store.run(lambda s: days_of(s, "W")))["texts"] == 60
    await office.does("boss", "change_retention", values={"texts": "1000"})
    assert (await office.store.run(lambda s: days_of(s, "W")))["texts"] == PERIODS["texts"].council


async def test_managers_change_periods_within_limits(office: Office):
    form = await office.does("boss", "change_retention")
    assert isinstance(form, Form) and {one.name for one in form.inputs} == {*KINDS}
    for wrong in ("5", "99999", "soon", "-90", "", "9.5", "٣٠"):
        refused = await office.does("boss", "change_retention", values={"texts": wrong})
        assert isinstance(refused, FormErrors) and {*refused.errors} == {"texts"}, wrong
    saved = await office.does("boss", "change_retention", values={"texts": "90"})
    assert isinstance(saved, Card)
    [facts] = [part for part in saved.parts if isinstance(part, Facts)]
    assert dict(facts.rows)[PERIODS["texts"].what] == "90 days"
    acts = await office.store.run(lambda s: [*s.scalars(select(AuditEntry.act))])
    assert acts == ["retention_changed"]


async def test_everybody_reads_how_long_things_are_kept_and_only_managers_change_it(office: Office):
    shown = await office.does("anna", "command", values={"text": "retention"})
    assert isinstance(shown, Card) and not [part for part in shown.parts if hasattr(part, "buttons")]
    refused = await office.does("anna", "change_retention", values={"texts": "90"})
    assert isinstance(refused, Notice) and "Only programme managers" in refused.text
    await busy(office)
    await clean(office, days=800)
    shown = await office.does("boss", "retention")
    assert isinstance(shown, Card) and "Deleted or emptied on" in shown.model_dump_json()
    [kept] = await office.store.run(report)
    assert kept.workspace == "W" and any(kept.nights.values())


def test_every_kind_has_a_period_with_sensible_limits_and_something_that_wipes_it():
    assert {*WIPES} == {*PERIODS} == {*KINDS}
    for period in PERIODS.values():
        assert period.least <= period.council < period.days <= period.most


@pytest.mark.parametrize("kind", KINDS)
def test_the_privacy_page_says_how_long_it_is_kept(kind):
    period = PERIODS[kind]
    row = f"| {period.what} | {period.days} | {period.council} | {period.least}–{period.most} |"
    assert row in (Path(__file__).parents[2] / "docs/privacy.md").read_text()
