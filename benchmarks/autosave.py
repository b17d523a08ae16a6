"""Server CPU of one autosave, against the bare route in the same run: the same request from nobody, no database."""

import http.client
import json
from urllib.parse import urlsplit

from benchmarks.measure.scene import cpu_a_call, say, scene
from tests.factories.essays import ESSAY

SAVES = 200


def main() -> None:
    """Print the CPU in ms of an autosave and of the bare route, and the ratio."""
    with scene(results=1, with_worker=False) as found:
        address = urlsplit(found.server.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 80)
        headers = {"Origin": found.server.url, "Cookie": found.cookie, "Content-Type": "application/json"}
        revision = 0

        def save() -> None:
            nonlocal revision
            body = json.dumps({"text": f"{ESSAY} {revision}", "revision": revision, "active_seconds": 2})
            connection.request("POST", f"/api/drafts/{found.draft_id}", body, headers)
            answer = connection.getresponse()
            kept = json.loads(answer.read())
            assert answer.status == 200, kept
            revision = int(kept["revision"])

        def bare() -> None:
            body = json.dumps({"text": f"{ESSAY} {revision}", "revision": revision, "active_seconds": 2})
            connection.request("POST", f"/api/drafts/{found.draft_id}", body, {**headers, "Cookie": ""})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 401

        autosave = cpu_a_call(found.server.app_pid, save, calls=SAVES)
        route = cpu_a_call(found.server.app_pid, bare, calls=SAVES)
        say(autosave_cpu_ms=autosave, bare_route_cpu_ms=route, ratio=autosave / route)


if __name__ == "__main__":
    main()
