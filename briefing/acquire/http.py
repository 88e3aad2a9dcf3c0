"""Fetches one page from the web for ``add``: http and https only, within limits, never from a private address unless told so.

Every address is resolved once, checked, and then connected to, so that a name cannot be checked under one address and
reached under another; the same again after every redirect. Sends no cookies and no credentials, uses no proxy, runs nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from briefing.errors import BriefingError
from briefing.text import one_line

T = TypeVar("T")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MEGABYTE: Final = 1024 * 1024
_CHUNK: Final = 64 * 1024
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_ACCEPT: Final = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
# Kept as they are when an address is sent: what RFC 3986 reserves, and escapes that are already there.
_SENT: Final = "%/:?#[]@!$&'()*+,;=~-._"
_EMBEDDING: Final = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48"))
"""NAT64: the last 32 bits are the IPv4 address that is reached."""


class FetchError(BriefingError):
    """A page that cannot or may not be fetched; the message is the reason that stands under ``problems``."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one page may cost. Bytes (as sent, and expanded), seconds (all redirects together), redirects."""

    bytes: int = 20 * MEGABYTE
    expanded_bytes: int = 20 * MEGABYTE
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What came back. ``url`` is where it came from after redirects; ``content_type`` is lower case without parameters ("" if
    none was sent), ``charset`` what the server says of the encoding, ``body`` the bytes, expanded."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


DEFAULT: Final = FetchLimits()


def fetch(url: str, *, allow_private: bool = False, limits: FetchLimits = DEFAULT) -> Page:
    """Return the page at ``url``. Raises FetchError with the reason in one line."""
    deadline = _Deadline(limits.seconds)
    seen: set[str] = set()
    while True:
        parts = check_url(url)
        seen.add(url)
        with (
            contextlib.closing(_connection(parts, allow_private, deadline)) as connection,
            deadline.watching(connection),
        ):
            try:
                response = _ask(connection, parts)
                if response.status not in _REDIRECTS:
                    return _page(url, response, limits, deadline)
                target = response.getheader("Location") or ""
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise FetchError(deadline.reason(_why(error))) from error
        if not target:
            raise FetchError(f"answered {response.status} without saying where the page is")
        url = _next(url, target)
        if url in seen:
            raise FetchError("redirects in a circle")
        if len(seen) > limits.redirects:
            raise FetchError(f"redirects more than {limits.redirects} times")


def check_url(url: str) -> SplitResult:
    """Return the parts of ``url``. Raises FetchError for what is never fetched: other schemes, credentials, control characters."""
    if re.search(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]", url):
        raise FetchError("is no address: it holds a space or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("is no address that can be read") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError("is not fetched: only http and https are")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise FetchError("is not fetched: an address must not hold a name or a password")
    if not parts.hostname or port == 0:
        raise FetchError("is no address: it names no host")
    return parts


def without_credentials(url: str) -> str:
    """Return ``url`` for a message: what stands before ``@`` in the host is left out."""
    return re.sub(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#\\]*@", r"\1…@", url)


def _next(url: str, target: str) -> str:
    # Servers send addresses as Latin-1 that are UTF-8; what is no character of an address is escaped, as browsers do.
    with contextlib.suppress(UnicodeError):
        target = target.encode("latin-1").decode("utf-8")
    try:
        joined = urljoin(
            url, re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029]", lambda found: quote(found[0]), target.strip())
        )
    except ValueError:
        raise FetchError("redirects to what is no address") from None
    try:
        check_url(joined)
    except FetchError as error:
        raise FetchError(f"redirects to {one_line(without_credentials(joined))[:100]}, which {error}") from None
    return urlunsplit(urlsplit(joined)._replace(fragment=""))


# --- addresses ----------------------------------------------------------------------------------------------------------


def is_public(address: Address) -> bool:
    """Return whether ``address`` is one of the open internet; an IPv6 address that carries an IPv4 one only if both are."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _EMBEDDING[1] or address.is_site_local:
            return address.ipv4_mapped is not None and is_public(address.ipv4_mapped)
        inner = _carried(address)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not any(getattr(address, f"is_{kind}") for kind in _CLOSED)


_CLOSED: Final = ("private", "loopback", "link_local", "multicast", "reserved", "unspecified")
"""Kinds of addresses that are not of the open internet."""


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries."""
    carried = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())[1:])
    inner = next(filter(None, carried), None)
    if inner is None and any(address in network for network in _EMBEDDING):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner


