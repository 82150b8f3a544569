"""What attachments register: the page where a file is sent, its address, and the round that deletes old ones."""

from handlers.attachments import attachments, pages
from handlers.attachments.kinds import LARGEST
from handlers.core.language import mark
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held, Round, WebPage, one_piece
from models import Attachment

FEATURE = Feature(
    name="attachments",
    holds=(
        Held(
            Attachment,
            "person",
            mark("Files that you sent with a suggestion"),
            fate="delete",
            seen=("you", "champions"),
            kept=mark("until it is decided, 30 days at most"),
            shows=("content", "kind", "size", "at"),
        ),
    ),
    pages=(
        WebPage("/attach/{token}", pages.attach_page, ("GET", "POST"), LARGEST),
        WebPage("/attached/{token}", pages.download),
    ),
    rounds={"files": Round(3600, one_piece(attachments.drop_over), 86)},
)
