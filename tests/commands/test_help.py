"""Help is complete: every command is in it, in both languages, under a word that does what it says."""

import re

import pytest

from handlers.core.language import Language, Words
from handlers.features import FEATURES
from handlers.registry.feature import together

ALL = together(FEATURES)
TYPED = re.compile(r"/heraut ([^–;]+)")
NEVER_TYPED = {"help"}  # it is what shows the others


def shown(language: Language) -> set[str]:
    """The actions whose words help shows, as the longest words that are a command."""
    found = set()
    for line in ALL.help:
        for typed in TYPED.findall(Words(language).t(line.sentence)):
            words = typed.split()
            for count in range(len(words), 0, -1):
                if command := ALL.vocabulary.does[language].get("".join(words[:count]).replace("@", "").casefold()):
                    found.add(command.action)
                    break
            else:
                raise AssertionError(f"help shows {typed!r}, which is no command in {language}")
    return found


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_command_is_in_help_or_is_a_part_of_one_that_is(language: Language):
    there = shown(language) | NEVER_TYPED
    missing = {one.action for one in ALL.commands if one.action not in there and one.help_of not in there}
    assert missing == set()


def test_every_command_has_a_button_and_words_in_both_languages():
    for command in ALL.commands:
        assert command.label and all(command.words[language] for language in ("en", "nl")), command.action


@pytest.mark.parametrize("typed", ["leaderboard off", "leaderboard ranking on", "leaderboard ranking off", "value off"])
def test_switches_are_in_help(typed: str):
    assert any(f"/heraut {typed}" in line.sentence for line in ALL.help)
