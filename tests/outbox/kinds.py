"""Every kind of message that Heraut knows, by name."""

from handlers.features import FEATURES
from handlers.registry.feature import together

KINDS = {name: message.kind for name, message in together(FEATURES).messages.items()}
