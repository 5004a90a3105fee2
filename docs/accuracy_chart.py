"""Draws how often systems are right, from the table of the accuracy page.

    python docs/accuracy_chart.py

In: docs/accuracy.md. Out: docs/_static/accuracy.svg.
Never holds a figure of its own: it shows what the table says.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib import pyplot as plt

DOCS = Path(__file__).resolve().parent
SHOWN = {
    "PolNeAR dev, quoted attribution": "news:\nquotation → speaker",
    "PolNeAR dev, relations content+speaker": "news: all reported\nspeech → speaker",
    "BASIL dev, entity": "news:\nquotation → name",
    "LitBank dev, entity": "fiction:\nquotation → name",
}
COLOURS = {"quotekit": "#1b6ca8", "two people": "#444444"}
OTHERS = ("#e3a857", "#c97b63", "#8aa17a", "#9d8bb0")


def read_table() -> tuple[list[str], dict[str, list[float | None]]]:
    """The systems, and the figures of each row that is shown."""
    rows = [line for line in (DOCS / "accuracy.md").read_text(encoding="utf8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    systems = next(row[1:] for row in cells if "quotekit" in row)
    return systems, {row[0]: [float(cell) if cell else None for cell in row[1:]] for row in cells if row[0] in SHOWN}


def main() -> None:
    """Draws and saves."""
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "quotekit", "font.family": "sans-serif", "font.size": 10})
    systems, figures = read_table()
    order = sorted(range(len(systems)), key=lambda number: systems[number] == "two people")
    figure, axes = plt.subplots(figsize=(9, 3.6), facecolor="white")
    others = iter(OTHERS)
    width = 0.8 / len(systems)
    for place, number in enumerate(order):
        name = systems[number]
        heights = [figures[row][number] or 0 for row in SHOWN]
        at = [group + place * width for group in range(len(SHOWN))]
        colour = COLOURS.get(name) or next(others)
        bars = axes.bar(at, heights, width * 0.92, label=name, color=colour)
        if name == "quotekit":
            axes.bar_label(bars, fmt="%.0f", padding=2, fontweight="bold", color=colour)
    axes.set_xticks([group + 0.4 - width / 2 for group in range(len(SHOWN))], list(SHOWN.values()))
    axes.set_ylim(0, 105)
    axes.set_ylabel("F1, percent")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(ncols=3, frameon=False, loc="upper center", bbox_to_anchor=(0.5, 1.28))
    figure.tight_layout()
    figure.savefig(DOCS / "_static" / "accuracy.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
