"""Runs `quotekit` commands in forks of one process that has loaded everything, for the examples of the documentation.

    python tests/serve_commands.py SOCKET FOLDER

In: on a socket, the arguments, folder and environment of a command with its three streams. Out: its exit status.
FOLDER gets a program called quotekit that hands itself over in this way. Never outlives who started it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

PROGRAM = """#!{python} -SE
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({path!r})
socket.send_fds(server, [json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()], [0, 1, 2])
sys.exit((server.recv(1) or bytes([70]))[0])
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
                    os._exit(answer(connection, json.loads(message), streams, run))
                for stream in streams:
                    os.close(stream)


def answer(connection: socket.socket, command: list, streams: list[int], run) -> int:  # type: ignore[no-untyped-def,type-arg]
    """Runs one command in this process, which is a fork, and says how it ended."""
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
    code = status if isinstance(status, int) else int(status is not None)
    connection.send(bytes([code & 255]))
    return code


if __name__ == "__main__":
    main(*sys.argv[1:])
