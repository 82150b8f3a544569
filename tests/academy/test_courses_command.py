"""`python app.py courses check`, in a real process."""

from pathlib import Path

from handlers.academy.files import OURS
from tests.support.processes import heraut


async def test_it_lists_courses_or_names_the_first_mistake(tmp_path: Path):
    code, said = await heraut("courses", "check", str(OURS), cwd=tmp_path)
    assert code == 0 and "en\tfirst-post\t6 cards\tYour first post" in said and "12 files are courses." in said
    (tmp_path / "courses" / "nl").mkdir(parents=True)
    (tmp_path / "courses" / "nl" / "ladders.md").write_text("+++\nplace = 1\n+++\n# Ladders\n\nStaan.\n\n## Een\n\nx\n")
    code, said = await heraut("courses", "check", "courses", cwd=tmp_path)
    assert code == 1 and "courses/nl/ladders.md, line 4: A course has 3 to 7 cards; this one has 1." in said
    code, said = await heraut("courses", "check", "nowhere", cwd=tmp_path)
    assert code == 1 and "There is no file to read." in said and "Traceback" not in said
