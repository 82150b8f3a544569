"""`python app.py guide check`, in a real process."""

from pathlib import Path

from tests.support.processes import heraut

GOOD = '+++\nkind = "can"\n+++\n# Your own words\n\nSay it as you would at the coffee machine.\n'


def written(folder: Path, **files: str) -> None:
    for language in ("en", "nl"):
        (folder / "ours" / language).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        language, _, stem = name.partition("_")
        (folder / "ours" / language / f"{stem}.md").write_text(text)


async def test_it_says_how_many_cards_can_be_read(tmp_path: Path):
    written(tmp_path, en_words=GOOD, en_photos=GOOD, nl_words=GOOD)
    code, said = await heraut("guide", "check", "ours", cwd=tmp_path)
    assert code == 0 and said == "English: 2 can be read.\nDutch: 1 can be read.\n"


async def test_every_mistake_is_told_with_its_file_its_line_and_what_to_do(tmp_path: Path):
    written(tmp_path, en_words=GOOD, en_a=GOOD.replace("can", "may"), nl_b=GOOD.replace("# Your", "Your"))
    (tmp_path / "ours" / "loose.md").write_text(GOOD)
    code, said = await heraut("guide", "check", "ours", cwd=tmp_path)
    first, second, third, good, last = said.splitlines()
    assert code == 1 and good == "English: 1 can be read."
    assert first.startswith("ours/en/a.md, line 2: “kind” cannot be used as it is.")
    assert second == "ours/nl/b.md, line 4: The title is missing. Begin the text with a line such as “# Title”."
    assert third == "ours/loose.md, line 1: This file is not read. Move it into en/ or nl/."
    assert last == "3 to correct. Until then the guide stays as it is."


async def test_a_folder_without_cards_ends_with_a_sentence_and_help_has_an_example(tmp_path: Path):
    code, said = await heraut("guide", "check", "none", cwd=tmp_path)
    assert code == 1 and said == "none, line 1: There is no file to read. Put files into none/en or none/nl.\n"
    code, said = await heraut("guide", "check", "--help", cwd=tmp_path)
    assert code == 0 and "python app.py guide check our-guide" in said
