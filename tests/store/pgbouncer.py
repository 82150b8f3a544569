"""A PgBouncer in front of a PostgreSQL: each transaction runs on any free connection of a few."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp.test_utils import unused_port
from sqlalchemy import make_url

MISSING = "PgBouncer is not installed. On Debian: apt-get install pgbouncer (`make chaos` does so where it may)."
SETTINGS = """
[databases]
* = host={folder} user=postgres

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
server_login_retry = 2
"""


def find() -> str | None:
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@asynccontextmanager
async def pooled(url: str) -> AsyncIterator[str]:
    """A database through PgBouncer, which has three connections to it."""
    database, program = make_url(url), find()
    assert program, MISSING
    port = unused_port()
    with TemporaryDirectory(prefix="heraut-pgb-") as folder:
        settings = _settings(Path(folder), SETTINGS.format(folder=database.query["host"], port=port))
        user = ["-u", "pgserver"] if os.geteuid() == 0 else []  # it refuses to run as root
        running = await asyncio.create_subprocess_exec(program, "-q", *user, str(settings))
        try:
            await _listening(port)
            near = database.set(host="127.0.0.1", port=port).difference_update_query(["host"])
            yield near.render_as_string(hide_password=False)
        finally:
            running.terminate()
            await running.wait()


def _settings(folder: Path, words: str) -> Path:
    folder.chmod(0o755)
    file = folder / "pgbouncer.ini"
    file.write_text(words)
    return file


async def _listening(port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            await writer.wait_closed()
            return
