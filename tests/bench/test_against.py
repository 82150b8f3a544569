"""Two trees are measured in turns, and each measures its own source."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.against.command import PROBES
from bench.against.compare import Failed, Pair, compared, measured, rounds
from bench.against.figures import SUBJECTS, Figure, judge
from bench.against.trees import LOCK, NoRevision, Tree, checked_out, commit_of

PROBE = """
import json, sys
from product import SPEED
from pathlib import Path
with Path(sys.argv[1]).parent.joinpath("order").open("a") as order:
    order.write(f"{SPEED} {sys.argv[2]} {[*Path(sys.argv[1]).iterdir()]}\\n")
print("said by the product")
print(json.dumps({"speed": SPEED}))
"""


@pytest.fixture
def probe(tmp_path: Path) -> Path:
    (tmp_path / "probe.py").write_text(PROBE)
    return tmp_path / "probe.py"


def tree(site: Path, name: str, source: str) -> Tree:
    (site / name).mkdir()
    (site / name / "product.py").write_text(source)
    return Tree(name, site / name, Path(sys.executable), site)


def test_both_trees_take_turns_and_each_measures_its_own_source(tmp_path: Path, probe: Path):
    both = tree(tmp_path, "old", "SPEED = 2"), tree(tmp_path, "new", "SPEED = 3")
    steps = list[str]()
    assert rounds(probe, both, 2, "quick", steps.append) == [Pair({"speed": 2}, {"speed": 3})] * 2
    assert (tmp_path / "order").read_text().splitlines() == [f"{speed} quick []" for speed in (2, 3, 3, 2)]
    assert steps[0] == "probe: old, run 1 of 2"


def test_a_measurement_that_fails_says_where_and_why(tmp_path: Path, probe: Path):
    with pytest.raises(Failed, match=r"(?s)probe in old failed.*cannot import name 'SPEED'"):
        measured(probe, tree(tmp_path, "old", ""), "full")


def test_a_revision_is_written_as_it_was_committed(tmp_path: Path):
    root, site = tmp_path / "root", tmp_path / "site"
    root.mkdir()
    site.mkdir()

    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.com", *words], check=True
        )

    git("init", "-q")
    (root / LOCK).write_text("one")
    (root / "product.py").write_text("SPEED = 2")
    git("add", ".")
    git("commit", "-qm", "First.")
    (root / "product.py").write_text("SPEED = 3")
    found = checked_out(commit_of("HEAD", root), site, root)
    assert (found.folder / "product.py").read_text() == "SPEED = 2"
    assert found.python == Path(sys.executable)  # the lock file is the same


@pytest.mark.parametrize("revision", ["no-such-branch", "--help", ""])
def test_an_unknown_revision_is_said_to_be_unknown(revision: str, tmp_path: Path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(NoRevision, match="git log"):
        commit_of(revision, tmp_path)


def test_a_ratio_is_of_medians_and_its_spread_is_of_rounds():
    pairs = [Pair({"speed": 10}, {"speed": 30}), Pair({"speed": 20}, {"speed": 20}), Pair({"speed": 40}, {"speed": 50})]
    assert compared(pairs, "speed") == (30, 20, 1.5, 1.0, 3.0)


def test_a_figure_that_the_other_tree_cannot_measure_has_no_ratio():
    assert compared([Pair({}, {"speed": 30}), Pair({}, {"speed": 40})], "speed") == (35, None, None, None, None)


@pytest.mark.parametrize(
    ("figure", "ratio", "here", "last_measured", "well"),
    [
        (Figure("more", 2.2), 2.1, 500, True, False),
        (Figure("more", 2.2), 2.3, 500, True, True),
        (Figure("less", 0.45), 0.5, 2, True, False),
        (Figure("less", 0.45), 1.0, 2, False, True),  # beside another revision: no more than a tenth worse
        (Figure("less", 0.45), 1.2, 2, False, False),
        (Figure("more"), 0.8, 500, True, False),
        (Figure("more", limit=0.9), 1.5, 0.8, True, False),
        (Figure("more", limit=0.9), 0.95, 0.95, False, True),
        (Figure("less", limit=200), 1.5, 150, True, True),  # within its own limit
        (Figure("less", limit=200), 1.5, 150, False, False),
        (Figure("less", limit=50), None, 40, False, True),  # the other revision cannot measure it
        (Figure("less", limit=50), None, 60, True, False),
        (Figure("more", 2.2), None, 40, True, True),
    ],
)
def test_a_figure_is_judged_by_its_ratio_and_its_limit(figure, ratio, here, last_measured, well):
    assert judge(figure, ratio, here, last_measured=last_measured).well is well


def test_each_subject_has_a_probe_that_names_each_figure():
    assert {path.stem for path in PROBES.glob("[!_]*.py")} == SUBJECTS.keys()
    for subject, its in SUBJECTS.items():
        source = (PROBES / f"{subject}.py").read_text()
        assert [name for name in its.figures if name.rpartition(": ")[2] not in source] == []


def test_the_command_refuses_a_subject_that_is_not_there():
    done = subprocess.run(
        [sys.executable, "-m", "bench", "against", "HEAD", "weather"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "There is no weather" in done.stderr
