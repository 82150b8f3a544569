"""What sharing tells others of."""

from typing import NamedTuple

from models import Content, Share


class SharePosted(NamedTuple):
    """Somebody told us that they posted it."""

    share: Share
    content: Content
