"""From the lines of a table to what the editor would save, or to why it would not."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from handlers.content.guesses import guessed_language
from handlers.core.interaction import Invalid, Page
from handlers.core.language import Words
from handlers.dates.asker import Asker
from handlers.dates.digits import shown_order
from handlers.imports.columns import Columns, columns_of, field_labels
from handlers.imports.file_kinds import SPLIT
from handlers.imports.table import FIRST, MOST_ROWS, FileRow, FileTable, UnreadableFile
from handlers.imports.values import (
    ERRORS,
    HOW_MANY,
    languages_in,
    networks_in,
    only_address,
    says_yes,
    several,
    texts_in,
    title_from,
)
from handlers.imports.written_days import DayReader, NoDay
from handlers.publishing.edits import LIFE, Posting
from handlers.publishing.posting import posting_from
from handlers.publishing.request_forms import STORY, Asking

EXAMPLE = "Name them there, such as: Address, Title, Text. See docs/import.md."
FIELDS = {"url": "address", "text_1": "text", "text_2": "text", "text_3": "text"}  # of the editor: their columns
Values = dict[str, str | tuple[str, ...]]


class Importer(NamedTuple):
    """Whose content it becomes, and what their rows mean."""

    workspace: str
    person: str
    zone: str
    asker: Asker
    topics: Sequence[str]  # of the programme


class ImportRow(NamedTuple):
    """A row that the editor would save. `notes`: what was left out or added."""

    number: int
    form: Posting
    notes: tuple[str, ...] = ()


class Refusal(NamedTuple):
    """A row that the editor would not save."""

    number: int
    why: str


class WrongRow(Exception):
    """A sentence: what is wrong with a row."""


def header_of(table: FileTable) -> tuple[int, Columns]:
    """The number of the row that names the columns, and these. Raises UnreadableFile."""
    first = [line for line in islice(table.lines(), FIRST) if not line.empty]
    for line in first:
        columns = columns_of(line.cells)
        if columns.is_header:
            if merged := [why for at, why in line.flaws.items() if at < columns.width]:
                raise UnreadableFile(f"Row {line.number} names the columns. {merged[0]}")
            return line.number, columns
    if not first:
        raise UnreadableFile("This file is empty.")
    begins = " | ".join(cell for cell in first[0].cells if cell)[:80]
    raise UnreadableFile(
        f"The first row does not name the columns: “{begins}”. {EXAMPLE} It was read as {table.about}."
    )


def read_rows(table: FileTable, who: Importer) -> Iterator[ImportRow | Refusal]:
    """What becomes of each row below the names of the columns. Raises UnreadableFile."""
    number, columns = header_of(table)
    days = [at for field in ("starts", "ends") for at in columns.at.get(field, ())]
    written = (line.cells[at] for line in _data(table, number) for at in days if at < len(line.cells))
    reading = _Reading(columns, who, DayReader(who.zone, who.asker, shown_order(written)))
    return map(reading.row, _data(table, number))


def _data(table: FileTable, header: int) -> Iterator[FileRow]:
    rows = 0
    for line in table.lines():
        if line.number > header and not line.empty:
            rows += 1
            if rows > MOST_ROWS:
                raise UnreadableFile(
                    f"This file has more than {MOST_ROWS:,} rows. {SPLIT} What is here already is not taken twice."
                )
            yield line


class _Reading:
    """Reads rows. Topics that differ only in capitals are one, spelled as in the programme or as they first stand."""

    def __init__(self, columns: Columns, who: Importer, days: DayReader) -> None:
        self._columns = columns
        self._days = days
        self._today = who.asker.today
        self._topics = {topic.casefold(): topic for topic in who.topics}
        self._words = Words.of("en")

    def row(self, line: FileRow) -> ImportRow | Refusal:
        try:
            self._check(line)
            notes = list[str]()
            values = self._values(line, notes)
            asked: Asking = STORY if self._is_story(line, values) else "share"
            if asked == STORY and values.pop("image"):
                notes.append("without its picture: add it in the editor, which asks who is in it")
            return ImportRow(line.number, posting_from(values, self._words, asked), tuple(notes))
        except WrongRow as problem:
            return Refusal(line.number, str(problem))
        except Invalid as invalid:
            told = (f"{field_labels()[FIELDS.get(field, field)]}: {why}" for field, why in invalid.errors.items())
            return Refusal(line.number, " ".join(told))

    def _is_story(self, line: FileRow, values: Values) -> bool:
        """Whether it is told without an address. Its title is written down, so that a forgotten address is told."""
        return not values["url"] and bool(self._first(line, "title")) and bool(values.get("text_1"))

    def _check(self, line: FileRow) -> None:
        """Raises WrongRow for a row or a cell that cannot be used."""
        if line.wrong:
            raise WrongRow(line.wrong)
        beyond = next((cell for cell in line.cells[self._columns.width :] if cell.strip()), None)
        if beyond is not None:
            raise WrongRow(f"There is no name above “{beyond.strip()[:40]}”. Is a quotation mark missing in this row?")
        for position in (position for its in self._columns.at.values() for position in its):
            if why := line.flaws.get(position):
                raise WrongRow(f"{line.cell_name(position)}: {why}")
            if position < len(line.cells) and line.cells[position].strip() in ERRORS:
                raise WrongRow(f"{line.cell_name(position)} holds the error {line.cells[position].strip()}.")

    def _values(self, line: FileRow, notes: list[str]) -> Values:
        texts = texts_in(self._cells(line, "text"))
        if len(texts) > HOW_MANY:
            notes.append(f"only the first {HOW_MANY} of {len(texts)} texts")
        url, title = self._first(line, "address"), self._first(line, "title")
        if not url and (url := only_address(texts)):
            notes.append("address from the text")
        if not title and texts:
            title = title_from(texts[0])
            notes.append("title from the text")
        values: Values = {f"text_{n}": text for n, text in enumerate(texts[:HOW_MANY], 1)}
        values |= {name: self._first(line, name) for name in ("description", "why", "image", "campaign")}
        values |= {"url": url, "title": title, "topics": self._topics_in(line)}
        values |= {"networks": self._networks(line, notes), "languages": self._languages(line, title, texts, notes)}
        values |= {"important": "yes" if says_yes(self._first(line, "important")) else ""}
        period = self._period(line)
        if period["ends"] < self._today.isoformat():
            notes.append("over already")
        return {**values, **period}

    def _cells(self, line: FileRow, field: str) -> list[str]:
        return [line.cells[at] for at in self._columns.at.get(field, ()) if at < len(line.cells)]

    def _first(self, line: FileRow, field: str) -> str:
        return next((cell.strip() for cell in self._cells(line, field) if cell.strip()), "")

    def _topics_in(self, line: FileRow) -> tuple[str, ...]:
        names = [name for cell in self._cells(line, "topics") for name in several(cell)]
        if any(len(name) > 80 for name in names):
            raise WrongRow("Topics: A topic has at most 80 characters. Separate several by commas.")
        return tuple(dict.fromkeys(self._topics.setdefault(name.casefold(), name) for name in names))

    def _networks(self, line: FileRow, notes: list[str]) -> tuple[str, ...]:
        known, others = networks_in(",".join(self._cells(line, "networks")))
        if others and not known:
            raise WrongRow(
                f"Networks: {', '.join(others)} is not among those that Heraut knows. Empty means all of them."
            )
        if others:
            notes.append(f"not for {', '.join(others)}")
        return known

    def _languages(self, line: FileRow, title: str, texts: Sequence[str], notes: list[str]) -> tuple[str, ...]:
        """Those of the column; without one, the language that the words are in."""
        if "languages" not in self._columns.at:
            about = " ".join((self._first(line, "description"), *texts))
            guess = guessed_language(Page(url="", title=title, description=about))
            return (guess,) if guess else ()
        known, others = languages_in(",".join(self._cells(line, "languages")))
        if others and not known:
            raise WrongRow(f"Language: {', '.join(others)} is neither English nor Dutch. Empty means readers of both.")
        if others:
            notes.append(f"not for readers of {', '.join(others)}")
        return known

    def _period(self, line: FileRow) -> dict[str, str]:
        """As the editor fills it in: from today, for a month, unless the row says otherwise."""
        starts, ends = self._day(line, "starts"), self._day(line, "ends")
        if starts is None:
            starts = min(self._today, ends) if ends else self._today
        if ends is None:
            ends = max(starts, self._today) + LIFE
        return {"starts": starts.isoformat(), "ends": ends.isoformat()}

    def _day(self, line: FileRow, field: str) -> date | None:
        for position in self._columns.at.get(field, ()):
            if position in line.days:
                return line.days[position]
            if position < len(line.cells) and line.cells[position].strip():
                try:
                    return self._days.day(line.cells[position])
                except NoDay as problem:
                    raise WrongRow(f"{field_labels()[field]}: {problem}") from None
        return None
