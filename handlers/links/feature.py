"""What tracked links registers."""

from handlers.core.feature import Feature
from handlers.core.surfaces import Round, one_piece
from handlers.links import clicks

FEATURE = Feature(name="links", rounds={"forget": Round(3600, one_piece(clicks.forget), 70)})
