"""Which requests are admitted, over plain HTTP."""

import re
from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from bot.web.connect import mount_public
from bot.web.forms import TYPE
from bot.web.playground import Playground
from tests.stages.web.house import serving, well
from tests.web.scripted import Script, ScriptedSharing, offer

KEY = "0123456789abcdef"
PRESS = {"in": "chat", "ref": "p1", "action": "later", "target": "7", "key": KEY}


async def test_the_page_opens_on_the_newcomer_with_strict_headers(http: ClientSession) -> None:
    async with http.get("/") as response:
        text = await response.text()
    assert response.status == 200
    assert "<b>Sam Okafor</b>" in text
    assert "default-src 'self'; img-src 'self' data:" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert " style=" not in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8080", "[", "[::1]@", "xn--example.com", "localhost.", ""],
)
@pytest.mark.parametrize("path", ["/", "/events?as=sam&in=chat", "/healthz", "/share/secret", "/nowhere"])
async def test_another_host_name_is_refused(http: ClientSession, host: str, path: str) -> None:
    async with http.get(path, headers={"Host": host}) as response:
        assert response.status in {400, 403}


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "localhost:8080", "[::1]:8080"])
async def test_loopback_names_are_let_in(http: ClientSession, host: str) -> None:
    async with http.get("/", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/as/sam/press", "/as/sam/command", "/clock", "/share/secret/open"])
async def test_a_post_from_another_page_is_refused(
    http: ClientSession, script: Script, sharing: ScriptedSharing, headers: dict[str, str], path: str
) -> None:
    async with http.post(path, data=PRESS | {"step": "day", "as": "sam"}, headers=headers) as response:
        assert response.status == 403
    assert (script.heard, sharing.opened_with) == ([], [])


async def test_its_own_posts_are_let_in(http: ClientSession, script: Script, address: str) -> None:
    for headers in ({"Origin": address}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {}):
        async with http.post("/as/sam/press", data=PRESS, headers=headers, allow_redirects=False) as response:
            assert response.status == 303
    assert len(script.heard) == 1  # the same key is the same press


BAD = {
    "nobody": ("/as/ghost/press", PRESS),
    "no key": ("/as/sam/press", PRESS | {"key": ""}),
    "a made-up key": ("/as/sam/press", PRESS | {"key": "zz" * 8}),
    "no action": ("/as/sam/press", PRESS | {"action": ""}),
    "a long action": ("/as/sam/press", PRESS | {"action": "a" * 100_000}),
    "a long target": ("/as/sam/press", PRESS | {"target": "a" * 100_000}),
    "no place": ("/as/sam/press", PRESS | {"in": ""}),
    "no such place": ("/as/sam/command", {"in": "cellar", "text": "hi", "key": KEY}),
    "a clock for nobody": ("/clock", {"step": "day", "as": "ghost", "in": "chat"}),
    "no such step": ("/clock", {"step": "back", "as": "sam", "in": "chat"}),
    "nul": ("/as/sam/command", {"in": "chat", "text": "a\0b", "key": KEY}),
    "too many fields": ("/as/sam/press", {f"f{number}": "" for number in range(400)}),
    "a strange person": ("/as/%00%ff/press", PRESS),
    "no such path": ("/as/sam/dance", PRESS),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_malformed_request_changes_nothing(http: ClientSession, script: Script, name: str) -> None:
    path, fields = BAD[name]
    async with http.post(path, data=fields) as response:
        text = await response.text()
        assert 400 <= response.status < 500
        assert "<h1>" in text
    assert script.heard == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"text=%FF%FE", "application/x-www-form-urlencoded"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"in=chat", "application/x-www-form-urlencoded; charset=klingon"),
        (b"a", "text/plain"),
    ],
)
async def test_a_request_that_is_no_form_changes_nothing(
    http: ClientSession, script: Script, sharing: ScriptedSharing, body: bytes, content_type: str
) -> None:
    for path in ("/as/sam/press", "/as/sam/submit", "/clock", "/share/secret/open", "/share/secret/posted"):
        async with http.post(path, data=body, headers={"Content-Type": content_type}) as response:
            assert response.status < 500
        assert (script.heard, sharing.opened_with) == ([], [])


