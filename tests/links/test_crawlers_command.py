"""The command that tells an administrator about crawlers."""

from pathlib import Path

from tests.support.processes import heraut


async def test_an_administrator_sees_how_something_is_counted(tmp_path: Path):
    code, said = await heraut("links", "crawlers", "LinkedInBot/1.0", cwd=tmp_path)
    assert code == 0 and "counted as: preview (linkedin)" in said
    file = tmp_path / "newer.json"
    file.write_text('[{"pattern": "NewestBot"}]')
    code, said = await heraut("links", "crawlers", "NewestBot/1 x", cwd=tmp_path, CRAWLERS_FILE=str(file))
    assert code == 0 and "1 crawlers are known" in said and "counted as: crawler" in said


async def test_a_useless_list_is_named_at_the_start(tmp_path: Path):
    code, said = await heraut("run", cwd=tmp_path, CRAWLERS_FILE=str(tmp_path / "nothing.json"))
    assert code == 1 and "CRAWLERS_FILE" in said and "cannot be read" in said
