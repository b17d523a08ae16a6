"""How good are these bands: what was measured, what was not, and what a range means."""

import streamlit as st

from core.assessment import agreement
from core.assessment.claims import DISCLAIMER
from pages.components.agreement import in_words, show_by_band, show_shares
from pages.components.cached import estimates_and_tests
from pages.components.text import plain_line

CAVEATS = (
    "**One person an essay.** Each essay has one band from one person, and nobody checked those bands. Two examiners "
    "often differ by half a band, so no marker could reach 100 of 100 here.",
    "**Weak writers are rare.** Only a few of the essays were given band 4.5 or lower. Below band 5 we know less, and "
    "the report says so.",
    "**Task 1 was compared by its text alone.** The charts of those essays were not there. For our own "
    "questions the engine also compares your figures with the chart. It finds about a "
    "third of the wrong statements, and about one in four of those it calls wrong is right.",
    "**Letters were not compared.** There were no General Training letters with a band. We give them a wider range.",
    "**Bands are drawn to the middle.** A 9 is often shown as 8, and a very weak essay a little too high.",
)
LIMITS = (
    "It does not understand an argument. A well-written essay with poor ideas is marked too high.",
    "It finds some errors, not all: four in ten of what a teacher marks, fewer with prepositions and word choice.",
    "The four criteria move together. A difference of one band between two of them says little.",
    "It cannot know what your examiner will say on the day.",
)

with st.container(horizontal_alignment="center"), st.container(width=860):
    st.title("How good are these bands?", anchor=False)
    st.write(
        "They are estimates, and useful ones if you know how far to trust them. Here is what we measured, and what "
        "we do not know."
    )
    measured = agreement.shipped_agreement()
    st.header("What we compared", anchor=False)
    if measured is None:
        st.write("No figures come with this version of the engine: how near its bands are to people's is not known.")
    else:
        st.write(
            f"{measured.essays} essays from a public collection, each with one band from a person. Every essay was "
            "judged by a version of our engine that had seen no other answer to the same question."
        )
        for task in measured.tasks:
            st.markdown(in_words(task))
        with st.expander("The numbers"):
            show_shares(measured.tasks)
            st.caption(
                "In brackets: where the number would lie in 95 of 100 such collections. “The average” is what somebody "
                "gets who gives every essay the average band."
            )
        show_by_band(measured.tasks)

    if (tests := estimates_and_tests()) is not None:
        st.header("Against the real test", anchor=False)
        st.write(
            f"{tests.people} learners told us their Writing band. For {tests.within_half} of them the mean of their "
            f"last estimates in Task 2 lay within half a band of it, for {tests.within_one} within one band. "
            f"On average our estimates were {abs(tests.bias):.1f} bands too {'high' if tests.bias > 0 else 'low'}."
        )
    st.header("What a range means", anchor=False)
    st.write(
        "“Likely between 5.5 and 7.0” means: we looked at essays for which we showed the same band, and most of them "
        "got a band in this range from people. The report says how many of 10. Our bands can be about one band off "
        "either way, so read the range first and the single band second."
    )
    st.write("If a new essay is half a band higher than the last one, that can be chance. Look at several essays.")

    st.header("What to keep in mind", anchor=False)
    st.markdown("\n".join(f"- {caveat}" for caveat in CAVEATS))

    st.header("What the engine cannot do", anchor=False)
    st.markdown("\n".join(f"- {limit}" for limit in LIMITS))

    st.header("Same essay, same result", anchor=False)
    st.write(
        "Our own engine gives the same bands and comments to the same essay and task, however often you send it. "
        "It has no mood and no memory."
    )

    st.header("Reports by a language model", anchor=False)
    st.write("Some reports come from a language model of another company instead. The report names its engine.")
    by_model = agreement.openai_agreement()
    if by_model is None:
        st.write("How near that model's bands are to people's was **not measured** here.")
    else:
        for task in by_model.tasks:
            st.markdown(in_words(task))
    version = f" Figures of engine {plain_line(measured.version)}." if measured else ""
    st.caption(f"{DISCLAIMER}{version}")
