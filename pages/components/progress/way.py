"""The way to the target and the forecast, in words."""

import streamlit as st

from core.progress.evidence import Evidence
from core.progress.target_path import PathKind
from pages.components.progress.kept import KeptPage, show_numbers
from pages.components.text import plain_line

WRITE, ACCOUNT = "pages/learner/write.py", "pages/learner/account.py"


def show_way(kept: KeptPage) -> None:
    """What keeps coming back, what the target asks of the bands, and the task to write next."""
    path, target = kept.page.path, kept.page.overview.target_band
    with st.container(border=True):
        st.header("Your way" if target is None else f"Your way to {target:.1f}", anchor=False)
        st.write(path.sentence)
        if path.kind is PathKind.no_target:
            st.page_link(ACCOUNT, label="Set a target band", icon=":material/flag:")
        if path.evidence_sentence:
            st.write(path.evidence_sentence)
        if path.evidence:
            st.markdown("\n".join(_evidence(each) for each in path.evidence))
        if path.arithmetic:
            st.caption(path.arithmetic)
        _show_next(kept)


def show_forecast(kept: KeptPage) -> None:
    """The range on the day of the test, with its own record behind."""
    forecast = kept.page.forecast
    with st.container(border=True):
        st.header("Forecast", anchor=False)
        st.write(forecast.sentence)
        st.caption(forecast.record_sentence)
        if forecast.record:
            show_numbers(
                kept,
                "forecast",
                ("Day", "Task", "Said before", "Band", "Inside"),
                lambda: [
                    (
                        f"{past.on.day} {past.on:%B %Y}",
                        str(past.task_number),
                        f"{past.low:.1f} to {past.high:.1f}",
                        f"{past.band:.1f}",
                        "yes" if past.is_inside else "no",
                    )
                    for past in reversed(forecast.record[-30:])
                ],
            )


def _show_next(kept: KeptPage) -> None:
    found = kept.page.next
    if found is None:
        return
    st.write(f"**Next: {plain_line(found.card.title)}.** {plain_line(found.reason)}")
    if st.button("Write this one", icon=":material/edit:", key="write_next", type="primary"):
        st.switch_page(WRITE, query_params={"task": str(found.card.task_id)})


def _evidence(each: Evidence) -> str:
    often = f", {each.count} times in all" if each.is_own and each.count > each.times else ""
    line = f"- **{each.name}** in {each.times} of your last {each.of} Task {each.task_number} essays{often}."
    if each.quotes:
        quotes = " and ".join(f"“{plain_line(quote.rstrip('. '))}”" for quote in each.quotes)
        line += f" For example {quotes}." if each.is_own else f" Asked for: {quotes}."
    return f"{line} {plain_line(each.how)}".rstrip()
