"""A running Heraut in Slack, whose health is checked all the time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession, ClientTimeout
from aiohttp.test_utils import unused_port

from tests.stages.slack import wire
from tests.stages.slack.double import BOT_TOKEN, SlackDouble
from tests.stages.slack.stage import SlackStage, http
from tests.support.processes import healthy, started

BEAT = 0.25  # seconds
SLACK_WAITS = ClientTimeout(total=3)
ANNA, BRAM = "U1", "U2"


class Patient:
    def __init__(self, double: SlackDouble, session: ClientSession, port: int, process: asyncio.subprocess.Process):
        self.double = double
        self.process = process
        self.pulse: list[tuple[float, bool]] = []
        self._session = session
        self._port = port
        self._url = f"http://127.0.0.1:{port}/slack/events"
        self.stage = SlackStage(double, http(session, self._url, double), lambda: asyncio.sleep(0.5))
        self.stage.person(ANNA, "Anna")
        self.stage.person(BRAM, "Bram")

    async def felt(self) -> None:
        """Check its health all the time."""
        clock = asyncio.get_running_loop().time
        while True:
            well = await healthy(self._session, self._port)
            self.pulse.append((clock(), well))
            await asyncio.sleep(BEAT)

    def turned(self, well: bool, since: float, until: float) -> float:
        """Seconds from `since` until its health became this, and stayed so."""
        turned = until
        for at, beat in reversed([(at, beat) for at, beat in self.pulse if since <= at < until]):
            if beat != well:
                break
            turned = at
        assert turned < until, "it never turned"
        return turned - since

    async def opens_home(self, event_id: str) -> int | None:
        """Open Home as Slack does. Returns the status, or None if Slack would have stopped waiting."""
        event = wire.event(event_id, self.double.now(), type="app_home_opened", user=ANNA, tab="home")
        body, content = wire.encoded("events_api", event)
        headers = {"Content-Type": content, **wire.signed(body, self.double.now())}
        try:
            async with self._session.post(self._url, data=body, headers=headers, timeout=SLACK_WAITS) as response:
                return response.status
        except TimeoutError:
            return None

    async def joins(self, who: str) -> str:
        """Join. Returns what the person finally reads."""
        await self.stage.command(who, "join")
        if self.stage.form(who):
            await self.stage.submit(who)
        return await self.stage.reads(who)

    async def meanwhile(self, seconds: float) -> Counter[int | None]:
        """Anna keeps opening her Home, always with one and the same event. Counts the answers."""
        clock, statuses = asyncio.get_running_loop().time, Counter[int | None]()
        end = clock() + seconds
        while clock() < end:
            statuses[await self.opens_home("Ev-away")] += 1
            await asyncio.sleep(1)
        return statuses


@asynccontextmanager
async def patient(url: str, folder: Path) -> AsyncIterator[Patient]:
    """A healthy Heraut. At the end it must stop by itself; its log is in `folder`."""
    double, port = SlackDouble(lambda: datetime.now(UTC)), unused_port()
    async with double.running(), ClientSession() as session:
        slack = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": double.api_url, "SLACK_SIGNING_SECRET": wire.SECRET}
        here = {"DATABASE_URL": url, "PUBLIC_URL": "https://heraut.example", "HOST": "127.0.0.1", "PORT": str(port)}
        process = await started("run", cwd=folder, **slack, **here)
        made = Patient(double, session, port, process)
        feeling = asyncio.create_task(made.felt())
        try:
            async with asyncio.timeout(60):
                while not (made.pulse and made.pulse[-1][1]):  # noqa: ASYNC110 - another process has no event
                    await asyncio.sleep(BEAT)
            yield made
        finally:
            feeling.cancel()
            if process.returncode is None:
                process.terminate()
            output, _ = await asyncio.wait_for(process.communicate(), 30)
            await asyncio.to_thread((folder / "heraut.log").write_bytes, output)
    assert process.returncode == 0
    assert double.violations == []
