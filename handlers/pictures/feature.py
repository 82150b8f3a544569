"""What pictures of one's own register: the page where a photo is sent, and who said who is in it."""

from handlers.core.language import mark
from handlers.pictures import upload
from handlers.pictures.photo import LARGEST
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held, Round, WebPage, one_piece
from models import Pictured, Upload

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
        Held(
            Upload,
            "person",
            mark("Photos that you sent"),
            fate="tombstone",
            seen=("colleagues",),
            shows=("address", "at"),
        ),
    ),
    pages=(
        WebPage("/upload/{token}", upload.upload_page, ("GET", "POST"), LARGEST),
        WebPage("/photo/{key}", upload.photo),
    ),
    rounds={"photos": Round(3600, one_piece(upload.drop_unused), 85)},
)
