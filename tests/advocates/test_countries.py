"""Countries and their parts: as people type them, as they are shown, and where time zones lie."""

from collections import Counter
from datetime import date

import pytest
from holidays import country_holidays, list_supported_countries

from handlers.advocates.countries import LONGEST, country_name, country_of, read_country
from handlers.advocates.zone_places import parts_of_country
from handlers.calendar.workdays import public
from handlers.calendar.zonedata import names, territories
from handlers.core.interaction import Card, Form
from handlers.core.language import Language
from tests.support.office import Office, Values

COUNTRIES = list_supported_countries(include_aliases=False)
CODES = [*COUNTRIES, *(f"{country}-{part}" for country in COUNTRIES for part in COUNTRIES[country])]
SHORT = [code for code in CODES if len(code) <= LONGEST]
MOST = 0.6  # the share of a country's parts that have a holiday, so that it is missed where only the country is known


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_country_and_part_is_read_again_as_it_is_shown(language: Language):
    assert {read_country(country_name(code, language)) or code: code for code in SHORT} == {
        code: code for code in SHORT
    }
    assert [code for code in SHORT if read_country(code) != code] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("Great Britain", "GB"),
        ("VK", "GB"),
        ("England", "GB-ENG"),
        ("Engeland", "GB-ENG"),
        ("Schotland", "GB-SCT"),
        ("UK (Scotland)", "GB-SCT"),
        ("Scotland (Germany)", None),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("America", "US"),
        ("VS", "US"),
        ("Verenigde Staten", "US"),
        ("Holland", "NL"),
        ("Hong Kong", "HK"),
        ("Hongkong", "HK"),
        ("Macau", "MO"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Turkije", "TR"),
        ("Myanmar (Burma)", "MM"),
        ("Birma", "MM"),
        ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("cote d’ivoire", "CI"),
        ("Trinidad and Tobago", "TT"),
        ("Trinidad en Tobago", "TT"),
        ("Saint Lucia", "LC"),
        ("St. Lucia", "LC"),
        ("Curacao", "CW"),
        ("Czech Republic", "CZ"),
        ("Korea", "KR"),
        ("GBR", "GB"),
        ("Deutschland", "DE"),
        ("España", "ES"),
        ("Beieren", "DE-BY"),
        ("Ontario", "CA-ON"),
        ("New South Wales", "AU-NSW"),
        ("Georgia", "GE"),
        ("La Rioja", None),  # in Argentina, or in Spain
        ("La Rioja (Spain)", None),
        ("Spain (La Rioja)", "ES-RI"),
        ("NSW Western", None),
        ("(", None),
        ("Myanmar (", None),
    ],
)
def test_a_country_is_read_by_the_names_that_people_use(typed: str, code: str | None):
    assert read_country(typed) == read_country(typed.upper()) == read_country(f" {typed} ") == code


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/Amsterdam", "NL"),
        ("Europe/Berlin", "DE"),
        ("Europe/Busingen", "DE-BW"),
        ("Europe/London", "GB-ENG"),
        ("Europe/Belfast", "GB-NIR"),
        ("GB", "GB-ENG"),
        ("Europe/Zurich", "CH-ZH"),
        ("Australia/Sydney", "AU-NSW"),
        ("Australia/Canberra", "AU-ACT"),
        ("Australia/Tasmania", "AU-TAS"),
        ("America/Toronto", "CA-ON"),
        ("America/Montreal", "CA-QC"),
        ("Canada/Pacific", "CA-BC"),
        ("America/Coral_Harbour", "CA-NU"),  # whose rules are those of Panama
        ("America/New_York", "US"),
        ("US/Eastern", "US"),
        ("Atlantic/Canary", "ES-CN"),
        ("Asia/Calcutta", "IN"),
        ("Asia/Saigon", "VN"),
        ("Asia/Rangoon", "MM"),
        ("Europe/Kiev", "UA"),
        ("Africa/Asmera", "ER"),  # whose rules are those of Nairobi
        ("Iceland", "IS"),  # whose rules are those of Abidjan
        ("Etc/GMT+5", ""),
        ("CET", ""),
        ("Factory", ""),
        ("Nowhere/At_All", ""),
    ],
)
def test_a_time_zone_suggests_the_place_that_it_lies_in(zone: str, code: str):
    assert country_of(zone) == code


def test_every_suggestion_has_known_holidays_and_can_be_saved():
    suggested = {country_of(zone) for zone in names()} - {""}
    assert suggested <= set(SHORT) and len(suggested) > 240
    assert set(territories().values()) <= {code[:2] for code in suggested}
    assert [zone for zone in parts_of_country() if country_of(zone) != parts_of_country()[zone]] == []


def test_every_zone_of_a_country_whose_parts_share_holidays_that_it_lacks_suggests_a_part():
    poor = [country for country in COUNTRIES if lacking(country)]
    assert {"GB", "CH", "AU", "CA", "ES", "MY"} <= set(poor) and not {"NL", "DE", "US", "FR"} & set(poor)
    assert [zone for zone, country in territories().items() if country in poor and "-" not in country_of(zone)] == []


def lacking(country: str) -> list[date]:
    """The holidays that most parts of a country have, and its own list has not."""
    own = [part for part in COUNTRIES[country] if len(f"{country}-{part}") <= LONGEST]
    whole = country_holidays(country, years=2026)
    found = Counter(
        day for part in own for day in country_holidays(country, subdiv=part, years=2026) if day not in whole
    )
    return [day for day, many in found.items() if len(own) > 1 and many >= MOST * len(own)]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/London", date(2027, 3, 29)),  # Easter Monday
        ("Europe/Zurich", date(2027, 3, 26)),  # Good Friday
        ("Australia/Sydney", date(2026, 12, 28)),  # for Boxing Day, a Saturday
        ("America/Toronto", date(2026, 10, 12)),  # Thanksgiving
        ("Asia/Calcutta", date(2027, 1, 26)),
    ],
)
def test_a_holiday_of_the_place_is_known_from_the_zone(zone: str, day: date):
    assert day in public(country_of(zone), day.year)


@pytest.mark.parametrize("country", ["Myanmar (Burma)", "United Kingdom (ENG)", "Hong Kong SAR China"])
async def test_what_the_settings_show_can_be_saved_as_it_is(office: Office, country: str):
    await office.joins("anna")
    wishes: Values = {
        "weekly_most": "5",
        "hours_from": "09:30",
        "hours_to": "16:30",
        "days": ("0", "1"),
        "off": "",
        "team": "",
    }
    for _ in range(2):
        assert isinstance(await office.does("anna", "settings", values={**wishes, "country": country}), Card)
        form = await office.does("anna", "settings")
        assert isinstance(form, Form) and {field.name: field.value for field in form.inputs}["country"] == country
