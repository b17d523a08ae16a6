"""Everything that is answered beside the pages."""

from starlette.routing import BaseRoute, Route

from web.routes import appearance, comment_votes, drafts, health, notes, one_click, sandbox, session, sittings, webhooks

ROUTES: list[BaseRoute] = [
    Route("/appearance.js", appearance.answer, methods=["GET"]),
    Route(one_click.PATH, one_click.answer, methods=["GET"]),
    Route("/healthz", health.answer, methods=["GET"]),
    Route("/session/open", session.open_session, methods=["POST"]),
    Route("/session/end", session.end_session, methods=["POST"]),
    Route("/webhooks/stripe", webhooks.receive_event, methods=["POST"]),
    Route("/sandbox/checkout/{checkout_id}", sandbox.show_checkout, methods=["GET"]),
    Route("/sandbox/checkout/{checkout_id}/{outcome}", sandbox.decide_checkout, methods=["POST"]),
    Route("/api/drafts/{submission_id}", drafts.save_draft, methods=["POST"]),
    Route("/api/drafts/{submission_id}/notes", notes.save_notes, methods=["POST"]),
    Route("/api/drafts/{submission_id}/highlights", notes.save_highlights, methods=["POST"]),
    Route("/api/paragraphs/{drill_id}", notes.save_paragraph, methods=["POST"]),
    Route("/api/sittings/{code}", sittings.read_clock, methods=["GET"]),
    Route("/api/comments/{submission_id}/votes", comment_votes.save_vote, methods=["POST"]),
]
