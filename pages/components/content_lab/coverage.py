"""How many tasks on offer there are for each kind, topic and difficulty."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.actor import Actor
from core.content.lab import bank
from core.content.types import Difficulty
from core.transaction import transaction
from pages.components.errors import shown_to_user
from pages.components.task_list import kind_name

SECTIONS = {
    "AC_T1": "Academic Task 1",
    "GT_T1": "General Training Task 1",
    "AC_T2": "Academic Task 2",
    "GT_T2": "General Training Task 2",
}
ALL = "All of them"
FEW = 6  # each topic has at least so many tasks, over all modules


def show_coverage(actor: Actor) -> None:
    """A table of topics by kinds for the chosen section and difficulty, and the topics that have too little."""
    with shown_to_user(), transaction() as tx:
        version = bank.version(tx, actor)
    first, second = st.columns(2)
    section = first.selectbox("Module and task", [ALL, *SECTIONS], format_func=lambda name: SECTIONS.get(name, name))
    difficulty = second.selectbox("Difficulty", [ALL, *Difficulty], format_func=lambda one: str(one).capitalize())
    kept = _coverage(actor, version, section, str(difficulty))
    st.caption("1 task on offer" if kept.total == 1 else f"{kept.total:,} tasks on offer")
    if kept.total:
        st.dataframe(kept.table, key="coverage", hide_index=True)
    if kept.short:
        with st.expander(f"{len(kept.short)} topics have fewer than {FEW} tasks"):
            st.write(", ".join(kept.short))


@dataclass(frozen=True)
class _Coverage:
    """The table of one choice, ready to be sent, its total, and the topics that have too little."""

    table: pa.Table
    total: int
    short: tuple[str, ...]


@st.cache_resource(max_entries=64, show_spinner=False)
def _coverage(_actor: Actor, version: str, section: str, difficulty: str) -> _Coverage:
    with shown_to_user(), transaction() as tx:
        matrix = bank.matrix(tx, _actor)
    cells = pd.DataFrame(
        [(*where, count) for where, count in matrix.cells.items()],
        columns=["section", "topic", "kind", "difficulty", "count"],
    )
    by_topic = cells.groupby("topic")["count"].sum()
    chosen = cells[
        (cells["section"].isin([section]) | (section == ALL))
        & (cells["difficulty"].isin([difficulty]) | (difficulty == ALL))
    ]
    table = chosen.pivot_table(index="topic", columns="kind", values="count", aggfunc="sum", fill_value=0)
    table = table.reindex(list(matrix.topics), fill_value=0).astype(int)
    table.insert(0, "All", table.sum(axis=1))
    table.columns = [_heading(str(kind)) for kind in table.columns]
    sums = table.sum().to_frame("All topics").T
    shown = pd.concat([sums, table]).rename_axis("Topic").reset_index()
    return _Coverage(
        table=pa.Table.from_pandas(shown, preserve_index=False),
        total=int(chosen["count"].sum()),
        short=tuple(
            f"{topic} ({int(by_topic.get(topic, 0))})" for topic in matrix.topics if by_topic.get(topic, 0) < FEW
        ),
    )


def _heading(kind: str) -> str:
    return kind_name(kind).replace("-", ", ", 1).capitalize()
