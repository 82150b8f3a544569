"""What a page says, and what is guessed from it."""

import pytest

from handlers.content.guesses import guessed_language, topics_in
from handlers.core.interaction import Page

OWL = Page(url="", title="What an owl taught us", description="How the blades of our turbines became quieter.")
UIL = Page(url="", title="Wat een uil ons leerde", description="Zo werden de wieken van onze turbines stiller.")


@pytest.mark.parametrize(
    ("page", "language"),
    [
        (OWL, "en"),
        (UIL, "nl"),
        (OWL.model_copy(update={"language": "nl-BE"}), "nl"),
        (UIL.model_copy(update={"language": "en_GB"}), "en"),
        (OWL.model_copy(update={"language": "de"}), ""),
        (Page(url="", title="Kievit 4.0"), ""),
        (Page(url="", title="Sales in de lift"), ""),
        (Page(url=""), ""),
    ],
)
def test_the_language_is_what_the_page_says_or_what_its_words_tell(page: Page, language: str):
    assert guessed_language(page) == language


@pytest.mark.parametrize(
    ("topics", "found"),
    [
        (("Blades", "Jobs"), ("Blades",)),
        (("Blade", "Turbine blades", "Turbine jobs"), ("Blade", "Turbine blades")),
        (("Owls", "Quiet", "Ow", "HR", "–"), ("Owls", "Quiet")),
        (("Bladerunner", "Taughter"), ("Taughter",)),
        ((), ()),
    ],
)
def test_topics_are_found_by_their_words(topics: tuple[str, ...], found: tuple[str, ...]):
    assert topics_in(OWL, topics) == found
