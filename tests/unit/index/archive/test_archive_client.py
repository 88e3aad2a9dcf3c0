"""What may answer in place of an archive, and that each of it is one line, in bounds of time and bytes."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from briefing.errors import ArchiveError
from briefing.index.archive.address import parse_address
from briefing.index.archive.client import ArchiveClient, ServerError
from briefing.index.archive.credentials import Credentials
from briefing.index.engine import Cancellation

SECRET = "not-to-be-seen"
Answer = Callable[[socket.socket], None]


@contextmanager
def answering(answer: Answer, *, seconds: float = 30.0) -> Iterator[ArchiveClient]:
    """A client of a server that reads a request and then does what ``answer`` does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, suppress(OSError):
                        connection.recv(1 << 16)
                        answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        address = parse_address(f"http://127.0.0.1:{listening.getsockname()[1]}", "desk")
        client = ArchiveClient(address, Credentials("ida", SECRET), seconds=seconds)
        try:
            yield client
        finally:
            client.close()
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


def says(body: bytes, status: str = "200 OK", kind: str = "application/json", length: int | None = None) -> Answer:
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
    return lambda connection: connection.sendall(head.encode() + body)


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b'{"a":"')
    while True:
        connection.sendall(b"x" * (1 << 16))


def dripping(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.02)


def silent(connection: socket.socket) -> None:
    while connection.recv(1 << 16):  # nothing is said until the other side leaves
        pass


def refusal(kind: str, reason: str = "because") -> bytes:
    return f'{{"error":{{"type":"{kind}","reason":"{reason}","root_cause":[]}},"status":400}}'.encode()


def asked(client: ArchiveClient) -> ArchiveError:
    with pytest.raises(ArchiveError) as caught:
        client.ask("POST", "/desk/_search", {"query": {}}, most=1 << 20)
    line = str(caught.value)
    assert "\n" not in line
    assert SECRET not in line + repr(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (says(b"<html><body>Welcome</body></html>", kind="text/html"), "answer", "no JSON"),
        (says(b"<html>"), "answer", "no JSON"),
        (says(b'{"hits": {"total"'), "answer", "no JSON"),
        (says(b'{"hits": 1}', length=500), "unreachable", "the connection broke"),
        (says(b"[" * 100_000), "answer", "no JSON"),
        (says(b"[1, 2]"), "answer", "no answer to a question"),
        (says(b""), "answer", "no answer to a question"),
        (endless, "answer", "more than 1 MB"),
        (lambda connection: connection.sendall(b"SSH-2.0-Harbour\r\n"), "answer", "does not speak HTTP"),
        (lambda connection: None, "unreachable", "the connection broke"),
        (says(b"{}", "302 Found\r\nLocation: http://elsewhere.invalid/"), "answer", "302"),
        (says(b"", "401 Unauthorized"), "unauthorised", "does not accept this user and password"),
        (says(refusal("security_exception"), "403 Forbidden"), "forbidden", "does not allow"),
        (says(refusal("index_not_found_exception"), "404 Not Found"), "missing", "no archive named desk"),
        (says(b"<h1>Not Found</h1>", "404 Not Found", "text/html"), "answer", "no OpenSearch"),
        (says(b"", "429 Too Many Requests"), "busy", "too busy"),
        (says(b"", "502 Bad Gateway"), "unreachable", "cannot be reached"),
        (says(b"", "503 Service Unavailable"), "busy", "not ready"),
        (says(b"", "504 Gateway Timeout"), "slow", "has not answered"),
        (
            says(refusal("parsing_exception", "odd \\u001b[31m"), "400 Bad Request"),
            "answer",
            "refuses (400): odd ␛[31m",
        ),
    ],
    ids="html html-as-json half-a-json half-an-answer nested a-list nothing ten-gigabytes ssh hangs-up redirection 401 403 404 404-html 429 502 503 504 400".split(),
)
def test_whatever_answers_is_one_line(
    answer: Answer, kind: str, words: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with answering(answer) as client:
        error = asked(client)
    assert error.kind == kind
    assert words in str(error)
    assert SECRET not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("opensearch")]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("answer", [silent, dripping])
def test_an_answer_that_never_ends_is_given_up(answer: Answer) -> None:
    with answering(answer, seconds=0.3) as client:
        error = asked(client)
    assert error.kind == "slow"
    assert "within 0.3 s" in str(error)
    assert error.passing


@pytest.mark.parametrize("answer", [silent, dripping])
def test_a_newer_question_ends_the_wait(answer: Answer) -> None:
    cancellation = Cancellation()
    with answering(answer) as client:
        threading.Timer(0.1, cancellation.cancel).start()
        with pytest.raises(ArchiveError) as caught:
            client.ask("GET", "/", cancellation=cancellation)
        assert caught.value.kind == "cancelled"
        with pytest.raises(ArchiveError) as caught:  # it stays given up
            client.ask("GET", "/", cancellation=cancellation)
        assert caught.value.kind == "cancelled"


def test_a_question_that_was_answered_cannot_be_given_up() -> None:
    cancellation = Cancellation()
    with answering(says(b'{"ok": true}')) as client:
        assert client.ask("GET", "/", cancellation=cancellation) == {"ok": True}
        cancellation.cancel()
        assert client.ask("GET", "/") == {"ok": True}


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    error = asked(ArchiveClient(parse_address(f"http://127.0.0.1:{port}"), Credentials()))
    assert (error.kind, str(error)) == (
        "unreachable",
        f"the archive at http://127.0.0.1:{port} cannot be reached: nobody listens there",
    )


def test_a_server_without_tls_is_not_trusted() -> None:
    with answering(says(b"{}")) as client:
        port = client.address.port
        error = asked(ArchiveClient(parse_address(f"https://127.0.0.1:{port}"), Credentials()))
    assert error.kind == "tls"
    assert "BRIEFING_ARCHIVE_CA" in str(error)


def test_certificates_that_are_none_are_said() -> None:
    client = ArchiveClient(parse_address("https://127.0.0.1:1"), Credentials(ca="/nowhere/ca.pem"))
    assert asked(client).kind == "credentials"


def test_the_wait_that_a_server_asks_for_is_known() -> None:
    with (
        answering(says(b"", "429 Too Many Requests\r\nRetry-After: 7")) as client,
        pytest.raises(ServerError) as caught,
    ):
        client.ask("GET", "/")
    assert (caught.value.status, caught.value.wait) == (429, 7.0)


def test_credentials_are_sent_as_they_are_meant() -> None:
    heard: list[bytes] = []

    def listen(connection: socket.socket) -> None:
        says(b"{}")(connection)

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for _ in range(3):
                connection, _ = listening.accept()
                with connection:
                    heard.append(connection.recv(1 << 16))
                    listen(connection)

        serving = threading.Thread(target=serve)
        serving.start()
        address = parse_address(f"http://127.0.0.1:{listening.getsockname()[1]}")
        for credentials in (Credentials("ida", "żółw"), Credentials(token="abc"), Credentials()):
            ArchiveClient(address, credentials).ask("GET", "/")
        serving.join()
    assert b"authorization: Basic aWRhOsW8w7PFgnc=" in heard[0]
    assert b"authorization: Bearer abc" in heard[1]
    assert b"authorization" not in heard[2]
