"""Runs `quotekit` commands in forks of one process that has loaded everything: most of a command would be loading.

    python tests/serve_commands.py SOCKET FOLDER

In: on a socket, the arguments, folder and environment of a command with its three streams. Out: two lines, the number
of its process and, when it has ended, its exit status (less than none for a signal that ended it).
FOLDER gets a program called quotekit that hands itself over in this way. Never outlives who started it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

PROGRAM = """#!{python} -SE
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({path!r})
socket.send_fds(server, [json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()], [0, 1, 2])
lines = server.makefile()
lines.readline()
sys.exit(int(lines.readline() or 70))
"""
MOST = 1 << 20  # bytes of arguments and environment
PATIENCE = 2.0  # seconds between two looks whether the parent is still there


def main(path: str, folder: str) -> None:
    """Loads, and answers until the parent is gone."""
    from quotekit import extract
    from quotekit.cli import main as run

    extract("“We sail,” said Anna Berg.")  # the model and all tables
    parent = os.getppid()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        server.settimeout(PATIENCE)
        program = Path(folder, "quotekit")
        program.write_text(PROGRAM.format(python=sys.executable, path=path))
        program.chmod(0o755)
        while os.getppid() == parent:
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                message, streams, _, _ = socket.recv_fds(connection, MOST, 3)
                if os.fork() == 0:
                    server.close()
                    keep(connection, json.loads(message), streams, run)
                    os._exit(0)
                for stream in streams:
                    os.close(stream)
            with suppress(ChildProcessError):  # those that have ended
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    pass


def keep(connection: socket.socket, command: list, streams: list[int], run) -> None:  # type: ignore[no-untyped-def,type-arg]
    """Starts a command, and tells its process and how that ended, killed or not."""
    child = os.fork()
    if child == 0:
        connection.close()
        os._exit(answer(command, streams, run))
    for stream in streams:
        os.close(stream)
    connection.sendall(b"%d\n" % child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with suppress(OSError):  # nobody waits
        connection.sendall(b"%d\n" % status)


def answer(command: list, streams: list[int], run) -> int:  # type: ignore[no-untyped-def,type-arg]
    """Runs one command in this process, which is a fork, and says how it ended."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in the background without
    sys.argv, folder, environment = command
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf8", closefd=False)  # noqa: SIM115 - they stay open to the end
        for number, mode in enumerate(("r", "w", "w"))
    )
    status: object = 0
    try:
        run()
    except SystemExit as end:
        status = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    for output in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads on: `… | head`
            output.flush()
    if status is not None and not isinstance(status, int):
        print(status, file=sys.stderr, flush=True)
    return (status if isinstance(status, int) else int(status is not None)) & 255


if __name__ == "__main__":
    main(*sys.argv[1:])
