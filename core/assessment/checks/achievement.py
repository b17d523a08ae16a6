"""How far the check of a report limits Task Achievement: our rule, not IELTS's.

One wrong figure costs nothing. The exam's public descriptors (paraphrased) speak of details that are not right at
band 6, and of no overview and of main features left out at band 5. An overview is hard to find by a program, so its
absence stops at 6.
"""

from collections.abc import Sequence

from core.assessment.types import Check, CheckKind, Verdict

PATTERN = 3  # wrong statements, or
PATTERN_SHARE = 0.25  # so many of those that can be checked
FEWEST_WRONG = 2
_STATEMENTS = frozenset(
    {CheckKind.figure, CheckKind.trend, CheckKind.extreme, CheckKind.comparison, CheckKind.stage, CheckKind.change}
)


def achievement_limit(checks: Sequence[Check]) -> tuple[int | None, str]:
    """The highest band of Task Achievement, or None, and the reason in one sentence (empty without a limit)."""
    stated = [check for check in checks if check.kind in _STATEMENTS]
    wrong = sum(check.verdict is Verdict.wrong for check in stated)
    judged = wrong + sum(check.verdict is Verdict.right for check in stated)
    features = [check for check in checks if check.kind is CheckKind.key_feature]
    missing = sum(check.verdict is Verdict.missing for check in features)
    overviews = [check.verdict for check in checks if check.kind is CheckKind.overview]
    if features and 2 * missing > len(features):
        return 5, _said(f"{missing} of the {len(features)} main features of the picture are not in your report", 5)
    if wrong >= FEWEST_WRONG and 2 * wrong > judged:
        return 5, _said(f"{wrong} of {judged} statements do not agree with the picture", 5)
    if wrong >= PATTERN or (wrong >= FEWEST_WRONG and wrong > PATTERN_SHARE * judged):
        return 6, _said(f"{wrong} of {judged} statements do not agree with the picture", 6)
    if Verdict.missing in overviews:
        return 6, _said("No sentence says what the whole picture shows", 6)
    return None, ""


def _said(what: str, limit: int) -> str:
    return f"{what}, so Task Achievement stops at {limit} (our rule, not IELTS's)."
