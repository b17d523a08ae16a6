"""What addresses may say."""

from urllib.parse import urlencode

import pytest
import streamlit as st

from pages.components import fetch_and_go as module
from pages.components.query import asked_for, query_id


class Context:
    """The address of this run."""

    def __init__(self, url: str) -> None:
        self.url = url


class Query(dict[str, str]):
    """The query of this run."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7", 7),
        ("9223372036854775807", 9223372036854775807),
        ("9223372036854775808", 0),
        ("", 0),
        ("-1", 0),
        ("7.0", 0),
        ("٧", 0),
        ("²", 0),
        ("1e3", 0),
        (" 7", 0),
        ("7; drop table users", 0),
        ("9" * 5_000, 0),
    ],
)
def test_ids(monkeypatch: pytest.MonkeyPatch, said: str, meant: int) -> None:
    monkeypatch.setattr(st, "query_params", Query(submission=said))

    assert query_id("submission") == meant
    assert query_id("other") == 0


@pytest.mark.parametrize(
    ("url", "query", "path"),
    [
        ("http://127.0.0.1:8501/write", {"submission": "7"}, "/write?submission=7"),
        ("http://127.0.0.1:8501/my_essays", {}, "/my_essays"),
        ("http://127.0.0.1:8501/sign_in", {"next": "https://evil.example"}, "/"),
        ("http://127.0.0.1:8501/sign_out", {}, "/"),
        ("http://127.0.0.1:8501//evil.example", {}, "/"),
        ("http://127.0.0.1:8501/\\evil.example", {}, "/"),
        ("", {}, "/"),
        ("http://127.0.0.1:8501/write", {"x": "a&b=c#d"}, "/write?" + urlencode({"x": "a&b=c#d"})),
    ],
)
def test_where_to_return(monkeypatch: pytest.MonkeyPatch, url: str, query: dict[str, str], path: str) -> None:
    monkeypatch.setattr(st, "context", Context(url))
    monkeypatch.setattr(st, "query_params", Query(query))

    assert asked_for() == path


@pytest.mark.parametrize(
    ("wanted", "loaded"),
    [
        ("/write?submission=7", "/write?submission=7"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_only_paths_of_this_server_are_loaded(monkeypatch: pytest.MonkeyPatch, wanted: str, loaded: str) -> None:
    mounted: list[dict[str, object]] = []
    monkeypatch.setattr(module, "_FETCH_AND_GO", lambda **given: mounted.append(given["data"]))

    module.fetch_and_go("/session/open", {"ticket": "t"}, next_path=wanted)

    assert mounted[0]["next"] == loaded
