"""All features, one line each."""

from collections.abc import Sequence
from datetime import datetime

from handlers import home, repeats
from handlers.academy.feature import FEATURE as ACADEMY
from handlers.academy.files import INFO as COURSE_FILES
from handlers.academy.files import courses_at_start
from handlers.advocates.feature import FEATURE as ADVOCATES
from handlers.agenda.feature import FEATURE as AGENDA
from handlers.approval.feature import FEATURE as APPROVAL
from handlers.attachments.feature import FEATURE as ATTACHMENTS
from handlers.audience.feature import FEATURE as AUDIENCE
from handlers.audit.feature import FEATURE as AUDIT
from handlers.campaigns.feature import FEATURE as CAMPAIGNS
from handlers.certificates.feature import FEATURE as CERTIFICATES
from handlers.contributions.feature import FEATURE as CONTRIBUTIONS
from handlers.core.language import bind
from handlers.core.work import After, T, Work
from handlers.council.feature import FEATURE as COUNCIL
from handlers.credits.feature import FEATURE as CREDITS
from handlers.disclosure.feature import FEATURE as DISCLOSURE
from handlers.encryption.keys import NO_KEYS, Keys
from handlers.evergreen.feature import FEATURE as EVERGREEN
from handlers.feeds.feature import FEATURE as FEEDS
from handlers.figures.feature import FEATURE as FIGURES
from handlers.gallery.feature import FEATURE as GALLERY
from handlers.gatherings.feature import FEATURE as GATHERINGS
from handlers.guide.feature import FEATURE as GUIDE
from handlers.guide.files import INFO as GUIDE_FILES
from handlers.guide.files import cards_at_start
from handlers.languages.feature import FEATURE as LANGUAGES
from handlers.library.feature import FEATURE as LIBRARY
from handlers.links.feature import FEATURE as LINKS
from handlers.notifications.feature import FEATURE as NOTIFICATIONS
from handlers.nudges.feature import FEATURE as NUDGES
from handlers.outbox.feature import FEATURE as OUTBOX
from handlers.overview.feature import FEATURE as OVERVIEW
from handlers.pictures.feature import FEATURE as PICTURES
from handlers.planning.feature import FEATURE as PLANNING
from handlers.privacy.feature import FEATURE as PRIVACY
from handlers.privacy.restore import FILE, list_beside
from handlers.profile.feature import FEATURE as PROFILE
from handlers.publishing.feature import FEATURE as PUBLISHING
from handlers.recognition.feature import FEATURE as RECOGNITION
from handlers.registry.feature import Feature, together
from handlers.results.feature import FEATURE as RESULTS
from handlers.retention.feature import FEATURE as RETENTION
from handlers.runway.feature import FEATURE as RUNWAY
from handlers.schedule.feature import FEATURE as SCHEDULE
from handlers.sharing.feature import FEATURE as SHARING
from handlers.supporters.feature import FEATURE as SUPPORTERS
from models.store import Store

FEATURES: Sequence[Feature] = (
    home.FEATURE,
    repeats.FEATURE,
    LANGUAGES,
    LINKS,
    DISCLOSURE,
    OUTBOX,
    NOTIFICATIONS,
    COUNCIL,
    PLANNING,
    FIGURES,
    RECOGNITION,
    RESULTS,
    NUDGES,
    LIBRARY,
    AGENDA,
    SHARING,
    GALLERY,
    PICTURES,
    ATTACHMENTS,
    RUNWAY,
    APPROVAL,
    CAMPAIGNS,
    PUBLISHING,
    EVERGREEN,
    AUDIENCE,
    SCHEDULE,
    OVERVIEW,
    FEEDS,
    ADVOCATES,
    CREDITS,
    CONTRIBUTIONS,
    GUIDE,
    ACADEMY,
    CERTIFICATES,
    SUPPORTERS,
    PROFILE,
    GATHERINGS,
    RETENTION,
    AUDIT,
    PRIVACY,
)


def open_store(
    url: str,
    features: Sequence[Feature] = FEATURES,
    keys: Keys = NO_KEYS,
    *,
    create: bool = True,
    forgotten: str = "",
    guide: str = "",
    courses: str = "",
) -> Store:
    """A store for these features. Raises `NewerDatabase`, `NoStore` and `Unavailable` as `Store.open` does.

    `keys` encrypt its secrets. `forgotten`: the path of the list of the forgotten; empty: beside an SQLite file.
    `guide`: the path of a folder with a guide of your own; a mistake in it is logged, and no guide changes.
    `courses`: the path of a folder with courses of your own; a mistake in it is logged, and no course changes.
    """
    for feature in features:
        if feature.locale:
            bind(feature.locale)
    info: dict[object, object] = {"features": together(features), "keys": keys, FILE: list_beside(url, forgotten)}
    info |= {GUIDE_FILES: cards_at_start(guide), COURSE_FILES: courses_at_start(courses)}
    return Store.open(url, info, create=create)


async def run_once(store: Store, work: Work[T], after: After | None, now: datetime) -> T:
    """Run work in one transaction, and then what comes after it: for commands at the terminal."""
    result = await store.run(work)
    if after:
        await after(store, now)
    return result
