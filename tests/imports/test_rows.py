"""What becomes of a row: the rules of the editor, days as people write them, languages, networks, topics."""

from datetime import date
from pathlib import Path

import pytest

from handlers.dates.asker import Asker
from handlers.imports.rows import ImportRow, Refusal
from handlers.publishing.edits import LIFE
from tests.imports.files import TODAY, WHO, csv_file, fit, refusal, rows_of

START = "Link,Title,Text"
NO_ADDRESS = "This is not a web address. It should look like https://example.com/page."
NO_TEXT = "Please give a text that colleagues can start from."


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",,x", f"Address: {NO_ADDRESS}"),
        (",T,", f"Text: {NO_TEXT} Address: {NO_ADDRESS}"),
        ("not an address,T,x", "Address: This is not a web address. It should look like https://example.com/page."),
        ("example.com,T,", "Text: Please give a text that colleagues can start from."),
        ("example.com,,", "Text: Please give a text that colleagues can start from. Title: Please fill this in."),
        (f"example.com,{'x' * 301},x", "Title: This is too long."),
        (f"example.com,T,{'x' * 3001}", "Text: This is too long."),
    ],
    ids=["none", "no text", "wrong", "text", "title", "long", "longer"],
)
def test_the_rules_of_the_editor_hold_for_each_row(tmp_path: Path, row: str, why: str):
    assert refusal(csv_file(tmp_path, f"{START}\n{row}\n")) == why


def test_a_last_day_before_the_first_is_refused(tmp_path: Path):
    file = csv_file(tmp_path, f"{START},First day,Last day\nexample.com,T,x,2026-12-24,2026-12-20\n")
    assert refusal(file) == "Last day: This should be later than the beginning."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("2026-12-24 10:00", date(2026, 12, 24)),
        ("2026-12-24T10:00:00Z", date(2026, 12, 24)),
        ("2026-12-23T23:30:00Z", date(2026, 12, 24)),  # in Amsterdam
        ("2026-12-23 23:30:00 UTC", date(2026, 12, 24)),
        ("24/12/2026", date(2026, 12, 24)),
        ("24-12-26", date(2026, 12, 24)),
        ("24.12.2026 09:30", date(2026, 12, 24)),
        ("24 December 2026", date(2026, 12, 24)),
        ("December 24, 2026 10:00 AM", date(2026, 12, 24)),
        ("Thu, 24 Dec 2026 10:00:00 GMT", date(2026, 12, 24)),
        ("24 dec", date(2026, 12, 24)),
        ("donderdag 24 december", date(2026, 12, 24)),
        ("1 May 2024", date(2024, 5, 1)),
        ("tomorrow", date(2026, 12, 3)),
    ],
)
def test_days_are_read_as_people_and_exports_write_them(tmp_path: Path, written: str, day: date):
    assert fit(csv_file(tmp_path, f'{START},First day\nexample.com,T,x,"{written}"\n')).form.starts == day


@pytest.mark.parametrize(
    "written", ["30 February 2026", "soon", "32/13/2026", "0", "12/2026/5", "1970-01-01", "9999-12-31"]
)
def test_what_is_no_day_is_refused(tmp_path: Path, written: str):
    file = csv_file(tmp_path, f"{START},First day\nexample.com,T,x,{written}\n")
    assert refusal(file) == f"First day: “{written}” cannot be read as one day. Write it as 2026-12-02."


def test_one_row_shows_the_order_of_day_and_month_for_all(tmp_path: Path):
    body = f"{START},Date\na.example/1,T,x,03/12/2026\na.example/2,T,x,12/24/2026\n"
    assert days(csv_file(tmp_path, body)) == [date(2026, 3, 12), date(2026, 12, 24)]
    body = f"{START},Date\na.example/1,T,x,03/12/2026\na.example/2,T,x,24/12/2026\n"
    assert days(csv_file(tmp_path, body)) == [date(2026, 12, 3), date(2026, 12, 24)]


def test_the_country_of_the_champion_shows_it_where_no_row_does(tmp_path: Path):
    file = csv_file(tmp_path, f"{START},Date\na.example/1,T,x,03/12/2026\n")
    (row,) = rows_of(file, WHO._replace(asker=Asker(TODAY, "US")))
    assert isinstance(row, ImportRow) and row.form.starts == date(2026, 3, 12)


def days(file: Path) -> list[date | None]:
    return [row.form.starts for row in rows_of(file) if isinstance(row, ImportRow)]


