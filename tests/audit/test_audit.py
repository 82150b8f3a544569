"""The audit trail takes ids and words of a closed set, and nothing else."""

from datetime import datetime, timedelta
from typing import get_args

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.audit import audit, audit_command, audit_look, check_words
from handlers.core.people import meet
from models import AuditEntry, Person
from models.audit import Act, Detail, Surface
from tests.support.office import MORNING, Office

CANARY = "She said that she is ill"


def boss(session: Session, office: Office) -> Person:
    return meet(session, office.actor("boss"), office.now)


async def look(office: Office, surface: Surface, at: datetime) -> None:
    await office.store.run(lambda s: audit_look(s, boss(s, office), surface, at))


async def entries(office: Office) -> list[tuple[str, str, str, str]]:
    rows = select(AuditEntry).order_by(AuditEntry.at, AuditEntry.id)
    found = await office.store.run(lambda s: s.scalars(rows).all())
    return [(entry.person, entry.act, entry.about, entry.details) for entry in found]


async def test_an_act_is_recorded_with_ids_and_names_of_fields(office: Office):
    await office.store.run(lambda s: audit(s, boss(s, office), "edited", "a1b2", MORNING, "address", "title"))
    await office.store.run(lambda s: audit_command(s, office.workspace, "keys_rotated", "", MORNING))
    assert sorted(await entries(office)) == [("", "keys_rotated", "", ""), ("boss", "edited", "a1b2", "address,title")]


async def test_looks_are_recorded_once_a_day_for_each_surface(office: Office):
    evening = MORNING.replace(hour=22, minute=59)
    for at in (MORNING, MORNING + timedelta(hours=1), evening, evening + timedelta(hours=2)):
        await look(office, "results", at)
    await look(office, "content_list", MORNING)
    assert [entry[3] for entry in await entries(office)] == ["content_list", "results", "results"]


@pytest.mark.parametrize("about", [CANARY, f"{CANARY}\n", " a1b2"])
async def test_a_text_cannot_be_what_an_act_is_about(office: Office, about: str):
    with pytest.raises(ValueError, match="not an id"):
        await office.store.run(lambda s: audit(s, boss(s, office), "edited", about, MORNING))
    assert await entries(office) == []


@pytest.mark.parametrize("detail", [CANARY, "secret", "address,title", ""])
def test_a_text_cannot_be_a_detail(detail: str):
    with pytest.raises(ValueError, match="closed set"):
        check_words("edited", (detail,), "a1b2")


def test_a_text_cannot_be_an_act():
    with pytest.raises(ValueError, match="closed set"):
        check_words(CANARY, (), "a1b2")


def test_every_word_of_the_closed_sets_fits_its_column():
    columns = AuditEntry.__table__.columns
    longest = {name: getattr(columns[name].type, "length", 0) for name in ("act", "details")}
    assert max(map(len, get_args(Act))) <= longest["act"]
    assert all("," not in detail for detail in get_args(Detail))
