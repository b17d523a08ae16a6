"""Words of strangers stay words, whatever Markdown or Streamlit could make of them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pages.components.text import JOINER, plain, plain_line

# what Streamlit still looks for once the Markdown has been read
FOUND_LATER = re.compile(
    r":material/|:[\w+-]+:|:[\w-]+\[|://|www\.|mailto:\w|[\w.+-]+@\w|->|<-|>=|<=|~=|--", re.IGNORECASE
)
PAYLOADS = (
    "[link](http://evil.example)",
    "![image](http://evil.example/x.png)",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    ":red[red] :material/home: :smile: :+1: :blue-badge[x]",
    "$x^2$ and $$y$$",
    "`code` **bold** _slanted_ ~~gone~~",
    "# heading\n- bullet\n1. one\n> quote\n    code",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "WWW.evil.example me@evil.example https://evil.example",
    "a -> b <- c >= d <= e",
    "&lt;b&gt; &copy; &#x3c;",
    "title\n===\n\n---\n\n:::container",
    "[x]: http://evil.example 'x'\n\n[x]",
)


def shown(markdown: str) -> str:
    """The text of the page, and a failure if it holds anything but paragraphs and line ends."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    bare = re.sub(r"</?p>|<br />", "", html)
    assert "<" not in bare, html
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        bare = bare.replace(entity, character)
    return bare


@given(st.one_of(st.text(max_size=200), st.text(alphabet=" \n\\`*_{}[]()#+-.!|~<>$:&=@/w1a", max_size=60)))
@example("\\")
@example("a\r\n\r\nb\x85c")
@pytest.mark.parametrize("prefix", ["", "PRE "])
def test_any_text_is_shown_as_typed(prefix: str, text: str) -> None:
    safe = plain(text)
    words = shown(prefix + safe).replace(JOINER, "").split()
    kept = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]", " ", text
    )
    assert "".join(words) == "".join((prefix + kept).replace(JOINER, "").split())
    assert not FOUND_LATER.search(re.sub(r"\\(.)", r"\1", safe))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_inert(payload: str) -> None:
    assert not FOUND_LATER.search(shown(plain(payload)))


def test_lines_and_paragraphs_stay() -> None:
    assert plain("one\r\ntwo\n\nthree") == "one  \ntwo\n\nthree"
    assert plain_line("one\r\ntwo\n\nthree ") == "one two three"


def test_direction_marks_and_surrogates_go() -> None:
    assert plain("a\u202eb\u2066c\ud800d\x00e") == "abcde"
    assert plain("مرحبا 你好 🐈") == "مرحبا 你好 🐈"