def test_without_days_it_runs_for_a_month_from_today_as_in_the_editor(tmp_path: Path):
    form = fit(csv_file(tmp_path, f"{START}\nexample.com,T,x\n")).form
    assert (form.starts, form.ends) == (TODAY, TODAY + LIFE)
    old = fit(csv_file(tmp_path, f"{START},Last day\nexample.com,T,x,2026-11-30\n"))
    assert (old.form.starts, old.form.ends, old.notes) == (date(2026, 11, 30), date(2026, 11, 30), ("over already",))


def test_languages_are_read_by_code_and_by_name_and_others_are_told(tmp_path: Path):
    def read(cell: str) -> tuple[str, ...]:
        return fit(csv_file(tmp_path, f'{START},Language\nexample.com,T,x,"{cell}"\n')).form.languages

    assert [read(cell) for cell in ("en-GB", "Dutch (Netherlands)", "nl_NL, en", "Nederlands; Engels", "", "all")] == [
        *(("en",), ("nl",), ("nl", "en"), ("nl", "en"), (), ())
    ]
    said = refusal(csv_file(tmp_path, f"{START},Language\nexample.com,T,x,German\n"))
    assert said == "Language: German is neither English nor Dutch. Empty means readers of both."
    assert fit(csv_file(tmp_path, f'{START},Language\nexample.com,T,x,"nl, fr"\n')).notes == ("not for readers of fr",)


def test_without_a_column_the_language_is_guessed_by_the_words(tmp_path: Path):
    file = csv_file(tmp_path, f"{START}\nexample.com,Wat een uil ons leerde,Over de wieken van onze molens.\n")
    assert fit(file).form.languages == ("nl",)


def test_networks_go_by_any_of_their_names(tmp_path: Path):
    row = fit(csv_file(tmp_path, f'{START},Platforms\nexample.com,T,x,"Twitter, LinkedIn Profile; Instagram"\n'))
    assert (row.form.networks, row.notes) == (("x", "linkedin"), ("not for Instagram",))
    said = refusal(csv_file(tmp_path, f"{START},Platforms\nexample.com,T,x,TikTok\n"))
    assert said == "Networks: TikTok is not among those that Heraut knows. Empty means all of them."


def test_topics_are_those_of_the_programme_whatever_their_capitals(tmp_path: Path):
    body = f'{START},Tags\na.example/1,T,x,"events, Wieken"\na.example/2,T,x,WIEKEN\n'
    rows = [row.form.topics for row in rows_of(csv_file(tmp_path, body)) if isinstance(row, ImportRow)]
    assert rows == [("Events", "Wieken"), ("Wieken",)]
    said = refusal(csv_file(tmp_path, f"{START},Tags\nexample.com,T,x,{'t' * 81}\n"))
    assert said == "Topics: A topic has at most 80 characters. Separate several by commas."


def test_texts_come_from_all_their_columns_each_once(tmp_path: Path):
    body = "Link,Title,LinkedIn copy,X copy,Facebook copy,Text,Message\nexample.com,T,One,one ,Two,Three,Four\n"
    row = fit(csv_file(tmp_path, body))
    assert (row.form.texts, row.notes) == (("One", "Two", "Three"), ("only the first 3 of 4 texts",))


def test_an_address_and_a_title_may_stand_in_the_text(tmp_path: Path):
    row = fit(csv_file(tmp_path, "Network,Message\nTwitter,An owl! https://example.com/owl\n"))
    assert (row.form.url, row.form.title) == ("https://example.com/owl", "An owl! https://example.com/owl")
    assert row.notes == ("address from the text", "title from the text")
    two = refusal(csv_file(tmp_path, "Network,Message\nTwitter,https://a.example and https://b.example\n"))
    assert two.startswith("Address: ")


def test_a_refusal_keeps_the_number_of_its_row(tmp_path: Path):
    rows = rows_of(csv_file(tmp_path, f'{START}\n\nexample.com,"T\nT",x\n\n,,x\n'))
    assert [(row.number, isinstance(row, Refusal)) for row in rows] == [(3, False), (5, True)]


def test_a_row_with_a_title_and_a_text_of_its_own_is_a_story(tmp_path: Path):
    row = fit(
        csv_file(tmp_path, f"{START},Picture\n,The new hall,We moved a hall.,https://pictures.example/hall.jpg\n")
    )
    assert (row.form.url, row.form.title, row.form.texts) == ("", "The new hall", ("We moved a hall.",))
    assert row.form.image == "" and row.notes == ("without its picture: add it in the editor, which asks who is in it",)
