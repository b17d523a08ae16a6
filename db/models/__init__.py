"""The tables. Importing any of them imports all, so that relationships find each other."""

from db.models import accounts, assessment, billing, classroom, content, gateway, platform, practice, progress, revenue

__all__ = [
    "accounts",
    "assessment",
    "billing",
    "classroom",
    "content",
    "gateway",
    "platform",
    "practice",
    "progress",
    "revenue",
]
