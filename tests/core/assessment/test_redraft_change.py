"""What of a change is more than chance, and which demands are met now."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assessment.redraft_change import band_changes, check_changes, noise_bands
from core.assessment.types import Check, CheckKind, Verdict
from tests.factories.essays import make_result


@given(st.sampled_from([1, 2]), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_more_new_text_means_more_noise(task_number: int, one: float, other: float, is_task_band: bool) -> None:
    less, more = sorted((one, other))

    assert noise_bands(task_number, share_changed=less, is_task_band=is_task_band) <= noise_bands(
        task_number, share_changed=more, is_task_band=is_task_band
    )


@pytest.mark.parametrize(
    ("share", "bands", "is_clear"),
    [(0.0, 1, False), (0.0, 2, True), (0.1, 2, True), (0.3, 2, False), (1.0, 2, False), (1.0, 3, True)],
)
def test_a_criterion_moves_clearly_only_beyond_its_noise(share: float, bands: int, is_clear: bool) -> None:
    changes = band_changes(make_result(5), make_result(5 + bands), task_number=2, share_changed=share)

    assert [one.is_clear for one in changes[1:]] == [is_clear] * 4
    assert changes[0].criterion is None and changes[0].bands == Decimal(bands)


def test_half_a_band_is_never_more_than_chance() -> None:
    assert noise_bands(2, share_changed=0.0, is_task_band=True) == 0.5


def test_a_fall_is_judged_like_a_rise() -> None:
    down = band_changes(make_result(7), make_result(5), task_number=2, share_changed=0.1)

    assert all(one.is_clear and one.bands == -2 for one in down)


def demand(kind: CheckKind, verdict: Verdict, truth: str = "") -> Check:
    return Check(kind, verdict, truth)


def test_demands_that_are_met_now_come_first_and_judgements_on_passages_are_left_out() -> None:
    before = (
        demand(CheckKind.overview, Verdict.missing, "Add one."),
        demand(CheckKind.part, Verdict.right, "Say why."),
        demand(CheckKind.part, Verdict.missing, "Say who pays."),
        demand(CheckKind.figure, Verdict.wrong, "40, not 50"),
        demand(CheckKind.tone, Verdict.missing, "Keep it formal."),
    )
    after = (
        demand(CheckKind.part, Verdict.missing, "Say why."),
        demand(CheckKind.part, Verdict.missing, "Say who pays."),
        demand(CheckKind.figure, Verdict.right, "40"),
        demand(CheckKind.tone, Verdict.right, "Keep it formal."),
        demand(CheckKind.overview, Verdict.right, "An overview."),
    )

    found = check_changes(before, after)

    assert [(one.check.kind, one.check.truth, one.is_met_now) for one in found] == [
        (CheckKind.overview, "An overview.", True),
        (CheckKind.part, "Say why.", False),
    ]


def test_what_cannot_be_decided_is_no_change() -> None:
    unsure = (demand(CheckKind.position, Verdict.not_checkable),)

    assert check_changes(unsure, (demand(CheckKind.position, Verdict.right),)) == ()
