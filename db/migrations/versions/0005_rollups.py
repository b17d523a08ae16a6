"""Sums that dashboards read in place of essays and payments, moved by triggers.

Revision: 0005, after 0004
"""

from alembic import op

from db.migrations.sql_files import run, run_text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# no foreign keys: a sum is not worth a lock on the row it belongs to
TABLES = """
create schema rollup;

create table rollup.user_performance (
    user_id bigint primary key,
    essays bigint not null default 0,
    drafts bigint not null default 0,
    assessed bigint not null default 0,
    scored bigint not null default 0,
    score_sum numeric not null default 0,
    best_score numeric(3, 1),
    last_handed_in timestamp with time zone
) with (fillfactor = 70);

create table rollup.task_difficulty (
    task_id bigint not null,
    attempts bigint not null default 0,
    completed bigint not null default 0,
    score_sum numeric not null default 0,
    score_square_sum numeric not null default 0
);

create table rollup.plan_use (
    plan_id bigint not null,
    active bigint not null default 0,
    used bigint not null default 0,
    at_limit bigint not null default 0
);

create table rollup.revenue (
    month timestamp with time zone not null,
    payments bigint not null,
    amount numeric not null,
    successful numeric not null,
    net numeric not null,
    refunded numeric not null,
    failed bigint not null,
    payers bigint not null,
    successful_payers bigint not null
);

create table rollup.revenue_payer (
    month timestamp with time zone not null,
    user_id bigint not null,
    payments bigint not null,
    succeeded bigint not null,
    primary key (month, user_id)
);

create index idx_rollup_task_difficulty on rollup.task_difficulty (task_id);
create index idx_rollup_plan_use on rollup.plan_use (plan_id);
create index idx_rollup_revenue on rollup.revenue (month);
"""

TRIGGERS = {
    "practice_submission": (
        "rollup_user_added",
        "rollup_user_moved",
        "rollup_user_gone",
        "rollup_task_added",
        "rollup_task_moved",
        "rollup_task_gone",
    ),
    "assessment_assessment": (
        "rollup_user_added",
        "rollup_user_moved",
        "rollup_user_gone",
        "rollup_task_added",
        "rollup_task_moved",
        "rollup_task_gone",
    ),
    "subscriptions_usersubscription": ("rollup_plan_added", "rollup_plan_moved"),
    "subscriptions_payment": ("rollup_payment_added", "rollup_payment_moved"),
}


def upgrade() -> None:
    run_text(TABLES)
    run(
        "rollups/task_difficulty",
        "rollups/user_performance",
        "rollups/subscription",
        "rollups/revenue",
        "rollups/upkeep",
    )
    op.execute("select rollup.rebuild()")


def downgrade() -> None:
    for table, triggers in TRIGGERS.items():
        for trigger in triggers:
            op.execute(f"drop trigger {trigger} on public.{table}")
    op.execute("drop schema rollup cascade")
