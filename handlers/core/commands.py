"""Find the action for what was typed after /heraut."""

from collections.abc import Mapping
from difflib import get_close_matches

from handlers.core.interaction import Interaction, Refused

ASIDE = "aside"  # the target of a thought that was typed without the word for it
MANY = 8  # words; commands are shorter


def resolve(interaction: Interaction, words: Mapping[str, str]) -> Interaction:
    """Turn a typed command into the interaction it means. `words`: typed word → action. Raises `Refused`.

    A command of several words, such as "pause all", takes no argument; a command of one word may.
    """
    if interaction.action != "command":
        return interaction
    text = interaction.values.get("text", "")
    typed = text.strip() if isinstance(text, str) else ""
    if whole := words.get(" ".join(typed.lower().split())):
        return interaction.model_copy(update={"action": whole, "values": {"text": ""}})
    word, _, rest = typed.partition(" ")
    action = words.get(word.lower())
    if action is None:
        long = len(typed.split()) >= MANY and not interaction.channel
        single = [one for one in words if " " not in one]
        near = get_close_matches(word.lower()[:40], single, n=1, cutoff=0.8 if long else 0.6)
        if long and not near:  # a direct message: perhaps a thought, so a form asks
            return interaction.model_copy(update={"action": "thought", "target": ASIDE})
        if near:
            raise Refused("“{word}” is not a command. Did you mean: /heraut {near}", word=word[:40], near=near[0])
        raise Refused("“{word}” is not a command. See what there is: /heraut help", word=word[:40])
    return interaction.model_copy(update={"action": action, "values": {"text": rest.strip()}})


def argument(interaction: Interaction) -> str | None:
    """What was typed after the command's word; None if this was a button or a form."""
    text = interaction.values.get("text")
    return text if isinstance(text, str) and set(interaction.values) == {"text"} else None
