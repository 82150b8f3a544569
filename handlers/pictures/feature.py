"""What pictures of one's own register: who said who is in them."""

from handlers.core.language import mark
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held
from models import Pictured

FEATURE = Feature(
    name="pictures",
    holds=(
        Held(
            Pictured,
            "said_by",
            mark("Who is in a picture, as you said"),
            fate="tombstone",
            seen=("champions",),
            shows=("who", "names", "said_at"),
        ),
    ),
)
