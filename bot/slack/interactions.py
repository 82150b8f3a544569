"""Turns what Slack sends into Interactions. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_hex

from bot.slack.buttons import pick
from bot.slack.forms import Kept, Origin, filled_in
from bot.slack.text import said, unescape
from bot.slack.wire import Changed, Command, Press, Pressed, State, Status, Submission, Undisturbed, View
from handlers.core.interaction import Actor, Interaction, Standing

NAMELESS = frozenset({"directmessage", "privategroup"})  # what Slack sends in place of a name that it does not tell
AWAY = frozenset({":palm_tree:", ":face_with_thermometer:"})  # Slack's own emoji for holidays and illness
UNSAID = timedelta(weeks=4)  # the longest absence assumed when a status has no end


def command(sent: Command, actor: Actor, mentioned: Iterable[Actor] = ()) -> Interaction:
    channel = public_channel(sent.channel_id)
    return Interaction(
        key=f"command:{sent.trigger_id}",
        actor=actor,
        action="command",
        values={"text": said(sent.text)},
        channel=channel,
        channel_name=sent.channel_name if channel and sent.channel_name not in NAMELESS else "",
        mentioned=tuple(mentioned),
    )


def press(sent: Press, action: str, actor: Actor) -> Interaction:
    pressed = sent.actions[0]
    place = sent.container.message_ts or sent.container.view_id or (sent.view.id if sent.view else "")
    named = sent.channel or sent.user.model_copy(update={"id": "", "name": ""})
    channel = public_channel(sent.container.channel_id or named.id)
    return Interaction(
        key="press:" + digest(pressed.action_ts, sent.user.id, pressed.action_id, place, *_chosen(pressed)),
        actor=actor,
        action=action,
        target=_aim(pressed),
        channel=channel,
        channel_name=named.name if channel and named.name not in NAMELESS else "",
    )


def submission(sent: Submission, kept: Kept, actor: Actor) -> Interaction:
    """The key holds the values too, because a corrected form comes back with the id and hash that it had before."""
    state = sent.view.state or State()
    return Interaction(
        key="submit:" + digest(sent.view.id, sent.view.hash, state.model_dump_json()),
        actor=actor,
        action=kept.action,
        target=kept.target,
        values=filled_in(kept, state),
        channel=public_channel(kept.origin.channel),
    )


def unfolding(view: View, kept: Kept, actor: Actor) -> Interaction | None:
    """What asks for the folded fields of an open form. Fetching them changes nothing, so each time counts."""
    if kept.again is None:
        return None
    key = f"more:{view.id}:{view.hash}:{token_hex(8)}"
    return Interaction(key=key, actor=actor, action=kept.again.action, target=kept.again.target)


def pressed_action(sent: Press) -> str:
    """The handler's name; empty for a button that only opens a link."""
    pressed = sent.actions[0]
    chosen = pressed.selected_option
    return pick(unescape(chosen.value))[0] if chosen else pressed.action_id.rpartition(":")[0]


def _aim(pressed: Pressed) -> str:
    chosen = pressed.selected_option
    return pick(unescape(chosen.value))[1] if chosen else unescape(pressed.value)


def _chosen(pressed: Pressed) -> Iterable[str]:
    return (pressed.selected_option.value,) if pressed.selected_option else ()


def origin(sent: Press) -> Origin:
    if sent.container.type == "view" or sent.view:
        return Origin(home=bool(sent.view and sent.view.type == "home"))
    ts = "" if sent.container.is_ephemeral else sent.container.message_ts
    return Origin(response_url=sent.response_url, channel=sent.container.channel_id, ts=ts)


def changed(workspace: str, profile: Changed) -> Actor:
    """Somebody whose profile has changed, as far as the event says."""
    standing: Standing = "unknown" if profile.is_restricted is None else "member"
    if profile.is_stranger:
        standing = "stranger"
    elif profile.is_restricted or profile.is_ultra_restricted:
        standing = "guest"
    zone, locale = profile.tz, profile.locale
    return Actor(workspace=workspace, person=profile.id, timezone=zone, locale=locale, standing=standing)


def away_until(shown: Status, at: datetime) -> datetime | None:
    """None when not away. Meetings, commutes and working from home do not concern Heraut."""
    if shown.status_emoji not in AWAY:
        return None
    return datetime.fromtimestamp(shown.status_expiration, UTC) if shown.status_expiration else at + UNSAID


def undisturbed_until(status: Undisturbed, at: datetime) -> datetime | None:
    """None when it is off or begins later: Slack reports nightly hours when they are set, long before they begin."""
    if status.dnd_enabled and status.next_dnd_start_ts <= at.timestamp() < status.next_dnd_end_ts:
        return datetime.fromtimestamp(status.next_dnd_end_ts, UTC)
    return None


def public_channel(channel: str) -> str:
    """Empty in a direct message, where a person speaks to Heraut alone."""
    return "" if channel.startswith("D") else channel


def digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
