"""The weights of quotekit's encoder: files, and where they lie. Nothing in here runs."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "model"
