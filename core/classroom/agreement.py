"""How well the engine agrees with tutors: their marks against its bands, and the marks as a file for a new fit.

Appeals are essays that somebody thought wrongly marked: figures over all marks look worse than the engine is. Marks of
samples, which nobody chose, are the fair measure, and are counted apart.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.assessment import agreement_figures
from db.repositories import moderated

ENOUGH_FOR_INTERVALS = 10
ENOUGH_FOR_A_REFIT = 200
_BANDS = tuple((Decimal(low), Decimal(high)) for low, high in (("1", "4.5"), ("5", "5.5"), ("6", "6.5"), ("7", "9")))


@dataclass(frozen=True)
class Agreement:
    """Figures of one group of marks. `bias` is the engine's band less the tutor's; kappa has a 95 % interval.

    Under ten marks there is no kappa: it would be chance.
    """

    group: str
    marks: int
    mean_error: float
    bias: float
    within_half: int
    within_one: int
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None


def of_tutor(session: Session, actor: Actor) -> tuple[Agreement, ...]:
    """The actor's own marks against the engine: all, by task and by band.

    Raises:
        NotAllowed: The actor is no tutor.
    """
    actor.require(Role.tutor)
    return _groups(moderated.pairs(session, tutor_id=actor.user_id), by_tutor=False)


def of_everybody(session: Session, actor: Actor) -> tuple[Agreement, ...]:
    """All tutors' marks against the engine: all, by task, by band, by tutor.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return _groups(moderated.pairs(session, tutor_id=None), by_tutor=True)


def export(session: Session, actor: Actor) -> str:
    """The marked essays as CSV for `evaluate` and `fit_offline_engine`; nobody's name is in it. It is logged.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    rows = moderated.essays(session)
    audit_log.record(
        session,
        actor,
        action="marks.exported",
        entity="classroom_review",
        entity_id="all",
        detail={"essays": len(rows)},
    )
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["task_type", "prompt", "prompt_group", "essay", "overall_band"])
    lines.writerows((row.task_number, row.prompt, row.task_code, row.content, row.tutor_band) for row in rows)
    return written.getvalue()


def _groups(rows: Sequence[Any], *, by_tutor: bool) -> tuple[Agreement, ...]:
    if not rows:
        return ()
    found = [_agreement("All", rows)]
    found += _split(rows, lambda row: f"Task {row.task_number}")
    found += _split(rows, lambda row: "Asked for by learners" if row.kind == "appeal" else "Not asked for")
    found += [
        _agreement(f"Bands {low} to {high}", inside)
        for low, high in _BANDS
        if (inside := [row for row in rows if low <= row.tutor_band <= high])
    ]
    if by_tutor:
        found += _split(rows, lambda row: row.tutor)
    return tuple(found)


def _split(rows: Iterable[Any], name: Callable[[Any], str]) -> list[Agreement]:
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return [_agreement(group, groups[group]) for group in sorted(groups)]


def _agreement(group: str, rows: Sequence[Any]) -> Agreement:
    people, engine = [float(row.tutor_band) for row in rows], [float(row.engine) for row in rows]
    away = [abs(one - other) for one, other in zip(people, engine, strict=True)]
    kappa = None
    if len(rows) >= ENOUGH_FOR_INTERVALS:
        kappa = agreement_figures.figures(people, engine, [str(row.submission_id) for row in rows])["qwk"]
    return Agreement(
        group=group,
        marks=len(rows),
        mean_error=sum(away) / len(away),
        bias=sum(other - one for one, other in zip(people, engine, strict=True)) / len(away),
        within_half=sum(each <= 0.5 for each in away),
        within_one=sum(each <= 1 for each in away),
        kappa=kappa["value"] if kappa else None,
        kappa_low=kappa["low"] if kappa else None,
        kappa_high=kappa["high"] if kappa else None,
    )
