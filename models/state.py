"""Whether a store can be used, for the doctor."""

from sqlalchemy.exc import DBAPIError

from models.migrate import NewerDatabase, NoStore
from models.store import Store, Unavailable
from models.store_file import file_of, readable_by_others


def state(url: str) -> tuple[bool, str, str]:
    """Whether all is well, what was found, and how to fix it. Brings the tables up to date, but creates no store."""
    try:
        Store.open(url, create=False).close()
    except NoStore as problem:
        return False, str(problem), "Check DATABASE_URL. If it is right: python app.py run creates the store."
    except NewerDatabase as problem:
        return False, "A newer Heraut has used the store.", str(problem)
    except Unavailable as problem:
        return False, "The store cannot be opened.", f"Check DATABASE_URL: {problem.reason}."
    except DBAPIError as problem:
        return False, "The store cannot be opened.", f"Check DATABASE_URL: {type(problem.orig).__name__}"
    if (file := file_of(url)) and (others := readable_by_others(file)):
        names = " ".join(map(str, others))
        return (
            False,
            "Other accounts of this machine may read the store.",
            f"As the owner of the files: chmod 600 {names}",
        )
    return True, "The store opens and its tables are up to date.", ""
