"""The door admits only readable requests that Slack signed just now, each once, and no request makes it fail."""

import asyncio
import json
import random
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qsl, urlencode

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import example, given
from hypothesis import strategies as st

from bot.door import LARGEST, MOST_REMEMBERED, guard
from bot.slack.door import REMEMBERED, Door, parse
from tests.stages.slack.wire import SECRET, signed
from tests.support.clock import START

GOOD = json.dumps({"type": "event_callback", "event": {"type": "app_home_opened", "user": "U1"}}).encode()
OTHER_SECRET = "0123456789abcdef0123456789abcdef"


class Doorstep:
    def __init__(self, session, url, handled):
        self.handled = handled
        self._session = session
        self._url = url

    async def post(self, body, headers):
        """The status; a refusal must say nothing else."""
        async with self._session.post(self._url, data=body, headers=headers) as response:
            said = await response.read()
            assert response.status == 200 or said == b""
            return response.status


@asynccontextmanager
async def doorstep(clock, *secrets, status=200):
    handled = []

    async def handle(admitted):
        handled.append(admitted.body)
        return web.Response(status=status)

    app = web.Application()
    app.router.add_post("/", guard(Door(secrets or [SECRET], clock), handle))
    async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession() as session:
        yield Doorstep(session, server.make_url("/"), handled)


async def test_a_request_signed_by_slack_is_admitted(clock):
    async with doorstep(clock) as door:
        assert await door.post(GOOD, signed(GOOD, clock())) == 200
        assert door.handled == [json.loads(GOOD)]


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-300, 200), (300, 200), (301, 401)])
async def test_only_the_last_five_minutes_count(clock, seconds, status):
    async with doorstep(clock) as door:
        assert await door.post(GOOD, signed(GOOD, START + timedelta(seconds=seconds))) == status


async def test_a_replay_is_refused_as_long_as_its_signature_is_valid(clock):
    headers = signed(GOOD, START + timedelta(seconds=300))
    async with doorstep(clock) as door:
        assert await door.post(GOOD, headers) == 200
        for _ in range(3):
            assert await door.post(GOOD, headers) == 401
            clock.pass_(seconds=REMEMBERED / 2 - 1)
        assert len(door.handled) == 1


async def test_a_retry_with_a_new_timestamp_is_admitted(clock):
    async with doorstep(clock) as door:
        assert await door.post(GOOD, signed(GOOD, START)) == 200
        assert await door.post(GOOD, signed(GOOD, START + timedelta(seconds=1))) == 200


async def test_a_failed_request_may_be_repeated_at_once(clock):
    async with doorstep(clock, status=500) as door:
        assert [await door.post(GOOD, signed(GOOD, START)) for _ in range(2)] == [500, 500]


async def test_the_previous_secret_is_valid_too_while_it_is_set(clock):
    async with doorstep(clock, SECRET, OTHER_SECRET) as door:
        assert await door.post(GOOD, signed(GOOD, clock(), OTHER_SECRET)) == 200
    async with doorstep(clock, SECRET) as door:
        assert await door.post(GOOD, signed(GOOD, clock(), OTHER_SECRET)) == 401


async def test_without_a_secret_nobody_is_admitted(clock):
    async with doorstep(clock, "") as door:
        assert await door.post(GOOD, signed(GOOD, clock(), "")) == 401


async def test_what_is_remembered_is_bounded(clock):
    door = Door([SECRET], clock)
    for number in range(MOST_REMEMBERED + 10):
        door._once(b"%d" % number)
    assert len(door._seen) == MOST_REMEMBERED


UNREADABLE = [
    b"",
    b"[]",
    b"null",
    b"7",
    b'"x"',
    b"{",
    b"{}x",
    b"\xff\xfe",
    b"payload=",
    b"payload=%7Bnope",
    b"payload=[]",
    b"payload=7",
    b"&".join(b"a%d=1" % number for number in range(100)),
    b"[" * 100_000,
    b'{"a":' * 70 + b"1" + b"}" * 70,
    b"payload=" + b"%5B" * 5000,
    b'{"authorizations": {}}',
    b'{"authorizations": [null]}',
    b'{"team": 7}',
    b'{"team": {"id": []}}',
    b'{"event": "x"}',
    b'{"event": null}',
    b'{"event": {"user": 7}}',
    b'{"view": 7}',
    b'{"actions": []}',
    b'{"actions": [7]}',
    b'{"type": {}}',
    b'{"user": [[]]}',
    b'{"channel": 1.5}',
    b'{"a": 1' + b"0" * 5000 + b"}",
]


@pytest.mark.parametrize("body", UNREADABLE, ids=lambda body: body[:30].decode(errors="replace"))
async def test_an_unreadable_body_is_refused_although_it_is_signed(clock, body):
    async with doorstep(clock) as door:
        assert await door.post(body, signed(body, clock())) == 400
        assert door.handled == []


PIECES = st.sampled_from(
    ["%", "%4", "%41", "%zz", "%C3%A9", "%ff", "%0A", "\n", "\r", "=", "==", "+", "é", " ", "_", "{"]
)


