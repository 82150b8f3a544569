"""Heraut on every platform in the settings."""

import asyncio
from contextlib import AsyncExitStack

from bot.program.process import Heraut, Say, open_heraut
from bot.program.roles import Role
from bot.program.settings import Settings
from bot.slack.settings import SlackSettings
from bot.teams.settings import TeamsSettings
from bot.web.feed_fetch import FeedFetcher
from bot.web.fetch import Reader
from handlers.advocates.profiles import Profiles
from handlers.platforms.departures import Departures
from handlers.platforms.references import References


async def run_live(settings: Settings, role: Role, say: Say) -> None:
    """Run Heraut on every configured platform, on one server, until it is stopped."""
    async with AsyncExitStack() as stack:
        store, reader = settings.open_store(create=True), Reader()
        heraut = await open_heraut(stack, store, reader, settings.public_url, settings.door, role)
        heraut.rounds.read, feeds = reader.data, FeedFetcher()
        stack.push_async_callback(feeds.close)
        heraut.rounds.fetch = feeds.fetch
        live = [await join_slack(stack, heraut, settings.slack)] if settings.slack else []
        live += [await join_teams(stack, heraut, settings.teams)] if settings.teams else []
        address = await stack.enter_async_context(heraut.serve(settings.host, settings.port))
        await heraut.begin(stack)
        name = "Heraut" if role == "all" else f"A {role} of Heraut"
        say(f"{name} is live in {' and '.join(live)}, listening at {address}. Stop with Ctrl+C.")
        await asyncio.Event().wait()


async def join_slack(stack: AsyncExitStack, heraut: Heraut, settings: SlackSettings) -> str:
    """Join a Slack workspace. Returns its name."""
    from bot.slack.connect import Slack

    own = heraut.store, heraut.clock.now
    slack = await stack.enter_async_context(Slack(settings, heraut.answer, own[1], Departures(*own), Profiles(*own)))
    team, name = slack.identity.team_id, slack.identity.team
    if not team:
        raise SystemExit("Slack did not accept the token. To see what is wrong: python app.py doctor")
    await heraut.know(team, "slack", name)
    heraut.messengers["slack"] = slack.messenger
    if heraut.hears:
        slack.mount(heraut.web)
    return f"Slack ({name})"


async def join_teams(stack: AsyncExitStack, heraut: Heraut, settings: TeamsSettings) -> str:
    """Join a Teams tenant. Returns its name."""
    from bot.teams.connect import Teams

    await heraut.know(settings.workspace, "teams", settings.workspace)
    now = heraut.clock.now
    teams = await stack.enter_async_context(Teams(settings, heraut.answer, now, References(heraut.store, now)))
    heraut.messengers["teams"] = teams.messenger
    if heraut.hears:
        teams.mount(heraut.web)
    return "Microsoft Teams"
