"""Nothing comes in that Microsoft did not sign, for us, now, once, and readably; and the door stands."""

import asyncio
import json
import random
from io import BytesIO

import jwt
import pytest

from bot.teams.door import LARGEST
from tests.slack.script import Script, card
from tests.teams.house import house, nothing
from tests.teams.microsoft import APP, private, public
from tests.teams.requests import bearer, body

OTHER = "33333333-3333-3333-3333-333333333333"


async def test_what_microsoft_signed_comes_in(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock) as home:
        assert await home.status(body(home), bearer(home.microsoft.proof())) == 200
        await home.teams.settle()
    assert [heard.action for heard in script.heard] == ["command"]


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"exp": -299}, 200),
        ({"exp": -301}, 401),
        ({"nbf": 299}, 200),
        ({"nbf": 301}, 401),
        ({"nbf": None}, 200),
    ],
    ids=str,
)
async def test_a_clock_may_be_five_minutes_off(clock, claims, status):
    at = clock().timestamp()
    shifted = {name: by and at + by for name, by in claims.items()}
    async with house(Script(help=card("Help")).answer, clock) as home:
        assert await home.status(body(home), bearer(home.microsoft.proof(**shifted))) == status


CLAIMS: list[dict[str, object]] = [
    {"iss": "https://evil.example"},
    {"iss": None},
    {"aud": OTHER},
    {"aud": [APP, OTHER]},
    {"aud": None},
    {"exp": None},
    {"exp": "tomorrow"},
    {"exp": 1e308 * 10},
    {"nbf": "yesterday"},
    {"serviceurl": None},
    {"serviceurl": 7},
    {"serviceurl": "https://smba.trafficmanager.net/amer/"},
]


@pytest.mark.parametrize("claims", CLAIMS, ids=str)
async def test_a_token_that_says_something_else_is_refused(clock, claims):
    script = Script()
    async with house(script.answer, clock) as home:
        assert await home.status(body(home), bearer(home.microsoft.proof(**claims))) == 401
    assert script.heard == []


SERVICES = [
    "https://evil.example/",
    "https://evil.example/smba.trafficmanager.net",
    "https://smba.trafficmanager.net.evil.example/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net\\@evil.example/",
    "https://smba.trafficmanager.net:8443/",
    "https://notbotframework.com/",
    "http://smba.trafficmanager.net/",
    "http://169.254.169.254/",
    "smba.trafficmanager.net",
    "https://smba.trafficmanager.net/?a=b",
    "",
]


@pytest.mark.parametrize("service", SERVICES)
async def test_only_microsofts_own_addresses_are_believed_even_when_signed(clock, service):
    script = Script()
    async with house(script.answer, clock) as home:
        token = home.microsoft.proof(serviceurl=service)
        assert await home.status(body(home, serviceUrl=service), bearer(token)) == 401
    assert script.heard == []


@pytest.mark.parametrize(
    "service",
    [
        "https://smba.trafficmanager.net/emea/22/",
        "https://europe.botframework.com",
        "https://smba.infra.gcc.teams.microsoft.com:443/",
    ],
)
async def test_microsofts_own_addresses_are(clock, service):
    script = Script(help=nothing)
    async with house(script.answer, clock) as home:
        token = home.microsoft.proof(serviceurl=service)
        assert await home.status(body(home, serviceUrl=service), bearer(token)) == 200
    assert len(script.heard) == 1


BODIES = [
    {"serviceUrl": None},
    {"channelId": "webchat"},
    {"channelId": None},
    {"conversation": {"id": "a:1", "tenantId": OTHER}},
    {"channelData": {"tenant": {"id": OTHER}}},
    {"conversation": {"id": "a:1"}, "channelData": None},
]


@pytest.mark.parametrize("changed", BODIES, ids=str)
async def test_another_tenant_channel_or_service_is_refused_behind_a_good_token(clock, changed):
    script = Script()
    async with house(script.answer, clock) as home:
        assert await home.status(body(home, **changed), bearer(home.microsoft.proof())) == 401
    assert script.heard == []


UNREADABLE = [
    b"",
    b"null",
    b"[]",
    b"7",
    b"{",
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a":' * 5000,
    b'{"type": 7}',
    b'{"type": "message", "text": "\\ud800"}',
    b'{"type": "message", "entities": 7}',
    b'{"type": "message", "from": []}',
    b'{"type": "message", "value": ' + b"9" * 10_000 + b"}",
]


@pytest.mark.parametrize("raw", UNREADABLE, ids=lambda raw: repr(raw[:30]))
async def test_what_cannot_be_read_is_a_bad_request_behind_a_good_token_and_foreign_without(clock, raw):
    async with house(Script().answer, clock) as home:
        assert await home.status(raw, bearer(home.microsoft.proof())) in {400, 401}
        assert await home.status(raw, bearer("a.b.c")) == 401


async def test_what_is_too_long_is_not_read_to_its_end(clock):
    async with house(Script().answer, clock) as home:
        long = body(home, text="x" * LARGEST)
        assert await home.status(BytesIO(long), bearer(home.microsoft.proof())) == 400


