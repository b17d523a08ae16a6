"""The engine held against every attack of the corpus."""

from decimal import Decimal

import pytest

from core.assessment.engines import registry
from core.assessment.types import Criterion, NotAssessable
from tests.core.assessment.attacks.corpus import Attack, read_attacks, read_clean


def faults(attack: Attack) -> list[str]:
    engine = registry.engine("offline")
    try:
        result = engine.assess(attack.text, attack.task)
    except NotAssessable:
        return [] if attack.may_refuse else ["refused"]
    band, first = result.overall, result.band(Criterion.task_achievement)
    found = [f"{band} above {attack.highest}"] if band > attack.highest else []
    if attack.first_criterion_highest and first > attack.first_criterion_highest:
        found.append(f"first criterion {first}")
    for name, most in ((attack.never_above, Decimal(0)), (attack.within_half_of, Decimal("0.5"))):
        if name is not None:
            clean = next(one for one in read_clean() if one.name == name)
            bound = engine.assess(clean.text, clean.task).overall
            found += [f"{band} against {bound}"] if band - bound > most else []
    return found


@pytest.mark.parametrize("attack", read_attacks(), ids=lambda attack: attack.name)
def test_an_attack_gets_no_more_than_it_may(attack: Attack) -> None:
    assert faults(attack) == []
