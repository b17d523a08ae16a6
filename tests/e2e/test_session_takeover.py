"""A Streamlit session belongs to the browser session that opened it, whoever else learns its id."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from core.accounts import sessions
from core.transaction import transaction
from tests.factories.accounts import make_user
from tests.live import LiveServer


def socket(server: LiveServer, *, cookie: str = "", resume: str = "", owner: str = "") -> ClientConnection:
    headers = {"Origin": server.url}
    if cookie:
        headers["Cookie"] = cookie
    if owner:
        headers["X-Session-Owner"] = owner
    names = ["streamlit", "no-xsrf-token", resume] if resume else ["streamlit"]
    return connect(
        f"ws{server.url[4:]}/_stcore/stream",
        additional_headers=headers,
        subprotocols=[Subprotocol(name) for name in names],
        max_size=None,
    )


def session_id(opened: ClientConnection) -> str:
    """Run the page; the Streamlit session that answers."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    opened.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(opened.recv(timeout=30))
        if answer.WhichOneof("type") == "new_session":
            return answer.new_session.initialize.session_id


def cookie_of_new_learner() -> str:
    with transaction() as tx:
        ticket = sessions.issue_ticket(tx, user_id=make_user(tx).id)
        return f"{sessions.cookie_name()}={sessions.open_session(tx, ticket=ticket).token}"


def test_nobody_resumes_the_session_of_another(live_server: LiveServer, live_rows: None) -> None:
    theirs = cookie_of_new_learner()
    with socket(live_server, cookie=theirs) as victim:
        taken = session_id(victim)
        for cookie in ("", f"{sessions.cookie_name()}=guessed", cookie_of_new_learner()):
            with socket(live_server, cookie=cookie, resume=taken) as attacker:
                assert session_id(attacker) != taken
        assert session_id(victim) == taken  # and nobody was thrown out

    with socket(live_server, resume=taken) as attacker:  # nor once its owner has left
        assert session_id(attacker) != taken


def test_the_owner_is_never_taken_from_the_client(live_server: LiveServer, live_rows: None) -> None:
    with socket(live_server, owner="somebody") as visitor:
        opened = session_id(visitor)

    with socket(live_server, cookie=cookie_of_new_learner(), resume=opened, owner="somebody") as other:
        assert session_id(other) != opened


def test_after_a_lost_connection_a_person_goes_on(live_server: LiveServer, live_rows: None) -> None:
    own = cookie_of_new_learner()
    with socket(live_server, cookie=own) as before:
        opened = session_id(before)

    with socket(live_server, cookie=own, resume=opened) as after:
        assert session_id(after) == opened
