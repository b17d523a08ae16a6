"""Letters: a template and what fills it become a subject, a text and the same text in simple HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from core.config import settings
from core.loopback import is_loopback

_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Letter:
    """A mail without its addresses."""

    subject: str
    text: str
    html: str


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, context: Mapping[str, Any]) -> Letter:
    """Fill `templates/<template>.txt` (its first line is the subject) and `<template>.html`.

    Raises:
        jinja2.TemplateNotFound: There is no such letter.
        jinja2.UndefinedError: The context lacks a name.
    """
    subject, _, text = _environment().get_template(f"{template}.txt").render(context).partition("\n")
    return Letter(
        subject=subject.strip(),
        text=text.lstrip("\n"),
        html=_environment().get_template(f"{template}.html").render(context),
    )


def may_be_shown_on_screen() -> bool:
    """Whether a screen may show the letter itself: nobody gets it by mail, and only this machine reaches the server."""
    chosen = settings()
    return chosen.smtp_host is None and not chosen.is_production and is_loopback(chosen.host)
