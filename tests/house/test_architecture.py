"""Arrows point one way: models <- handlers <- {bot, scheduler} <- app; and what belongs to each room stays there."""

import re

import pytest

from tests.house.architecture import broad_excepts, circles, findings, outsiders
from tests.house.folders import FOLDERS, GROUND
from tests.support import tree


def test_the_rooms_keep_their_rules():
    assert "\n".join(found for name, source in tree.product().items() for found in findings(name, source)) == ""


def test_the_docs_name_each_file_that_knows_microsofts_sdk():
    knows = re.compile(r"^(from|import) (botbuilder|botframework|msrest)\b", re.MULTILINE)
    told = re.findall(r"^\| `(.+?\.py)`", (tree.ROOT / "docs" / "teams.md").read_text(), re.MULTILINE)
    assert told == sorted(name for name, source in tree.product().items() if knows.search(source))


def test_the_table_of_folders_is_complete_and_has_no_circle():
    every = {**GROUND, **{folder: known | {*GROUND} for folder, known in FOLDERS.items()}}
    found = {name.split("/")[1] for name in tree.product() if name.count("/") > 1 and name.startswith("handlers/")}
    assert found == {*every}
    below: set[str] = set()
    while rest := [folder for folder in every if folder not in below and every[folder] <= below]:
        below.update(rest)
    assert below == {*every}


def test_no_files_of_handlers_know_each_other_in_a_circle():
    files = {name: source for name, source in tree.product().items() if name.startswith("handlers/")}
    assert circles(files) == []
    assert circles({"handlers/a.py": "import handlers.b", "handlers/b.py": "from handlers import a"}) == [
        ["handlers/a.py", "handlers/b.py"]
    ]


def test_there_is_no_sixth_room():
    assert outsiders(tree.sources()) == []


def test_at_most_two_places_catch_any_exception():
    found = [place for name, source in tree.product().items() for place in broad_excepts(name, source)]
    assert len(found) <= 2, found
    assert all(place.startswith(("handlers/__init__.py:", "handlers/outbox/outcomes.py:")) for place in found), found


BROKEN = [
    ("models/people.py", "from handlers import answer", "models may not know handlers"),
    ("handlers/sharing/sharing.py", "import bot.slack.render", "handlers may not know bot"),
    ("handlers/sharing/sharing.py", "from scheduler import Rounds", "handlers may not know scheduler"),
    ("scheduler.py", "import bot", "scheduler may not know bot"),
    ("bot/slack/listen.py", "from models import people", "bot may not know models"),
    ("bot/web/send.py", "import scheduler", "bot may not know scheduler"),
    ("bot/web/listen.py", "import app", "bot may not know app"),
    ("bot/web/listen.py", "from bot.slack import render", "a platform may not know another"),
    ("bot/slack/listen.py", "from bot.program.settings import Settings", "bot may not know bot.program"),
    ("scheduler.py", "import bot.program.live", "scheduler may not know bot"),
    ("bot/program/live.py", "import sqlalchemy", "sqlalchemy is not known in program"),
    ("bot/web/listen.py", "from bot import slack", "a platform may not know another"),
    ("bot/slack/listen.py", "from ..web import render", "a platform may not know another"),
    ("bot/slack/listen.py", "from .. import teams", "a platform may not know another"),
    ("bot/door.py", "from .slack import listen", "a platform may not know another"),
    ("handlers/links/links.py", "from handlers.sharing import evidence", "links may not know sharing"),
    ("handlers/core/people.py", "import handlers.outbox.queue", "core may not know outbox"),
    (
        "handlers/nudges/answers.py",
        "from handlers.recognition.points import reacted",
        "nudges may not know recognition",
    ),
    ("handlers/nudges/answers.py", "from handlers.features import FEATURES", "nudges may not know features"),
    ("handlers/nudges/answers.py", "def f():\n    from handlers import answer", "nudges may not know answer"),
    ("handlers/poetry/verses.py", "import handlers.core.people", "handlers/poetry is not in the table of folders"),
    ("handlers/links/links.py", "def f():\n    import_module('bot')", "imports by name"),
    ("handlers/links/links.py", "def f():\n    import aiohttp", "aiohttp is not known in handlers"),
    ("scheduler.py", "from slack_sdk.errors import SlackApiError", "slack_sdk is not known in scheduler"),
    ("handlers/links/links.py", "from slack_bolt import App", "slack_bolt is not known in handlers"),
    ("models/store.py", "import botbuilder.core", "botbuilder is not known in models"),
    ("bot/slack/send.py", "from botbuilder.schema import Activity", "botbuilder is not known in bot"),
    ("app.py", "from msrest.pipeline import Request", "msrest is not known in app"),
    ("app.py", "from apscheduler.triggers.cron import CronTrigger", "apscheduler is not known in app"),
    ("bot/slack/store.py", "from sqlalchemy.orm import Session", "sqlalchemy is not known in bot"),
    ("app.py", "import sqlalchemy", "sqlalchemy is not known in app"),
    ("handlers/__init__.py", "from alembic import command", "alembic is not known in handlers"),
    (
        "handlers/nudges/next_nudge.py",
        "from datetime import datetime\ndef f(): return datetime.now(UTC)",
        "reads a clock",
    ),
    ("models/points.py", "import datetime as d\nfrom time import time", "reads a clock: time.time"),
    ("bot/web/listen.py", "def f(): return time.time()", "reads a clock"),
    ("models/points.py", "at = mapped_column(default=func.now())", "reads a clock: func.now"),
    ("handlers/recognition/rules.py", "def f(): return time.monotonic()", "reads a clock"),
    ("bot/slack/send.py", "def f(): return os.environ['TOKEN']", "reads the environment"),
    ("handlers/links/links.py", "from os import getenv", "reads the environment"),
    ("handlers/links/links.py", "def f(session): session.commit()", "calls commit() itself"),
    ("handlers/nudges/why_cards.py", "async def home(): ...", "waits"),
    ("handlers/nudges/cards.py", "async def home(): ...", "waits"),
    ("handlers/publishing/request_forms.py", "async def home(): ...", "waits"),
    ("handlers/nudges/reason_phrases.py", "async def home(): ...", "waits"),
    ("bot/web/render.py", "async def card(): ...", "waits"),
    ("handlers/nudges/why_cards.py", "from sqlalchemy import select", "knows sqlalchemy"),
    ("handlers/nudges/why_cards.py", "from models.store import Store", "knows models.store"),
    ("handlers/recognition/rules.py", "def points(session: Session) -> int: ...", "holds a session"),
    ("bot/slack/send.py", "client = AsyncWebClient()", "AsyncWebClient() runs on import"),
    ("models/store.py", "ENGINE = sqlalchemy.create_engine('sqlite://')", "create_engine() runs on import"),
    ("handlers/core/language.py", "NL = Path('nl.po').read_text()", "read_text() runs on import"),
    ("app.py", "main()", "does something on import"),
    ("app.py", "for name in names:\n    print(name)", "does something on import"),
]


