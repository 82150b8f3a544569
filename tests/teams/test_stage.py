"""The stage itself notices what Teams would refuse, and shows people what they would see in Teams."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession

from bot.teams import render
from handlers.core.interaction import Button, Buttons, Card, Form, Input, Interaction, Reply, Text
from handlers.core.messenger import Undeliverable
from tests.stages.teams.connector import ADAPTIVE, TeamsConnector
from tests.stages.teams.house import teams_house
from tests.stages.teams.login import APP, PASSWORD, TENANT
from tests.support.script import MARK

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
ASK = Card(title="Ask", summary="Ask?", parts=(Buttons(buttons=(Button(label="Yes", action="yes", target="1"),)),))
THANKS = Card(title="Thanks", summary="Thanks.", parts=(Text(text="Thanks."),), instead=True)
NAME = Input(name="name", label="Name", required=True)
FORM = Form(action="save", title="Who?", inputs=(NAME,), submit="Save", cancel="Cancel")


def now() -> datetime:
    return NOW


async def reply(interaction: Interaction) -> Reply | None:
    match interaction.action, interaction.values.get("text"):
        case "command", "ask":
            return ASK
        case "command", _:
            return FORM
        case _:
            return THANKS


@asynccontextmanager
async def playing():
    async with teams_house(reply, now) as house:
        house.stage.person("U1", "Anna")
        house.stage.person("U2", "Bram")
        house.stage.channel("C1", "general")
        yield house


# ── What people see ───────────────────────────────────────────────────────────────────────────────


async def test_a_pressed_card_is_changed_for_good_and_not_only_on_one_screen():
    async with playing() as house:
        await house.stage.command("U1", "ask")
        await house.stage.press("U1", "Yes")
        [message] = house.double.messages
        assert await house.stage.reads("U1") == "Thanks\nThanks."
        assert message.card["body"][0]["text"] == "Thanks"


async def test_a_card_in_a_channel_changes_only_for_the_person_who_pressed():
    async with playing() as house:
        await house.stage.command("U1", "ask", "C1")
        [mine] = house.double.messages
        house.double.show("19:C1@thread.tacv2", mine.card, "Ask?")
        await house.stage.press("U1", "Yes", "C1")
        assert await house.stage.reads("U1", "C1") == "Thanks\nThanks."
        assert await house.stage.reads("U2", "C1") == "Ask\n[Yes]"


async def test_teams_itself_asks_for_what_is_required():
    async with playing() as house:
        await house.stage.command("U1", "form")
        await house.stage.submit("U1")
        assert await house.stage.errors("U1") == ["Name: …"]
        await house.stage.fill("U1", {"Name": "Anna"})
        await house.stage.submit("U1")
        assert await house.stage.errors("U1") == []
        assert await house.stage.reads("U1") == "Thanks\nThanks."


async def test_a_form_can_be_put_away():
    async with playing() as house:
        await house.stage.command("U1", "form")
        assert house.stage.form("U1") == ("Who?", {"Name": ""}, "Who?\nName\n[Save] [Cancel]")
        await house.stage.press("U1", "Cancel")
        assert house.stage.form("U1") is None


async def test_people_who_removed_the_app_get_nothing_and_everybody_else_does():
    async with playing() as house:
        for who in ("U1", "U2"):
            await house.stage.command(who, "ask")
        await house.stage.installs("U1", added=False)
        tried = len(house.double.calls)
        with pytest.raises(Undeliverable):
            await house.teams.messenger.send(TENANT, "U1", ASK, MARK)
        assert len(house.double.calls) == tried, "Teams was asked in vain"
        house.double.people["U2"].blocking = True
        with pytest.raises(Undeliverable):
            await house.teams.messenger.send(TENANT, "U2", ASK, MARK)
        await house.stage.installs("U1")
        house.double.people["U2"].blocking = False
        for who in ("U1", "U2"):
            await house.teams.messenger.send(TENANT, who, ASK, MARK)


# ── What Teams refuses ────────────────────────────────────────────────────────────────────────────


def said(content: object, **more: object) -> dict[str, object]:
    return {"type": "message", "summary": "s", "attachments": [{"contentType": ADAPTIVE, "content": content}], **more}


GOOD = render.card(ASK)
REFUSED = [
    (said(GOOD, text="Hello"), "unknown field text"),
    (said(GOOD, summary=""), "nothing for notifications to say"),
    (said(GOOD) | {"attachments": []}, "not one card"),
    (said({**GOOD, "body": []}), "body: empty"),
    (said({**GOOD, "colour": "red"}), "schema:"),
    (said({**GOOD, "speak": "x" * 30_000}), "bytes"),
    (said({**GOOD, "body": [{"type": "TextBlock", "text": "[a](https://b.c)", "wrap": True}]}), "Markdown"),
]


@asynccontextmanager
async def connector():
    """A double that knows Anna, and a way to write to her with a good token."""
    double = TeamsConnector(now, clock=lambda: 0.0)
    async with double.running(), ClientSession() as session:
        proof = {"grant_type": "client_credentials", "client_id": APP, "client_secret": PASSWORD}
        address = f"{double.login.url}/{TENANT}/oauth2/v2.0/token"
        asked = {**proof, "scope": "https://api.botframework.com/.default"}
        async with session.post(address, data=asked) as response:
            token = (await response.json())["access_token"]
        async with session.post(address, data={**asked, "client_secret": "another"}) as response:
            assert response.status == 401

        async def write(body: object, to: str = "a:U1", token: str = token, message: str = "") -> int:
            url = f"{double.service_url}v3/conversations/{to}/activities" + (f"/{message}" if message else "")
            method = "PUT" if message else "POST"
            async with session.request(method, url, json=body, headers={"Authorization": f"Bearer {token}"}) as got:
                return got.status

        double.told.add("a:U1")
        yield double, write


@pytest.mark.parametrize(("body", "wrong"), REFUSED, ids=lambda case: case if isinstance(case, str) else "")
async def test_a_message_that_teams_would_not_show_is_noticed(body, wrong):
    async with connector() as (double, write):
        assert await write(body) == 400
        assert wrong in "\n".join(double.violations)


async def test_only_its_own_token_and_only_known_places_are_taken():
    async with connector() as (double, write):
        assert await write(said(GOOD)) == 201
        assert await write(said(GOOD), token="forged") == 401
        assert await write(said(GOOD), message="17") == 404
        assert double.violations == []
        assert await write(said(GOOD), to="a:U2") == 404
        assert double.violations == ["nobody told Heraut of conversation a:U2"]


async def test_more_than_teams_documents_is_noticed():
    async with connector() as (double, write):
        for _ in range(7):
            await write(said(GOOD))
        assert double.violations == []
        await write(said(GOOD))
        assert double.violations == ["a:U1: more than 7 in 1.0 s"]


async def something_wrong() -> None:
    async with playing() as house:
        house.double.violations.append("something")


async def test_a_house_with_violations_fails_its_test():
    with pytest.raises(AssertionError, match="something"):
        await something_wrong()