async def test_more_than_anybody_writes_is_refused(http: ClientSession, script: Script) -> None:
    body = BytesIO(b"in=chat&key=0123456789abcdef&text=" + b"a" * 2_000_000)
    async with http.post("/as/sam/command", data=body, headers={"Content-Type": TYPE}) as response:
        assert response.status == 413
    assert script.heard == []


async def test_long_texts_and_unknown_actions_are_for_heraut_to_answer(http: ClientSession, script: Script) -> None:
    async with http.post("/as/sam/command", data={"in": "chat", "text": "a" * 100_000, "key": KEY}) as response:
        assert response.status == 200
    async with http.post("/as/sam/press", data=PRESS | {"action": "dance", "key": "f" * 16}) as response:
        assert "does not know this button" in await response.text()
    assert [len(did.values.get("text", "")) for did in script.heard] == [100_000, 0]


@pytest.mark.parametrize(
    "path", ["/?as=ghost", "/?in=cellar", "/?as=%00", "/events", "/events?as=sam", "/events?as=ghost&in=chat"]
)
async def test_a_page_for_nobody_or_nowhere_is_refused(http: ClientSession, path: str) -> None:
    async with http.get(path) as response:
        assert response.status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/share/wrong",
        "/share/secret/myspace",
        "/pictures/wrong/2026-W10.png",
        "/static/../rooms.py",
        "/static/%2e%2e%2frooms.py",
        "/static/nothing.css",
        "/articles/nothing",
        "/articles/nothing.svg",
        "/nowhere",
    ],
)
async def test_a_page_that_does_not_exist_is_not_found(http: ClientSession, path: str) -> None:
    async with http.get(path) as response:
        assert response.status == 404
        assert "There is no page here." in await response.text()


async def test_a_crawler_that_reads_a_share_page_counts_for_nothing(
    http: ClientSession, sharing: ScriptedSharing
) -> None:
    async with http.get("/share/secret/x?text=999999999999999999999") as response:
        assert response.status == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert re.search(r'value="x" data-n="1"[^>]* checked>', await response.text())
    async with http.get("/share/secret/open") as response:
        assert response.status == 404
    assert sharing.opened_with == []


async def test_the_share_page_speaks_the_persons_language(http: ClientSession, sharing: ScriptedSharing) -> None:
    sharing.locale = "nl-NL"
    async with http.get("/share/secret") as response:
        assert '<html lang="nl">' in await response.text()


async def test_health_is_served(http: ClientSession) -> None:
    async with http.get("/healthz") as response:
        assert (response.status, await response.text()) == (200, "ok\n")


async def test_a_button_leads_only_where_its_own_card_says(http: ClientSession, playground: Playground) -> None:
    ref = await playground.messenger.send("kievit", "sam", offer("http://127.0.0.1"), "mark")
    share = PRESS | {"ref": ref, "action": "share"}
    for number, (fields, leads) in enumerate(
        [(share, "/share/secret"), (share | {"target": "8"}, "/?as=sam&in=chat"), (PRESS, "/?as=sam&in=chat")]
    ):
        data = fields | {"key": f"{number:016x}", "link": "https://evil.example"}
        async with http.post("/as/sam/press", data=data, allow_redirects=False) as response:
            assert response.headers["Location"] == leads
        ref2 = await playground.messenger.send("kievit", "sam", offer("http://127.0.0.1"), "mark")
        share = share | {"ref": ref2}


async def test_nobody_presses_a_button_on_a_card_of_another_person(http: ClientSession, playground: Playground) -> None:
    ref = await playground.messenger.send("kievit", "noor", offer("http://127.0.0.1"), "mark")
    async with http.post("/as/sam/press", data=PRESS | {"ref": ref}) as response:
        assert response.status == 200
    post = playground.rooms.post("noor", ref)
    assert post is not None
    assert post.body == offer("http://127.0.0.1")


async def test_public_pages_need_no_playground(sharing: ScriptedSharing, address: str) -> None:
    app = web.Application()
    mount_public(app, sharing, well)
    async with serving(app, address), ClientSession(address) as http:
        async with http.get("/share/secret", headers={"Host": "heraut.example"}) as response:
            assert response.status == 200
        async with http.get("/static/heraut.css", headers={"Host": "heraut.example"}) as response:
            assert response.content_type == "text/css"
        async with http.get("/") as response:
            assert response.status == 404
        async with http.post("/share/secret/open", headers={"Sec-Fetch-Site": "cross-site"}) as response:
            assert response.status == 403
