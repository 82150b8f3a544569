"""A photo as it came from a phone, made into a plain JPEG: upright, of a fair size, without place and camera."""

from io import BytesIO
from threading import Lock

LARGEST = 12 * 1024 * 1024  # bytes
PIXELS = 50_000_000  # what says it has more is not opened
SIDE = 1600  # pixels, of the longer side
FORMATS = ("JPEG", "PNG", "WEBP")
ONE = Lock()  # one at a time, because a large photo takes 200 MB


class NoPhotoError(Exception):
    """This is no picture that can be read."""


def plain_photo(sent: bytes) -> bytes:
    """The picture alone, as a JPEG. Slow: not for the event loop. Raises `NoPhotoError`."""
    from PIL import Image

    try:
        with ONE:
            return _redrawn(sent)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPhotoError from error


def _redrawn(sent: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(sent), formats=FORMATS) as opened:
        if opened.width * opened.height > PIXELS:
            raise NoPhotoError
        colours = opened.info.get("icc_profile") if opened.mode == "RGB" else None
        opened.draft("RGB", (SIDE, SIDE))  # a JPEG is decoded at about the size that we need
        opened.load()
        opened.thumbnail((SIDE, SIDE))
        drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    flat = Image.new("RGB", drawn.size, "white")  # what is see-through becomes white
    flat.paste(drawn, mask=drawn.getchannel("A"))
    kept = BytesIO()
    flat.save(kept, "JPEG", quality=85, optimize=True, icc_profile=colours)
    return kept.getvalue()
