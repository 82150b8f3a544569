"""The reader of other people's pages, against a real and malicious server."""

import asyncio
import gzip
import zlib

import pytest
from aiohttp import web

from bot.web.fetch import LARGEST, Came, Reader
from handlers.core.interaction import Page, Trouble
from tests.support.site import GOOD, MEGABYTE, Lying, Site


async def test_a_page_is_read(site: Site, reader: Reader) -> None:
    url = site.says("/post", b"<title>Good</title><meta property=og:image content=/i.png>")
    assert await reader.read(url) == Page(url=url, title="Good", image=site.url("/i.png"))


async def test_a_visit_says_who_comes_and_carries_nothing(site: Site) -> None:
    site.says("/post", Set_Cookie="session=1; Path=/")
    reader = Reader(frozenset({("a.example.com", site.server.port or 0)}), resolver=Lying("127.0.0.1"))
    for _ in range(2):  # by name: cookies of bare addresses are never kept
        assert (await reader.read(site.url("/post", "a.example.com"))).title == "Good"
    await reader.close()
    second = site.visits[1].headers
    assert "Heraut" in second["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer", "Proxy-Authorization"} & set(second)


async def test_proxies_of_the_environment_are_not_asked(
    site: Site, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert (await reader.read(site.says("/post"))).title == "Good"


async def test_redirects_are_followed_as_far_as_five(site: Site, reader: Reader) -> None:
    for hop in range(6):
        site.says(f"/{hop}", status=301, Location=f"/{hop + 1}")
    site.says("/6")
    assert await reader.read(site.url("/1")) == Page(url=site.url("/1"), title="Good")
    assert await reader.read(site.url("/0")) == Page(url=site.url("/0"))


async def test_a_redirect_in_a_circle_ends(site: Site, reader: Reader) -> None:
    url = site.says("/a", status=302, Location="/a")
    assert await reader.read(url) == Page(url=url)
    assert len(site.visits) == 6


async def stream(
    request: web.Request, piece: bytes, times: int, pause: float = 0, **headers: str
) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html", **headers})
    await response.prepare(request)
    for _ in range(times):
        await response.write(piece)
        await asyncio.sleep(pause)
    return response


async def test_an_endless_page_is_read_as_far_as_its_head(site: Site, reader: Reader) -> None:
    site.pages["/endless"] = lambda request: stream(request, GOOD + b"x" * MEGABYTE, 10_000)
    assert (await reader.read(site.url("/endless"))).title == "Good"


async def test_an_endless_head_is_read_as_far_as_two_megabytes(site: Site, reader: Reader) -> None:
    site.pages["/endless"] = lambda request: stream(request, b"<title>Good</title>" + b"x" * MEGABYTE, 10_000)
    assert (await reader.read(site.url("/endless"))).title == "Good"


async def test_nothing_after_two_megabytes_is_read(site: Site, reader: Reader) -> None:
    assert (await reader.read(site.says("/far", b" " * (LARGEST - 50) + b"<title>Near</title>"))).title == "Near"
    assert (await reader.read(site.says("/far", b" " * LARGEST + b"<title>Far</title>"))).title == ""


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_small_bomb_does_not_grow(site: Site, reader: Reader, encoding: str) -> None:
    page = b"<title>Good</title>" + b"\0" * (50 * MEGABYTE)
    bomb = gzip.compress(page, 1) if encoding == "gzip" else zlib.compress(page, 1)
    del page
    assert (await reader.read(site.says("/bomb", bomb, Content_Encoding=encoding))).title == "Good"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "nonsense"])
async def test_a_page_that_is_not_packed_as_it_says_does_no_harm(site: Site, reader: Reader, encoding: str) -> None:
    page = await reader.read(site.says("/broken", b"\xff\xfe\x00rubbish", Content_Encoding=encoding))
    assert page.url == site.url("/broken") and page.description == ""


async def test_a_page_that_is_slow_after_its_head_is_not_waited_for(site: Site, reader: Reader) -> None:
    site.pages["/late"] = lambda request: stream(request, GOOD, 100, pause=1)
    async with asyncio.timeout(40):
        assert (await reader.read(site.url("/late"))).title == "Good"


async def test_a_slow_page_is_given_up(site: Site) -> None:
    reader = Reader(frozenset({("127.0.0.1", site.server.port or 0)}), seconds=0.3)
    site.pages["/slow"] = lambda request: stream(request, b"<", 100, pause=1)
    async with asyncio.timeout(40):
        assert await reader.read(site.url("/slow")) == Page(url=site.url("/slow"), trouble="unreachable")
    await reader.close()


async def test_a_slow_chain_is_given_up_as_a_whole(site: Site) -> None:
    reader = Reader(frozenset({("127.0.0.1", site.server.port or 0)}), seconds=3)

    async def again(_: web.Request) -> web.Response:
        await asyncio.sleep(2)
        return web.Response(status=302, headers={"Location": "/slow"})

    site.pages["/slow"] = again
    assert await reader.read(site.url("/slow")) == Page(url=site.url("/slow"), trouble="unreachable")
    assert len(site.visits) == 2
    await reader.close()


