"""The log: one JSON object a line, with ids, references and places in the code; never what people say."""

import logging
import traceback

import structlog
from structlog.types import EventDict, Processor, WrappedLogger


def open_logbook(level: int = logging.WARNING) -> None:
    """Write to standard error from now on."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper("iso"),
        where,
    ]
    renderers: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ]
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=renderers))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # it warns each second while a round goes on


def where(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Keep only the kind and places of an exception: its message may hold what somebody wrote."""
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[0] is not None:
        event["exception"] = info[0].__name__
        frames = traceback.extract_tb(info[2])
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event
