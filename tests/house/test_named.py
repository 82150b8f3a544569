"""Whether a person is named is decided in one place, so that works-council mode holds everywhere."""

import ast

from tests.support.tree import ROOT

DECIDES = "handlers/members/council.py"
# A person's own settings and record, where they read and change what they agreed to.
OWN = (
    "handlers/advocates/",
    "handlers/privacy/",
    "handlers/members/agreements.py",
    "handlers/members/credits.py",
    "handlers/credits/",
)


def readers() -> set[str]:
    """The files that read `named` or `credited` of a person. A column of a subquery is not of a person."""
    found = set()
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Attribute(attr="named", value=ast.Attribute(attr="c")):
                    pass
                case ast.Attribute(attr="named" | "credited"):
                    found.add(name)
                case _:
                    pass
    return {name for name in found if not name.startswith(OWN)}


def test_one_place_decides_whether_a_person_is_named():
    assert readers() == {DECIDES}
