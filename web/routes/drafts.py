"""The autosave of the writing desk."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.accounts import sessions
from core.errors import Outage, Refusal
from core.practice import drafts
from core.practice.errors import AlreadySubmitted, DraftMovedOn, EssayTooLong, SubmissionNotFound, TimeIsUp
from core.transaction import transaction
from web.body import MalformedBodyError, json_object, row_id
from web.routes.session import cookie_of

_LARGEST_COUNT = 2**31 - 1


async def save_draft(request: Request) -> Response:
    """Save `{text, revision, active_seconds, pasted_characters}` over the draft as saved under `revision`.

    200 `{revision, saved_at, words}`. 401 signed out. 404 no such draft of this person. 409 `{revision, text}`,
    another tab has saved since. 410 handed in, or the time of its mock test is over. 413 too long and 422
    unreadable, with a sentence. 503 the database does not answer. In every case but 200 nothing was written.
    """
    try:
        body = await json_object(request)
    except MalformedBodyError:
        return _refused("This request is not a saved text.", 422)
    text, revision, seconds = body.get("text"), _count(body.get("revision")), _count(body.get("active_seconds", 0))
    pasted = _count(body.get("pasted_characters", 0))
    if not isinstance(text, str) or revision is None or seconds is None or pasted is None:
        return _refused("A save needs the text and the number of its last revision.", 422)
    submission_id = row_id(request.path_params["submission_id"])
    if submission_id is None:
        return _refused(SubmissionNotFound.sentence, 404)
    return await run_in_threadpool(_save, cookie_of(request), submission_id, revision, text, seconds, pasted)


def _save(token: str, submission_id: int, revision: int, text: str, active_seconds: int, pasted: int) -> Response:
    """One transaction: who is it, and the update."""
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
            if actor is None:
                return _refused("You are signed out. Your text is kept in this browser.", 401)
            saved = drafts.save(
                session,
                actor,
                submission_id=submission_id,
                revision=revision,
                text=text,
                active_seconds=active_seconds,
                pasted_characters=pasted,
            )
    except SubmissionNotFound as refusal:
        return _refused(str(refusal), 404)
    except DraftMovedOn as moved_on:
        return JSONResponse({"error": str(moved_on), "revision": moved_on.revision, "text": moved_on.text}, 409)
    except (AlreadySubmitted, TimeIsUp) as refusal:
        return _refused(str(refusal), 410)
    except EssayTooLong as refusal:
        return _refused(str(refusal), 413)
    except Refusal as refusal:
        return _refused(str(refusal), 422)
    except Outage as outage:
        return _refused(str(outage), 503)
    return JSONResponse({"revision": saved.revision, "saved_at": saved.saved_at.isoformat(), "words": saved.word_count})


def _count(value: object) -> int | None:
    """`value` if it is a whole number from 0 that a column can hold."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_COUNT:
        return value
    return None


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)
