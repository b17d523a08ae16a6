"""The "Helped" and "Wrong" of the annotated essay."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.accounts import sessions
from core.assessment import comment_votes
from core.assessment.comment_votes import Vote
from core.assessment.errors import CommentNotFound
from core.errors import Outage, Refusal
from core.practice.errors import SubmissionNotFound
from core.transaction import transaction
from web.body import MalformedBodyError, json_object, row_id
from web.routes.session import cookie_of

_LONGEST_KEY = 60


async def save_vote(request: Request) -> Response:
    """Keep `{key, vote}` on a comment of this person's essay; `vote` is "helped", "wrong" or null.

    204. 401 signed out. 404 no such essay of this person, or no such comment in its result. 422 unreadable.
    503 the database does not answer. Each with a sentence; in every case but 204 nothing was written.
    """
    try:
        body = await json_object(request)
    except MalformedBodyError:
        return _refused("This request is not a vote.", 422)
    key, said = body.get("key"), body.get("vote", "")
    if not isinstance(key, str) or not (0 < len(key) <= _LONGEST_KEY) or not key.isprintable():
        return _refused("A vote needs the key of a comment.", 422)
    if said is not None and said not in tuple(Vote):
        return _refused('A vote is "helped", "wrong" or null.', 422)
    submission_id = row_id(request.path_params["submission_id"])
    if submission_id is None:
        return _refused(SubmissionNotFound.sentence, 404)
    vote = None if said is None else Vote(said)
    return await run_in_threadpool(_save, cookie_of(request), submission_id, key, vote)


def _save(token: str, submission_id: int, key: str, vote: Vote | None) -> Response:
    """One transaction: who is it, and the vote."""
    try:
        with transaction() as session:
            actor = sessions.find_actor(session, token)
            if actor is None:
                return _refused("You are signed out. Please sign in again; your vote was not kept.", 401)
            comment_votes.vote(session, actor, submission_id=submission_id, key=key, vote=vote)
    except (SubmissionNotFound, CommentNotFound) as refusal:
        return _refused(str(refusal), 404)
    except Refusal as refusal:
        return _refused(str(refusal), 422)
    except Outage as outage:
        return _refused(str(outage), 503)
    return Response(status_code=204)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)
