"""The round that plans: some people of each workspace in turn, so that nobody waits for a large one."""

import asyncio
from collections import OrderedDict
from datetime import datetime
from functools import partial

from handlers.planning.due import busy
from handlers.planning.plan import plan
from handlers.registry.surfaces import RoundContext

AT_ONCE = 2  # plans at once, so that neither this process nor a database server is idle


async def plan_everybody(context: RoundContext, *, learns: bool = True) -> None:
    """Write the nudges that are due, in all workspaces."""
    now, parts = context.now(), range(min(AT_ONCE, context.store.at_once))
    turns = OrderedDict.fromkeys(await context.store.run(partial(busy, now=now)))
    work = (_part(context, now, turns, learns) for _ in parts)
    for problem in await asyncio.gather(*work, return_exceptions=True):
        if problem:
            raise problem


async def _part(context: RoundContext, now: datetime, turns: OrderedDict[str, None], learns: bool) -> None:
    """Work on one workspace after another. The last ones are shared with the other workers."""
    while turns and not context.over():
        workspace = next(iter(turns))
        turns.move_to_end(workspace)
        more = await context.store.run(partial(plan, now=now, workspace=workspace, learns=learns))
        if not more:
            turns.pop(workspace, None)
