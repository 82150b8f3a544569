"""Columns are recognised by name: ours, people's, and those that other suites document."""

from pathlib import Path

import pytest

from handlers.imports.columns import columns_of, names_by_field
from tests.imports.files import csv_file, fit

SUITES = {  # docs/import.md says where each is documented
    "Oktopost": (
        "Network,Message,LinkUrl,LinkTitle,ImageUrl,Description,Picture",
        "LinkedIn,An owl.,https://example.com/owl,Owls,https://example.com/o.png,About owls,",
    ),
    "Sprout Social": (
        "date,time_24hr,message_text,link,image1_url",
        "24/12/2026,10:00,An owl.,https://example.com/owl,https://example.com/o.png",
    ),
    "SocialBee": (
        "text,link,imageUrls,gifUrls,videoUrls,postAtSpecificTime",
        "An owl.,https://example.com/owl,https://example.com/o.png,,,2026-12-24 10:00",
    ),
    "Ayrshare": (
        "post,platforms,mediaUrls,scheduleDate",
        '"An owl. https://example.com/owl","linkedin, twitter",https://example.com/o.png,2026-12-24T12:30:00Z',
    ),
    "Cloud Campaign": (
        "Link,Image,Caption,Title,Comment",
        "https://example.com/owl,https://example.com/o.png,An owl.,Owls,",
    ),
    "in Dutch": (
        "Adres;Titel;Tekst;Afbeelding;Onderwerpen;Taal;Eerste dag;Laatste dag;Campagne",
        "https://example.com/owl;Owls;An owl.;https://example.com/o.png;Events;Nederlands;24-12-2026;31-12-2026;Wieken",
    ),
}


@pytest.mark.parametrize("suite", SUITES)
def test_what_other_suites_export_is_recognised(tmp_path: Path, suite: str):
    header, row = SUITES[suite]
    form = fit(csv_file(tmp_path, f"{header}\r\n{row}\r\n")).form
    assert form.url == "https://example.com/owl" and form.text_1.startswith("An owl.")
    assert form.image == "https://example.com/o.png"
    if "24" in row:
        assert form.starts is not None and form.starts.isoformat() == "2026-12-24"


def test_capitals_spaces_digits_and_punctuation_do_not_tell_columns_apart():
    found = columns_of(["LINK_URL", "Suggested text 1", "suggested_text_2", " Image1-URL "])
    assert found.at == {"address": [0], "text": [1, 2], "image": [3]}


def test_what_is_about_people_and_figures_is_not_read():
    found = columns_of(["Title", "URL", "Shared by", "E-mail", "Clicks", "Earned media value"])
    assert [*found.unknown] == ["Shared by", "E-mail", "Clicks", "Earned media value"]


def test_no_name_stands_for_two_fields():
    names = [name for its in names_by_field().values() for name in its]
    assert len(names) == len(set(names)) and all(names)
