"""quotekit behind HTTP: a text is posted, the answer comes as JSON of the schema or as the review page.

In: requests. Out: an ASGI application for uvicorn, made by FastAPI.
Never keeps a text, never writes one into a log, and never lets one request take all memory or time.

It lives beside the spaCy component: both put the stages, as they are, into somebody else's frame.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from inspect import getdoc
from typing import Any, Final, TypeVar, get_type_hints
from urllib.parse import parse_qs

from attrs import asdict, evolve, fields, frozen

from quotekit.errors import QuotekitError, install
from quotekit.export.dicts import SCHEMA, to_dict
from quotekit.export.pages import render
from quotekit.pipeline.one import extract
from quotekit.pipeline.options import GivenOptions, Options
from quotekit.reading.models import reader
from quotekit.records import Extraction, Medium

try:
    from fastapi import FastAPI, HTTPException, Request
    from fastapi.responses import HTMLResponse, JSONResponse, Response
    from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError(f"the service needs FastAPI and uvicorn: {install('serve')}") from error

PAGE: Final = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-src 'self'"
FORM: Final = "application/x-www-form-urlencoded"
ENVIRONMENT: Final = "QUOTEKIT_SERVE"  # how worker processes are told the limits
NOT_HERE: Final = frozenset({"nlp", "coref"})  # the service has its pipeline; a function is no JSON
SHAPES: Final[dict[str, Any]] = {
    "rules": list[str] | None,
    "cues": list[str] | dict[str, str] | None,
    "media": list[Medium] | None,
}
_SENTENCE: Final = re.compile(r"\b([a-z_]+): (.*?[.?])(?= [a-z_]+: | Raises:|$)")
BYTES_A_CHARACTER: Final = 6  # in JSON, as \uXXXX; a body longer than that cannot hold a text that is allowed
Own = tuple[str, str | None]  # the language of the service, and the name of its pipeline
_Answer = TypeVar("_Answer")


@frozen
class Limits:
    """What one request may ask for.

    Attributes:
        characters: Length of a text.
        seconds: Time until the answer has to be there.
        waiting: Requests that may wait for their turn in one process; more are sent away.
        model: Name of the spaCy pipeline; None for the one that all was measured with.
    """

    characters: int = 200_000
    seconds: float = 60.0
    waiting: int = 64
    model: str | None = None


class TextIn(BaseModel):
    """What is posted, beside the options of reading."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The text to read.")
    id: str | None = Field(default=None, description="Comes back with the answer.")
    with_text: bool = Field(default=True, description="Send the text back in the answer of /extract?")


def _with_options() -> type[TextIn]:
    """The same with a field for every option of `Options` that JSON can hold."""
    kinds = get_type_hints(GivenOptions, localns={"Pipeline": Any})
    *_, listed = " ".join((getdoc(Options) or "").split()).partition("Attributes: ")
    sentences = dict(_SENTENCE.findall(listed))
    options: dict[str, Any] = {
        each.name: (
            SHAPES.get(each.name, kinds[each.name]),
            Field(default=None if each.default == () else each.default, description=sentences[each.name]),
        )
        for each in fields(Options)
        if each.name not in NOT_HERE
    }
    return create_model("Text", __base__=TextIn, **options)


Asked: Final = _with_options()


def make_app(limits: Limits = Limits()) -> FastAPI:
    """The application: ``uvicorn`` runs it, tests call it.

    Raises:
        ModelNotFoundError: the pipeline is not installed.
    """
    nlp = reader(limits.model)
    own = nlp.meta["lang"], limits.model
    model = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    turns = _Turns(limits)
    app = FastAPI(
        title="quotekit",
        version=version("quotekit-nlp"),
        description="Who said what, in which words, where, and why.",
        docs_url=None,  # its page loads scripts from elsewhere; /openapi.json is the description
        redoc_url=None,
    )
    body = {"requestBody": {"required": True, "content": _contents()}}

    @app.post("/extract", openapi_extra=body, summary=f"Who said what in a text: a document of schema {SCHEMA}")
    async def post_extract(request: Request) -> Response:
        asked = await _read(request, limits)
        document = await turns.take(partial(_document, asked, own))
        return JSONResponse(document)

    @app.post("/render", openapi_extra=body, summary="The review page of a text", response_class=HTMLResponse)
    async def post_render(request: Request) -> Response:
        asked = await _read(request, limits)
        return HTMLResponse(await turns.take(lambda: render(_extraction(asked, own))))

    @app.get("/health", summary="Is it ready?")
    async def get_health() -> dict[str, Any]:
        return {"status": "ok", "version": version("quotekit-nlp"), "model": model, "limits": asdict(limits)}

    @app.get("/schema", summary="The JSON Schema of an answer")
    async def get_schema() -> Response:
        return Response(_file("schema-1.json", "quotekit.export"), media_type="application/schema+json")

    @app.get("/", response_class=HTMLResponse, summary="A page to try it")
    async def get_page() -> Response:
        return HTMLResponse(_file("service.html", "quotekit.export.pages"), headers={"Content-Security-Policy": PAGE})

    return app


