"""Whose rows a reader of analytics may see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """One person's own rows, the learners of some cohorts, or everybody.

    Only `core.accounts.roles` makes one, from the actor's roles: a page can pass a scope on, never widen it.
    Exactly one of the three is set.
    """

    user_id: int | None = None
    cohort_ids: frozenset[int] | None = None
    is_everybody: bool = False

    def __post_init__(self) -> None:
        chosen = (self.user_id is not None, self.cohort_ids is not None, self.is_everybody)
        if sum(chosen) != 1:
            raise ValueError("a scope is one person, some cohorts, or everybody")

    @classmethod
    def self(cls, user_id: int) -> "Scope":
        """The rows of one person."""
        return cls(user_id=user_id)

    @classmethod
    def cohorts(cls, cohort_ids: frozenset[int]) -> "Scope":
        """The rows of the learners in these cohorts; none if the set is empty."""
        return cls(cohort_ids=cohort_ids)

    @classmethod
    def all(cls) -> "Scope":
        """Every row."""
        return cls(is_everybody=True)
