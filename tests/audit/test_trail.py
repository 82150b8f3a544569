"""The audit trail as people read it: whose part they see, in which words, page by page."""

import re
from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.audit.phrases import ACTS, DETAILS
from handlers.core.audit import audit, audit_command
from handlers.core.interaction import Card, Items, Notice, Reply, Text
from handlers.core.language import Words
from models import AuditEntry, Base, Content, Person
from models.audit import Act, Detail
from tests.contributions.requests import labels, shown
from tests.support import tree
from tests.support.office import POSTING, Office, pressed


@pytest.fixture
async def office(office: Office) -> Office:
    """The boss manages, Carl is a champion, and Anna and Bob take part."""
    for who in ("anna", "bob", "carl", "boss"):
        await office.joins(who)
    here = (Person.workspace == office.workspace, Person.person == "carl")
    await office.store.run(lambda s: s.execute(update(Person).where(*here).values(role="champion")))
    return office


async def acts(office: Office, who: str, act: Act, about: str = "", *details: Detail) -> None:
    def act_of(session: Session) -> None:
        audit(session, session.get_one(Person, (office.workspace, who)), act, about, office.now, *details)

    await office.store.run(act_of)
    office.now += timedelta(minutes=1)


def lines(reply: Reply | None) -> list[str]:
    """The lines of the card, with its days."""
    assert isinstance(reply, Card), reply
    found: list[str] = []
    for part in reply.parts:
        found += [*part.items] if isinstance(part, Items) else [part.text] if isinstance(part, Text) else []
    return found[1:]


def test_each_act_and_detail_has_words_in_both_languages():
    assert set(ACTS) == set(get_args(Act))
    assert set(DETAILS) == set(get_args(Detail))
    for sentence in ACTS.values():
        assert Words("nl").t(sentence, name="Anna") != Words("en").t(sentence, name="Anna")


async def test_a_champion_reads_days_times_names_titles_and_fields(office: Office):
    content = await office.posts()
    office.now += timedelta(minutes=5)
    await office.does("carl", "edit", content, values={**POSTING, "url": "https://example.com/x", "title": "Hawks"})
    office.now += timedelta(days=1)
    await office.does("carl", "stop", content)
    assert lines(await office.does("boss", "command", values={"text": "audit"})) == [
        "5 March 2026",
        "10:05 Carl stopped content: Hawks",
        "4 March 2026",
        "10:05 Carl changed content: Hawks (address, title)",
        "10:00 Boss published content: Hawks",
    ]
    assert lines(await office.does("carl", "audit_content", content)) == lines(await office.does("boss", "audit"))
    assert isinstance(await office.does("anna", "audit_content", content), Notice)


async def test_people_read_it_in_their_own_language_and_on_their_own_clock(office: Office):
    await acts(office, "boss", "looked_at_figures", "", "results")
    here = (Person.workspace == office.workspace, Person.person == "anna")
    moved = {"locale": "nl", "timezone": "America/New_York"}
    await office.store.run(lambda s: s.execute(update(Person).where(*here).values(**moved)))
    card = await office.does("anna", "command", values={"text": "logboek"})
    assert lines(card)[1:] == ["10:00 Boss bekeek cijfers (resultaten van alles)"]  # the actor's zone is Amsterdam
    assert isinstance(card, Card) and card.title == "Logboek"


WIPING = "handlers/retention/wipes.py"
OFFICIAL: list[Act] = ["edited", "published", "value_changed", "paused_all", "role_offered"]
FOR_ALL: list[Act] = ["role_accepted", "exported", "looked_at_figures", "override_confirmed", "council_on"]


@pytest.mark.parametrize(
    ("who", "read"),
    [("boss", [*OFFICIAL, *FOR_ALL]), ("carl", [*OFFICIAL, *FOR_ALL]), ("anna", FOR_ALL), ("stranger", FOR_ALL)],
)
async def test_everybody_reads_what_concerns_them_and_champions_all(office: Office, who: str, read: list[Act]):
    for act in (*OFFICIAL, *FOR_ALL):
        await acts(office, "boss", act)
    found = lines(await office.does(who, "audit"))[1:]
    assert [line.partition(" ")[2] for line in found] == [ACTS[act].format(name="Boss") for act in reversed(read)]