@given(st.lists(PIECES | st.text(st.characters(exclude_characters="&", exclude_categories=["Cs"]))).map("".join))
@example("%\n")
@example("%%")
def test_a_form_is_read_as_python_reads_forms(text):
    body = f"text={text}&a+b={text}"
    assert parse(body.encode()) == dict(parse_qsl(body, keep_blank_values=True))


async def test_a_megabyte_is_enough(clock):
    async with doorstep(clock) as door:
        large = b'{"a": "' + b"x" * (LARGEST - 9) + b'"}'
        assert await door.post(BytesIO(large), signed(large, clock())) == 200
        assert await door.post(BytesIO(large + b" "), signed(large + b" ", clock())) == 400


async def test_headers_that_come_twice_are_refused(clock):
    async with doorstep(clock) as door:
        twice = [*signed(GOOD, clock()).items(), *signed(GOOD, clock()).items()]
        assert await door.post(GOOD, twice) == 401


NO_TIMES = ["", "abc", "1.5e9", "9" * 5000, "-1", " 1", "٣", "1_0", "0x10", "1\t"]
NO_SIGNATURES = ["", "v0=", "v1=" + "a" * 64, "V0=" + "A" * 64, "v0=" + "a" * 63, "v0=" + "a" * 65, "é" * 67]


def _one_letter_off(dice, signature):
    place = dice.randrange(3, len(signature))
    letter = dice.choice([letter for letter in "0123456789abcdefGé " if letter != signature[place]])
    return signature[:place] + letter + signature[place + 1 :]


FORGERIES = [  # each spoils (body, time, signature) in its own way; None is a missing header
    lambda dice, body, time, _signature: (body, time, "v0=" + dice.randbytes(32).hex()),
    lambda dice, body, time, signature: (body, time, _one_letter_off(dice, signature)),
    lambda _dice, body, time, _signature: (body, time, signed(body, START, OTHER_SECRET)["X-Slack-Signature"]),
    lambda dice, body, time, signature: (body, str(int(time) + dice.choice([-1, 1, 60])), signature),
    lambda dice, body, _time, signature: (body, dice.choice(NO_TIMES), signature),
    lambda dice, body, time, _signature: (body, time, dice.choice(NO_SIGNATURES)),
    lambda _dice, body, _time, signature: (body, None, signature),
    lambda _dice, body, time, _signature: (body, time, None),
    lambda _dice, body, _time, _signature: (body, None, None),
    lambda dice, body, time, signature: (body + dice.choice([b" ", b"x", b"&a=1"]), time, signature),
    lambda dice, body, _time, _signature: (body, *signed(body, _long_ago(dice)).values()),
]


def _long_ago(dice):
    return START + timedelta(seconds=dice.choice([-1, 1]) * dice.randint(301, 10**8))


def _forged(dice):
    body = dice.choice(
        [GOOD, b"{", b"", b"payload=%7B%7D", urlencode({"payload": GOOD.decode()}).encode(), b"\xff" * 9]
    )
    forged, time, signature = dice.choice(FORGERIES)(dice, body, *signed(body, START).values())
    headers = {"X-Slack-Request-Timestamp": time, "X-Slack-Signature": signature}
    return forged, {name: value for name, value in headers.items() if value is not None}


async def test_ten_thousand_forgeries_are_all_refused_without_an_error(clock):
    dice = random.Random(7)
    replayed = signed(GOOD, START)
    async with doorstep(clock) as door:
        assert await door.post(GOOD, replayed) == 200

        async def forge(requests):
            return {await door.post(body, headers) for body, headers in requests}

        requests = [_forged(dice) if dice.random() > 0.05 else (GOOD, replayed) for _ in range(10_000)]
        statuses = await asyncio.gather(*(forge(requests[start::8]) for start in range(8)))
        assert set().union(*statuses) == {401}
        assert len(door.handled) == 1


async def test_a_thousand_odd_signed_bodies_cause_no_error(clock, play):
    """Signed, so only Slack could send them; through the whole of Bolt."""
    dice = random.Random(8)
    heard = []

    async def answer(interaction):
        heard.append(interaction)

    async with play(answer) as house, aiohttp.ClientSession() as session:
        for number in range(1_000):
            body = json.dumps({**_odd(dice), "n": number}).encode()
            async with session.post(house.url, data=body, headers=signed(body, clock())) as response:
                assert response.status in {200, 400, 404}, body
    assert heard == []


def _odd(dice):
    """An object with names as Slack uses them and random values."""
    names = ["type", "event", "team", "user", "view", "actions", "command", "authorizations", "channel", "container"]
    values: list[object] = [
        None,
        7,
        "x",
        "",
        [],
        {},
        [{}],
        {"id": 7},
        {"id": "x"},
        {"type": "x"},
        [{"action_id": "a:1"}],
        True,
    ]
    kinds = ["event_callback", "block_actions", "view_submission", "view_closed", "url_verification", "x"]
    odd = {name: dice.choice(values) for name in dice.sample(names, dice.randint(1, 5))}
    return {**odd, "type": dice.choice(kinds)} if dice.random() > 0.2 else odd
