"""The boxes that save by themselves beside an essay: notes for it, and a paragraph written again."""

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

_Save = Callable[[Session, Actor, int, str], None]
_STATUS: dict[type[Refusal], int] = {
    SubmissionNotFound: 404,
    ParagraphNotFound: 404,
    AlreadySubmitted: 410,
    NotesTooLong: 413,
    EssayTooLong: 413,
}


async def save_notes(request: Request) -> Response:
    """Keep `{text}` as the notes for a draft of this person's; answers as `_answer` says."""
    return await _answer(
        request, lambda tx, actor, row, text: plans.save(tx, actor, submission_id=row, notes=text), "submission_id"
    )


async def save_paragraph(request: Request) -> Response:
    """Keep `{text}` as what is written so far of a paragraph of this person's; answers as `_answer` says."""
    return await _answer(
        request, lambda tx, actor, row, text: paragraphs.save(tx, actor, drill_id=row, text=text), "drill_id"
    )


async def _answer(request: Request, save: _Save, parameter: str) -> Response:
    """204; else with a sentence: 401 signed out, 404 not this person's, 410 closed, 413 too long, 422, 503 outage."""
    try:
        body = await json_object(request)
    except MalformedBodyError:
        return _refused("This request is not a saved text.", 422)
    text = body.get("text")
    if not isinstance(text, str):
        return _refused("A save needs the text.", 422)
    row = row_id(request.path_params[parameter])
    if row is None:
        return _refused(SubmissionNotFound.sentence, 404)
    return await run_in_threadpool(_save, cookie_of(request), row, text, save)


def _save(token: str, row: int, text: str, save: _Save) -> Response:
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
            if actor is None:
                return _refused("You are signed out. Your text is kept in this browser.", 401)
            save(session, actor, row, text)
    except Refusal as refusal:
        return _refused(str(refusal), _STATUS.get(type(refusal), 422))
    except Outage as outage:
        return _refused(str(outage), 503)
    return Response(status_code=204)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)
