"""The people in the local Slack."""

from dataclasses import dataclass

from tests.stages.slack.reading import Json

TEAM = "T1"


@dataclass
class Someone:
    id: str
    name: str
    locale: str = "en-US"
    tz: str = "Europe/London"
    admin: bool = False
    active: bool = True
    tz_offset: int | None = None  # seconds; None: as the zone has it
    team: str = TEAM  # their own workspace, in a channel that is shared with it
    enterprise: str = ""  # on Enterprise Grid
    bot: bool = False
    deleted: bool = False
    guest: str = ""  # restricted (of several channels) or ultra_restricted (of one)
    stranger: bool = False  # in no channel that is shared with us


def standing(one: Someone) -> Json:
    """What users.info says about somebody's place; of deactivated people it tells little more than that."""
    named: Json = {"is_stranger": True} if one.stranger else {}
    if one.enterprise:
        named["enterprise_user"] = {"id": one.id, "enterprise_id": one.enterprise, "teams": [one.team]}
    if one.deleted:
        return {**named, "deleted": True, "is_bot": one.bot}
    guest = {"is_restricted": bool(one.guest), "is_ultra_restricted": one.guest == "ultra_restricted"}
    return {**named, "deleted": False, "is_bot": one.bot, "is_admin": one.admin, "is_owner": False, **guest}
