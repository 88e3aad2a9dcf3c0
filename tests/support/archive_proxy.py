"""A proxy before an archive's server that dawdles, breaks off, refuses, lies or wants a password, as a test asks; with TLS if it is wanted."""

from __future__ import annotations

import base64
import http.client
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

PIECE = b"x" * 65_536


class ArchiveProxy:
    """``fault`` is what happens to every request that ``only`` (a part of its path) names:

    ``""`` nothing; a status (``"401"``, ``"429"`` …); ``"html"`` a page; ``"half"`` half of the true answer; ``"endless"`` an answer without end;
    ``"drop"`` the connection breaks; ``"hang"`` no answer until the fault is taken away; ``"slow"`` the true answer after ``delay`` seconds;
    ``"shards"`` the true answer, with a part of the archive said to have failed. ``asked`` has every path, ``headers`` those of the last request.
    """

    def __init__(self, upstream: str, *, password: str = "", certificate: Path | None = None) -> None:
        self.fault, self.only, self.delay = "", "", 0.0
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self.going = 0
        """Requests that are being held."""
        self._upstream = urlsplit(upstream)
        self._password = password
        self._closed = threading.Event()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                proxy._handle(self)

            def do_POST(self) -> None:
                proxy._handle(self)

            def do_PUT(self) -> None:
                proxy._handle(self)

            def do_DELETE(self) -> None:
                proxy._handle(self)

            def do_HEAD(self) -> None:
                proxy._handle(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: Any) -> None:
                """A reader that has had enough of an answer breaks the connection off: that is no fault of a test."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            scheme = "https"
        self.url = f"{scheme}://localhost:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.02), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the proxy, as if the server had been killed: whoever waits is told nothing."""
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()

    def kill(self) -> None:
        """Kill the server in the middle of what it does: connections that are held break."""
        self.fault = "drop"
        self.close()

    def _handle(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        self.asked.append(request.path)
        self.headers = dict(request.headers)
        if self._password and request.headers.get("Authorization", "") != _basic(self._password):
            self._send(request, 401, b'{"error":"who are you","status":401}')
            return
        fault = self.fault if self.only in request.path else ""
        self.going += 1
        try:
            while self.fault == fault == "hang" and not self._closed.wait(0.01):
                pass
        finally:
            self.going -= 1
        if fault == "hang" and self._closed.is_set():
            fault = "drop"
        if fault == "slow":
            self._closed.wait(self.delay)
        self._answer(request, fault, body)

    def _answer(self, request: BaseHTTPRequestHandler, fault: str, body: bytes) -> None:
        if fault == "drop":
            request.close_connection = True
            request.connection.shutdown(socket.SHUT_RDWR)
        elif fault.isdigit():
            self._send(request, int(fault), b'{"error":{"reason":"no"},"status":' + fault.encode() + b"}")
        elif fault == "html":
            self._send(request, 200, b"<html><body>Sign in to the network</body></html>", "text/html")
        elif fault == "endless":
            self._endless(request)
        else:
            status, kind, answer = self._true(request, body)
            if fault == "half":
                answer = answer[: len(answer) // 2]
            if fault == "shards":
                answer = answer.replace(b'"failed":0', b'"failed":1').replace(b'"failed": 0', b'"failed": 1')
            self._send(request, status, answer, kind)

    def _endless(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        while not self._closed.is_set():
            request.wfile.write(PIECE)

    def _true(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str, bytes]:
        """Return what the server behind answers."""
        connection = http.client.HTTPConnection(str(self._upstream.hostname), self._upstream.port, timeout=60)
        try:
            headers = {"Content-Type": request.headers.get("Content-Type", "application/json")}
            connection.request(request.command, request.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Type", "application/json"), answer.read()
        finally:
            connection.close()

    def _send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, kind: str = "application/json") -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(body)


def _basic(password: str) -> str:
    return "Basic " + base64.b64encode(password.encode()).decode()


def certificate(folder: Path) -> tuple[Path, Path]:
    """Return a file with a key and a certificate for localhost, and one with the certificate alone. Skips where openssl is not installed."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate for the test")
    key, alone, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(alone)]
    subprocess.run(command, check=True, capture_output=True)
    both.write_text(key.read_text() + alone.read_text())
    return both, alone


def waits(true: Any, seconds: float = 60.0) -> None:
    """Wait for a state, generously."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "never came"
        time.sleep(0.01)
