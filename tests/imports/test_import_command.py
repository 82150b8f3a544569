"""`python app.py import content`: nothing or all, and no page twice."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from handlers.core.interaction import Card
from handlers.features import open_store
from models import AuditEntry, Content, ContentTag, SuggestedText
from tests.imports.files import csv_file
from tests.support.office import POSTING, Office
from tests.support.processes import heraut

GOOD = "Link,Title,Text,Tags\nhttps://example.com/1,One,First.,Wieken\nhttps://example.com/2,Two,Second.,Wieken\n"
Settings = Mapping[str, str]


@pytest.fixture
async def settings(database_url: str) -> Settings:
    with closing(open_store(database_url)) as store:
        office = await Office(store).open()
        await office.does("boss", "join")
    return {"DATABASE_URL": database_url}


async def imports(folder: Path, settings: Settings, body: str, *words: str) -> tuple[int, list[str]]:
    file = csv_file(folder, body)
    code, said = await heraut("import", "content", str(file), *words, cwd=folder, **settings)
    assert "Traceback" not in said
    return code, said.strip().splitlines()


async def stored(settings: Settings) -> list[tuple[str, str]]:
    rows = select(Content.title, Content.state).order_by(Content.title)
    with closing(open_store(settings["DATABASE_URL"])) as store:
        return [(title, state) for title, state in await store.run(lambda s: s.execute(rows).all())]


async def test_rows_become_drafts_and_the_same_rows_again_change_nothing(tmp_path: Path, settings: Settings):
    code, said = await imports(tmp_path, settings, GOOD)
    assert (code, said[-1]) == (0, "2 new, 0 here already, 0 refused. The new ones are drafts: /heraut content")
    assert said[0] == "posts.csv (utf-8, separated by comma): row 1 names Address, Title, Text, Topics."
    assert await stored(settings) == [("One", "draft"), ("Two", "draft")]
    before = await everything(settings)
    code, said = await imports(tmp_path, settings, GOOD)
    assert said[1:] == [
        "row 2\there already\t“One” is a draft already.",
        "row 3\there already\t“Two” is a draft already.",
        "0 new, 2 here already, 0 refused. Nothing was changed.",
    ]
    assert code == 0 and await everything(settings) == before


async def everything(settings: Settings) -> list[int | None]:
    tables = Content, ContentTag, SuggestedText, AuditEntry
    with closing(open_store(settings["DATABASE_URL"])) as store:
        return await store.run(lambda s: [s.scalar(select(func.count()).select_from(table)) for table in tables])


async def test_a_dry_run_tells_each_row_and_changes_nothing(tmp_path: Path, settings: Settings):
    body = f"{GOOD}nowhere,Three,Third.,\nhttps://www.example.com/1/,Again,Other.,\n,Four,Fourth.,\n"
    code, said = await imports(tmp_path, settings, body, "--dry-run")
    kinds = [line.split("\t")[:2] for line in said[1:-1]]
    assert kinds == [
        ["row 2", "new"],
        ["row 3", "new"],
        ["row 4", "refused"],
        ["row 5", "merged"],
        ["row 6", "new"],
    ]
    assert said[-3].endswith("It is about the same as row 2. What it adds goes there.")
    assert "a story  Four" in said[-2]
    counts = "3 new, 1 merged, 0 here already, 1 refused."
    assert code == 1 and said[-1] == f"{counts} Nothing was changed: this was a dry run."
    assert await stored(settings) == []


async def test_one_refused_row_keeps_all_out_unless_it_is_left_out(tmp_path: Path, settings: Settings):
    body = f"{GOOD}nowhere at all,Three,Third.,\n"
    code, said = await imports(tmp_path, settings, body)
    assert code == 1 and "Nothing was imported." in said[-1] and await stored(settings) == []
    code, said = await imports(tmp_path, settings, body, "--skip-refused")
    assert code == 1 and said[-1].startswith("2 new, 0 here already, 1 refused. The new ones are drafts")
    assert await stored(settings) == [("One", "draft"), ("Two", "draft")]


async def test_they_run_at_once_if_that_is_asked_for_and_the_audit_trail_has_it(tmp_path: Path, settings: Settings):
    _, said = await imports(tmp_path, settings, GOOD, "--publish")
    assert said[-1] == "2 new, 0 here already, 0 refused. The new ones run now."
    assert await stored(settings) == [("One", "running"), ("Two", "running")]
    with closing(open_store(settings["DATABASE_URL"])) as store:
        acts = await store.run(lambda s: s.execute(select(AuditEntry.act, AuditEntry.person)).all())
    assert [tuple(row) for row in acts] == [("published", "boss")] * 2


async def test_pages_that_are_here_are_told_by_what_became_of_them(tmp_path: Path, settings: Settings):
    with closing(open_store(settings["DATABASE_URL"])) as store:
        office = Office(store)
        hers = {"url": "http://example.com/1", "title": "Hers", "text_1": "A start"}
        await office.does("anna", "suggest", values=hers, key="hers")
        card = await office.does("boss", "post", values={**POSTING, "url": "https://example.com/2/#top"}, key="his")
        assert isinstance(card, Card)
    _, said = await imports(tmp_path, settings, GOOD)
    assert said[1:3] == [
        "row 2\there already\t“Hers” was suggested, and waits for an answer: /heraut content",
        "row 3\there already\t“What an owl taught us” is a draft already.",
    ]


async def test_somebody_has_to_answer_for_the_content(tmp_path: Path, settings: Settings):
    code, said = await imports(tmp_path, settings, GOOD, "--by", "anna")
    assert code == 1 and said[-1] == "anna is no champion here. The champions are: boss."
    code, said = await imports(tmp_path, settings, GOOD, "--workspace", "V")
    assert code == 1 and said[-1] == "There is no workspace “V”. There are: W."
    with closing(open_store(settings["DATABASE_URL"])) as store:
        office = Office(store)
        office.managers |= {"cem"}
        await office.does("cem", "join", key="cem")
    code, said = await imports(tmp_path, settings, GOOD)
    assert code == 1 and said[-1] == "Say whose content it becomes, with --by. The champions are: boss, cem."
    code, _ = await imports(tmp_path, settings, GOOD, "--by", "cem")
    assert code == 0 and len(await stored(settings)) == 2


async def test_a_terminal_is_not_steered_by_what_a_file_says(tmp_path: Path, settings: Settings):
    _, said = await imports(tmp_path, settings, "Link,Title,Text\nexample.com,\x1b[2JT\u202e,x\n", "--dry-run")
    assert "\x1b" not in "".join(said) and "\u202e" not in "".join(said)


SUITE = """Network,Message,LinkUrl,LinkTitle,Tags
LinkedIn,Owls are quiet.,https://example.com/owl,Owls,Wieken
Twitter,Quiet as an owl.,https://www.example.com/owl/,Owls again,"Wieken, Nature"
LinkedIn,Owls are quiet.,https://example.com/owl,Owls,Wieken
Facebook,A third.,https://example.com/owl,Owls,
Facebook,A fourth.,https://example.com/owl,Owls,
"""


async def test_rows_about_one_page_become_one_with_all_their_texts(tmp_path: Path, settings: Settings):
    code, said = await imports(tmp_path, settings, SUITE, "--dry-run")
    assert code == 0 and "(only 3 texts of all its rows)" in said[1]
    assert said[2:-1] == [
        "row 3\tmerged\tIt is about the same as row 2. What it adds goes there.",
        "row 4\tmerged\tIt is about the same as row 2. It adds nothing.",
        "row 5\tmerged\tIt is about the same as row 2. What it adds goes there.",
        "row 6\tmerged\tIt is about the same as row 2. It adds nothing.",
    ]
    _, said = await imports(tmp_path, settings, SUITE)
    assert said[-1] == "1 new, 4 merged, 0 here already, 0 refused. The new ones are drafts: /heraut content"
    with closing(open_store(settings["DATABASE_URL"])) as store:
        texts = await store.run(lambda s: s.scalars(select(SuggestedText.text).order_by(SuggestedText.position)).all())
        tags = await store.run(lambda s: s.execute(select(ContentTag.kind, ContentTag.value)).all())
    assert [*texts] == ["Owls are quiet.", "Quiet as an owl.", "A third."]
    assert {tuple(tag) for tag in tags} >= {("topic", "Nature"), ("network", "x"), ("network", "facebook")}
    _, said = await imports(tmp_path, settings, SUITE)
    assert said[-1] == "0 new, 5 here already, 0 refused. Nothing was changed."


async def test_a_story_comes_in_once(tmp_path: Path, settings: Settings):
    body = "Title,Text\nThe new hall,We moved a hall.\nThe hall again,we moved a  HALL.\n"
    _, said = await imports(tmp_path, settings, body)
    assert said[-1] == "1 new, 1 merged, 0 here already, 0 refused. The new ones are drafts: /heraut content"
    with closing(open_store(settings["DATABASE_URL"])) as store:
        [row] = await store.run(lambda s: s.execute(select(Content.own, Content.url, Content.title)).all())
    assert tuple(row) == (True, "", "The new hall")
    _, said = await imports(tmp_path, settings, body)
    assert said[-3].endswith("“The new hall” is a draft already.")
    assert said[-1] == "0 new, 2 here already, 0 refused. Nothing was changed."
