"""Weekly messages that were sent no longer name people who left, withdrew or were forgotten."""

from datetime import UTC, datetime

import pytest

from tests.privacy.scene import shown
from tests.support.office import Office, Values, pressed

MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
EVERYBODY = ("anna", "bob", "cem", "dee", "eve", "fay", "gus", "hal", "ivy", "jan")


@pytest.fixture
async def told(office: Office) -> Office:
    """Ten colleagues, of whom Anna shared most; the channel has had its message."""
    await office.does("boss", "leaderboard", values={"text": "here"}, channel="C1")
    for who in EVERYBODY:
        await office.joins(who, weekly_most="5")
    for number in range(2):
        await office.posts(title=f"Story {number}")
    for who, networks in zip(EVERYBODY, (("linkedin", "x"), *[("linkedin",)] * 9), strict=True):
        for network in networks:
            card = shown(await office.does(who, "next"))
            begun = shown(await office.does(who, "share", pressed(card, "share")))
            shown(
                await office.does(who, "posted", pressed(begun, "posted"), values={"network": network, "address": ""})
            )
    office.now = MONDAY
    await office.rounds.all()
    assert "Anna" in said(office)
    return office


def said(office: Office) -> str:
    [card] = office.told("C1")
    return card.model_dump_json()


@pytest.mark.parametrize("act", ["leave", "forget", "withdraw", "settings"])
@pytest.mark.parametrize("days", [0, 10])
async def test_the_message_is_written_again_without_the_name(told: Office, act: str, days: int):
    await told.after(days=days)
    wishes: Values = {"weekly_most": "5", "named": "", "days": ("0", "1"), "country": "", "team": "", "off": ""}
    await told.does("anna", act, "named", values=wishes if act == "settings" else None)
    await told.after(minutes=1)
    assert "Anna" not in said(told) and "shares" in said(told)


async def test_it_is_written_again_where_no_more_messages_come(told: Office):
    await told.does("boss", "leaderboard", values={"text": "off"}, channel="C1")
    await told.does("anna", "forget")
    await told.after(minutes=1)
    assert "Anna" not in said(told)
