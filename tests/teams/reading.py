"""What stands in what Teams was sent."""


def words(content):
    """All that a card says."""
    match content:
        case dict():
            own = [content[name] for name in ("text", "title", "label", "value") if isinstance(content.get(name), str)]
            return own + [word for inner in content.values() for word in words(inner)]
        case list():
            return [word for inner in content for word in words(inner)]
        case _:
            return []


def shown(call):
    return call.body["attachments"][0]["content"]


def action(content, verb):
    """The button of that name, wherever it stands."""
    found = [content] if isinstance(content, dict) and content.get("verb") == verb else []
    inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else []
    return next(iter(found), None) or next(filter(None, (action(one, verb) for one in inner)), None)
