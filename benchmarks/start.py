"""`make run` on a fresh clone with packages cached, and the second start: seconds until /healthz answers 200."""

import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.measure.scene import say
from tests.live import ROOT, free_port, missing_at


def seconds_to_first_page(clone: Path, port: int) -> float:
    """Start, wait until everything is ready and the front page is served, stop."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "IELTS_HOME", "VIRTUAL_ENV")}
    log = (clone / "bench.log").open("ab")
    begun = time.perf_counter()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env={**environment, "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while missing_at(url):
            assert process.poll() is None, (clone / "bench.log").read_text()
            time.sleep(0.05)
        urllib.request.urlopen(url, timeout=10).close()
        return time.perf_counter() - begun
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def main() -> None:
    """Clone, start, stop, start again."""
    with tempfile.TemporaryDirectory(prefix="ielts-clone-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        port = free_port()
        first = seconds_to_first_page(clone, port)
        second = seconds_to_first_page(clone, port)
        say(fresh_clone_s=first, second_start_s=second)


if __name__ == "__main__":
    main()
