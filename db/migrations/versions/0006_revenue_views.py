"""Views of money and learning in schema `analytics`, the copies that screens read, and who moved MRR.

Revision: 0006, after 0005
"""

from alembic import op

from db.migrations.sql_files import run, run_text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BASES = ("bases/paid_terms", "bases/mrr_movements", "bases/band_gains")
VIEWS = (
    "views/mrr_by_month",
    "views/churn_by_month",
    "views/retention_cohorts",
    "views/cash_by_month",
    "views/payments_by_outcome",
    "views/credits_by_month",
    "views/sign_up_funnel",
    "views/engine_cost_by_month",
    "views/band_gain_by_practice",
    "views/band_gain_by_language",
    "views/criterion_profile",
    "views/writing_pace",
    "views/learners_by_band",
)
COPIED = [view.removeprefix("views/") for view in VIEWS]

MOVEMENTS = """
create schema analytics;

create table public.subscriptions_mrrmovement (
    id bigserial not null,
    user_id bigint not null,
    month timestamp with time zone not null,
    kind varchar(20) not null,
    amount_usd numeric(10, 2) not null,
    created_at timestamp with time zone default now() not null,
    constraint subscriptions_mrrmovement_pkey primary key (id),
    constraint subscriptions_mrrmovement_kind_check
        check (kind in ('new', 'expansion', 'contraction', 'churn', 'reactivation')),
    constraint subscriptions_mrrmovement_user_id_month_key unique (user_id, month),
    constraint subscriptions_mrrmovement_user_id_fkey
        foreign key (user_id) references public.accounts_customuser (id) on delete restrict
);

create index idx_mrrmovement_month on public.subscriptions_mrrmovement (month, kind);
"""


def upgrade() -> None:
    run_text(MOVEMENTS)
    run(*BASES, *VIEWS)
    for view in COPIED:
        op.execute(f"create table rollup.{view} as select * from analytics.{view} with no data")
    run("rollups/copies")


def downgrade() -> None:
    for name in ("refresh_mrr_movements()", "stale_rows(text)", "refresh(text)"):
        op.execute(f"drop function rollup.{name}")
    for view in COPIED:
        op.execute(f"drop table rollup.{view}")
    op.execute("drop schema analytics cascade")
    op.execute("drop table public.subscriptions_mrrmovement")
