"""The reader of other people's pages connects to public addresses only, however they are spelled."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.web.fetch import Reader
from bot.web.reachable import SPECIAL, public
from handlers.core.interaction import Page
from tests.support.site import Lying, Site


@pytest.fixture
async def outside(site: Site) -> AsyncIterator[Reader]:
    """A reader without exemptions. The port of the site is allowed, so only the address rule keeps it out."""
    reader = Reader(ports=frozenset({80, 443, site.server.port or 0}), resolver=Lying("127.0.0.1"), seconds=60)
    yield reader
    await reader.close()


def told_nothing(page: Page, url: str) -> bool:
    """Whether nothing was read from the page, whatever the trouble with it was."""
    return page == Page(url=url, trouble=page.trouble)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.com/",
        "http://user:word@example.com/",
        "http://example.com:22/",
        "http://[::1",
        "http://[::1]ann@",
        "http://\udcff/",
        "",
        "\\\\x",
    ],
)
async def test_a_redirect_leads_nowhere_it_should_not(site: Site, reader: Reader, location: str) -> None:
    url = site.url("/away")

    async def away(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location, "Content-Type": "text/html"})

    site.pages["/away"] = away
    site.pages["/"] = away
    assert told_nothing(await reader.read(url), url)


async def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    site.says("/secret")
    open_door = Site()
    await open_door.server.start_server()
    url = open_door.says("/away", status=302, Location=site.url("/secret"))
    reader = Reader(frozenset({("127.0.0.1", open_door.server.port or 0)}), ports=frozenset({site.server.port or 0}))
    assert told_nothing(await reader.read(url), url)
    assert len(open_door.visits) == 1 and not site.visits
    await reader.close()
    await open_door.server.close()


HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0.0.0.0",
    "localhost",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fec0::1]",
    "[fd00:ec2::254]",
    "[fe80::1%25lo]",
    "192.88.99.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "①②⑦.0.0.1",
    "rebound.example.com",
]


@pytest.mark.parametrize("host", HOSTS)
async def test_no_spelling_of_a_private_address_is_connected(site: Site, outside: Reader, host: str) -> None:
    site.says("/secret")
    url = site.url("/secret", host)
    async with asyncio.timeout(40):  # refused at once, not after a minute
        assert told_nothing(await outside.read(url), url)
    assert not site.visits


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not an address",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://127.0.0.1:6379/_INFO",
        "http://example.com:22/",
        "https://example.com:8443/",
        "http://user:word@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http://exa\nmple.com/",
        "http:///etc/passwd",
        "http://[::1",
        "http://" + "a" * 300 + "/",
        "https://example.com/" + "a" * 8192,
    ],
)
async def test_an_address_that_is_not_public_is_never_looked_up(url: str) -> None:
    resolver = Lying("127.0.0.1")
    reader = Reader(resolver=resolver)
    assert told_nothing(await reader.read(url), url)
    assert resolver.asked == 0
    await reader.close()


async def test_a_name_that_moves_between_two_questions_is_not_followed(site: Site) -> None:
    site.says("/secret")
    resolver = Lying("192.0.2.1", "127.0.0.1")
    reader = Reader(ports=frozenset({site.server.port or 0}), resolver=resolver)
    for name in ("a.example.com", "b.example.com"):
        assert told_nothing(await reader.read(site.url("/secret", name)), site.url("/secret", name))
    assert resolver.asked == 2 and not site.visits
    await reader.close()


async def test_an_allowed_origin_is_a_host_and_its_port(site: Site) -> None:
    site.says("/post")
    port = site.server.port or 0
    for allowed in (frozenset({("127.0.0.1", port + 1)}), frozenset({("localhost", port)})):
        reader = Reader(allowed, ports=frozenset({port}))
        assert told_nothing(await reader.read(site.url("/post")), site.url("/post"))
        await reader.close()
    assert not site.visits


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address", ["", "example.com", "1", "::127.0.0.1", "64:ff9b:1::1", "ff02::1", "5f00::1", "3fff::1"]
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(("special", "reachable"), SPECIAL.items())
def test_each_special_range_is_public_as_its_registry_says(special: str, reachable: bool) -> None:
    whole = ipaddress.ip_network(special)
    if special not in {"::ffff:0:0/96", "64:ff9b::/96"}:  # the address inside decides
        assert {public(str(ip)) for ip in (whole[0], whole[-1])} == {reachable}


def test_the_smallest_range_decides() -> None:
    said = {"192.0.0.8": False, "192.0.0.9": True, "192.0.0.11": False, "2001:1::3": True, "2001:1::4": False}
    assert {address: public(address) for address in said} == said
    assert [public(f"2001:{end}::1") for end in ("20", "30", "3", "10", "2", "40", "200")] == [
        *(True, True, True, False, False, False, True)
    ]


def test_the_registries_are_here_whole() -> None:
    assert (sum("." in special for special in SPECIAL), sum(":" in special for special in SPECIAL)) == (26, 25)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_address_decides(inner: ipaddress.IPv4Address) -> None:
    bare = public(str(inner))
    assert public(f"::ffff:{inner}") is bare
    assert public(str(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(inner)))) is bare
    assert not bare or inner.is_global


@given(st.ip_addresses())
def test_only_global_unicast_is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not public(str(address)) or (
        not address.is_multicast and not address.is_loopback and not address.is_link_local
    )
