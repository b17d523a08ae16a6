"""The metrics in words: docs/metrics.md is written from the comments of the views, and only from them."""

from sqlalchemy.orm import Session

from analytics.views import SCHEMAS, definitions, description

_HEAD = """# Metrics

What the numbers on the admin pages mean. This file is written by `python -m core.cli write_metrics` from the
comments in `sql/views/`: change them there. Money is in US dollars, months and days are UTC.
"""


def as_markdown(session: Session) -> str:
    """All views with the meaning of a row and of each column, as Markdown."""
    parts = [_HEAD]
    for name in sorted(SCHEMAS):
        rows = "\n".join(f"| `{key}` | {meaning} |" for key, meaning in definitions(session, name).items())
        parts.append(f"## {name}\n\n{description(session, name)}\n\n| Column | Meaning |\n|---|---|\n{rows}\n")
    return "\n".join(parts)
