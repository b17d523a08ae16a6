"""What saves by itself beside an essay: notes for it, highlights in its question, a paragraph written again."""

from collections.abc import Callable

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.accounts import sessions
from core.actor import Actor
from core.errors import Outage, Refusal
from core.practice import plans
from core.practice.errors import AlreadySubmitted, EssayTooLong, NotesTooLong, SubmissionNotFound
from core.progress import paragraphs
from core.progress.errors import ParagraphNotFound
from core.transaction import transaction
from web.body import MalformedBodyError, json_object, row_id
from web.routes.session import cookie_of

_Save = Callable[[Session, Actor], None]
_STATUS: dict[type[Refusal], int] = {
    SubmissionNotFound: 404,
    ParagraphNotFound: 404,
    AlreadySubmitted: 410,
    NotesTooLong: 413,
    EssayTooLong: 413,
}


async def save_notes(request: Request) -> Response:
    """Keep `{text}` as the notes for a draft of this person's; answers as `_answer` says."""
    text, row = await _text_of(request), row_id(request.path_params["submission_id"])
    if text is None or row is None:
        return _unreadable(row)
    return await _answer(request, lambda tx, actor: plans.save(tx, actor, submission_id=row, notes=text))


async def save_highlights(request: Request) -> Response:
    """Keep `{ranges}`, a list of `[start, end]`, as the highlights in the question of a draft of this person's."""
    ranges, row = await _ranges_of(request), row_id(request.path_params["submission_id"])
    if ranges is None or row is None:
        return _unreadable(row)
    return await _answer(
        request, lambda tx, actor: plans.save_highlights(tx, actor, submission_id=row, highlights=ranges)
    )


async def save_paragraph(request: Request) -> Response:
    """Keep `{text}` as what is written so far of a paragraph of this person's; answers as `_answer` says."""
    text, row = await _text_of(request), row_id(request.path_params["drill_id"])
    if text is None or row is None:
        return _unreadable(row)
    return await _answer(request, lambda tx, actor: paragraphs.save(tx, actor, drill_id=row, text=text))


async def _text_of(request: Request) -> str | None:
    found = await _body_of(request, "text")
    return found if isinstance(found, str) else None


async def _ranges_of(request: Request) -> list[tuple[int, int]] | None:
    found = await _body_of(request, "ranges")
    if not isinstance(found, list) or not all(isinstance(one, list) and len(one) == 2 for one in found):
        return None
    if not all(type(place) is int for one in found for place in one):
        return None
    return [(start, end) for start, end in found]


async def _body_of(request: Request, name: str) -> object:
    try:
        return (await json_object(request)).get(name)
    except MalformedBodyError:
        return None


def _unreadable(row: int | None) -> Response:
    if row is None:
        return _refused(SubmissionNotFound.sentence, 404)
    return _refused("This request is nothing that can be saved.", 422)


async def _answer(request: Request, save: _Save) -> Response:
    """204; else with a sentence: 401 signed out, 404 not this person's, 410 closed, 413 too long, 422, 503 outage."""
    return await run_in_threadpool(_save, cookie_of(request), save)


def _save(token: str, save: _Save) -> Response:
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
            if actor is None:
                return _refused("You are signed out. Your text is kept in this browser.", 401)
            save(session, actor)
    except Refusal as refusal:
        return _refused(str(refusal), _STATUS.get(type(refusal), 422))
    except Outage as outage:
        return _refused(str(outage), 503)
    return Response(status_code=204)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)
