"""The message catalogues: `python -m tools.catalogue update` rewrites them from the sources, `missing` lists gaps."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from handlers.core.language import catalogue_path

ROOT = Path(__file__).parent.parent
KEYWORDS = {"t": None, "tn": (1, 2), "Refused": None, "mark": None}
SOURCES = {
    "handlers/**/*.py": "python",
    "bot/**/*.py": "python",
    "bot/web/templates/**/*.html": "jinja2.ext:babel_extract",
}
NOISE = re.compile(rb'^"(?!Language:|Plural-Forms:|MIME-Version:|Content-)[A-Z][A-Za-z-]+: .*\\n"\n', re.MULTILINE)


def extract(root: Path = ROOT) -> Catalog:
    """Every sentence in the sources."""
    found = Catalog(project="Heraut", fuzzy=False)
    for pattern, method in SOURCES.items():
        for source in sorted(root.glob(pattern)):
            for _, sentence, _, _ in extract_from_file(method, source, keywords=KEYWORDS):
                found.add(sentence)
    return found


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def render(catalogue: Catalog) -> bytes:
    """Sorted, without dates, names or line numbers, so that a diff shows only the sentences that changed."""
    written = BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return NOISE.sub(b"", written.getvalue())


def update(path: Path, language: str, sources: Catalog) -> None:
    """Add new sentences, drop those that are gone, and keep every other translation."""
    catalogue = read(path, language) if path.exists() else Catalog(language, fuzzy=False)
    catalogue.update(sources, no_fuzzy_matching=True)
    catalogue.header_comment = f"# Heraut's words: {language}."
    path.write_bytes(render(catalogue))


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One form, or one for each plural; none for a missing translation."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _wrong(message: Message) -> str:
    """What is wrong with one translation; empty when nothing is."""
    ours, theirs = forms(message.id), forms(message.string)
    if not all(theirs) or len(theirs) != len(ours):
        return "no translation"
    if message.fuzzy:
        return "fuzzy"
    if any(places(our) != places(their) for our, their in zip(ours, theirs, strict=True)):
        return "different placeholders"
    return ""


def problems(catalogue: Catalog, sources: Catalog) -> Iterator[str]:
    """One line for each sentence that is missing, outdated or wrong in this language."""
    for message in catalogue:
        if message.id and message.id not in sources:
            yield f"no longer used: {message.id}"
        elif message.id and (reason := _wrong(message)):
            yield f"{reason}: {message.id}"
    yield from (f"obsolete: {message.id}" for message in catalogue.obsolete.values())
    yield from (
        f"not in the catalogue: {message.id}" for message in sources if message.id and message.id not in catalogue
    )


def main(arguments: list[str]) -> int:
    path, sources = catalogue_path("nl"), extract()
    match arguments:
        case ["update"]:
            update(path, "nl", sources)
            return 0
        case ["missing"]:
            found = list(problems(read(path, "nl"), sources))
            print("\n".join(found))
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
