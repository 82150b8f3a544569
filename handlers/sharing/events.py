"""The events of sharing."""

from typing import NamedTuple

from models import Content, Share


class SharePosted(NamedTuple):
    """A person told us that they posted a share."""

    share: Share
    content: Content
