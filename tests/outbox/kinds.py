"""Every kind of message that Heraut knows, by name."""

from handlers.core.feature import together
from handlers.features import FEATURES

KINDS = {name: message.kind for name, message in together(FEATURES).messages.items()}