def _resolve(host: str, port: int, deadline: _Deadline) -> list[tuple[socket.AddressFamily, Address, str]]:
    """Return the addresses of ``host``: (family, address, address as it is connected to). Raises FetchError."""
    try:
        host = _ascii(host)
    except UnicodeError:
        raise FetchError(f"is no address: {one_line(host)[:80]} is no name of a host") from None
    try:
        found = deadline.run(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError):
        raise FetchError(f"has no address: nobody knows the host {one_line(host)[:80]}") from None
    result: list[tuple[socket.AddressFamily, Address, str]] = []
    for family, _, _, _, sockaddr in found:
        text = str(sockaddr[0])
        with contextlib.suppress(ValueError):
            entry = (family, ipaddress.ip_address(text.partition("%")[0]), text)
            if family in (socket.AF_INET, socket.AF_INET6) and entry not in result:
                result.append(entry)
    return result


def _reach(host: str, port: int, allow_private: bool, deadline: _Deadline) -> socket.socket:
    """Return a connection to the first address of ``host`` that is allowed and answers. Raises FetchError."""
    reason, refused = "", None
    for family, address, text in _resolve(host, port, deadline):
        if not allow_private and not is_public(address):
            refused = address
            continue
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.settimeout(deadline.left())
            made.connect((text, port))
            return made
        except OSError as error:
            made.close()
            reason = deadline.reason(_why(error))
        except BaseException:
            made.close()
            raise
    if reason:
        raise FetchError(reason)
    if refused is not None:
        where = f"{host} is {refused}" if host.strip("[]") != str(refused) else str(refused)
        raise FetchError(
            f"is not fetched: {one_line(where)[:120]}, which is no address of the open internet (--allow-private fetches it)"
        )
    raise FetchError(f"has no address: nobody knows the host {one_line(host)[:80]}")


def _connection(parts: SplitResult, allow_private: bool, deadline: _Deadline) -> http.client.HTTPConnection:
    """Return a connection whose socket is open already: http.client never looks a name up itself."""
    secure = parts.scheme.lower() == "https"
    host = parts.hostname or ""
    port = parts.port or (443 if secure else 80)
    deadline.left()
    made = _reach(host, port, allow_private, deadline)
    if secure:
        try:
            made = _context().wrap_socket(made, server_hostname=host.partition("%")[0], do_handshake_on_connect=False)
            with deadline.watching(made):
                made.do_handshake()
        except (OSError, ValueError) as error:
            made.close()
            raise FetchError(deadline.reason(_why(error))) from error
        except BaseException:
            made.close()
            raise
    connection = http.client.HTTPConnection(_ascii(host), port)
    connection.sock = made
    connection.auto_open = 0  # a connection that broke is not opened again behind our back
    return connection


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _ascii(host: str) -> str:
    """Return the name as it is looked up and sent (IDNA). Raises UnicodeError."""
    return host if ":" in host else host.encode("idna").decode("ascii")


# --- question and answer ------------------------------------------------------------------------------------------------


def _ask(connection: http.client.HTTPConnection, parts: SplitResult) -> http.client.HTTPResponse:
    from briefing.version import __version__

    path = quote(parts.path or "/", safe=_SENT) + (f"?{quote(parts.query, safe=_SENT)}" if parts.query else "")
    host = _ascii(parts.hostname or "")
    host = f"[{host.partition('%')[0]}]" if ":" in host else host
    default = 443 if parts.scheme.lower() == "https" else 80
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host if parts.port in (None, default) else f"{host}:{parts.port}")
    connection.putheader("User-Agent", f"briefing/{__version__}")
    connection.putheader("Accept", _ACCEPT)
    connection.putheader("Accept-Encoding", "gzip, deflate")
    connection.putheader("Connection", "close")
    connection.endheaders()
    return connection.getresponse()


