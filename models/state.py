"""Whether a store can be used, for the doctor."""

from sqlalchemy.exc import DBAPIError

from models.migrate import NewerDatabase
from models.store import Store, Unavailable


def state(url: str) -> tuple[bool, str, str]:
    """Whether all is well, what was found, and how to fix it. Brings the tables up to date."""
    try:
        Store.open(url).close()
    except NewerDatabase as problem:
        return False, "A newer Heraut has used the store.", str(problem)
    except Unavailable as problem:
        return False, "The store cannot be opened.", f"Check DATABASE_URL: {problem.reason}."
    except DBAPIError as problem:
        return False, "The store cannot be opened.", f"Check DATABASE_URL: {type(problem.orig).__name__}"
    return True, "The store opens and its tables are up to date.", ""
