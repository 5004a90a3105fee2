"""Which library multiplies matrices: the one asked for, and on a GPU the one that is there."""

from __future__ import annotations

import pytest
from spacy.language import Language
from thinc.api import NumpyOps, Ops

from quotekit import extract
from quotekit.reading import backends
from quotekit.reading.loading import load_pipeline
from quotekit.reading.models import BUNDLED


class OnGpu(NumpyOps):
    """Stands in for CuPy's operations: another name, and so another device."""

    name = "cupy"


@pytest.fixture(scope="module")
def own() -> Language:
    """A pipeline that no other test uses."""
    return load_pipeline(BUNDLED)


def ops_of(nlp: Language) -> list[Ops]:
    return [node.ops for _, pipe in nlp.components if getattr(pipe, "model", None) for node in pipe.model.walk()]


def test_arrays_of_a_pipeline_on_a_gpu_stay_there(own: Language, harbour: str) -> None:
    there = OnGpu()
    for _, pipe in own.components:
        for node in pipe.model.walk() if getattr(pipe, "model", None) else ():
            node.ops = there
    for backend in ("numpy", "blis", "auto"):
        backends.set_backend(own, backend)  # type: ignore[arg-type]
        assert {id(ops) for ops in ops_of(own)} == {id(there)}
    assert extract(harbour, nlp=own) == extract(harbour)
    assert {id(ops) for ops in ops_of(own)} == {id(there)}


@pytest.mark.parametrize(("backend", "uses_blis"), [("numpy", False), ("blis", True)])
def test_the_backend_asked_for_is_used(
    backend: backends.Backend, uses_blis: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = load_pipeline(BUNDLED)
    backends.set_backend(nlp, backend)
    assert {ops.use_blis for ops in ops_of(nlp)} == {uses_blis}  # type: ignore[attr-defined]
    monkeypatch.setenv("QUOTEKIT_BACKEND", "numpy" if uses_blis else "blis")
    backends.set_backend(nlp)
    assert {ops.use_blis for ops in ops_of(nlp)} == {not uses_blis}  # type: ignore[attr-defined]


def test_there_is_no_other_backend(own: Language) -> None:
    with pytest.raises(ValueError, match="not 'mkl'"):
        backends.set_backend(own, "mkl")  # type: ignore[arg-type]
