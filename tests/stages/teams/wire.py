"""What Teams sends, in its documented shapes."""

import re
from datetime import datetime

from tests.stages.teams.connector import Someone
from tests.stages.teams.login import APP, TENANT
from tests.stages.teams.reading import Json, Value

BOT = {"id": f"28:{APP}", "name": "Heraut"}
NAMED = re.compile(r"(?<!\S)@(\S+)")


def activity(kind: str, number: int, who: Someone, where: Json, service: str, at: datetime, **more: Value) -> Json:
    client = {"type": "clientInfo", "locale": who.locale, "country": "NL", "platform": "Web", "timezone": who.tz}
    stamp = at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{number % 1000:03}Z"
    return {
        "type": kind,
        "id": str(1_772_500_000_000 + number),
        "timestamp": stamp,
        "localTimestamp": stamp,
        "localTimezone": who.tz,
        "channelId": "msteams",
        "serviceUrl": service,
        "from": {"id": who.user, "name": who.name, "aadObjectId": who.id},
        "recipient": BOT,
        "locale": who.locale,
        **where,
        **more,
        "entities": [*more.get("entities", []), client],
    }


def personal(who: Someone) -> Json:
    """A conversation with Heraut alone."""
    conversation = {"conversationType": "personal", "tenantId": TENANT, "id": who.chat}
    return {"conversation": conversation, "channelData": {"tenant": {"id": TENANT}}}


def in_channel(channel: str, name: str, number: int) -> Json:
    """A new thread in a channel."""
    thread = f"{channel};messageid={1_772_400_000_000 + number}"
    conversation = {"isGroup": True, "conversationType": "channel", "tenantId": TENANT, "id": thread}
    team = {"id": "19:team@thread.tacv2", "name": "Acme"}
    told = {"teamsChannelId": channel, "teamsTeamId": team["id"], "channel": {"id": channel, "name": name}}
    return {"conversation": conversation, "channelData": {**told, "team": team, "tenant": {"id": TENANT}}}


def typed(text: str, people: dict[str, Someone], *, to_us: bool) -> Json:
    """A typed message, with @ID for each colleague picked from the list."""
    entities = [mention(BOT["id"], BOT["name"])] if to_us else []
    for found in NAMED.finditer(text):
        if one := people.get(found[1]):
            entities.append(mention(one.user, one.name))
            text = text.replace(found[0], f"<at>{one.name}</at>", 1)
    words = f"<at>{BOT['name']}</at> {text}" if to_us else text
    shown = {"contentType": "text/html", "content": f"<p>{words}</p>"}
    return {"text": f"{words}\n", "textFormat": "plain", "attachments": [shown], "entities": entities}


def execute(verb: str, data: Json, message: str, trigger: str = "manual") -> Json:
    """A pressed button; `automatic` if nobody pressed it."""
    action = {"type": "Action.Execute", "title": "", "verb": verb, "data": data}
    return {"name": "adaptiveCard/action", "value": {"action": action, "trigger": trigger}, "replyToId": message}


def extension(name: str, **value: Value) -> Json:
    """*Share with colleagues*, chosen on a message, or its dialog sent."""
    told = {"commandId": "share", "commandContext": "message", **value}
    return {"name": f"composeExtension/{name}", "value": told}


def mention(user: str, name: str, **more: Value) -> Json:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": user, "name": name, **more}}
