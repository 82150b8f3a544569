"""Settings of Heraut that every platform needs too, and what is wrong with them."""

from pydantic import ValidationError

from bot.finding import Finding

ONE_PROCESS = (
    "--role {role} shares the work with other processes, but only one process can use an SQLite file. "
    "Set DATABASE_URL=postgresql://… for all of them, or leave out --role."
)
NO_PLATFORM = (
    "No platform is set up. Set these in the environment or in .env. For Slack: SLACK_BOT_TOKEN, and either "
    "SLACK_SIGNING_SECRET with PUBLIC_URL (HTTP) or SLACK_APP_TOKEN (Socket Mode). For Teams: TEAMS_APP_ID, "
    "TEAMS_TENANT_ID and TEAMS_APP_PASSWORD. To look around first: python app.py playground"
)
NONE_SET_UP = Finding(ok=False, what="No platform is set up.", fix="See docs/slack.md and docs/teams.md.")


def cannot_run(role: str, database_url: str, *, any_platform: bool) -> str:
    """Why Heraut cannot run with these settings; empty if it can."""
    if role != "all" and database_url.startswith("sqlite"):
        return ONE_PROCESS.format(role=role)
    return "" if any_platform else NO_PLATFORM


def shared(given: dict[str, object]) -> dict[str, object]:
    """Copy into each platform's settings what it needs of the common ones."""
    address = {"public_url": str(given.get("public_url", "")).rstrip("/")}
    azure = {"identity_url": given.get("identity_endpoint"), "identity_header": given.get("identity_header")}
    here = {"host": given.get("host", ""), **{name: value for name, value in azure.items() if value}}
    for platform, more in (("slack", address), ("teams", {**address, **here})):
        own = given.get(platform)
        if isinstance(own, dict):
            given[platform] = {**own, **more}
    return {**given, **address}


def wrong_settings(problem: ValidationError) -> str:
    """A sentence for each setting that is missing or wrong."""
    said = (f"{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in problem.errors())
    return "Please fix the settings.\n" + "\n".join(said)
