"""The lock files are complete, have hashes, and contain no address of a package index."""

import re
import tomllib

import pytest

from tests.support.tree import ROOT

PRODUCT = (ROOT / "requirements.lock").read_text()
DEVELOPMENT = (ROOT / "requirements-dev.lock").read_text()


def wanted(group: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = project["project"]["dependencies"] if group == "product" else project["dependency-groups"][group]
    return {re.split(r"[\[<>=;]", line)[0] for line in lines}


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))


@pytest.mark.parametrize("lock", [PRODUCT, DEVELOPMENT])
def test_no_lock_names_an_address(lock):
    assert not re.search(r"://|^--", lock, re.MULTILINE)


@pytest.mark.parametrize("lock", [PRODUCT, DEVELOPMENT])
def test_every_release_has_hashes(lock):
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_is_wanted_is_locked():
    assert wanted("product") - pinned(PRODUCT).keys() == set()
    assert (wanted("product") | wanted("dev")) - pinned(DEVELOPMENT).keys() == set()


def test_both_locks_hold_the_same_releases():
    assert pinned(PRODUCT).items() - pinned(DEVELOPMENT).items() == set()
