"""Fields that another folder adds to the joining and settings forms are asked, checked, stored and shown like ours."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from handlers.core.forms import Line, Submitted
from handlers.core.interaction import Card, Facts, Form, FormErrors, Input
from handlers.features import FEATURES, open_store
from handlers.registry.feature import Feature
from handlers.registry.surfaces import SettingsForm, settings_fields
from models import Person
from tests.support.office import JOINING, Office, Values

SAVED: Values = {**JOINING, "days": ("0", "1"), "country": "", "off": "", "team": "", "ways": ("share",)}


class Nickname(Submitted):
    """The submitted form with a nickname."""

    nickname: Line = ""


def asked(session: Session, person: Person, now: datetime) -> Sequence[Input]:
    return (Input(name="nickname", label="Nickname", value=person.name),)


def kept(session: Session, person: Person, wishes: Nickname, now: datetime) -> Mapping[str, str]:
    person.nudged_by = wishes.nickname  # a column that nothing else here needs
    return {"nickname": "Not that one."} if wishes.nickname == "boss" else {}


def told(session: Session, person: Person) -> Sequence[tuple[str, str]]:
    return (("Nickname", person.nudged_by),)


def feature(*forms: SettingsForm) -> Feature:
    return Feature("names", settings=(settings_fields(Nickname, forms=forms, inputs=asked, write=kept, rows=told),))


@pytest.fixture
async def named() -> AsyncIterator[Office]:
    with closing(open_store("sqlite://", [*FEATURES, feature("join", "settings")])) as store:
        yield await Office(store).open()


async def test_the_field_is_at_the_end_of_both_forms(named: Office):
    for action in ("join", "settings"):
        form = await named.does("anna", action)
        assert isinstance(form, Form)
        assert form.inputs[-1] == Input(name="nickname", label="Nickname", value="Anna")
        await named.does("anna", "join", values=JOINING)  # the second form is for people who have joined


async def test_the_typed_value_is_stored_and_shown(named: Office):
    for action, values in (("join", JOINING), ("settings", SAVED)):
        card = await named.does("anna", action, values={**values, "nickname": action.title()})
        assert isinstance(card, Card)
        [facts] = [part for part in card.parts if isinstance(part, Facts)]
        assert facts.rows[-1] == ("Nickname", action.title())


async def test_all_errors_are_reported_at_once_and_nothing_is_stored(named: Office):
    await named.does("anna", "join", values={**JOINING, "nickname": "Annie"})
    before = await named.store.run(row)
    wrong = await named.does("anna", "settings", values={**SAVED, "weekly_most": "9", "nickname": "boss"})
    assert wrong == FormErrors(errors={"weekly_most": "This cannot be used here.", "nickname": "Not that one."})
    assert await named.does("anna", "settings", values={**SAVED, "team": "Sales", "nickname": "boss"})
    assert await named.store.run(row) == before


def row(session: Session) -> tuple[str, str]:
    person = session.get_one(Person, ("W", "anna"))
    return person.nudged_by, person.team


async def test_a_field_of_one_form_is_not_in_the_other():
    with closing(open_store("sqlite://", [*FEATURES, feature("settings")])) as store:
        office = await Office(store).open()
        form = await office.does("anna", "join")
        assert isinstance(form, Form) and "nickname" not in {asked.name for asked in form.inputs}
        refused = await office.does("anna", "join", values={**JOINING, "nickname": "Annie"})
        assert isinstance(refused, FormErrors) and [*refused.errors] == ["nickname"]
