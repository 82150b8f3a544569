"""What handlers know of a command that was typed."""

from handlers.core.interaction import Interaction

ASIDE = "aside"  # the target of a thought that was typed without the word for it


def argument(interaction: Interaction) -> str | None:
    """What was typed after the command's word; None if this was a button or a form."""
    text = interaction.values.get("text")
    return text if isinstance(text, str) and set(interaction.values) == {"text"} else None
