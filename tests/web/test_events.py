"""Server-sent events: none is missed, none is for somebody else, and no text can end one."""

import asyncio
import json
import re

import pytest
from aiohttp import ClientResponse, ClientSession, web

from bot.web.company import load
from bot.web.playground import Playground
from handlers.core.interaction import Card, Notice, Text
from tests.stages.web.house import serving
from tests.web.scripted import Clock, Script

Event = tuple[str, dict[str, object]]


async def event(response: ClientResponse) -> Event:
    """The next event, by name and data."""
    name, data = "", ""
    async with asyncio.timeout(60):
        while line := (await response.content.readline()).decode().strip():
            name = line.removeprefix("event: ") if line.startswith("event: ") else name
            data = line.removeprefix("data: ") if line.startswith("data: ") else data
    found: dict[str, object] = json.loads(data)
    return name, found


def stream(playground: Playground, who: str = "sam", place: str = "chat", after: int = 0) -> str:
    return f"/events?as={who}&in={place}&after={playground.rooms.era}-{after}"


async def test_posts_since_the_page_was_drawn_come_first(http: ClientSession, playground: Playground) -> None:
    playground.rooms.say("sam", Notice(text="Before"))
    async with http.get(stream(playground)) as response:
        assert response.content_type == "text/event-stream"
        name, data = await event(response)
        assert (name, data["ref"]) == ("post", "p1")
        assert "Before" in str(data["html"])
        assert (await event(response))[0] == "state"
        playground.rooms.say("sam", Notice(text="After"))
        assert "After" in str((await event(response))[1]["html"])


async def test_a_page_that_comes_back_hears_only_what_it_missed(http: ClientSession, playground: Playground) -> None:
    for text in ("One", "Two", "Three"):
        playground.rooms.say("sam", Notice(text=text))
    headers = {"Last-Event-ID": f"{playground.rooms.era}-2"}
    async with http.get(stream(playground), headers=headers) as response:
        assert "Three" in str((await event(response))[1]["html"])
        assert (await event(response))[0] == "state"


@pytest.mark.parametrize("seen", ["", "1", "deadbeef-1", "x" * 5000, "deadbeef-" + "9" * 40])
async def test_a_page_from_another_start_of_the_server_is_drawn_again(
    http: ClientSession, playground: Playground, seen: str
) -> None:
    async with http.get(f"/events?as=sam&in=chat&after={seen}") as response:
        assert await event(response) == ("reload", {})


async def test_nobody_hears_what_is_said_to_another_alone(http: ClientSession, playground: Playground) -> None:
    async with http.get(stream(playground, place="general")) as response:
        playground.rooms.say("general", Notice(text="For Noor"), only="noor")
        playground.rooms.say("noor", Notice(text="To Noor"))
        playground.rooms.say("general", Notice(text="For all"))
        posts = [data for name, data in [await event(response), await event(response)] if name == "post"]
    assert ["For all" in str(data["html"]) for data in posts] == [True]


async def test_no_text_ends_an_event(http: ClientSession, playground: Playground) -> None:
    text = "\r\n\r\nevent: reload\ndata: {}\n\n\u2028"
    async with http.get(stream(playground)) as response:
        await playground.messenger.send(
            "kievit", "sam", Card(title=text, summary=text, parts=(Text(text=text),)), "mark"
        )
        assert [(await event(response))[0], (await event(response))[0]] == ["post", "state"]


async def test_an_open_stream_does_not_hold_up_the_servers_end(script: Script, address: str) -> None:
    playground = Playground(script.answer, load(), Clock(), address, lambda _: ())
    app = web.Application()
    playground.mount(app)
    async with ClientSession(address) as http:
        async with asyncio.timeout(60):
            async with serving(app, address):
                response = await http.get(stream(playground))
        assert await response.read() == b""


async def test_the_page_names_the_turn_it_was_drawn_at(http: ClientSession, playground: Playground) -> None:
    playground.rooms.say("sam", Notice(text="Here already"))
    async with http.get("/?as=sam") as response:
        turn = re.search(r'data-turn="(\w+-\d+)"', await response.text())
    assert turn is not None
    assert turn[1] == f"{playground.rooms.era}-1"
