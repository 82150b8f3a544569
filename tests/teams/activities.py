"""What Teams posts, in the shapes that it has."""

from tests.teams.microsoft import BOT, TENANT

ANNA, ANNA_HERE = "aad-anna", "29:anna"
GENERAL = "19:general@thread.tacv2"


def activity(service, type_="message", number=1, **more):
    """Anna, alone with Heraut."""
    return {
        "type": type_,
        "id": f"{type_}-{number}",
        "timestamp": "2026-03-09T09:00:00Z",
        "channelId": "msteams",
        "serviceUrl": service,
        "from": {"id": ANNA_HERE, "name": "Anna", "aadObjectId": ANNA},
        "recipient": {"id": BOT, "name": "Heraut"},
        "conversation": {"id": "a:anna", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "nl-NL",
        "localTimezone": "Europe/Amsterdam",
        "entities": [{"type": "clientInfo", "locale": "nl-NL", "country": "NL", "timezone": "Europe/Amsterdam"}],
    } | more


def message(service, text, number=1, **more):
    return activity(service, "message", number, text=text, textFormat="plain", **more)


def in_channel(service, text, *named, number=1, **more):
    """Heraut is named first, as it must be."""
    mentions = [mention(BOT, "Heraut"), *named]
    return message(service, "<at>Heraut</at> " + text, number) | {
        "conversation": {
            "id": f"{GENERAL};messageid=1699",
            "conversationType": "channel",
            "tenantId": TENANT,
            "isGroup": True,
        },
        "channelData": {
            "tenant": {"id": TENANT},
            "team": {"id": "19:team", "name": "Kievit"},
            "channel": {"id": GENERAL, "name": "general"},
        },
        "entities": mentions,
        **more,
    }


def mention(who, name, **more):
    return {"type": "mention", "mentioned": {"id": who, "name": name, **more}, "text": f"<at>{name}</at>"}


def press(service, verb, card="m1", number=1, *, data=None, **more):
    action = {"type": "Action.Execute", "verb": verb, "data": data or {}}
    value = {"action": action, "trigger": "manual"}
    return activity(service, "invoke", number, name="adaptiveCard/action", replyToId=card, value=value, **more)


def extension(service, name, number=1, *, payload=None, data=None, **more):
    value = {"commandId": "share", "commandContext": "message"}
    value |= {"messagePayload": payload} if payload else {}
    value |= {"data": data} if data else {}
    return activity(service, "invoke", number, name=f"composeExtension/{name}", value=value, **more)


def installed(service, action="add", number=1, **more):
    return activity(service, "installationUpdate", number, action=action, **more)
