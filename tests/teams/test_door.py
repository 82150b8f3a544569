"""The door admits only readable requests that Microsoft signed for us just now, each once, and never fails."""

import asyncio
import json
import random
from io import BytesIO

import jwt
import pytest
from sqlalchemy import func, select

from bot.door import LARGEST
from handlers import answer
from handlers.core.workspaces import known_workspace
from handlers.features import open_store
from handlers.platforms.references import References
from models.base import Base
from tests.stages.teams.login import APP, TENANT, key, public
from tests.support.script import Script, card
from tests.teams.conftest import body

OTHER = "33333333-3333-3333-3333-333333333333"


async def test_a_request_signed_by_microsoft_is_admitted(play):
    script = Script(help=card("Help"))
    async with play(script.answer) as house:
        assert await house.status(body(house), house.proof()) == 200
        await house.teams.settle()
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
async def test_a_clock_may_be_five_minutes_off(clock, play, claims, status):
    at = clock().timestamp()
    shifted = {name: by and at + by for name, by in claims.items()}
    async with play(Script(help=card("Help")).answer) as house:
        assert await house.status(body(house), house.proof(**shifted)) == status


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
async def test_a_token_with_wrong_claims_is_refused(play, claims):
    script = Script()
    async with play(script.answer) as house:
        assert await house.status(body(house), house.proof(**claims)) == 401
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
async def test_only_microsofts_own_addresses_are_believed_even_when_signed(play, service):
    script = Script()
    async with play(script.answer) as house:
        proof = house.proof(serviceurl=service)
        assert await house.status(body(house, serviceUrl=service), proof) == 401
    assert script.heard == []


@pytest.mark.parametrize(
    "service",
    [
        "https://smba.trafficmanager.net/emea/22/",
        "https://europe.botframework.com",
        "https://smba.infra.gcc.teams.microsoft.com:443/",
    ],
)
async def test_microsofts_own_addresses_are(play, service):
    script = Script(help=None)
    async with play(script.answer) as house:
        proof = house.proof(serviceurl=service)
        assert await house.status(body(house, serviceUrl=service), proof) == 200
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
async def test_another_tenant_channel_or_service_is_refused_behind_a_good_token(play, changed):
    script = Script()
    async with play(script.answer) as house:
        assert await house.status(body(house, **changed), house.proof()) == 401
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
async def test_an_unreadable_body_is_a_bad_request_with_a_good_token_and_unauthorized_without(play, raw):
    async with play(Script().answer) as house:
        assert await house.status(raw, house.proof()) in {400, 401}
        assert await house.status(raw, {"Authorization": "Bearer a.b.c"}) == 401


async def test_a_body_that_is_too_long_is_not_read_to_its_end(play):
    async with play(Script().answer) as house:
        long = body(house, text="x" * LARGEST)
        assert await house.status(BytesIO(long), house.proof()) == 400


async def test_a_key_that_may_not_speak_for_teams_is_refused(play):
    async with play(Script().answer) as house:
        house.double.login.published = [public("k1", endorsements=["webchat"])]
        assert await house.status(body(house), house.proof()) == 401


async def test_a_replay_is_refused_and_a_failed_one_may_come_again(clock, play):
    failing = [True]

    async def answer(interaction):
        if failing.pop() if failing else False:
            raise RuntimeError

    async with play(answer) as house:
        sent, headers = body(house), house.proof()
        async with house.session.post(house.url, data=sent, headers=headers) as response:
            assert response.status == 500
        assert await house.status(sent, headers) == 200
        for _ in range(3):
            assert await house.status(sent, headers) == 401
            clock.pass_(minutes=20)


# ── Ten thousand ──────────────────────────────────────────────────────────────────────────────────


