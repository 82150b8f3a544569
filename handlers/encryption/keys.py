"""The keys that encrypt secrets in the store. The first one encrypts, and each of them decrypts."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy.orm import Session

KNOWN = 1000  # secrets kept decrypted in memory, where the keys are too: each press needs one
MARK = "gAAAA"  # how everything begins that Fernet encrypts; our secrets are hexadecimal, so none begins so in clear


class NotAKey(Exception):
    """A text that is not a key. The message does not repeat it."""


class Unreadable(Exception):
    """A secret was encrypted with a key that we do not have."""

    def __init__(self) -> None:
        super().__init__(
            "The secrets in the store were encrypted with a key that is not here. Put it back from your copy of the "
            "keys, into HERAUT_KEYS or the file of keys. If it is lost for good: python app.py keys renew"
        )


def new_key() -> str:
    return Fernet.generate_key().decode()


class Keys:
    """Some keys, read again whenever they may have changed. Without any key, secrets are stored as they are."""

    def __init__(self, read: Callable[[], Sequence[str]] = lambda: ()) -> None:
        """Raises `NotAKey`."""
        self._read = read
        self._hold(_ring(read()))

    def __bool__(self) -> bool:
        return self._ring is not None

    def encrypt(self, secret: str) -> str:
        """The secret as it is stored, by the newest key there is now."""
        self._read_again()
        return self._ring.encrypt(secret.encode()).decode() if self._ring else secret

    def decrypt(self, stored: str) -> str:
        """The secret itself. Raises `Unreadable`."""
        if not stored.startswith(MARK):
            return stored
        try:
            return self._opened(stored)
        except InvalidToken:
            self._read_again()
        try:
            return self._opened(stored)
        except InvalidToken:
            raise Unreadable from None

    def _read_again(self) -> None:
        """Take new keys over, because they may have been rotated. If all are gone, keep those we have."""
        self._hold(_ring(self._read()) or self._ring)

    def _hold(self, ring: MultiFernet | None) -> None:
        self._ring = ring
        # What is stored under one set of keys always opens to the same secret.
        self._open = lru_cache(KNOWN)(ring.decrypt) if ring else _shut

    def _opened(self, stored: str) -> str:
        return self._open(stored.encode()).decode()


def _shut(stored: bytes) -> bytes:
    raise InvalidToken


def _ring(keys: Sequence[str]) -> MultiFernet | None:
    try:
        return MultiFernet([Fernet(key) for key in keys]) if keys else None
    except ValueError:
        raise NotAKey("Not every one of the keys is a key. To make one: python app.py keys new") from None


NO_KEYS = Keys()


def keys_of(info: Mapping[object, object]) -> Keys:
    """The keys that the store was opened with. `info`: of a store or a session."""
    found = info.get("keys", NO_KEYS)
    if not isinstance(found, Keys):
        raise TypeError("not keys")
    return found


def encrypted(session: Session, secret: str) -> str:
    """A secret as it is stored."""
    return keys_of(session.info).encrypt(secret)


def decrypted(session: Session, stored: str) -> str:
    """A stored secret. Raises `Unreadable`."""
    return keys_of(session.info).decrypt(stored)
