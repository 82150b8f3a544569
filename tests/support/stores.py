"""A store for one example of many: in memory, and made in a moment."""

from collections.abc import Sequence

from handlers.core.feature import Feature, together
from handlers.features import FEATURES
from models.base import Base
from models.engine import open_engine
from models.store import Store


def in_memory(features: Sequence[Feature] = FEATURES) -> Store:
    """With the tables as the models have them, which is how the migrations make them."""
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Store(engine, {"features": together(features)})