async def test_what_came_of_a_slow_page_is_used(site: Site) -> None:
    reader = Reader(frozenset({("127.0.0.1", site.server.port or 0)}), seconds=0.5)
    page = b"<title>Good</title><meta property=og:description content=So><script>"
    site.pages["/slow"] = lambda request: stream(request, page, 100, pause=5)
    found = await reader.read(site.url("/slow"))
    assert (found.title, found.description) == ("Good", "So")
    await reader.close()


async def test_a_page_without_the_end_of_its_head_is_read_as_far_as_its_body(site: Site, reader: Reader) -> None:
    site.pages["/late"] = lambda request: stream(request, b"<title>Good</title><body class=x>", 100, pause=1)
    async with asyncio.timeout(1.5):
        assert (await reader.read(site.url("/late"))).title == "Good"


async def test_a_page_that_leads_to_itself_with_a_cookie_is_read(site: Site, reader: Reader) -> None:
    async def once(request: web.Request) -> web.Response:
        if request.cookies.get("seen") == "yes":
            return web.Response(body=GOOD, content_type="text/html")
        return web.Response(status=302, headers={"Location": "/door", "Set-Cookie": "seen=yes; Path=/"})

    site.pages["/door"] = once
    for _ in range(2):  # the cookie is forgotten in between
        assert (await reader.read(site.url("/door"))).title == "Good"
    assert len(site.visits) == 4


async def test_a_long_header_hides_no_page(site: Site, reader: Reader) -> None:
    policy = "img-src " + " ".join(f"https://{n}.example.com" for n in range(1500))
    assert 20_000 < len(policy) < 60_000
    url = site.says("/policy", Content_Security_Policy=policy)
    assert (await reader.read(url)).title == "Good"


async def test_a_query_travels_to_the_letter(site: Site, reader: Reader) -> None:
    site.says("/away", status=302, Location="/post?sig=a%2Bb%2F%3D&at=1%2C2#part")
    site.says("/post", b"<title>Good</title><meta property=og:image content='/i.png?sig=a%2Bb%2F%3D'>")
    found = await reader.read(site.url("/away?sig=c%2Bd"))
    assert [visit.raw_path for visit in site.visits] == ["/away?sig=c%2Bd", "/post?sig=a%2Bb%2F%3D&at=1%2C2"]
    assert found.image == site.url("/i.png?sig=a%2Bb%2F%3D")


async def test_what_came_of_a_page_that_broke_off_is_used() -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<title>Good</title><met"
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader = Reader(frozenset({("127.0.0.1", port)}))
    assert (await reader.read(f"http://127.0.0.1:{port}/")).title == "Good"
    await reader.close()
    server.close()
    await server.wait_closed()


def test_a_picture_shows_itself_where_everybody_can_open_it_safely() -> None:
    came = Came()
    came.picture = True
    photo = "https://pictures.example/hall.jpg"
    assert came.page(photo) == Page(url=photo, image=photo)
    assert came.page("http://pictures.example/hall.jpg").image == ""


@pytest.mark.parametrize(
    "kind", ["application/json", "image/png", "application/octet-stream", "text/plain", "nonsense"]
)
async def test_only_pages_are_read(site: Site, reader: Reader, kind: str) -> None:
    url = site.says("/file", Content_Type=kind)
    assert await reader.read(url) == Page(url=url)


@pytest.mark.parametrize("status", [204, 206, 304, 401, 404, 500])
async def test_an_error_page_is_not_a_preview(site: Site, reader: Reader, status: int) -> None:
    url = site.says("/gone", b"" if status in {204, 304} else GOOD, status=status)
    trouble: dict[int, Trouble] = {404: "gone", 500: "failing"}  # what is refused to us may open in a browser
    assert await reader.read(url) == Page(url=url, trouble=trouble.get(status, ""))


async def test_the_header_decides_the_encoding(site: Site, reader: Reader) -> None:
    body = "<title>Grüße</title>".encode("cp1252")
    assert (await reader.read(site.says("/a", body, Content_Type="text/html; charset=latin1"))).title == "Grüße"
    assert (await reader.read(site.says("/b", body, Content_Type='text/html; charset="no;such'))).title == "Grüße"


RUBBISH = [
    b"",
    b"\x00" * 100,
    b"SSH-2.0-OpenSSH_9.6\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<title>x",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    b"HTTP/1.1 99999 \r\n\r\n",
]


@pytest.mark.parametrize("rubbish", RUBBISH)
async def test_a_server_that_speaks_no_http_does_no_harm(rubbish: bytes) -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(rubbish)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader = Reader(frozenset({("127.0.0.1", port)}))
    url = f"http://127.0.0.1:{port}/"
    assert await reader.read(url) == Page(url=url)
    await reader.close()
    server.close()
    await server.wait_closed()
