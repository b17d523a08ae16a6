"""One browser tab without a browser: speaks Streamlit's websocket protocol to a server on this machine."""

from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_STARTED_ANEW = 2  # script_finished: an st.rerun(), another run follows


class Tab:
    """A session: `rerun()` runs the page once and comes back when it is done."""

    def __init__(self, url: str, *, path: str = "", query: str = "", cookie: str = "") -> None:
        parts = urlsplit(url)
        self._url = f"ws://{parts.netloc}/_stcore/stream"
        self._headers = {"Origin": f"{parts.scheme}://{parts.netloc}"} | ({"Cookie": cookie} if cookie else {})
        self._path, self._query = path, query
        self._page = ""
        self.faults: list[str] = []
        self.elements = 0

    def __enter__(self) -> Self:
        self._socket: ClientConnection = connect(
            self._url, additional_headers=self._headers, subprotocols=["streamlit"], max_size=None, compression=None
        )
        self.rerun()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._socket.close()

    def rerun(self) -> None:
        """Run the page from top to bottom."""
        message = BackMsg()
        script = message.rerun_script
        script.query_string = self._query
        if self._page:
            script.page_script_hash = self._page
        else:
            script.page_name = self._path
        self._socket.send(message.SerializeToString())
        self.elements = 0
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self._socket.recv(timeout=30))
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self._page = answer.navigation.page_script_hash
            elif kind == "page_not_found":
                self.faults.append("page not found")
            elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self.elements += 1
                if answer.delta.new_element.WhichOneof("type") == "exception":
                    self.faults.append(answer.delta.new_element.exception.message)
            elif kind == "script_finished" and answer.script_finished != _STARTED_ANEW:
                return
