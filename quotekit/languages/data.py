"""The data files of a language's folder, line by line.

In: the package of a language and the name of a file. Out: its lines, without comments.
Never knows what a line means.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any


def data_file(package: str, name: str) -> Path:
    """A file of the data folder of a language's package."""
    return Path(str(files(package))) / "data" / name


def data_lines(package: str, name: str) -> list[str]:
    """The lines of a data file that hold something; none where there is no such file."""
    path = data_file(package, name)
    lines = path.read_text(encoding="utf8").splitlines() if path.is_file() else []
    return [line for line in lines if line and not line.startswith("#")]


def data_json(package: str, name: str) -> dict[str, Any]:
    """What a JSON file of the data folder holds; empty where there is no such file."""
    path = data_file(package, name)
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf8")) if path.is_file() else {}
    return held
