"""What a check of a platform found, in plain words."""

from typing import NamedTuple


class Finding(NamedTuple):
    """`fix` says what to do, and is empty when all is well. With `ok`, it is a warning."""

    ok: bool
    what: str
    fix: str = ""
