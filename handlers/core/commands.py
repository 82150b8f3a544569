"""What can be typed after /heraut, in English and in Dutch, and which handler it means."""

from difflib import get_close_matches

from handlers.core.interaction import Interaction, Refused

# Word typed → the handler's name.
COMMANDS = {
    "": "help",
    "help": "help",
    "hulp": "help",
    "join": "join",
    "meedoen": "join",
    "leave": "leave",
    "stoppen": "leave",
    "settings": "settings",
    "instellingen": "settings",
    "pause": "pause",
    "pauze": "pause",
    "resume": "resume",
    "hervatten": "resume",
    "hervat": "resume",
    "me": "me",
    "ik": "me",
    "next": "next",
    "volgende": "next",
    "post": "post",
    "plaatsen": "post",
    "suggest": "post",
    "voorstellen": "post",
    "thought": "thought",
    "gedachte": "thought",
    "questions": "questions",
    "vragen": "questions",
    "content": "content",
    "inhoud": "content",
    "results": "results",
    "resultaten": "results",
    "export": "export",
    "exporteren": "export",
    "value": "value",
    "waarde": "value",
    "leaderboard": "leaderboard",
    "links": "links",
    "stand": "leaderboard",
    "thank": "thank",
    "bedank": "thank",
    "invite": "invite",
    "uitnodigen": "invite",
    "champion": "champion",
    "aanjager": "champion",
    "home": "home",
}


ASIDE = "aside"  # the target of a thought that nobody called one
MANY = 8  # words: a command is shorter


def resolve(interaction: Interaction) -> Interaction:
    """A typed command as the interaction it means. Raises `Refused`, with the likeliest word meant."""
    if interaction.action != "command":
        return interaction
    text = interaction.values.get("text", "")
    typed = text.strip() if isinstance(text, str) else ""
    word, _, rest = typed.partition(" ")
    action = COMMANDS.get(word.lower())
    if action is None:
        long = len(typed.split()) >= MANY and not interaction.channel
        near = get_close_matches(word.lower()[:40], COMMANDS, n=1, cutoff=0.8 if long else 0.6)
        if long and not near:  # said to Heraut alone: perhaps a thought, which a form asks
            return interaction.model_copy(update={"action": "thought", "target": ASIDE})
        if near:
            raise Refused("“{word}” is not a command. Did you mean: /heraut {near}", word=word[:40], near=near[0])
        raise Refused("“{word}” is not a command. See what there is: /heraut help", word=word[:40])
    return interaction.model_copy(update={"action": action, "values": {"text": rest.strip()}})


def argument(interaction: Interaction) -> str | None:
    """What was typed after the command's word; none when this was a button or a form."""
    text = interaction.values.get("text")
    return text if isinstance(text, str) and set(interaction.values) == {"text"} else None
