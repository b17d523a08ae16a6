"""A task as learners would see it, from what stands in a form or a file; nothing is saved."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from core.content.task_entries import seed_of
from core.content.types import Task, TaskVisibility
from pages.components.task import show_task

PREVIEW_ID = 0


def show_preview(entry: Mapping[str, Any]) -> None:
    """The task of an entry without faults."""
    seed = seed_of(entry)
    # pictures are kept by task and moment of change: a moment made of the content stands for it here
    printed = crc32(json.dumps(seed.materials, sort_keys=True, default=str).encode())
    show_task(
        Task(
            task_id=PREVIEW_ID,
            code=seed.code,
            title=seed.title,
            module_type=seed.module_type,
            task_number=seed.task_number,
            difficulty=seed.difficulty,
            topic=seed.topic,
            instruction=seed.instruction,
            prompt=seed.prompt,
            word_limit_min=seed.word_limit_min,
            word_limit_max=seed.word_limit_max,
            time_limit_minutes=seed.time_limit_minutes,
            visibility=TaskVisibility.public,
            is_active=False,
            updated_at=datetime.fromtimestamp(printed, UTC),
            materials=seed.materials,
        )
    )
