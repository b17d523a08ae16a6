"""Server CPU of one rerun of each page, for a learner with results; the empty page is the router alone."""

import subprocess
import sys
import time
import urllib.request

from benchmarks.measure.scene import Scene, cpu_a_call, rss_mb, say, scene
from benchmarks.measure.streamlit_client import Tab
from tests.live import ROOT, free_port

RERUNS = 40
LEARNER_PAGES = ("home", "practise", "my_essays", "progress", "account", "check")


def page_ms(url: str, pid: int, cookie: str, path: str, query: str = "") -> tuple[float, int]:
    """Median CPU in milliseconds of a rerun, and how many elements the page drew."""
    with Tab(url, path=path, query=query, cookie=cookie) as tab:
        figure = cpu_a_call(pid, tab.rerun, calls=RERUNS)
        assert not tab.faults, (path, tab.faults)
        return figure, tab.elements


def empty_page(found: Scene) -> float:
    """The same router with a page that draws nothing, on a server of its own."""
    port = free_port()
    flags = ("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true")
    command = [sys.executable, "-m", "streamlit", "run", "benchmarks/measure/empty_app.py", *flags]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**found.server.environment, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        with Tab(url, cookie=found.cookie) as tab:
            return cpu_a_call(process.pid, tab.rerun, calls=RERUNS)
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    """Print a line a page: CPU in ms and its ratio to the empty page."""
    with scene() as found:
        empty = empty_page(found)
        say(page="(empty)", cpu_ms=empty, ratio=1.0)
        url, pid = found.server.url, found.server.app_pid
        pages = [(path, "") for path in LEARNER_PAGES]
        pages += [("task", f"task={found.task_id}")]
        pages += [("write", f"submission={found.draft_id}"), ("write", f"submission={found.redraft_id}")]
        pages += [("result", f"submission={found.result_id}"), ("result", f"submission={found.report_id}")]
        pages += [("compare", f"first={found.result_id}&second={found.compared_id}")]
        for path, query in pages:
            figure, elements = page_ms(url, pid, found.cookie, path, query)
            say(page=f"{path} {query}".strip(), cpu_ms=figure, ratio=figure / empty, elements=elements)
        for path in ("", "sample_report", "sign_in", "register"):
            figure, elements = page_ms(url, pid, "", path)
            say(page=f"{path or 'front'} (visitor)", cpu_ms=figure, ratio=figure / empty, elements=elements)
        say(web_process_mb=rss_mb(pid))


if __name__ == "__main__":
    main()
