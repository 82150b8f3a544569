"""What may go wrong while messages go out, at any size. Each scenario returns what to assert on."""

import asyncio
import time
from collections import Counter

from handlers import answer
from handlers.core.interaction import Actor, Card, Interaction
from handlers.core.workspaces import known_workspace
from models import Lane
from tests.chaos.crowd import CONTENT
from tests.chaos.storm import Storm
from tests.chaos.verdict import Verdict

AT_ONCE = 8  # people who act at once
POISONS = ("500", "msg_too_long", "channel_not_found", "invalid_blocks")


async def kills(storm: Storm, times: int) -> Verdict:
    """Use `kill -9` at random moments, spread over all messages, and then let one worker finish."""
    most = 3 * storm.crowd.people // (2 * times)
    for _ in range(times):
        worker = storm.start()
        await storm.taken(storm.random.randint(0, most))
        await asyncio.sleep(storm.random.uniform(0, 0.02))
        storm.kill(worker)
    storm.start()
    await storm.over()
    return await storm.verdict()


async def stops(storm: Storm, times: int) -> tuple[int, Verdict]:
    """SIGSTOP one of two workers past the lease. Returns how many stops found work left, and the verdict."""
    await storm.mode(delay=0.2)
    workers, well = [storm.start(), storm.start()], 0
    for number in range(times):
        await storm.taken(storm.random.randint(1, 20))
        await storm.stop_for(workers[number % 2], storm.work.lease * 1.25)
        well += storm.left() > 0
    await storm.over()
    return well, await storm.verdict()


async def throttled(storm: Storm, seconds: float, calm: str) -> tuple[list[str], Verdict]:
    """Answer half of all calls with 429, except in `calm`. Returns workspaces in the order of messages taken."""
    await storm.mode(throttled=0.5, calm=(calm,))
    storm.start()
    await storm.taken(1)  # a process takes seconds to start on a busy machine
    end = time.monotonic() + seconds
    while time.monotonic() < end and storm.left():  # noqa: ASYNC110 - another process has no event to wait for
        await asyncio.sleep(0.1)
    await storm.mode()
    await storm.over()
    record = (await storm.seen()).record
    return [f"T{one.address[1:4]}" for one in sorted(record, key=lambda one: one.at)], await storm.verdict()


async def troubles(storm: Storm, **mode: object) -> Verdict:
    """Run one worker on a bad day of the platform."""
    await storm.mode(**mode)
    storm.start()
    await storm.over()
    return await storm.verdict()


async def revoked(storm: Storm, workspace: str) -> tuple[dict[str, str], Verdict]:
    """Revoke a token and later replace it. Returns the workspaces suspended, with reasons, and the verdict."""
    storm.start()
    await storm.taken(storm.crowd.people // 4)
    await storm.mode(revoked=(workspace,))
    others = {person for its, person in storm.crowd.all if its != workspace}
    while any(row.person in others and row.state != "sent" for row in storm.rows()):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.1)
    suspended = await storm.store.run(lambda session: {lane.workspace: lane.suspended for lane in session.query(Lane)})
    await storm.mode()
    await storm.store.run(lambda session: known_workspace(session, workspace, "slack", "Storm", storm.now()))
    await storm.over()
    return {name: why for name, why in suspended.items() if why}, await storm.verdict()


async def leaves(storm: Storm, times: int) -> tuple[Counter[str], Verdict]:
    """Have people leave or pause, mostly those whose turn it is. Returns the answers they got, and the verdict."""
    await storm.mode(delay=1.0)
    storm.start()
    silent: dict[str, float] = {}
    said: Counter[str] = Counter()
    queue = iter(range(times))

    async def act() -> None:
        for number in queue:
            person = storm.crowd.all[await _soon(storm, silent)]
            silent[person[1]] = float("inf")
            reply = await _does(storm, *person, *(("leave", {}) if number % 2 else ("pause", {"until": "2026-04-01"})))
            silent[person[1]] = time.monotonic()
            said[type(reply).__name__] += 1

    await asyncio.gather(*(act() for _ in range(AT_ONCE)))
    await storm.over()
    return said, await storm.verdict(silent)


async def _soon(storm: Storm, chosen: dict[str, float]) -> int:
    """Somebody whose message is on its way, or was or will be soon."""
    here = await storm.count()
    while True:
        number = max(0, min(storm.crowd.people - 1, here + storm.random.randint(-10, 100)))
        if storm.crowd.person(number) not in chosen:
            return number
        here = storm.random.randrange(storm.crowd.people)


async def stopped(storm: Storm, workspace: int) -> tuple[int, Verdict]:
    """Stop the content during a round. Returns how many messages were taken after that was acknowledged."""
    await storm.mode(delay=0.2)
    storm.start()
    await storm.taken(storm.crowd.people // 4)
    name = storm.crowd.workspace(workspace)
    assert isinstance(await _does(storm, name, f"U{workspace:03}999999", "stop", {}, CONTENT), Card)
    acknowledged = time.monotonic()
    await storm.over()
    record = (await storm.seen()).record
    late = [one for one in record if one.what == "post" and one.at > acknowledged and one.address[1:4] == name[1:4]]
    return len(late), await storm.verdict()


async def poison(storm: Storm) -> tuple[dict[str, int], Verdict]:
    """Send when some messages can never be sent. Returns the calls made for each of those, and the verdict."""
    poisoned = [storm.crowd.person(number) for number in range(50, storm.crowd.people, 200)]
    await storm.mode(errors={person: POISONS[number % len(POISONS)] for number, person in enumerate(poisoned)})
    storm.start()
    await storm.over()
    calls = (await storm.seen()).calls
    return {person: calls.get(person, 0) for person in poisoned}, await storm.verdict()


async def _does(
    storm: Storm, workspace: str, person: str, action: str, values: dict[str, str], target: str = ""
) -> object:
    """Do something as a platform would report it, in a process that sends nothing."""
    key = f"{action}:{person}"
    actor = Actor(workspace=workspace, person=person)
    interaction = Interaction(key=key, actor=actor, action=action, values=dict(values), target=target)
    return await answer(storm.store, interaction, storm.now())
