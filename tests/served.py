"""`quotekit` commands for tests, each in a process of its own that need not load anything first.

In: arguments, streams, an environment. Out: a process to talk to, to send signals to, to wait for.
Never a new interpreter: a test that is about how one starts runs `python -m quotekit` itself.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO

import pytest

PLAIN = ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "COLUMNS", "TERMINAL_WIDTH")
PATIENCE = 900  # seconds after which something hangs: a busy machine is no reason to fail
PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL


def environment(**more: str) -> dict[str, str]:
    """That of this process without what changes how a command looks."""
    return {**{key: value for key, value in os.environ.items() if key not in PLAIN}, "TERM": "xterm", **more}


@cache
def folder_of_server() -> Path | None:
    """A folder with a `quotekit` that runs in a fork of one process, and the socket of that; None without forks."""
    if not hasattr(os, "fork"):
        return None
    folder = Path(tempfile.mkdtemp(prefix="quotekit-served-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = [sys.executable, str(Path(__file__).with_name("serve_commands.py")), str(folder / "socket"), str(folder)]
    server = subprocess.Popen(command, env=environment(), stdin=DEVNULL, stdout=DEVNULL)
    atexit.register(server.wait)
    atexit.register(server.terminate)
    while not (folder / "quotekit").exists() and server.poll() is None:
        time.sleep(0.05)
    return folder


class Command:
    """A `quotekit` command in a session of its own; what tests use of `subprocess.Popen`, in bytes.

    Attributes:
        pid: Number of the process.
        stdout, stderr: What it writes, if they are pipes.
        returncode: Its exit status, less than none for a signal; None as long as nobody has seen it end.
    """

    def __init__(
        self,
        *arguments: str,
        stdin: int | IO[bytes] = DEVNULL,
        stdout: int | IO[bytes] = PIPE,
        stderr: int | IO[bytes] = PIPE,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        folder = folder_of_server()
        if folder is None:
            pytest.skip("no process can be forked here")
        self.returncode: int | None = None
        theirs: list[int] = []
        ours: list[IO[bytes] | None] = []
        close: list[int] = []
        for number, stream in enumerate((stdin, stdout, stderr)):
            mine: IO[bytes] | None = None
            if stream == PIPE:
                ends = os.pipe()
                mine = os.fdopen(ends[number == 0], "wb" if number == 0 else "rb")
                their = ends[number != 0]
                close.append(their)
            elif stream == DEVNULL:
                their = os.open(os.devnull, os.O_RDWR)
                close.append(their)
            else:
                their = stream if isinstance(stream, int) else stream.fileno()
            theirs.append(their)
            ours.append(mine)
        self.stdin, self.stdout, self.stderr = ours
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(folder / "socket"))
        message = [["quotekit", *arguments], str(cwd or Path.cwd()), dict(os.environ if env is None else env)]
        socket.send_fds(self._socket, [json.dumps(message).encode()], theirs)
        for each in close:
            os.close(each)
        self.pid = self._number()

    def __enter__(self) -> Command:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        self.wait()
        self._socket.close()

    def _number(self) -> int:
        """The next line that the server sends, and no byte more, so that `select` knows of the one after it."""
        return int(b"".join(iter(lambda: self._socket.recv(1), b"\n")))

    def wait(self, timeout: float = PATIENCE) -> int:
        """Its exit status, when it has ended."""
        if self.returncode is None:
            if not select.select([self._socket], [], [], timeout)[0]:
                self.kill()
                raise subprocess.TimeoutExpired("quotekit", timeout)
            self.returncode = self._number()
        return self.returncode

    def poll(self) -> int | None:
        """Its exit status; None as long as it runs."""
        has_ended = self.returncode is None and select.select([self._socket], [], [], 0)[0]
        return self.wait() if has_ended else self.returncode

    def kill(self) -> None:
        """As `kill -9`."""
        os.kill(self.pid, signal.SIGKILL)

    def communicate(self, given: bytes = b"") -> tuple[bytes, bytes]:
        """What it wrote to its two pipes until every process had closed them, and waits for its end."""
        with ThreadPoolExecutor(2) as pool:
            seen = [pool.submit(stream.read) if stream is not None else None for stream in (self.stdout, self.stderr)]
            if self.stdin is not None:
                self.stdin.write(given)
                self.stdin.close()
            out, errors = (b"" if each is None else each.result(PATIENCE) for each in seen)
        self.wait()
        return out, errors


def run(
    *arguments: str,
    given: str = "",
    stdout: int | IO[bytes] = PIPE,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """A command from start to end, with these words on its standard input."""
    with Command(*arguments, stdin=PIPE if given else DEVNULL, stdout=stdout, env=env, cwd=cwd) as command:
        out, errors = command.communicate(given.encode())
    return subprocess.CompletedProcess(arguments, command.wait(), out.decode(), errors.decode())
