"""What a journey costs is counted as people read: docs/journeys.md."""

from tools.journeys import words_of


def test_the_lines_that_stay_on_a_card_are_read_once():
    nudge = "Twenty years old\nWe repaired 38 turbines.\nShare\nSkip"
    assert words_of(nudge) == 9
    assert words_of("Skipped: Twenty years old\nWe repaired 38 turbines.\nUndo", nudge) == 5
