#!/usr/bin/env bash
# holidays 0.109: the holidays of a part of a country do not include those of the country.
#
# `country_holidays("US")` reads like what all of the country shares, and a part like that plus its own days. But the country's list is not
# shared: 32 of the 57 parts of the United States lack a day of it, Maharashtra lacks Holi, and Tasmania has no 26 December in 2026.
# So guessing a part for somebody (by a time zone, an address) can take days away from them, and a union of both lists invents days.
# Nothing in the result tells the two apart: `in` says False for a day that the country's own list names.
#
# Seen on 2026-12-01 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q --disable-pip-version-check install holidays==0.109

cat >"$folder/read.py" <<'PYTHON'
from datetime import date

from holidays import __version__, country_holidays, list_supported_countries

print("holidays", __version__)
for country, part in (("US", "IN"), ("US", "FL"), ("IN", "MH"), ("AU", "TAS"), ("GB", "ENG")):
    whole, own = country_holidays(country, years=2026), country_holidays(country, subdiv=part, years=2026)
    print(f"{country}-{part} lacks", [f"{day} {name}" for day, name in sorted(whole.items()) if day not in own])
for country, parts in list_supported_countries(include_aliases=False).items():
    whole = country_holidays(country, years=2026)
    poorer = [part for part in parts if not whole.keys() <= country_holidays(country, subdiv=part, years=2026).keys()]
    if poorer:
        print(country, len(poorer), "of", len(parts), "parts lack a day of the country's list")
print(date(2026, 10, 12) in country_holidays("US"), date(2026, 10, 12) in country_holidays("US", subdiv="CA"))
PYTHON

cat >"$folder/expected" <<'SEEN'
holidays 0.109
US-IN lacks ["2026-02-16 Washington's Birthday"]
US-FL lacks ["2026-02-16 Washington's Birthday", '2026-10-12 Columbus Day']
IN-MH lacks ['2026-03-04 Holi']
AU-TAS lacks ['2026-12-26 Boxing Day']
GB-ENG lacks []
AU 1 of 9 parts lack a day of the country's list
IN 2 of 36 parts lack a day of the country's list
MY 3 of 16 parts lack a day of the country's list
US 32 of 57 parts lack a day of the country's list
True False
SEEN

"$folder/venv/bin/python" -W ignore "$folder/read.py" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" && echo "as it was on 2026-12-01"
