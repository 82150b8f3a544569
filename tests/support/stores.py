"""A store for one example of many: in memory, and made in a moment."""

from handlers.core.feature import together
from handlers.features import FEATURES
from models.base import Base
from models.engine import open_engine
from models.store import Store


def in_memory() -> Store:
    """With the tables as the models have them, which is how the migrations make them."""
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Store(engine, {"features": together(FEATURES)})
