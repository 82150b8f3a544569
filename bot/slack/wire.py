"""What Slack sends, as far as Heraut reads it. Unknown fields are ignored; wrong types are refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.wire import Said


def _or_zero(value: object) -> object:
    return 0 if value is None else value


def _or_no(value: object) -> object:
    return False if value is None else value


Yes = Annotated[bool, BeforeValidator(_or_no)]
Seconds = Annotated[int, BeforeValidator(_or_zero), Field(ge=0, le=10**11)]  # since 1970; 0: none


class Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)


class Named(Wire):
    """A team, a user, a channel."""

    id: Said = ""
    name: Said = ""
    username: Said = ""
    team_id: Said = ""


class Command(Wire):
    """A slash command."""

    team_id: str
    user_id: str
    trigger_id: str
    user_name: str = ""
    channel_id: str = ""
    channel_name: str = ""
    text: str = ""
    response_url: str = ""


class Container(Wire):
    """Where a pressed button was."""

    type: Said = ""
    channel_id: Said = ""
    message_ts: Said = ""
    view_id: Said = ""
    is_ephemeral: bool = False


class Choice(Wire):
    value: str


class Pressed(Wire):
    """One pressed button, or a menu and what was picked from it."""

    action_id: str
    action_ts: Said = ""
    value: Said = ""
    type: Said = ""
    selected_option: Choice | None = None


class Answered(Wire):
    """The value of one field of a form."""

    value: str | None = None
    selected_option: Choice | None = None
    selected_options: tuple[Choice, ...] | None = None
    selected_date: str | None = None
    selected_time: str | None = None


class State(Wire):
    values: dict[str, dict[str, Answered]] = {}


class Identified(Wire):
    """A block of a view, with all its fields, so that it can be shown again."""

    model_config = ConfigDict(extra="allow")

    block_id: Said = ""
    type: Said = ""


class View(Wire):
    """A Home tab or a modal."""

    id: str
    type: Said = ""
    hash: Said = ""
    private_metadata: Said = ""
    state: State | None = None
    blocks: tuple[Identified, ...] = ()


class Press(Wire):
    """block_actions."""

    type: Literal["block_actions"]
    user: Named
    team: Named | None = None
    channel: Named | None = None
    container: Container = Container()
    view: View | None = None
    actions: tuple[Pressed, ...] = Field(min_length=1)
    trigger_id: Said = ""
    response_url: Said = ""


class Submission(Wire):
    """view_submission."""

    type: Literal["view_submission"]
    user: Named
    team: Named | None = None
    view: View


class Revoked(Wire):
    bot: tuple[str, ...] = ()


class Status(Wire):
    """A status beside somebody's name. Its text is their own business, and is not read."""

    status_emoji: Said = ""
    status_expiration: Seconds = 0


class Changed(Wire):
    """A profile in an event. None: it does not say."""

    id: str
    deleted: bool = False
    is_stranger: Yes = False
    is_restricted: Yes | None = None
    is_ultra_restricted: Yes = False
    tz: Said = ""
    locale: Said = ""
    profile: Status = Status()


class Undisturbed(Wire):
    """The current do-not-disturb, or else the next."""

    dnd_enabled: bool = False
    next_dnd_start_ts: Seconds = 0
    next_dnd_end_ts: Seconds = 0


class Happened(Wire):
    """An event of the Events API: `user` is an id in some and a profile in others."""

    type: str
    user: str | Changed | None = None
    tab: Said = ""
    tokens: Revoked | None = None
    dnd_status: Undisturbed = Undisturbed()


class Event(Wire):
    """event_callback."""

    team_id: Said = ""
    event_id: str
    event_time: Seconds = 0
    event: Happened