def _forgeries(house, at):
    """Invalid tokens, each wrong in its own way."""

    def proof(headers=None, **more):
        return house.proof(headers, **more)["Authorization"].removeprefix("Bearer ")

    good = proof()
    head, claims, signature = good.split(".")
    none = jwt.encode({"iss": "https://api.botframework.com", "aud": APP}, "", algorithm="none")
    confused = jwt.encode({"aud": APP, "exp": at + 60}, "x" * 32, algorithm="HS256", headers={"kid": "k1"})
    nameless = jwt.encode({"aud": APP, "exp": at + 60}, key("k1"), algorithm="RS256")
    yield from (proof(**wrong) for wrong in CLAIMS)
    yield from (proof(exp=at - ago) for ago in (301, 3600, 86_400))
    yield from (proof(nbf=at + later) for later in (301, 3600))
    yield from (proof({"kid": "k9"}, by=key("k9")), proof(by=key("k9")), nameless, none, confused)
    yield from (proof(algorithm="RS512"), proof(algorithm="PS256"), proof({"crit": ["x"]}))
    yield from (f"{head}.{claims}.", f"{head}.{claims}", f".{claims}.{signature}", f"{head}..{signature}", head, "")
    yield from ("a.b.c", "é.é.é", "..", "W" * 4000 + ".a.b", "\x01", good + "x", good[:-8] + "AAAAAAAA")


def _headers(chance, tokens, good):
    match chance.randrange(8):
        case 0:
            return {}
        case 1:
            return {"Authorization": chance.choice(["Basic x", "Bearer", "bearer ", good[7:], f"{good} x"])}
        case 2:
            letters = list(good)
            letters[chance.randrange(7, len(letters) - 2)] = chance.choice("ABCxyz09-_")
            return {"Authorization": "".join(letters)} if "".join(letters) != good else {}
        case _:
            return {"Authorization": f"Bearer {chance.choice(tokens)}"}


def _rows(session):
    """The number of rows in all tables together."""
    return sum(session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables)


async def test_of_ten_thousand_forged_expired_replayed_and_malformed_requests_none_is_accepted(clock, play, sqlite_url):
    store, chance, heard = open_store(sqlite_url), random.Random(1), []

    async def answered(interaction):
        heard.append(interaction)
        return await answer(store, interaction, clock())

    await store.run(lambda session: known_workspace(session, TENANT, "teams", "Acme", clock()))
    async with play(answered, book=References(store, clock)) as house:
        proof, once = house.proof(), body(house)
        assert await house.status(once, proof) == 200
        kept = await store.run(_rows)
        assert kept > 0
        tokens = [token for token in _forgeries(house, clock().timestamp()) if token.isascii() and token.isprintable()]
        bodies = [once, body(house), *UNREADABLE]
        malformed = [once, *(json.dumps(json.loads(once) | wrong).encode() for wrong in BODIES), *UNREADABLE]
        found = []

        async def attack(number):
            for _ in range(number):
                if chance.randrange(5) == 0:  # a good token, and a replay, a stranger's or an unreadable body
                    found.append(await house.status(chance.choice(malformed), proof))
                else:
                    forged = _headers(chance, tokens, proof["Authorization"])
                    found.append(await house.status(chance.choice(bodies), forged))

        await asyncio.gather(*(attack(1250) for _ in range(8)))
        assert len(found) == 10_000
        assert set(found) == {400, 401}
        assert (len(heard), await store.run(_rows)) == (1, kept)
        assert await house.status(body(house), house.proof()) == 200
    store.close()


# ── Without an account, on this machine ───────────────────────────────────────────────────────────


async def test_a_client_on_this_machine_needs_no_account(play):
    script = Script(help=card("Help"))
    async with play(script.answer, app_id="", app_password=None) as house:
        assert await house.status(body(house), {"Content-Type": "application/json"}) == 200
        assert await house.status(body(house, channelId="emulator"), {"Content-Type": "application/json"}) == 200


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
async def test_a_web_page_or_a_stranger_is_no_client_on_this_machine(play, headers, changed):
    async with play(Script().answer, app_id="", app_password=None) as house:
        assert await house.status(body(house, **changed), headers) == 401
