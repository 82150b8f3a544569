"""A server in its own process on its own core: start it, query it, measure it, stop it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SERVER_CORE, LOAD_CORE = 0, 1
APART = hasattr(os, "sched_setaffinity") and {SERVER_CORE, LOAD_CORE} <= os.sched_getaffinity(0)  # asked before pinning
LONGEST_START = 30.0  # seconds
SAID = b"GET /said HTTP/1.1\r\nHost: bench.example\r\n\r\n"
TICKS = os.sysconf("SC_CLK_TCK")


class Dead(Exception):
    """A server ended unexpectedly. Carries the end of its output."""


class Server(NamedTuple):
    """A running server."""

    process: subprocess.Popen
    port: int
    log: Path
    started: float

    @property
    def memory(self) -> float:
        """Resident memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @property
    def computed(self) -> float:
        """Seconds of computing so far, over all threads."""
        numbers = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(numbers[11]) + int(numbers[12])) / TICKS

    def first_answer(self, request: bytes, well: bytes = b"HTTP/1.1 2") -> float:
        """Seconds from the start of the process until `request` gets a good answer. Raises Dead."""
        while time.perf_counter() - self.started < LONGEST_START and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port)) as connection:
                    connection.sendall(request)
                    if connection.recv(4096).startswith(well):
                        return time.perf_counter() - self.started
            except ConnectionError:
                time.sleep(0.005)
        raise self.dead()

    def dead(self) -> Dead:
        return Dead(f"{self.log.stem} does not answer:\n{self.log.read_text()[-2000:]}")


@contextmanager
def running(
    command: list[str], port: int, log: Path, settings: Mapping[str, str], core: int = SERVER_CORE
) -> Iterator[Server]:
    """`command` under this Python, with `settings` in its environment; interrupted at the end, as with Ctrl+C."""
    with log.open("w") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=log.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        pin(process.pid, core)
        try:
            yield Server(process, port, log, started)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def stand_in(module: str, folder: Path) -> Iterator[str]:
    """Run a stand-in for a platform on the load's core. Yields its address."""
    port = free_port()
    with running(["-m", module, str(port)], port, folder / f"{module}.log", {}, LOAD_CORE) as server:
        server.first_answer(SAID)
        yield f"http://127.0.0.1:{port}"


def told(module: str, *words: str) -> str:
    """What a module of `bench` prints, run on the server's core. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", module, *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        pin(process.pid, SERVER_CORE)
        said, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return said


def pin(process: int, core: int) -> None:
    """Pin a process (0: this one) to one core, where there are two."""
    if APART:
        os.sched_setaffinity(process, {core})


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
