"""Questions to an archive's server through opensearch-py, which is imported when the first one is asked; every fault becomes one line for people."""

from __future__ import annotations

import base64
import json
import ssl
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefing.errors import ArchiveError, ArchiveFault
from briefing.index.archive.address import HINT, ArchiveAddress
from briefing.index.archive.credentials import CA, Credentials
from briefing.index.engine import Cancellation
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.index.archive.bounded_http import NoAnswerError, RefusedError, Watch

SECONDS = 20.0
"""How long an answer may take."""
MOST_BYTES = 128 << 20
"""How long an answer may be."""
NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})
_LONGEST = 160
_CONNECTIONS = 4


class ServerError(ArchiveError):
    """The server refused a request. ``status`` is that of HTTP, ``cause`` what it calls the reason, ``body`` all
    that it says, ``wait`` the seconds after which it wants to be asked again (0 if it does not say)."""

    def __init__(
        self,
        message: str,
        kind: ArchiveFault,
        *,
        status: int = 0,
        cause: str = "",
        body: str = "",
        wait: float = 0.0,
    ) -> None:
        super().__init__(message, kind)
        self.status = status
        self.cause = cause
        self.body = body
        self.wait = wait


class ArchiveClient:
    """Opens connections when it is first asked. Safe for several threads."""

    def __init__(self, address: ArchiveAddress, credentials: Credentials, *, seconds: float = SECONDS) -> None:
        self.address = address
        self.seconds = seconds
        self._credentials = credentials
        self._opened: Any = None
        self._lock = threading.Lock()

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        cancellation: Cancellation | None = None,
        seconds: float | None = None,
        most: int = MOST_BYTES,
        parameters: Mapping[str, str] = NO_PARAMETERS,
    ) -> dict[str, Any]:
        """Return the JSON object that answers a request. ``body`` is a mapping, or text that is sent as it is.

        Raises ArchiveError (ServerError where the server itself refused), of kind ``cancelled`` if ``cancellation`` was.
        """
        transport = self._transport()
        from briefing.index.archive.bounded_http import NoAnswerError, RefusedError, Watch, watched_by

        watch = Watch(most)
        limit = self.seconds if seconds is None else seconds
        deadline = threading.Timer(limit, watch.stop, ("slow",))
        deadline.daemon = True
        _give_up_with(cancellation, watch)
        deadline.start()
        watched_by(watch)
        try:
            answer = transport.perform_request(method, path, params=dict(parameters), body=body, timeout=limit)
        except NoAnswerError as error:
            raise self._without_answer(error, limit) from error
        except RefusedError as error:
            raise self._refused(error) from error
        except (ValueError, RecursionError) as error:  # no JSON
            raise self._no_opensearch("what it sends is no JSON") from error
        except Exception as error:  # opensearch-py's own, of an answer of another type than JSON
            if not type(error).__module__.startswith("opensearchpy"):
                raise
            raise self._no_opensearch("what it sends is no JSON") from error
        finally:
            deadline.cancel()
            if cancellation is not None:
                cancellation.done()
        if not isinstance(answer, dict):
            raise self._no_opensearch("what it sends is no answer to a question")
        return answer

    def close(self) -> None:
        """Close the connections; the next question opens new ones."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _transport(self) -> Any:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened.transport

    def _open(self) -> Any:
        try:
            from opensearchpy import OpenSearch

            from briefing.index.archive.bounded_http import BoundedConnection
        except ImportError as error:
            raise ArchiveError("an archive needs opensearch-py: pip install 'briefing[archive]'", "extra") from error
        address = self.address
        host = {"host": address.host, "port": address.port, "url_prefix": address.prefix}
        return OpenSearch(
            hosts=[host],
            connection_class=BoundedConnection,
            use_ssl=address.scheme == "https",
            ssl_context=self._trusted() if address.scheme == "https" else None,
            headers=_authorization(self._credentials),
            max_retries=0,
            pool_maxsize=_CONNECTIONS,
        )

    def _trusted(self) -> ssl.SSLContext:
        ca = self._credentials.ca
        try:
            return ssl.create_default_context(cafile=ca or None)
        except (OSError, ValueError) as error:
            raise ArchiveError(
                f"cannot use the certificates in {one_line(ca)} ({CA}): {one_line(str(error))[:_LONGEST]}",
                "credentials",
            ) from error

    # -- faults as lines

    def _without_answer(self, error: NoAnswerError, seconds: float) -> ArchiveError:
        server, why = self.address.server, one_line(error.reason)[:_LONGEST]
        lines = {
            "unreachable": f"the archive at {server} cannot be reached: {why}",
            "slow": f"the archive at {server} has not answered within {seconds:g} s",
            "tls": f"no safe connection to the archive at {server}: {why}; name the authority that signed its certificate in {CA}",
            "cancelled": "a newer question came before the archive answered",
        }
        return ArchiveError(lines.get(error.kind, f"what answers at {server} is no OpenSearch: {why}"), error.kind)

    def _no_opensearch(self, why: str) -> ArchiveError:
        return ArchiveError(f"what answers at {self.address.server} is no OpenSearch: {why}", "answer")

    def _refused(self, error: RefusedError) -> ArchiveError:
        cause, details = _cause(error.body)
        server, name = self.address.server, self.address.name
        known: dict[int, tuple[ArchiveFault, str]] = {
            401: ("unauthorised", self._asks_for_user()),
            403: ("forbidden", f"the archive at {server} does not allow this user to do that with {name}"),
            429: ("busy", f"the archive at {server} is too busy; try again in a moment"),
            502: ("unreachable", f"the archive at {server} cannot be reached: what stands before it finds nobody"),
            503: ("busy", f"the archive at {server} is not ready; try again in a moment"),
            504: ("slow", f"the archive at {server} has not answered what stands before it"),
        }
        other = f"what answers at {server} is no OpenSearch: it refuses ({error.status}) without saying why"
        if cause:
            known[404] = "missing", f"there is no archive named {name} at {server}"
            other = f"the archive at {server} refuses ({error.status}): {details}"
        kind, line = known.get(error.status, ("answer", other))
        return ServerError(line, kind, status=error.status, cause=cause, body=error.body, wait=error.wait)

    def _asks_for_user(self) -> str:
        server = self.address.server
        if self._credentials.given:
            return f"the archive at {server} does not accept this user and password"
        return f"the archive at {server} asks for a user: {HINT}"


def _give_up_with(cancellation: Cancellation | None, watch: Watch) -> None:
    if cancellation is not None:
        cancellation.on_cancel(lambda: watch.stop("cancelled"))


def _authorization(credentials: Credentials) -> dict[str, str]:
    """Return the header that says who asks, {} for nobody."""
    if credentials.token:
        return {"authorization": f"Bearer {credentials.token}"}
    if not credentials.user:
        return {}
    pair = f"{credentials.user}:{credentials.password}".encode()
    return {"authorization": f"Basic {base64.b64encode(pair).decode()}"}


def _cause(body: str) -> tuple[str, str]:
    """Return what a refusal calls its reason, and says of it: two lines, safe to show, "" if it is no refusal of OpenSearch."""
    try:
        error = json.loads(body)["error"]
        reasons = [str(each.get("reason", "")) for each in (*error.get("root_cause", ()), error)]
        return one_line(str(error["type"])), one_line("; ".join(dict.fromkeys(reasons)))[:_LONGEST]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "", ""
