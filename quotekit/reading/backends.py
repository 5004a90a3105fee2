"""Which library multiplies the matrices of a pipeline: chosen by a short measurement, not by a name.

In: a loaded pipeline. Out: the same, its models set to the faster of BLIS and NumPy's own BLAS.
Never changes what a model computes, and never touches a pipeline that the user loaded.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

Backend = Literal["auto", "blis", "numpy"]
_VARIABLE: Final = "QUOTEKIT_BACKEND"  # for those who cannot change the code: auto, blis or numpy
_CLEARLY: Final = 0.9  # the other library has to need less than this share of the time
_ROWS, WIDTH, _ROUNDS = 512, 288, 5  # about what one layer of a small model does for a batch


def set_backend(nlp: Language, backend: Backend | None = None) -> None:
    """Let a pipeline multiply matrices with the faster library.

    BLIS, which spaCy brings along, does not know every processor and is then three times slower
    than NumPy. Heads, tags and entities are the same with both.

    Args:
        nlp: The pipeline. One that computes on a GPU is left as it is.
        backend: "blis" or "numpy"; "auto" measures for some milliseconds, once a process. None
            does what the environment variable QUOTEKIT_BACKEND says, or else "auto".

    Raises:
        ValueError: for another name.
    """
    wanted = backend or given_backend() or "auto"
    if wanted not in ("auto", "blis", "numpy"):
        raise ValueError(f'a backend is "auto", "blis" or "numpy", not {wanted!r} (argument, or {_VARIABLE})')
    from thinc.api import NumpyOps

    models = [component.model for _, component in nlp.components if hasattr(component, "model")]
    nodes = [node for model in models if hasattr(model, "walk") for node in model.walk()]
    if any(node.ops.name not in ("numpy", "cpu") for node in nodes):
        return  # on a GPU, or by Apple's own library, which is the fastest there
    ops = NumpyOps(use_blis=(faster() if wanted == "auto" else wanted) == "blis")
    for node in nodes:
        node.ops = ops


def given_backend() -> str | None:
    """The library that the environment names, None where it names none."""
    return os.environ.get(_VARIABLE) or None


@cache
def faster() -> Literal["blis", "numpy"]:
    """The library that multiplies matrices faster here, on one thread; measured once a process."""
    with one_thread():
        seconds = {use_blis: _measure(use_blis) for use_blis in (True, False)}
    return "numpy" if seconds[False] < _CLEARLY * seconds[True] else "blis"


def _measure(use_blis: bool) -> float:
    import numpy
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=use_blis)
    left = numpy.ones((_ROWS, WIDTH), dtype="f")
    right = numpy.ones((WIDTH, WIDTH), dtype="f")
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        ops.gemm(left, right)
        best = min(best, time.perf_counter() - start)
    return best


@contextmanager
def one_thread() -> Iterator[None]:
    """One BLAS thread for what is done inside: more only wait for each other on matrices this small."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> ThreadpoolController | Any:
    import numpy  # noqa: F401  the controller finds the libraries that are loaded when it is made
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
