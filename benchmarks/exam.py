"""Mock tests under load: what a save costs with 200 writers on one process, and 100 deadlines in the same second."""

import asyncio
import json
import statistics
import time
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, select, update

from benchmarks.measure.scene import Scene, cpu_ms, say, scene
from core import audit
from core.accounts import sessions
from core.clock import utc_now
from core.practice import closing, drafts, sittings
from core.practice.types import SittingMode
from core.transaction import transaction
from db.models.practice import Sitting, Submission, SubmissionStatus
from tests.factories.actors import make_learner
from tests.factories.essays import ESSAY

WRITERS = 200
SECONDS = 60
CHARACTERS_A_SECOND = 5
SAVE_EVERY_SECONDS = 2.5  # who types without a pause is saved so often (MOST_MS in editor.js)
ASK_EVERY_SECONDS = 30.0  # the clock (ASK_MS in exam_bar.js)
SAVE_P95_MS = 300.0
DEADLINES = 100
SUBMITTED_WITHIN_SECONDS = 60.0


@dataclass
class Writer:
    """A candidate in the exam room: what the browser would send."""

    cookie: str
    code: str
    draft_ids: tuple[int, int]
    revisions: list[int] = field(default_factory=lambda: [0, 0])
    saves_ms: list[float] = field(default_factory=list)
    asks_ms: list[float] = field(default_factory=list)
    failures: int = 0

    async def write(self, url: str, *, seconds: float, delay: float) -> None:
        """Type on both parts in turn, save as the editor does, and ask for the time."""
        await asyncio.sleep(delay)
        address = urlsplit(url)
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        begun, asked = time.perf_counter(), time.perf_counter() + delay
        turn = 0
        while time.perf_counter() - begun < seconds:
            turn += 1
            part = (turn // 8) % 2
            typed = int(CHARACTERS_A_SECOND * SAVE_EVERY_SECONDS * turn)
            text = (ESSAY * 3)[:typed]
            body = json.dumps({"text": f"{text} {turn}", "revision": self.revisions[part], "active_seconds": 2})
            milliseconds, status, answer = await self._call(
                reader, writer, url, f"POST /api/drafts/{self.draft_ids[part]}", body
            )
            self.saves_ms.append(milliseconds)
            if status == 200:
                self.revisions[part] = int(json.loads(answer)["revision"])
            else:
                self.failures += 1
            if time.perf_counter() - asked > ASK_EVERY_SECONDS:
                asked = time.perf_counter()
                milliseconds, status, _ = await self._call(reader, writer, url, f"GET /api/sittings/{self.code}", "")
                self.asks_ms.append(milliseconds)
                self.failures += status != 200
            await asyncio.sleep(max(0.0, SAVE_EVERY_SECONDS * turn - (time.perf_counter() - begun)))
        writer.close()

    async def _call(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: str, what: str, body: str
    ) -> tuple[float, int, bytes]:
        begun = time.perf_counter()
        payload = body.encode()
        head = (
            f"{what} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nOrigin: {url}\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        writer.write(head.encode() + payload)
        answer_head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(answer_head.partition("content-length:")[2].partition("\r\n")[0])
        answer = await reader.readexactly(length)
        return (time.perf_counter() - begun) * 1000, int(answer_head.split(" ", 2)[1]), answer


def seated(number: int) -> list[Writer]:
    """So many people who have just begun their test."""
    made = []
    for _ in range(number):
        with transaction() as tx:
            learner = make_learner(tx)
            sitting = sittings.start(tx, learner, mode=SittingMode.exam)
            ticket = sessions.issue_ticket(tx, user_id=learner.user_id, stay_signed_in=True)
            token = sessions.open_session(tx, ticket=ticket).token
            first, second = (part.submission_id for part in sitting.parts)
            for submission_id in (first, second):
                drafts.save(tx, learner, submission_id=submission_id, revision=0, text=ESSAY)
        made.append(Writer(f"{sessions.cookie_name()}={token}", sitting.code, (first, second), [1, 1]))
    return made


async def _write_all(url: str, writers: list[Writer], seconds: float) -> None:
    step = SAVE_EVERY_SECONDS / len(writers)
    await asyncio.gather(*(one.write(url, seconds=seconds, delay=step * number) for number, one in enumerate(writers)))


def saves(found: Scene, writers: list[Writer]) -> None:
    """One writer alone, then all of them: latency of a save, and its ratios."""
    asyncio.run(_write_all(found.server.url, writers[:1], 20))
    alone = statistics.median(writers[0].saves_ms)
    writers[0].saves_ms.clear()
    begun, cpu = time.perf_counter(), cpu_ms(found.server.app_pid)
    asyncio.run(_write_all(found.server.url, writers, SECONDS))
    seconds = time.perf_counter() - begun
    taken = sorted(value for one in writers for value in one.saves_ms)
    asks = sorted(value for one in writers for value in one.asks_ms)
    p95 = taken[int(0.95 * len(taken))]
    say(
        writers=len(writers),
        saves=len(taken),
        saves_a_second=len(taken) / seconds,
        failures=sum(one.failures for one in writers),
        save_p50_ms=statistics.median(taken),
        save_p95_ms=p95,
        save_p99_ms=taken[int(0.99 * len(taken))],
        clock_p95_ms=asks[int(0.95 * len(asks))] if asks else 0.0,
        server_cpu_share=(cpu_ms(found.server.app_pid) - cpu) / 1000 / seconds,
        p95_to_limit=p95 / SAVE_P95_MS,
        p50_to_one_writer_alone=statistics.median(taken) / alone,
    )


def deadlines() -> None:
    """So many tests end in the same second with nobody there: seconds until the last is handed in."""
    with transaction() as tx:
        ends_at = utc_now() + timedelta(seconds=1)
        codes = list(tx.scalars(select(Sitting.code).where(Sitting.closed_at.is_(None)).limit(DEADLINES)))
        tx.execute(update(Sitting).where(Sitting.code.in_(codes)).values(deadline_at=ends_at))
        tx.execute(update(Submission).where(Submission.session_id.in_(codes)).values(deadline_at=ends_at))
    open_ones = len(codes)
    while open_ones and (utc_now() - ends_at).total_seconds() < 2 * SUBMITTED_WITHIN_SECONDS:
        time.sleep(0.25)
        with transaction() as tx:
            open_ones = tx.scalar(select(func.count()).where(Sitting.code.in_(codes), Sitting.closed_at.is_(None))) or 0
    with transaction() as tx:
        last = tx.scalar(select(func.max(Sitting.closed_at)).where(Sitting.code.in_(codes)))
        first = tx.scalar(select(func.min(Sitting.closed_at)).where(Sitting.code.in_(codes)))
        handed_in = tx.scalar(
            select(func.count()).where(
                Submission.session_id.in_(codes),
                Submission.status != SubmissionStatus.draft,
                Submission.submitted_at == ends_at,
            )
        )
        faults = sum(len(finding.rows) for finding in audit.run(tx))
    assert first is not None and last is not None
    seconds = (last - ends_at).total_seconds()
    say(
        deadlines=len(codes),
        still_open=open_ones,
        essays_submitted_as_of_the_deadline=handed_in or 0,
        last_submitted_after_s=seconds,
        of_which_wanted_s=closing.SWEPT_AFTER.total_seconds(),
        sweeping_s=(last - first).total_seconds(),
        to_limit=seconds / SUBMITTED_WITHIN_SECONDS,
        audit_faults=faults,
    )


def main() -> None:
    """Print two lines of JSON: the saves, and the deadlines."""
    with scene(results=0) as found:
        saves(found, seated(WRITERS))
        deadlines()


if __name__ == "__main__":
    main()
