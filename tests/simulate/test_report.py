"""The report: equal bytes for equal seeds, readable on a phone in dark mode, honest about broken promises."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.async_api import ConsoleMessage, Error

from bot.terminal.simulate.effects import effects, in_short
from bot.terminal.simulate.figures import Figures, Share, Tally
from bot.terminal.simulate.pair import play
from bot.terminal.simulate.promises import Promise
from bot.terminal.simulate.report import Found, write
from bot.terminal.simulate.sections import sections
from tests.stages.web.browser import Chromium
from tests.support.tree import ROOT

LOUD = Tally("gladly", 12, 6, 5, (2, 2, 1, 3), (3.5, 3.5, 4.0), 5.0, left=False)
CALM = LOUD._replace(habit="choosy", cards=4, answered=3, weeks=(1, 1, 1, 1), gaps=(7.0, 7.0), silence=9.0)
QUIET = Tally("ignores", 2, 0, 0, (1, 0, 0, 0), (21.0,), None, left=True)


def made(*tallies: Tally, broken: int = 0) -> Figures:
    return Figures(
        tallies=tallies * 8,
        weekly=(Share(40, 80), Share(30, 90)),
        repeated=Share(3, 70),
        reached={"News from Utrecht & <i>Berlin</i>": 0, "More": 31},
        promises=(Promise("Messages outside somebody's hours", broken), Promise("The same content offered twice", 0)),
        kinds={"nudge": 12, "thanks": 3},
    )


def found(broken: int = 0) -> Found:
    return told_of((made(CALM, QUIET, LOUD, broken=broken), made(LOUD, LOUD._replace(habit="ignores"), LOUD)))


def told_of(pair: tuple[Figures, Figures], people: int = 24, seed: int = 1) -> Found:
    changes, shown = tuple(effects(*pair, seed)), tuple(sections(pair))
    return Found(people=people, weeks=2, seed=seed, pair=pair, effects=changes, sections=shown)


@pytest.mark.timeout(600)  # two programs and two companies take long on a busy machine
def test_the_same_seed_gives_the_same_report_byte_by_byte(tmp_path: Path):
    command = [sys.executable, "app.py", "simulate", "--people", "24", "--weeks", "2", "--seed", "3"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "there")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pair = (play(24, 2, 3, "adaptive", lambda _, __: None), play(24, 2, 3, "fixed", lambda _, __: None))
    told = Found(
        people=24, weeks=2, seed=3, pair=pair, effects=tuple(effects(*pair, 3)), sections=tuple(sections(pair))
    )
    write(told, tmp_path / "here")  # in another process, with other hashes, on another day
    here, there = ({path.name: path.read_bytes() for path in (tmp_path / one).iterdir()} for one in ("here", "there"))
    assert len(here) == 19
    assert {name for name in here if here[name] != there.get(name)} == set()
    assert pair[0].tallies != pair[1].tallies


async def test_the_page_reads_well_on_a_phone_in_dark_mode(tmp_path: Path, browser: Chromium):
    page = write(found(), tmp_path)
    trouble, facts = await browser.run(looked_at(browser, page.as_uri()))
    assert trouble == []
    assert facts == {"wide": 390, "pictures": 9, "without": 0, "broken": 0, "dark": "rgb(23, 27, 25)"}


async def looked_at(browser: Chromium, url: str) -> tuple[list[str], dict[str, object]]:
    page = await browser.browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    trouble: list[str] = []

    def said(message: ConsoleMessage | Error) -> None:
        trouble.append(str(message))

    page.on("console", said)
    page.on("pageerror", said)
    await page.goto(url)
    facts = await page.evaluate(
        """() => ({
            wide: document.documentElement.scrollWidth,
            pictures: document.images.length,
            without: [...document.images].filter(image => image.alt.length < 40).length,
            broken: [...document.images].filter(image => !image.naturalWidth).length,
            dark: getComputedStyle(document.body).backgroundColor,
        })"""
    )
    await page.close()
    return trouble, facts


def test_what_is_drawn_is_also_put_in_words_and_tables(tmp_path: Path):
    page = write(found(), tmp_path).read_text()
    assert "96 of 144 nudges" not in page
    assert "72 of 144 nudges, 50 % (42 % to 58 %)" in page  # cards: 3 · 8, of (4 + 2 + 12) · 8; Wilson
    assert "News from Utrecht &amp; &lt;i&gt;Berlin&lt;/i&gt;" in page
    assert page.count("The same as a table") == 9


@pytest.mark.parametrize(("broken", "said"), [(0, "✓ Every promise was kept"), (2, "✗ A promise was broken")])
def test_a_broken_promise_comes_first(tmp_path: Path, broken: int, said: str):
    told = found(broken)
    assert told.kept == (not broken)
    page = write(told, tmp_path).read_text()
    assert said in page
    assert ('<td class="bad">2</td>' in page) == bool(broken)


def test_two_rules_are_compared_on_the_same_people():
    by_name = {effect.what: effect for effect in found().effects}
    weekly = by_name["Nudges a person and week"]
    assert weekly.adaptive.value == pytest.approx((4 + 1 + 8) / 12)
    assert weekly.fixed.value == pytest.approx(2)
    assert weekly.apart.value == pytest.approx(weekly.adaptive.value - 2)
    assert all(low <= effect.apart.value <= high for effect in found().effects for low, high in [effect.apart.span])
    assert by_name["Nudges that were answered"].difference.startswith("+0.0 points (")


def test_the_summary_also_names_the_price():
    assert in_short(found().effects) == (
        "With the rule a person gets 1.08 nudges a week instead of 2, answers 50 % of them instead of 50 %, and 33 % "
        "of the people leave because of it instead of 0 %. "
        "The price: 3.33 shares and reactions a person instead of 5."
    )