def app_from_environment() -> FastAPI:
    """The application in a worker process, with the limits that the first process was given."""
    return make_app(Limits(**json.loads(os.environ.get(ENVIRONMENT, "{}"))))


class _Turns:
    """Lets texts be read one after the other in a thread, so that the process still answers /health."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.turn = asyncio.Semaphore(1)
        self.waiting = 0

    async def take(self, work: Callable[[], _Answer]) -> _Answer:
        """What the work gives, when it is its turn.

        Raises:
            HTTPException: 503 if too many wait, 504 if it takes too long, 422 if the text cannot be read.
        """
        if self.waiting >= self.limits.waiting:
            raise HTTPException(503, "too many texts are waiting; try again in a moment", {"Retry-After": "1"})
        self.waiting += 1
        try:
            return await asyncio.wait_for(self._run(work), self.limits.seconds)
        except (asyncio.TimeoutError, TimeoutError):
            raise HTTPException(504, f"no answer within {self.limits.seconds:g} seconds; send a shorter text") from None
        except QuotekitError as error:
            raise HTTPException(422, str(error)) from error
        finally:
            self.waiting -= 1

    async def _run(self, work: Callable[[], _Answer]) -> _Answer:
        async with self.turn:
            return await asyncio.get_running_loop().run_in_executor(None, work)


async def _read(request: Request, limits: Limits) -> TextIn:
    """The request, JSON or a plain text; refused before it is all read where it is too long."""
    most = limits.characters * BYTES_A_CHARACTER + 1024
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"a text has at most {limits.characters:,} characters here; send parts of it")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    try:
        if kind == "text/plain":
            asked = Asked(text=body.decode("utf-8"))
        elif kind == FORM and (text := _field(body.decode("utf-8"))) is not None:  # of the page to try it
            asked = Asked(text=text)
        else:
            asked = Asked.model_validate_json(bytes(body))
        Options(**_given(asked))
    except UnicodeDecodeError as error:
        raise HTTPException(422, f"not UTF-8 ({error.reason} at byte {error.start})") from error
    except ValidationError as error:
        details = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['msg']}" for each in error.errors())
        raise HTTPException(422, f'send {{"text": "…"}} as JSON, or text/plain. {details}') from error
    except (ValueError, TypeError) as error:  # of an option that only quotekit can check
        raise HTTPException(422, str(error)) from error
    if len(asked.text) > limits.characters:
        raise HTTPException(413, f"a text has at most {limits.characters:,} characters here, not {len(asked.text):,}")
    return asked


def _field(form: str) -> str | None:
    """The field "text" of a form; None without one: curl -d calls JSON a form, too."""
    fields = parse_qs(form, keep_blank_values=True).get("text")
    return fields[0] if fields else None


def _given(asked: TextIn) -> dict[str, Any]:
    """The options that a request gives."""
    given = asked.model_dump(exclude=set(TextIn.model_fields), exclude_none=True)
    return {name: value for name, value in given.items() if name in asked.model_fields_set}


def _extraction(asked: TextIn, own: Own) -> Extraction:
    given = _given(asked)
    language, model = own
    return extract(asked.text, nlp=model if given.get("language", language) == language else None, **given)


def _document(asked: TextIn, own: Own) -> dict[str, Any]:
    return to_dict(evolve(_extraction(asked, own), id=asked.id), text=asked.with_text)


def _contents() -> dict[str, Any]:
    return {
        "application/json": {"schema": Asked.model_json_schema()},
        "text/plain": {"schema": {"type": "string", "example": "“We stay,” said Anna Berg."}},
    }


@cache
def _file(name: str, package: str) -> str:
    folder = files(package)
    place = folder / "templates" / name if name.startswith("service") else folder / name
    return place.read_text(encoding="utf8")
