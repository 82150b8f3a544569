"""`python app.py explain date` says for each text when messages come again, and how it was read."""

from typer.testing import CliRunner

from app import command_line


def told(*words: str) -> str:
    return CliRunner().invoke(command_line("explain"), ["explain", "date", *words]).output


def test_each_text_has_a_line_with_the_day_and_the_reading():
    printed = told("until friday", "for 2 weeks", "--language", "en", "--country", "NL", "--today", "2026-12-01")
    assert printed.splitlines() == [
        "2026-12-04\tYou get no messages through Thursday 3 December 2026. They come again on Friday 4 December 2026.",
        "2026-12-15\tYou get no messages through Monday 14 December 2026. They come again on Tuesday 15 December 2026.",
    ]


def test_what_is_asked_back_has_a_dash_and_the_question():
    assert told("maandag 4 december", "--language", "nl", "--today", "2026-12-01") == (
        "-\tDat is geen maandag, maar vrijdag 4 december 2026. Welke van de twee bedoel je?\n"
    )


def test_a_country_may_be_typed_as_in_the_settings():
    assert told("1/2", "--country", "the US", "--today", "2026-12-01").startswith("2027-01-02\t")
    assert "is not a country" in told("1/2", "--country", "Atlantis")
