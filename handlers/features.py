"""All features, one line each."""

from collections.abc import Sequence

from handlers import home, repeats
from handlers.advocates.feature import FEATURE as ADVOCATES
from handlers.audit.feature import FEATURE as AUDIT
from handlers.contributions.feature import FEATURE as CONTRIBUTIONS
from handlers.core.language import bind
from handlers.council.feature import FEATURE as COUNCIL
from handlers.figures.feature import FEATURE as FIGURES
from handlers.links.feature import FEATURE as LINKS
from handlers.notifications.feature import FEATURE as NOTIFICATIONS
from handlers.nudges.feature import FEATURE as NUDGES
from handlers.outbox.feature import FEATURE as OUTBOX
from handlers.planning.feature import FEATURE as PLANNING
from handlers.publishing.feature import FEATURE as PUBLISHING
from handlers.recognition.feature import FEATURE as RECOGNITION
from handlers.registry.feature import Feature, together
from handlers.results.feature import FEATURE as RESULTS
from handlers.sharing.feature import FEATURE as SHARING
from models.store import Store

FEATURES: Sequence[Feature] = (
    home.FEATURE,
    repeats.FEATURE,
    LINKS,
    OUTBOX,
    NOTIFICATIONS,
    COUNCIL,
    PLANNING,
    FIGURES,
    RECOGNITION,
    RESULTS,
    NUDGES,
    SHARING,
    PUBLISHING,
    ADVOCATES,
    CONTRIBUTIONS,
    AUDIT,
)


def open_store(url: str, features: Sequence[Feature] = FEATURES, *, create: bool = True) -> Store:
    """A store for these features. Raises `NewerDatabase`, `NoStore` and `Unavailable` as `Store.open` does."""
    for feature in features:
        if feature.locale:
            bind(feature.locale)
    return Store.open(url, {"features": together(features)}, create=create)
