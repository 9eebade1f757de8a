from __future__ import annotations

import numpy as np
import pytest

from narrate.production.engines import signed
from narrate.production.engines.kokoro import _embedded
from narrate.production.engines.onnx import open_session
from narrate.production.engines.packs import style
from narrate.production.engines.phonemes import Phonemizer, alphabet
from narrate.production.engines.signed import _fields, _run, _trial, is_exact, with_signed_samples
from narrate.production.engines.timing import joined


def test_the_sums_stay_what_they_were_where_the_machine_can_do_it() -> None:
    plain, turned = _trial(), with_signed_samples(_trial())
    assert turned != plain
    assert is_exact() == bool((_run(plain) == _run(turned)).all())


def test_the_trial_would_notice_sums_that_are_cut_off_at_16_bits() -> None:
    assert int(np.abs(_run(_trial())).max()) > 2**15


def test_a_file_without_integer_convolutions_comes_back_as_it_is() -> None:
    turned = with_signed_samples(_trial())
    assert with_signed_samples(turned) == turned
    assert with_signed_samples(b"") == b""


def test_a_rewritten_file_can_be_read_field_by_field() -> None:
    blob = with_signed_samples(_trial())
    assert b"".join(bytes(part) for _, part, _ in _fields(memoryview(blob))) == blob


def test_another_processor_keeps_the_file_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    assert signed.is_exact.__wrapped__() is False


def test_an_onnxruntime_without_the_kernel_keeps_the_file_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(blob: bytes) -> None:
        raise RuntimeError("not implemented")

    monkeypatch.setattr(signed, "_run", refuse)
    assert signed.is_exact.__wrapped__() is False


@pytest.mark.voices
def test_kokoro_says_the_same_samples_either_way() -> None:
    if not is_exact():
        pytest.skip("this processor keeps the file as it is")
    ids = [alphabet()[phoneme] for phoneme in joined(Phonemizer()("Nobody moved in the great hall."))]
    given = {
        "tokens": np.array([[0, *ids, 0]]),
        "style": style("bm_daniel")[len(ids)][None],
        "speed": np.ones(1, np.float32),
    }
    plain, turned = (open_session(blob).run(None, given)[0] for blob in (_embedded(), with_signed_samples(_embedded())))
    assert np.array_equal(plain, turned)
