"""Options that more than one form uses: networks and languages."""

from handlers.content.networks import NETWORKS
from handlers.core.interaction import Option
from handlers.core.language import Words

LANGUAGE_OPTIONS = (Option(value="en", label="English"), Option(value="nl", label="Nederlands"))


def network_options(words: Words) -> tuple[Option, ...]:
    """All networks except copying, which is always available."""
    return tuple(Option(value=n.name, label=words.t(n.label)) for n in NETWORKS.values() if n.name != "copy")
