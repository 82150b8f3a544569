"""What the doctor says about the keys: whether they fit the store, and who may read them."""

from collections.abc import Iterator

from bot.finding import Finding
from bot.terminal.key_place import Place
from handlers.core.work import Ask
from handlers.encryption import sealed


def key_findings(place: Place, ask: Ask) -> Iterator[Finding]:
    """Nothing is changed. `ask` ends the program if a secret cannot be read."""
    if not place.given and not place.file.exists():
        fix = "Heraut makes one at its next start. Keep a copy of it, apart from your backups."
        yield Finding(ok=True, what=f"There is no file of keys yet at {place.file}.", fix=fix)
    elif clear := ask(sealed.in_clear):
        yield Finding(
            ok=True, what=f"Secrets in the store that are not encrypted: {clear}.", fix="Restart Heraut once."
        )
    elif unreadable := ask(sealed.unreadable):
        fix = "Put back the key from your copy of the keys. If it is lost for good: python app.py keys renew"
        what = f"Secrets in the store that were encrypted with a key that is not in {place.named}: {unreadable}."
        yield Finding(ok=False, what=what, fix=fix)
    else:
        yield Finding(ok=True, what=f"The secrets in the store are encrypted, with the keys in {place.named}.")
