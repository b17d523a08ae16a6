"""The offline engine against attacks: how many get a higher band than they may, and which, in two sets of texts."""

import time
from collections.abc import Sequence
from decimal import Decimal

from core.assessment.engines import registry
from core.assessment.types import AssessmentResult, Criterion, NotAssessable, TaskFacts
from tests.core.assessment.attacks.corpus import (
    Attack,
    Clean,
    read_attacks,
    read_clean,
    read_fresh_attacks,
    read_fresh_clean,
)


def main() -> None:
    """Print both sets: the attacks its rules were tuned with, and the fresh ones that they were not."""
    report("tuned", read_attacks(), read_clean())
    report("fresh", read_fresh_attacks(), read_fresh_clean())


def report(title: str, attacks: Sequence[Attack], clean: Sequence[Clean]) -> None:
    """One line an attack with its bands, its gates and what is wrong; `ABOVE` marks those over a limit."""
    begun = time.perf_counter()
    bounds = {one.name: assessed(one.text, one.task) for one in clean}
    above = [attack.name for attack in attacks if shown(attack, bounds)]
    seconds = time.perf_counter() - begun
    print(f"{title}: {len(above)} of {len(attacks)} above their limit ({seconds:.0f} s): {', '.join(above) or 'none'}")


def shown(attack: Attack, bounds: dict[str, AssessmentResult | NotAssessable]) -> bool:
    """Print the line of one attack; whether it is above a limit, as tests/core/assessment/test_attacks.py counts."""
    result = assessed(attack.text, attack.task)
    found, limits = faults(attack, result, bounds), [f"at most {attack.highest}"]
    if attack.first_criterion_highest is not None:
        limits.append(f"first criterion at most {attack.first_criterion_highest}")
    for name in filter(None, (attack.never_above, attack.within_half_of)):
        limits.append(f"{name} {band_of(bounds[name])}")
    print(
        f"{'ABOVE' if found else 'ok':5} {attack.name:24} {described(result)}; limits: {', '.join(limits)}"
        f"{'; ' + ', '.join(found) if found else ''}"
    )
    return bool(found)


def faults(
    attack: Attack,
    result: AssessmentResult | NotAssessable,
    bounds: dict[str, AssessmentResult | NotAssessable],
) -> list[str]:
    """The limits that a result breaks, in words; none when it keeps all of them."""
    if isinstance(result, NotAssessable):
        return [] if attack.may_refuse else ["refused"]
    band, first = result.overall, result.band(Criterion.task_achievement)
    found = [f"{band} above {attack.highest}"] if band > attack.highest else []
    if attack.first_criterion_highest is not None and first > attack.first_criterion_highest:
        found.append(f"first criterion {first}")
    for name, most in ((attack.never_above, Decimal(0)), (attack.within_half_of, Decimal("0.5"))):
        if name is not None:
            bound = bounds[name]
            if isinstance(bound, NotAssessable):
                found.append(f"{name} refused")
            elif band - bound.overall > most:
                found.append(f"{band} against {bound.overall}")
    return found


def assessed(text: str, task: TaskFacts) -> AssessmentResult | NotAssessable:
    """What the offline engine makes of a text: a result, or the refusal as a value."""
    try:
        return registry.engine("offline").assess(text, task)
    except NotAssessable as refusal:
        return refusal


def band_of(result: AssessmentResult | NotAssessable) -> str:
    """The task band as it is shown, or the word `refused`."""
    return "refused" if isinstance(result, NotAssessable) else str(result.overall)


def described(result: AssessmentResult | NotAssessable) -> str:
    """The bands and gates of a result, or why it was refused."""
    if isinstance(result, NotAssessable):
        return f"refused ({result.name})"
    criteria = "/".join(str(result.band(criterion)) for criterion in Criterion)
    return f"{result.overall} ({criteria}), gates: {' '.join(gate.name for gate in result.gates) or 'none'}"


if __name__ == "__main__":
    main()
