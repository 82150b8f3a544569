"""The commands that the playground proposes, by somebody's role and in their language."""

from bot.web.company import Company, Person
from bot.web.listen import Suggest
from handlers.core.language import Language, language_of

SAID: dict[str, dict[Language, tuple[str, ...]]] = {
    "newcomer": {"en": ("join", "next", "me", "help"), "nl": ("meedoen", "volgende", "ik", "hulp")},
    "employee": {"en": ("next", "me", "settings", "help"), "nl": ("volgende", "ik", "instellingen", "hulp")},
    "champion": {"en": ("post", "content", "me", "help"), "nl": ("plaatsen", "inhoud", "ik", "hulp")},
    "manager": {
        "en": ("leaderboard", "content", "settings", "help"),
        "nl": ("stand", "inhoud", "instellingen", "hulp"),
    },
}
POSTING = frozenset({"post", "plaatsen"})


def suggestions(address: str, company: Company) -> Suggest:
    """For a champion, `post` comes with the newest article, which nobody has posted yet."""
    newest = f" {address}/articles/{company.articles[-1].slug}" if company.articles else ""

    def suggest(person: Person) -> tuple[str, ...]:
        said = SAID[person.role][language_of(person.locale)]
        return tuple(text + newest if text in POSTING else text for text in said)

    return suggest
