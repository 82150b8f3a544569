"""The log: one JSON object a line, with ids, references and places in the code; never what people say."""

import json
import logging
import traceback
from datetime import UTC, datetime

OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"asctime", "message"}  # what is no `extra`


def open_logbook(level: int = logging.WARNING) -> None:
    """Write to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # it warns each second while a round goes on


class Lines(logging.Formatter):
    """Each record as JSON on a line."""

    def format(self, record: logging.LogRecord) -> str:
        given = {name: value for name, value in record.__dict__.items() if name not in OWN}
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        said = {"event": record.getMessage(), "level": record.levelname.lower(), **given, "timestamp": at}
        return json.dumps(said | where(record), default=repr)


def where(record: logging.LogRecord) -> dict[str, object]:
    """Only the kind and places of an exception: its message may hold what somebody wrote."""
    match record.exc_info:
        case (type() as kind, _, trace):
            frames = traceback.extract_tb(trace)
            return {"exception": kind.__name__, "at": [f"{one.filename}:{one.lineno} {one.name}" for one in frames]}
        case _:
            return {}
