"""A store in memory, quick to make, for one of many examples."""

from collections.abc import Sequence

from handlers.core.feature import Feature, together
from handlers.features import FEATURES
from models.base import Base
from models.engine import open_engine
from models.store import Store

INFO: dict[object, object] = {"features": together(FEATURES)}  # the info of a session that is made by hand


def in_memory(features: Sequence[Feature] = FEATURES) -> Store:
    """A store with the tables from the models, which match the migrations."""
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Store(engine, {"features": together(features)})