async def test_a_key_that_may_not_speak_for_teams_is_refused(clock):
    async with house(Script().answer, clock) as home:
        home.microsoft.keys = [public("k1", endorsements=["webchat"])]
        assert await home.status(body(home), bearer(home.microsoft.proof())) == 401


async def test_a_replay_is_refused_and_a_failed_one_may_come_again(clock):
    failing = [True]

    async def answer(interaction):
        if failing.pop() if failing else False:
            raise RuntimeError

    async with house(answer, clock) as home:
        sent, headers = body(home), bearer(home.microsoft.proof())
        async with home._session.post(home._url, data=sent, headers=headers) as response:
            assert response.status == 500
        assert await home.status(sent, headers) == 200
        for _ in range(3):
            assert await home.status(sent, headers) == 401
            clock.pass_(minutes=20)


# ── Ten thousand ──────────────────────────────────────────────────────────────────────────────────


def _forgeries(home, clock):
    """Tokens that must not count, each wrong in its own way."""
    proof, at = home.microsoft.proof, clock().timestamp()
    good = proof()
    head, claims, signature = good.split(".")
    none = jwt.encode({"iss": "https://api.botframework.com", "aud": APP}, "", algorithm="none")
    confused = jwt.encode({"aud": APP, "exp": at + 60}, "x" * 32, algorithm="HS256", headers={"kid": "k1"})
    nameless = jwt.encode({"aud": APP, "exp": at + 60}, private("k1"), algorithm="RS256")
    yield from (proof(**wrong) for wrong in CLAIMS)
    yield from (proof(exp=at - ago) for ago in (301, 3600, 86_400))
    yield from (proof(nbf=at + later) for later in (301, 3600))
    yield from (proof("k9"), proof("k9", header={"kid": "k1"}), nameless, none, confused)
    yield from (proof(algorithm="RS512"), proof(algorithm="PS256"), proof(header={"crit": ["x"]}))
    yield from (f"{head}.{claims}.", f"{head}.{claims}", f".{claims}.{signature}", f"{head}..{signature}", head, "")
    yield from ("a.b.c", "é.é.é", "..", "W" * 4000 + ".a.b", "\x01", good + "x", good[:-8] + "AAAAAAAA")


def _headers(chance, tokens, good):
    match chance.randrange(8):
        case 0:
            return {}
        case 1:
            return {"Authorization": chance.choice(["Basic x", "Bearer", "bearer ", good, f"Bearer {good} x"])}
        case 2:
            letters = list(good)
            letters[chance.randrange(len(letters) - 2)] = chance.choice("ABCxyz09-_")
            return bearer("".join(letters)) if "".join(letters) != good else {}
        case _:
            return bearer(chance.choice(tokens))


async def test_of_ten_thousand_forged_expired_replayed_and_malformed_requests_none_is_accepted(clock):
    script, chance = Script(help=nothing), random.Random(1)
    async with house(script.answer, clock) as home:
        good, once = home.microsoft.proof(), body(home)
        assert await home.status(once, bearer(good)) == 200
        tokens = [token for token in _forgeries(home, clock) if token.isascii() and token.isprintable()]
        bodies = [once, body(home, id="other"), *UNREADABLE]
        refused = [json.dumps(json.loads(once) | wrong).encode() for wrong in BODIES]
        malformed = [once, *refused, *UNREADABLE]
        found = []

        async def attack(number):
            for _ in range(number):
                if chance.randrange(5) == 0:  # a good token, and a replay, a stranger's or an unreadable body
                    found.append(await home.status(chance.choice(malformed), bearer(good)))
                else:
                    found.append(await home.status(chance.choice(bodies), _headers(chance, tokens, good)))

        await asyncio.gather(*(attack(1250) for _ in range(8)))
        assert len(found) == 10_000
        assert set(found) == {400, 401}
        assert len(script.heard) == 1
        assert await home.status(body(home, id="still here"), bearer(home.microsoft.proof())) == 200


# ── Without an account, on this machine ───────────────────────────────────────────────────────────


async def test_a_client_on_this_machine_needs_no_account(clock):
    script = Script(help=card("Help"))
    async with house(script.answer, clock, app_id="", app_password=None) as home:
        assert await home.status(body(home), {"Content-Type": "application/json"}) == 200
        assert await home.status(body(home, channelId="emulator"), {"Content-Type": "application/json"}) == 200


@pytest.mark.parametrize(
    ("headers", "changed"),
    [
        ({"Content-Type": "text/plain"}, {}),  # as any web page may send it
        ({"Content-Type": "application/json", "Origin": "https://evil.example"}, {}),
        ({"Content-Type": "application/json"}, {"serviceUrl": "http://evil.example/"}),
        ({"Content-Type": "application/json"}, {"channelId": "directline"}),
    ],
    ids=str,
)
async def test_a_web_page_or_a_stranger_is_no_client_on_this_machine(clock, headers, changed):
    async with house(Script().answer, clock, app_id="", app_password=None) as home:
        assert await home.status(body(home, **changed), headers) == 401