@pytest.mark.parametrize("act", ["role_declined", "exported_person", "forgot_person"])
async def test_what_is_between_two_people_is_read_by_nobody_else(office: Office, act: Act):
    await acts(office, "boss", act, "anna")
    assert [len(lines(await office.does(who, "audit"))) for who in ("boss", "anna", "carl", "bob")] == [2, 2, 1, 1]


@pytest.mark.parametrize("act", ["exported_person", "forgot_person"])
async def test_champions_read_what_an_administrator_did_with_somebodys_data_without_a_name(office: Office, act: Act):
    await office.store.run(lambda s: audit_command(s, office.workspace, act, "anna", office.now))
    said = ACTS[act].format(name="An administrator, at the terminal,")
    assert (
        lines(await office.does("carl", "audit"))[1:]
        == [f"10:00 {said}"]
        == lines(await office.does("anna", "audit"))[1:]
    )
    assert lines(await office.does("bob", "audit")) == ["Nothing is recorded yet."]


def test_no_code_changes_an_entry_and_only_retention_deletes_old_ones():
    changing = re.compile(r"\b(update|delete)\(AuditEntry|AuditEntry\.__table__\.(update|delete)")
    assert [name for name, source in tree.product().items() if changing.search(source)] == [WIPING]


async def test_a_role_names_its_person_and_who_is_gone_is_not_named(office: Office):
    await acts(office, "boss", "role_offered", "anna", "champion")
    await acts(office, "boss", "role_ended", "nobody-any-more", "champion")
    await acts(office, "anna", "role_accepted", "anna", "champion")
    assert lines(await office.does("anna", "audit"))[1:] == [
        "10:02 Anna accepted a role (champion)",
        "10:01 Boss ended a role: a former colleague (champion)",
        "10:00 Boss offered a role: Anna (champion)",
    ]


async def test_the_trail_is_read_page_by_page(office: Office):
    for _ in range(23):
        await acts(office, "boss", "paused_all")
    seen: list[str] = []
    for page, turns in (("", {"Older"}), ("1", {"Newer", "Older"}), ("2", {"Newer"})):
        card = shown(await office.does("boss", "audit", page))
        assert labels(card) == turns
        seen += lines(card)[1:]
    assert len(seen) == len(set(seen)) == 23


async def test_nothing_that_anybody_writes_gets_into_the_trail(office: Office):
    canary = "marmalade"
    written = {**POSTING, "title": canary, "why": canary, "text_1": canary, "text_2": canary * 2}
    content = await office.posts(title=canary, why=canary, new_topic=canary)
    days = {"starts": "2026-03-04", "ends": "2026-04-04"}
    await office.does("carl", "new_campaign", values={"name": canary, "goal": canary, **days})
    await office.does("carl", "edit", content, values={**written, "description": canary, "ends": "2026-12-01"})
    suggestion = {"url": "https://example.com/2", "title": canary, "why": canary, "text_1": canary}
    await office.does("anna", "suggest", values=suggestion)
    proposed = select(Content.id).where(Content.state == "proposed")
    suggested = await office.store.run(lambda s: s.scalars(proposed).one())
    await office.does("carl", "decline", suggested, values={"reason": canary})
    share = await office.does("anna", "next")
    if isinstance(share, Card):
        await office.does("anna", "skip", pressed(share, "skip"))
    await office.does("boss", "value", values={"text": "3.50 EUR a click"})
    await office.does("boss", "leaderboard", values={"text": "here"}, channel="C1")
    await office.does("carl", "recall", content, values={"ask": "remove", "reason": canary})
    for action in ("content", "results", "pause_all", "resume_all", "export"):
        await office.does("boss", action)
    entries = await office.store.run(lambda s: [tuple(row) for row in s.execute(select(AuditEntry.__table__)).all()])
    assert {row[3] for row in entries} >= {
        "campaign_started",
        "edited",
        "declined",
        "recalled",
        "value_changed",
        "channel_added",
    }
    assert canary not in str(entries) and "3.50" not in str(entries)


def test_the_trail_is_kept_apart_from_content():
    keys = Base.metadata.tables["audit_entry"].foreign_keys
    assert {key.target_fullname for key in keys} == {"workspace.workspace"}
