"""`quotekit serve`: quotekit behind HTTP.

In: options. Out: a running service.
Never holds logic.
"""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer

from quotekit.cli.options import Model
from quotekit.cli.running import stop


def serve(
    host: Annotated[str, typer.Option(metavar="NAME", help="Address to listen at; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes, each with its own model.")] = 1,
    model: Model = None,
    max_characters: Annotated[int, typer.Option(min=1, metavar="N", help="Longest text.")] = 200_000,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Time for an answer.")] = 60.0,
    max_waiting: Annotated[int, typer.Option(min=1, metavar="N", help="Requests that may wait in a process.")] = 64,
) -> None:
    """Answer over HTTP: POST a text, get JSON of the schema, or the review page.

    Examples:

    - `quotekit serve`
    - `quotekit serve --host 0.0.0.0 --port 80 --workers 4`

    Then open http://127.0.0.1:8000/ in a browser, or post to /extract or /render; /health says whether it is
    ready, /openapi.json describes all of it. There is no password: put it behind a proxy that asks for one. Exit
    status: 0; 1 when it cannot listen; 2 for a wrong call.
    """
    try:
        import uvicorn

        from quotekit.pipeline.service import ENVIRONMENT
    except ImportError as error:
        from quotekit.errors import install

        text = str(error) if "serve" in str(error) else f"the service needs FastAPI and uvicorn: {install('serve')}"
        stop(text)
    from quotekit.errors import QuotekitError
    from quotekit.reading.models import find_model

    try:
        chosen = find_model(model)
    except QuotekitError as error:
        stop(str(error))
    limits = {"characters": max_characters, "seconds": timeout, "waiting": max_waiting, "model": chosen}
    os.environ[ENVIRONMENT] = json.dumps(limits)
    uvicorn.run(
        "quotekit.pipeline.service:app_from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
    )
