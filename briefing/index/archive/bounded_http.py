"""One request and its answer, within bounds: so many bytes, so many seconds, and given up from another thread. Imports opensearch-py.

A connection of opensearch-py that believes nothing of the other side: it follows no redirection, reads no more than it was told, ends at its
deadline however slowly the bytes drip, and writes no log (opensearch-py would put failures on standard error, over the reader's screen).
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

import urllib3
from opensearchpy import Urllib3HttpConnection
from urllib3.connection import HTTPConnection, HTTPSConnection

from briefing.errors import ArchiveFault

CONNECT_SECONDS = 5.0
_CHUNK = 1 << 16


class NoAnswerError(Exception):
    """There was no whole answer: ``kind`` as of ArchiveError, ``reason`` a few words or ""."""

    def __init__(self, kind: ArchiveFault, reason: str = "") -> None:
        super().__init__(reason)
        self.kind: ArchiveFault = kind
        self.reason = reason


class RefusedError(Exception):
    """The server refused: its ``status``, its words (a JSON text, or whatever came), and the seconds after which it may be asked again."""

    def __init__(self, status: int, body: str, wait: float) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.body = body
        self.wait = wait


class Watch:
    """What bounds one request: ``most`` bytes of the answer; :meth:`stop` from any thread ends it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.stopped: ArchiveFault | None = None
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def hold(self, connected: socket.socket | None) -> None:
        """Take the socket on which the request runs; raise NoAnswerError if it has been stopped meanwhile."""
        with self._lock:
            self._socket = connected
        if self.stopped is not None:
            raise NoAnswerError(self.stopped)

    def stop(self, why: ArchiveFault) -> None:
        """End the request at once, for the reason ``why``."""
        with self._lock:
            self.stopped = why
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    # not TLS's own way of shutting down, which is not safe from another thread
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def done(self) -> None:
        """Let go of the socket, which others use from now on."""
        with self._lock:
            self._socket = None


_current = threading.local()


def watched_by(watch: Watch) -> None:
    """Have the next request of this thread bounded by ``watch``."""
    _current.watch = watch


def _hold(connected: socket.socket | None) -> None:
    watch: Watch = _current.watch
    watch.hold(connected)


class _Held:
    """A connection that tells the watch which socket it uses, so that the watch can end it."""

    sock: Any

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        _hold(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        _hold(self.sock)
        super().request(*arguments, **options)  # type: ignore[misc]


class _Plain(_Held, HTTPConnection):
    """One without encryption."""


class _Encrypted(_Held, HTTPSConnection):
    """One with encryption."""


class BoundedConnection(Urllib3HttpConnection):  # type: ignore[misc]
    """Give it to OpenSearch as its ``connection_class``. Before each request, :func:`watched_by` tells its bounds."""

    def _create_urllib3_pool(self) -> None:
        super()._create_urllib3_pool()
        self.pool.ConnectionCls = _Encrypted if self.use_ssl else _Plain

    def perform_request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        timeout: float | None = None,
        ignore: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, Mapping[str, str], str]:
        """Return status, headers and text of the answer. Raises RefusedError for any status but 2xx, NoAnswerError for anything else."""
        watch: Watch = _current.watch
        path = f"{self.url_prefix}{url}?{urlencode(params)}" if params else self.url_prefix + url
        try:
            return self._answer(watch, method, path, body, timeout, {**self.headers, **(headers or {})})
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise NoAnswerError(*_fault(error, watch)) from error
        finally:
            watch.done()

    def _answer(
        self,
        watch: Watch,
        method: str,
        path: str,
        body: bytes | None,
        timeout: float | None,
        headers: Mapping[str, str],
    ) -> tuple[int, Mapping[str, str], str]:
        if self.pool is None:
            self._create_urllib3_pool()
        response = self.pool.urlopen(
            method,
            path,
            body,
            headers=headers,
            retries=False,
            redirect=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=timeout),
        )
        try:
            text = _read(response, watch)
        except BaseException:
            response.close()
            raise
        response.release_conn()
        if not 200 <= response.status < 300:
            raise RefusedError(response.status, text, _seconds(response.headers.get("retry-after", "")))
        return response.status, response.headers, text


def _read(response: Any, watch: Watch) -> str:
    """Return the whole text of an answer, which must not be longer than ``watch`` allows."""
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        size += len(chunk)
        if size > watch.most:
            raise NoAnswerError("answer", f"it sends more than {watch.most >> 20} MB")
        chunks.append(chunk)
    if watch.stopped is not None:
        raise NoAnswerError(watch.stopped)
    return b"".join(chunks).decode("utf-8", "replace")


def _seconds(value: str) -> float:
    """Return what the header Retry-After says in seconds, 0 for a date or nothing."""
    return float(value) if value[:6].isdecimal() else 0.0


_FAULTS: tuple[tuple[type[BaseException], ArchiveFault, str], ...] = (
    (urllib3.exceptions.SSLError, "tls", "{}"),
    (urllib3.exceptions.NameResolutionError, "unreachable", "there is no host of that name"),
    (urllib3.exceptions.NewConnectionError, "unreachable", "nobody listens there"),
    (urllib3.exceptions.ConnectTimeoutError, "unreachable", "nobody answers"),
    (urllib3.exceptions.ReadTimeoutError, "slow", ""),
    (TimeoutError, "slow", ""),
    (urllib3.exceptions.DecodeError, "answer", "it is packed wrongly"),
    (http.client.HTTPException, "answer", "it does not speak HTTP"),
    (ValueError, "answer", "it does not speak HTTP"),
)
_BROKEN: tuple[ArchiveFault, str] = ("unreachable", "the connection broke")


def _fault(error: BaseException, watch: Watch) -> tuple[ArchiveFault, str]:
    """Return what ``error`` means: its kind and a few words."""
    if watch.stopped is not None:
        return watch.stopped, ""
    inner = error.args[-1] if isinstance(error, urllib3.exceptions.ProtocolError) else error
    if isinstance(inner, ConnectionError | http.client.IncompleteRead):  # RemoteDisconnected is both kinds
        return _BROKEN
    for cls, kind, reason in _FAULTS:
        if isinstance(inner, cls):
            return kind, reason.format(inner)
    return _BROKEN
