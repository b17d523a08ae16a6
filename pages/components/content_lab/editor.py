"""Writing a task: fields on the left, the task as learners would see it on the right."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.actor import Actor
from core.content import topics
from core.content.errors import EditRefused
from core.content.lab import bank, editing, exporting
from core.content.lab.types import StoredTask
from core.content.task_entries import entry_of, seed_of
from core.content.types import Difficulty
from core.transaction import transaction
from pages.components.content_lab.preview import show_preview
from pages.components.errors import shown_to_user
from pages.components.names import MODULES
from pages.components.said import say_and_rerun
from pages.components.text import plain_line

MOST_FAULTS = 8
BLANK: dict[str, Any] = {
    "code": "",
    "title": "",
    "module": "academic",
    "task_number": 2,
    "difficulty": "intermediate",
    "topic": "",
    "instruction": "Give reasons for your answer and support it with relevant examples from what you know or have "
    "experienced yourself.",
    "prompt": "",
    "word_limit_min": 250,
    "word_limit_max": 320,
    "time_limit_minutes": 40,
    "materials": {
        "type": "essay",
        "essay_type": "opinion",
        "asks_position": True,
        "parts": [{"text": "Say whether you agree or disagree.", "terms": ["agree", "disagree"]}],
    },
}


def show_new(actor: Actor) -> None:
    """An empty task with the shape of an opinion essay."""
    entry, faults = _fields(BLANK, name="new", has_code=True)
    if st.button("Save the new task", type="primary", icon=":material/save:", disabled=bool(faults)):
        with shown_to_user(), transaction() as tx:
            task_id = editing.create(tx, actor, entry=entry)
        _forget("new")
        st.query_params["task"] = str(task_id)
        say_and_rerun("Saved. It is not on offer yet.")


def show_editor(actor: Actor, task_id: int) -> None:
    """A task of the bank with its state, its fields and its preview."""
    with shown_to_user(), transaction() as tx:
        stored = bank.get(tx, actor, task_id=task_id)
    name = str(task_id)
    if _key(name, "title") not in st.session_state:  # the fields were gone, and with them what was typed
        st.session_state.pop(_key(name, "opened"), None)
    opened: StoredTask = st.session_state.setdefault(_key(name, "opened"), stored)
    st.subheader(f"{stored.seed.code}: {plain_line(stored.seed.title)}", anchor=False)
    _show_state(actor, stored)
    entry, faults = _fields(entry_of(opened.seed), name=name, has_code=False)
    save, discard, _ = st.columns([1, 1, 3])
    if save.button("Save the changes", type="primary", icon=":material/save:", disabled=bool(faults)):
        with shown_to_user(), transaction() as tx:
            editing.save(tx, actor, task_id=task_id, version=opened.version, entry=entry)
        _forget(name)
        say_and_rerun("Saved. A later load of the files leaves this task as it is.")
    if discard.button("Discard them", icon=":material/undo:"):
        _forget(name)
        st.rerun()


def _show_state(actor: Actor, stored: StoredTask) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge("on offer" if stored.is_active else "not on offer", color="green" if stored.is_active else "gray")
        read_on = stored.seed.reviewed_on
        st.caption(f"Read on {read_on.isoformat()}" if read_on else "Nobody has read it in full yet")
        label = "Take it off offer" if stored.is_active else "I have read it: put it on offer"
        if st.button(label, key=f"active_{stored.task_id}_{stored.is_active}"):
            with shown_to_user(), transaction() as tx:
                bank.set_active(tx, actor, task_id=stored.task_id, is_active=not stored.is_active)
            _forget(str(stored.task_id))
            st.rerun()


def _fields(start: Mapping[str, Any], *, name: str, has_code: bool) -> tuple[dict[str, Any], bool]:
    """The entry as it stands in the fields, and whether it has faults; draws both columns."""
    left, right = st.columns(2, gap="large")
    with left:
        entry = _typed(start, name=name, has_code=has_code)
    with right:
        st.markdown("**Preview**")
        return entry, not _previewed(entry)


def _typed(start: Mapping[str, Any], *, name: str, has_code: bool) -> dict[str, Any]:
    with shown_to_user(), transaction() as tx:
        slugs = {topic.slug: topic.name for topic in topics.list_topics(tx)}
    entry = dict(start)
    if has_code:
        entry["code"] = st.text_input("Code, such as AC_T2_151", key=_key(name, "code")).strip()
    entry["title"] = st.text_input("Title", start["title"], key=_key(name, "title"), max_chars=200)
    first, second, third = st.columns(3)
    modules = [str(module) for module in MODULES]
    entry["module"] = first.selectbox(
        "Module", modules, index=modules.index(start["module"]), key=_key(name, "module"), disabled=not has_code
    )
    entry["task_number"] = second.selectbox(
        "Task", [1, 2], index=start["task_number"] - 1, key=_key(name, "number"), disabled=not has_code
    )
    levels = [str(level) for level in Difficulty]
    entry["difficulty"] = third.selectbox(
        "Difficulty", levels, index=levels.index(start["difficulty"]), key=_key(name, "level")
    )
    names = list(slugs)
    entry["topic"] = st.selectbox(
        "Topic",
        names,
        index=names.index(start["topic"]) if start["topic"] in names else None,
        format_func=slugs.__getitem__,
        key=_key(name, "topic"),
    )
    entry["prompt"] = st.text_area("Question", start["prompt"], key=_key(name, "prompt"), height=180).strip()
    entry["instruction"] = st.text_area(
        "Instruction (the fixed sentences)", start["instruction"], key=_key(name, "instruction"), height=100
    ).strip()
    for column, (field, label) in zip(st.columns(3), _NUMBERS.items(), strict=True):
        entry[field] = column.number_input(label, 10, 1_000, start[field], step=5, key=_key(name, field))
    entry["materials"] = st.text_area(
        "Materials (TOML or JSON, as in the task files)",
        exporting.as_toml(start["materials"]),
        key=_key(name, "materials"),
        height=360,
    )
    return entry


_NUMBERS = {"word_limit_min": "Least words", "word_limit_max": "Usual length to", "time_limit_minutes": "Minutes"}


def _previewed(entry: dict[str, Any]) -> bool:
    """Replace the typed materials by what they mean and draw the task; False with the faults where it has any."""
    try:
        entry["materials"] = editing.read_materials(entry["materials"])
    except EditRefused as refusal:
        st.warning(plain_line(str(refusal)), icon=":material/info:")
        return False
    with shown_to_user(), transaction() as tx:
        slugs = {topic.slug for topic in topics.list_topics(tx)}
        faults = editing.faults_of_edit(entry, topics=slugs)
        alike = () if faults else editing.alike(tx, [seed_of(entry)])
    for fault in faults[:MOST_FAULTS]:
        st.warning(plain_line(str(fault)), icon=":material/info:")
    for pair in alike[:3]:
        st.warning(
            f"Very close to {pair.other_code}: {pair.share:.0%} of its word groups are the same.",
            icon=":material/content_copy:",
        )
    if not faults:
        show_preview(entry)
    return not faults


def _key(name: str, field: str) -> str:
    """A key of this task's fields as they were opened last: the browser keeps what it shows under an old one."""
    return f"lab_{name}_{st.session_state.get(f'opened_again:{name}', 0)}_{field}"


def _forget(name: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith(f"lab_{name}_")]:
        del st.session_state[key]
    st.session_state[f"opened_again:{name}"] = st.session_state.get(f"opened_again:{name}", 0) + 1
