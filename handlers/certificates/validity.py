"""Where a certificate stands: valid, past its end, or taken back."""

from datetime import datetime, timedelta
from typing import Literal

from models import Certificate

Validity = Literal["valid", "ended", "withdrawn"]
LASTS = timedelta(days=365)
SOON = timedelta(days=30)  # so long before its end a certificate can be renewed


def validity(its: Certificate, now: datetime) -> Validity:
    """Where it stands at this moment."""
    if not its.name:
        return "withdrawn"
    return "valid" if now < its.ends_at else "ended"
