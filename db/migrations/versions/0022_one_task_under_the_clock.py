"""One task under the clock: a sitting of a single task, set work in exam conditions, and how many versions it takes.

Revision: 0022, after 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_IS_EXAM = "not is_exam or kind <> 'drill_set'"
_DRAFTS = "drafts_allowed is null or (drafts_allowed between 1 and 9 and kind = 'task' and not is_exam)"


def upgrade() -> None:
    op.execute(
        "alter table public.practice_sitting"
        " add column task_id bigint references public.practice_practicetask (id) on delete restrict"
    )
    op.execute("create index idx_sitting_task on public.practice_sitting (task_id) where task_id is not null")
    op.execute(
        "alter table public.classroom_assignment"
        " add column is_exam boolean not null default false, add column drafts_allowed integer,"
        f" add constraint check_assignment_exam check ({_IS_EXAM}),"
        f" add constraint check_assignment_drafts check ({_DRAFTS})"
    )


def downgrade() -> None:
    op.execute("alter table public.classroom_assignment drop column is_exam, drop column drafts_allowed")
    op.execute("alter table public.practice_sitting drop column task_id")