@pytest.mark.parametrize(("name", "source", "said"), BROKEN)
def test_a_broken_rule_is_found(name, source, said):
    assert any(said in found for found in findings(name, source)), findings(name, source)


KEPT = [
    ("handlers/sharing/sharing.py", "from models.people import Person\nfrom sqlalchemy import select"),
    (
        "handlers/nudges/why_cards.py",
        '"""Home."""\nfrom handlers.core.interaction import Card\ndef home(words): return words.time(1)',
    ),
    ("bot/slack/listen.py", "from slack_bolt.async_app import AsyncApp\nfrom .render import blocks\nimport handlers"),
    ("bot/slack/send.py", "import aiohttp\nasync def send(): return time.monotonic()"),
    ("bot/teams/send.py", "import botbuilder.schema, botframework, msrest"),
    ("scheduler.py", "import apscheduler\nimport handlers.outbox.courier\ndef now(): return datetime.now(UTC)"),
    ("app.py", "import bot.web.listen, bot.slack.listen, scheduler\nif __name__ == '__main__':\n    main()"),
    ("models/migrations/env.py", "run_migrations()"),
    (
        "bot/program/live.py",
        "import models.store, scheduler, bot.slack.connect, bot.teams.connect, bot.program.settings",
    ),
    ("tests/test_app.py", "import slack_sdk, models, bot\nmain()"),
]


@pytest.mark.parametrize(("name", "source"), KEPT)
def test_code_in_the_right_place_is_not_reported(name, source):
    assert findings(name, source) == []


@pytest.mark.parametrize("how", ["except:", "except Exception:", "except (OSError, BaseException):"])
def test_a_broad_except_is_found(how):
    assert broad_excepts("bot/send.py", f"try: ...\n{how} ...") == ["bot/send.py:2"]


def test_suppressing_everything_is_a_broad_except_too():
    assert broad_excepts("a.py", "with contextlib.suppress(Exception): ...") == ["a.py:1"]
    assert broad_excepts("a.py", "try: ...\nexcept ValueError: ...") == []


def test_a_stray_top_level_module_is_found():
    assert outsiders(["app.py", "utils.py", "handlers/utils.py"]) == ["utils.py"]
