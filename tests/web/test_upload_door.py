"""Files are taken from administrators alone, and from no other site."""

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from tests.factories.accounts import make_user
from tests.web.conftest import sign_in

PATHS = ("/_stcore/upload_file/a-session/a-file", "/content/_stcore/upload_file/a-session/a-file")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("groups", "status"), [(None, 404), (("learner",), 404), (("learner", "tutor"), 404), (("learner", "admin"), 200)]
)
def test_who_may_send_a_file(
    client: TestClient, session: Session, path: str, groups: tuple[str, ...] | None, status: int
) -> None:
    if groups is not None:
        sign_in(client, session, make_user(session, groups=groups).id)
    assert client.put(path, content=b"x").status_code == status
    assert client.get(path).status_code == client.post(path).status_code == 404


def test_another_site_sends_nothing_in_an_admins_name(client: TestClient, session: Session) -> None:
    sign_in(client, session, make_user(session, groups=("learner", "admin")).id)
    assert client.put(PATHS[0], content=b"x", headers={"origin": "https://evil.example"}).status_code == 403
    assert client.put(PATHS[0], content=b"x" * 10_000_000).status_code == 413