def _page(url: str, response: http.client.HTTPResponse, limits: FetchLimits, deadline: _Deadline) -> Page:
    if response.status != 200:
        raise FetchError(
            f"is not there: the server answered {response.status} {one_line(response.reason or '')[:60]}".rstrip()
        )
    kind = response.getheader("Content-Type") or ""
    charset = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", kind, re.IGNORECASE)
    encoding = (response.getheader("Content-Encoding") or "").strip().lower()
    expand = _expander(encoding, limits.expanded_bytes)
    sent, pieces = 0, []
    expected = response.length
    if expected is not None and expected > limits.bytes:
        raise FetchError(_too_large(limits.bytes))
    while chunk := response.read1(_CHUNK):
        deadline.left()
        sent += len(chunk)
        if sent > limits.bytes:
            raise FetchError(_too_large(limits.bytes))
        pieces.append(expand(chunk))
    deadline.left()
    if expected is not None and sent < expected:
        raise FetchError("broke off: the connection ended before the page did")
    pieces.append(expand(b""))
    return Page(url, kind.partition(";")[0].strip().lower(), charset[1] if charset else None, b"".join(pieces))


def _expander(encoding: str, most: int) -> Callable[[bytes], bytes]:
    """Return a function that expands what was sent, piece by piece, ``most`` bytes in all; b"" tells it the end."""
    if encoding in ("", "identity"):
        return lambda chunk: chunk
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"was sent in the encoding {one_line(encoding)[:40]}, which was not asked for")
    gzip = encoding != "deflate"
    machine = zlib.decompressobj(31 if gzip else 15)
    total = 0
    begun = False

    def expand(chunk: bytes) -> bytes:
        nonlocal machine, total, begun
        if not chunk:
            if begun and not machine.eof:
                raise FetchError("broke off: the packed page has no end")
            return b""
        out: list[bytes] = []
        while chunk:
            if machine.eof:
                if not gzip or not chunk.startswith(b"\x1f"):
                    break  # what stands behind the page is no part of it
                machine = zlib.decompressobj(31)
            try:
                piece = machine.decompress(chunk, most + 1 - total)
            except zlib.error:
                if gzip or begun:
                    raise FetchError("cannot be unpacked: its packing is damaged") from None
                machine = zlib.decompressobj(-15)  # some servers send deflate without its wrapper
                piece = machine.decompress(chunk, most + 1 - total)
            begun = True
            total += len(piece)
            out.append(piece)
            if total > most:
                raise FetchError(_too_large(most))
            chunk = machine.unconsumed_tail or machine.unused_data
        return b"".join(out)

    return expand


def _too_large(size: int) -> str:
    return f"is larger than {size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"is larger than {size:,} bytes"


def _why(error: Exception) -> str:
    """Return what went wrong with the network, in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"is not safe: its certificate is not valid ({one_line(error.verify_message or '')[:80]})"
    if isinstance(error, ssl.SSLError):
        return f"cannot be reached safely ({one_line(error.reason or 'TLS')[:80]})"
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "cannot be reached: the connection was refused"
    if isinstance(error, http.client.IncompleteRead):
        return "broke off: the connection ended before the page did"
    if isinstance(error, (http.client.HTTPException, ValueError)):
        return f"answered what cannot be read ({type(error).__name__})"
    return f"cannot be reached: {one_line(error.strerror or type(error).__name__) if isinstance(error, OSError) else type(error).__name__}"


class _Deadline:
    """One time limit for everything: looking up, connecting, and every byte of every redirect."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises FetchError if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(self._late())
        return left

    def _late(self) -> str:
        return f"takes longer than {self.seconds:g} seconds"

    def reason(self, otherwise: str) -> str:
        """Why something failed: because time was up, or ``otherwise``."""
        return self._late() if time.monotonic() >= self._end - 0.01 else otherwise

    def run(self, call: Callable[[], T]) -> T:
        """Return ``call()``, which cannot be interrupted, left behind in its thread if it takes too long."""
        done: list[T] = []
        failed: list[BaseException] = []

        def work() -> None:
            try:
                done.append(call())
            except BaseException as error:  # handed on
                failed.append(error)

        thread = threading.Thread(target=work, daemon=True, name="briefing-resolve")
        thread.start()
        thread.join(self.left())
        if failed:
            raise failed[0]
        if not done:
            raise FetchError(self._late())
        return done[0]

    @contextlib.contextmanager
    def watching(self, connection: http.client.HTTPConnection | socket.socket) -> Iterator[None]:
        """Ends the connection when time is up, however slowly its bytes drip in."""
        sock = connection.sock if isinstance(connection, http.client.HTTPConnection) else connection
        timer = threading.Timer(self.left(), _shut, (sock,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        # On the plain socket: TLS would want to say goodbye first.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
