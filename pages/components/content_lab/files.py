"""Tasks from a file and the bank as a file: faults and a preview first, then all or nothing."""

import streamlit as st

from core.actor import Actor
from core.content.lab import exporting, importing, sheets
from core.content.lab.types import ImportCheck
from core.content.task_entries import entry_of
from core.transaction import transaction
from pages.components.admin.tables import show_rows
from pages.components.content_lab.preview import show_preview
from pages.components.download import offer_file
from pages.components.errors import shown_to_user
from pages.components.text import plain_line

MOST_FAULTS = 200


def show_files(actor: Actor) -> None:
    """Import above, export below."""
    st.subheader("Import tasks", anchor=False)
    st.write(
        "A zip of task files (TOML, as an export gives them), or one CSV or Excel file with Task 2 questions and"
        " letters. You see every fault and a preview first. All of the file is loaded, or nothing."
    )
    with st.expander("The columns of a CSV or Excel file"):
        st.write(f"Needed: {', '.join(sheets.REQUIRED)}.")
        st.write(f"If you like: {', '.join(sheets.OPTIONAL)}.")
        st.write("The kind is “letter” or that of a Task 2 question. Terms are parted by semicolons.")
    uploaded = st.file_uploader("File", type=list(importing.TYPES), key="lab_upload", max_upload_size=5)
    if uploaded is not None:
        _show_import(actor, uploaded.name, uploaded.getvalue())
    st.subheader("Export the bank", anchor=False)
    st.write("Every public task, on offer or not, as a zip of files that the repository and an import can read.")
    if st.button("Make the export"):
        with shown_to_user(), transaction() as tx:
            st.session_state["lab_export"] = exporting.export(tx, actor)
    if "lab_export" in st.session_state:
        exported: bytes = st.session_state["lab_export"]
        offer_file(
            "Download tasks.zip",
            lambda: exported,
            file_name="tasks.zip",
            mime="application/zip",
            key="lab:zip",
        )


def _show_import(actor: Actor, name: str, data: bytes) -> None:
    with shown_to_user(), transaction() as tx:
        checked = importing.check(tx, actor, name=name, data=data)
    if checked.faults:
        st.error(f"Nothing can be loaded yet: {_counted(len(checked.faults), 'fault')}.", icon=":material/error:")
        show_rows(
            actor,
            [
                {"Where": fault.row, "Field": fault.field, "What is wrong": fault.sentence}
                for fault in checked.faults[:MOST_FAULTS]
            ],
            key="import_faults",
        )
        return
    _show_summary(checked)
    by_code = {seed.code: seed for seed in checked.seeds}
    code = st.selectbox("Preview", list(by_code), format_func=lambda code: f"{code}: {by_code[code].title}")
    if code is not None:
        with st.container(border=True):
            show_preview(entry_of(by_code[code]))
    if st.button(f"Load {_counted(len(checked.seeds), 'task')}", type="primary", icon=":material/upload:"):
        with shown_to_user(), transaction() as tx:
            loaded = importing.load(tx, actor, name=name, data=data)
        st.success(f"Loaded: {_counted(len(loaded.new_codes), 'new task')}, {len(loaded.known_codes)} replaced.")


def _show_summary(checked: ImportCheck) -> None:
    st.success(
        f"No faults: {_counted(len(checked.new_codes), 'new task')}, {len(checked.known_codes)} of a known code.",
        icon=":material/check:",
    )
    for pair in checked.alike[:10]:
        st.warning(
            plain_line(
                f"{pair.code} is very close to {pair.other_code}: {pair.share:.0%} of its word groups are the same."
            ),
            icon=":material/content_copy:",
        )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
