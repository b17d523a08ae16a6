"""The live schema against the specification, a copy of which stands beside this file.

The copy's own statements build a second database, so that PostgreSQL itself says what each of them means.
Wherever the schema differs, the difference and its reason stand here; a new one fails.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests import databases
from tests.db import catalogue
from tests.db.catalogue import Catalogue

SPECIFICATION = Path(__file__).with_name("database-schema.md")

NO_INVENTED_SCORES = "an assessment that waits or failed has no scores; check_scores_by_status asks for all in a result"
NULLABLE = {
    ("assessment_assessment", "overall_band_score"): NO_INVENTED_SCORES,
    ("assessment_assessment", "task_achievement_score"): NO_INVENTED_SCORES,
    ("assessment_assessment", "coherence_cohesion_score"): NO_INVENTED_SCORES,
    ("assessment_assessment", "lexical_resource_score"): NO_INVENTED_SCORES,
    ("assessment_assessment", "grammar_accuracy_score"): NO_INVENTED_SCORES,
    ("subscriptions_usagetracking", "assessment_id"): "a sitting holds its credits before there is anything to assess",
}

ADDED_STATES = {
    "practice_submission_status_check": {"failed", "abandoned"},
    "assessment_assessment_status_check": {"running", "cancelled"},
    "subscriptions_usersubscription_status_check": {"pending", "past_due"},
    "subscriptions_payment_status_check": {"partially_refunded", "disputed", "charged_back"},
}

# deleting a person or a task must never delete essays, payments or usage
RESTRICTED = {
    "practice_submission_user_id_fkey",
    "practice_submission_task_id_fkey",
    "subscriptions_usersubscription_user_id_fkey",
    "subscriptions_payment_user_id_fkey",
    "subscriptions_usagetracking_user_id_fkey",
    "subscriptions_usagetracking_subscription_id_fkey",
    "subscriptions_usagetracking_assessment_id_fkey",
}

# a unique rule that an index with a name of the specification, or a stricter one, keeps
UNIQUE_BY_INDEX = {
    "accounts_customuser_username_key": "idx_customuser_username",
    "accounts_customuser_email_key": "idx_customuser_email",
    "subscriptions_usersubscription_stripe_subscription_id_key": "idx_usersubscription_stripe_id",
    "subscriptions_payment_stripe_payment_intent_id_key": "idx_payment_stripe_intent",
}

# an index that would repeat another: its name carries the unique rule, or serves a foreign key that has none
CHANGED_INDEXES = {
    "idx_customuser_email": "UNIQUE (lower((email)::text))",
    "idx_submission_user": "(user_id, started_at DESC)",
    "idx_feedback_assessment": "UNIQUE (assessment_id, criterion)",
    "idx_progress_user": "UNIQUE (assessment_id) INCLUDE (user_id)",
    "idx_usersubscription_user": "(plan_id, user_id)",
    "idx_usersubscription_stripe_id": "UNIQUE (stripe_subscription_id)",
    "idx_usersubscription_user_active": (
        "UNIQUE (user_id) INCLUDE (status) WHERE ((status)::text = ANY ((ARRAY['active'::character varying,"
        " 'past_due'::character varying, 'paused'::character varying, 'cancelled'::character varying])::text[]))"
    ),
    "idx_payment_user": "(plan_id, user_id)",
    "idx_payment_stripe_intent": "UNIQUE (stripe_payment_intent_id)",
    "idx_usagetracking_subscription": "(period_id, subscription_id)",
    "idx_usagetracking_assessment": "UNIQUE (assessment_id) WHERE ((state)::text <> 'released'::text)",
}

APPENDED_COLUMNS = {
    "user_performance_summary": ["draft_submissions"],
    "task_difficulty_analysis": ["completed_count", "score_stddev", "score_var"],
    "subscription_analytics": ["plan_id", "active_users"],
    "revenue_analytics": ["net_revenue", "refunded_amount", "failed_payments", "successful_payers"],
}


@pytest.fixture(scope="module")
def specified(database_server: str) -> Iterator[Catalogue]:
    """The specification's own database. PROTECT is its one word that PostgreSQL does not know."""
    blocks = re.findall(r"```sql\n(.*?)```", SPECIFICATION.read_text(encoding="utf-8"), re.DOTALL)
    with databases.empty(database_server) as url:
        with psycopg.connect(url) as connection:
            for block in blocks:
                connection.execute(block.replace("ON DELETE PROTECT", "ON DELETE RESTRICT"))
        engine = create_engine(url)
        with engine.connect() as connection:
            yield catalogue.read(connection)
        engine.dispose()


