"""The audit, run by an administrator: whether the books are sound."""

from sqlalchemy.orm import Session

from core import audit
from core.accounts import audit_log
from core.actor import Actor, Role
from core.audit import Finding

__all__ = ["Finding", "check", "count_rules"]


def check(session: Session, actor: Actor, *, is_asked_for: bool = False) -> tuple[Finding, ...]:
    """The rules that are broken now, with their rows; empty when the books are sound.

    `is_asked_for` is a click on "Run now", which is logged; a screen that merely shows the state is not.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    findings = tuple(audit.run(session))
    if is_asked_for:
        audit_log.record(
            session,
            actor,
            action="audit.run",
            entity="audit",
            entity_id="all",
            detail={"broken": [finding.rule for finding in findings]},
        )
    return findings


def count_rules() -> int:
    """How many rules there are."""
    return len(audit.rules())
