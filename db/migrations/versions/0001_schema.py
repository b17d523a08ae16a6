"""The schema of the first release: tables, rules, views, the standard groups.

Revision: 0001
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from db.migrations.sql_files import run, run_text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLE_FILES = ("accounts", "practice", "assessment", "progress", "subscriptions", "platform")

FUNCTIONS = (
    "writing_task_band(numeric, numeric, numeric, numeric)",
    "touch_updated_at()",
    "guard_state()",
    "freeze_submission()",
    "mirror_changed_usage_period()",
    "mirror_usage_period(bigint)",
    "refuse_change()",
)

VIEWS = ("revenue_analytics", "subscription_analytics", "task_difficulty_analysis", "user_performance_summary")

TABLES = (
    "state_history",
    "state_transition",
    "platform_auditlog",
    "platform_outbox",
    "subscriptions_creditgrant",
    "subscriptions_usagetracking",
    "subscriptions_usageperiod",
    "subscriptions_payment",
    "subscriptions_usersubscription",
    "subscriptions_subscriptionplan",
    "progress_usergoal",
    "progress_progressentry",
    "assessment_feedback",
    "assessment_result",
    "assessment_assessment",
    "practice_submission",
    "practice_practicetask",
    "practice_topic",
    "accounts_loginattempt",
    "accounts_token",
    "accounts_session",
    "accounts_userpreferences",
    "accounts_customuser_groups",
    "accounts_group_permissions",
    "accounts_customuser",
    "accounts_group",
    "accounts_permission",
)

TRANSITIONS = {
    "practice_submission": {
        "draft": ("submitted", "abandoned"),
        "submitted": ("assessed", "failed"),
        "failed": ("submitted",),
    },
    "assessment_assessment": {
        "pending": ("running", "failed", "cancelled"),
        "running": ("pending", "completed", "failed", "manual_review"),
        "failed": ("pending",),
        "manual_review": ("completed", "failed"),
    },
    "subscriptions_usagetracking": {
        "reserved": ("consumed", "released"),
        "consumed": ("refunded",),
    },
    # a mirror of the payment service, which may be seen after several of its steps at once
    "subscriptions_usersubscription": {
        old: tuple(new for new in ("active", "past_due", "paused", "cancelled", "expired") if new != old)
        for old in ("pending", "active", "past_due", "paused", "cancelled")
    },
    "subscriptions_payment": {
        "pending": ("succeeded", "failed", "cancelled"),
        "failed": ("pending", "succeeded", "cancelled"),
        "succeeded": ("partially_refunded", "refunded", "disputed"),
        "partially_refunded": ("refunded", "disputed"),
        "disputed": ("succeeded", "partially_refunded", "charged_back"),
    },
}

PERMISSIONS = {
    "practise": "Write essays and read one's own results",
    "teach": "Run classes and review the essays of their learners",
    "administer": "See customers, money, content and the system",
    "manage_roles": "Give and take the roles of other people",
}

GROUPS = {
    "learner": ("practise",),
    "tutor": ("practise", "teach"),
    "admin": ("practise", "administer"),
}


def upgrade() -> None:
    folder = Path(__file__).with_name("0001_tables")
    for name in TABLE_FILES:
        run_text((folder / f"{name}.sql").read_text(encoding="utf-8"))
    _allow_transitions()
    run(
        "functions/writing_task_band",
        "functions/touch_updated_at",
        "functions/guard_state",
        "functions/freeze_submission",
        "functions/mirror_usage_period",
        "functions/refuse_change",
        "views/user_performance_summary",
        "views/task_difficulty_analysis",
        "views/subscription_analytics",
        "views/revenue_analytics",
    )
    _make_groups()


def downgrade() -> None:
    for view in VIEWS:
        op.execute(f"drop view public.{view}")
    for table in TABLES:
        op.execute(f"drop table public.{table}")
    op.execute("drop procedure public.attach_touch_updated_at()")
    for function in FUNCTIONS:
        op.execute(f"drop function public.{function}")


def _allow_transitions() -> None:
    table = sa.table("state_transition", sa.column("entity"), sa.column("old"), sa.column("new"))
    op.bulk_insert(
        table,
        [
            {"entity": entity, "old": old, "new": new}
            for entity, moves in TRANSITIONS.items()
            for old, targets in moves.items()
            for new in targets
        ],
    )


def _make_groups() -> None:
    permission = sa.table("accounts_permission", sa.column("codename"), sa.column("name"))
    group = sa.table("accounts_group", sa.column("name"))
    op.bulk_insert(permission, [{"codename": codename, "name": name} for codename, name in PERMISSIONS.items()])
    op.bulk_insert(group, [{"name": name} for name in GROUPS])
    link = sa.text(
        "insert into accounts_group_permissions (group_id, permission_id) "
        "select g.id, p.id from accounts_group as g, accounts_permission as p "
        "where g.name = :group and p.codename = :codename"
    )
    for name, codenames in GROUPS.items():
        for codename in codenames:
            op.get_bind().execute(link, {"group": name, "codename": codename})