@pytest.fixture
def live(session: Session) -> Catalogue:
    return catalogue.read(session.connection())


def test_the_whole_specification_was_read(specified: Catalogue) -> None:
    words = SPECIFICATION.read_text(encoding="utf-8")

    assert len({table for table, _ in specified.columns}) == words.count("CREATE TABLE ") == 13
    assert len(specified.columns) == 170
    assert len(specified.views) == words.count("CREATE VIEW ") == 4
    assert sum(name.startswith("idx_") for _, name in specified.indexes) == words.count("CREATE INDEX ") == 44


def test_every_column(specified: Catalogue, live: Catalogue) -> None:
    expected = {
        name: replace(column, is_required=False) if name in NULLABLE else column
        for name, column in specified.columns.items()
    }

    assert {name: live.columns.get(name) for name in expected} == expected


def test_every_check(specified: Catalogue, live: Catalogue) -> None:
    same = {name: rule for name, rule in specified.checks.items() if name[1] not in ADDED_STATES}

    assert {name: live.checks.get(name) for name in same} == same


@pytest.mark.parametrize(("check", "added"), ADDED_STATES.items())
def test_states_were_only_added(check: str, added: set[str], specified: Catalogue, live: Catalogue) -> None:
    def states(found: Catalogue) -> set[str]:
        rule = next(rule for (_, name), rule in found.checks.items() if name == check)
        return set(re.findall(r"'(\w+)'", rule))

    assert states(live) == states(specified) | added


def test_every_foreign_key(specified: Catalogue, live: Catalogue) -> None:
    expected = {
        name: rule.replace("ON DELETE CASCADE", "ON DELETE RESTRICT") if name[1] in RESTRICTED else rule
        for name, rule in specified.foreign_keys.items()
    }

    assert {name: live.foreign_keys.get(name) for name in expected} == expected


def test_every_unique_rule(specified: Catalogue, live: Catalogue) -> None:
    kept = {name: rule for name, rule in specified.uniques.items() if name[1] not in UNIQUE_BY_INDEX}
    by_index = {(table, UNIQUE_BY_INDEX[name]) for table, name in specified.uniques if name in UNIQUE_BY_INDEX}

    assert {name: live.uniques.get(name) for name in kept} == kept
    assert all("CREATE UNIQUE INDEX" in live.indexes[name] for name in by_index)


def test_every_index(specified: Catalogue, live: Catalogue) -> None:
    expected = {
        name: CHANGED_INDEXES.get(name[1], _keys(definition))
        for name, definition in specified.indexes.items()
        if name[1] not in UNIQUE_BY_INDEX
    }

    assert {name: _keys(live.indexes.get(name, "")) for name in expected} == expected


def test_every_view_keeps_its_columns_and_appends_ours(specified: Catalogue, live: Catalogue) -> None:
    for view, columns in specified.views.items():
        found = live.views[view]
        assert found[: len(columns)] == columns
        assert [name for name, _ in found[len(columns) :]] == APPENDED_COLUMNS[view]


def test_no_exception_is_stale(specified: Catalogue, live: Catalogue) -> None:
    """Each listed difference still is one."""
    assert all(not live.columns[name].is_required and specified.columns[name].is_required for name in NULLABLE)
    assert {name for (_, name), rule in specified.foreign_keys.items() if "CASCADE" in rule} >= RESTRICTED
    changed = {name for (_, name), rule in specified.indexes.items() if CHANGED_INDEXES.get(name, "") == _keys(rule)}
    assert not changed


def _keys(definition: str) -> str:
    """The part of an index definition that says what it holds."""
    unique = "UNIQUE " if definition.startswith("CREATE UNIQUE") else ""
    method, _, keys = definition.partition(" USING ")[2].partition(" ")
    return f"{unique}{keys}" if method == "btree" else f"{method} {unique}{keys}"
