"""The service over real HTTP on this machine: answers, limits, load, several processes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve, fields

import quotekit
from quotekit.pipeline.options import Options

TEXT = "“We stay,” said Anna Berg. Tom Oduya said that it rained."
SCHEMA = json.loads((files("quotekit.export") / "schema-1.json").read_text(encoding="utf8"))
READY = 120  # seconds until a loaded machine has loaded the model


class Service:
    """A running `quotekit serve`."""

    def __init__(self, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "quotekit", "serve", "--port", str(self.port), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(READY * 5):
            try:
                self.get("/health")
                return
            except OSError:
                assert self.process.poll() is None, self.process.stderr and self.process.stderr.read()
                time.sleep(0.2)
        raise AssertionError("the service did not start")

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return bytes(answer.read())

    def post(self, path: str, body: bytes | dict[str, Any], kind: str = "application/json") -> tuple[int, bytes]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": kind})
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def memory(self) -> int:
        """Bytes that the process holds (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    running = Service("--max-characters", "5000", "--max-waiting", "600")
    yield running
    running.close()


def test_an_answer_is_what_extract_gives(service: Service) -> None:
    status, body = service.post("/extract", {"text": TEXT, "id": "a"})
    assert status == 200
    document = json.loads(body)
    jsonschema.validate(document, SCHEMA)
    assert document["id"] == "a"
    assert [each["speaker"]["name"] for each in document["attributions"]] == ["Anna Berg", "Tom Oduya"]
    from quotekit.export.dicts import to_dict

    assert document == json.loads(json.dumps(to_dict(evolve(quotekit.extract(TEXT), id="a"))))


def test_options_and_plain_text(service: Service) -> None:
    status, body = service.post("/extract", {"text": TEXT, "scope": "quoted", "with_text": False})
    document = json.loads(body)
    assert (status, len(document["attributions"]), "text" in document) == (200, 1, False)
    status, body = service.post("/extract", TEXT.encode(), "text/plain; charset=utf-8")
    assert (status, len(json.loads(body)["attributions"])) == (200, 2)
    assert json.loads(service.post("/extract", {"text": ""})[1])["attributions"] == []


def test_every_option_of_reading_can_be_posted(service: Service) -> None:
    options = {"narrator": "Ada Berg", "dialogue": "on", "gender": False, "cues": {"skeet": "say"}, "markup": "none"}
    status, body = service.post("/extract", {"text": "“Come in,” I said. Tom Holm sat down.", **options})
    assert status == 200
    assert json.loads(body)["attributions"][0]["speaker"]["name"] == "Ada Berg"
    described = json.loads(service.get("/openapi.json"))
    body = described["paths"]["/extract"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {each.name for each in fields(Options)} - {"nlp", "coref"} <= set(body["properties"])


def test_forms(service: Service) -> None:
    form = "application/x-www-form-urlencoded"  # also what curl -d says of anything
    for body in (urllib.parse.urlencode({"text": TEXT}).encode(), json.dumps({"text": TEXT}).encode()):
        status, answer = service.post("/extract", body, form)
        assert (status, len(json.loads(answer)["attributions"])) == (200, 2)
    assert service.post("/extract", b"words=a", form)[0] == 422


def test_pages(service: Service) -> None:
    status, body = service.post("/render", {"text": TEXT})
    assert status == 200
    assert b"<!DOCTYPE html>" in body
    assert b"Anna Berg" in body
    assert b"Who said what?" in service.get("/")
    form = b"text=%E2%80%9CGo%2C%E2%80%9D+said+Ida+Falk."  # what the page to try it sends
    status, body = service.post("/render", form, "application/x-www-form-urlencoded")
    assert (status, b"Ida Falk" in body) == (200, True)
    assert json.loads(service.get("/schema")) == SCHEMA


def test_it_describes_itself(service: Service) -> None:
    described = json.loads(service.get("/openapi.json"))
    assert {"/extract", "/render", "/health"} <= set(described["paths"])
    body = described["paths"]["/extract"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"text", "id", "scope", "min_confidence", "media"} <= set(body["properties"])
    health = json.loads(service.get("/health"))
    assert (health["status"], health["version"]) == ("ok", quotekit.__version__)


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"text": "a" * 5001}, 413, "5,000"),
        (b"x" * 200_000, 413, "5,000"),
        (b"{broken", 422, "text/plain"),
        ({"words": "a"}, 422, "words"),
        ({"text": "a", "min_confidence": 2}, 422, "min_confidence"),
        ({"text": "a", "dialogue": "yes"}, 422, "dialogue"),
        ({"text": "a", "language": "xx"}, 422, "does not read"),
        ({"text": "a", "rules": ["no-such-rule"]}, 422, "no-such-rule"),
        (b"\xff", 422, "JSON"),
    ],
)
def test_what_is_refused(service: Service, body: Any, status: int, says: str) -> None:
    code, answer = service.post("/extract", body)
    assert code == status
    assert says in json.loads(answer)["detail"]


def test_500_requests_none_lost_and_memory_flat(service: Service) -> None:
    def ask(number: int) -> str:
        status, body = service.post("/extract", {"text": f"“Boat {number} is in,” said Anna Berg.", "id": str(number)})
        document = json.loads(body)
        assert status == 200
        return f"{document['id']}: {document['attributions'][0]['contents'][0]['text']}"

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(ask, range(100)))  # caches fill
        before = service.memory()
        answers = list(threads.map(ask, range(500)))
    assert [each.partition(":")[0] for each in answers] == [str(number) for number in range(500)]
    assert all(f"Boat {number} is in" in each for number, each in enumerate(answers))
    assert service.memory() < before + 40_000_000


def test_several_processes_and_little_time() -> None:
    running = Service("--workers", "2", "--timeout", "0.1", "--max-characters", "200000")
    try:
        assert running.post("/extract", {"text": TEXT})[0] in (200, 504)
        status, answer = running.post("/extract", {"text": f"{TEXT}\n\n" * 3000})
        assert (status, "shorter" in json.loads(answer)["detail"]) == (504, True)
        assert json.loads(running.get("/health"))["status"] == "ok"
    finally:
        running.close()
