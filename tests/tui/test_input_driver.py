"""Reading the terminal: keys come as they are typed, whether the thread that reads sleeps or not, and it ends when it is told to."""

from __future__ import annotations

import asyncio
import io
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from briefing.tui.keys import input_driver
from briefing.tui.keys.input_driver import WaitingDriver


class Listening(WaitingDriver):
    """Keeps the keys it reads from a pipe."""

    def __init__(self, fileno: int) -> None:
        super().__init__(App(), size=(80, 24))
        self.fileno = fileno
        self.keys: list[str] = []
        self.heard = threading.Condition()

    def process_message(self, message: Any) -> None:
        if isinstance(message, events.Key):
            with self.heard:
                self.keys.append(message.key)
                self.heard.notify_all()

    def wait_for(self, keys: list[str]) -> None:
        with self.heard:
            assert self.heard.wait_for(lambda: self.keys == keys, timeout=60), self.keys


def ended(driver: LinuxDriver) -> None:
    """What Textual does to end the thread, without the terminal."""
    driver.exit_event.set()
    assert driver._key_thread is not None
    driver._key_thread.join(60)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Listening, Callable[[bytes], int]]]:
    monkeypatch.setattr(LinuxDriver, "disable_input", ended)
    monkeypatch.setattr(input_driver, "TICKS_FOR", 0.0)  # it sleeps between any two keys
    read, write = os.pipe()

    async def made() -> Listening:
        return Listening(read)

    driver = asyncio.run(made())
    thread = driver._key_thread = threading.Thread(target=driver.run_input_thread, daemon=True)
    thread.start()
    yield driver, lambda data: os.write(write, data)
    driver.disable_input()
    assert not thread.is_alive()
    for end in (read, write):
        os.close(end)


def test_keys_wake_it_one_by_one(reading: tuple[Listening, Callable[[bytes], int]]) -> None:
    driver, send = reading
    for number, key in enumerate("jkJ", 1):
        send(key.encode())
        driver.wait_for(["j", "k", "J"][:number])


def test_where_nobody_is_any_more_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LinuxDriver, "disable_input", ended)
    read, write = os.pipe()
    told: list[Any] = []

    async def made() -> Listening:
        return Listening(read)

    driver = asyncio.run(made())
    monkeypatch.setattr(driver._app, "hang_up", told.append, raising=False)
    os.close(write)
    driver.run_input_thread()
    assert told == [driver._loop]
    os.close(read)


class Gone(io.StringIO):
    """A terminal that is gone."""

    def fileno(self) -> int:
        return -1

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_what_is_drawn_for_nobody_is_dropped() -> None:
    drawn = input_driver.Drawn(Gone())
    drawn.write("a picture")
    drawn.flush()


def test_a_character_in_two_halves_is_one_key(reading: tuple[Listening, Callable[[bytes], int]]) -> None:
    driver, send = reading
    first, second = "é".encode()[:1], "é".encode()[1:]
    send(b"a" + first)
    driver.wait_for(["a"])
    send(second + b"b")
    driver.wait_for(["a", "é", "b"])


def test_escape_alone_is_a_key(
    reading: tuple[Listening, Callable[[bytes], int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, send = reading
    monkeypatch.setattr(input_driver, "TICKS_FOR", 60.0)
    send(b"j\x1b")
    driver.wait_for(["j", "escape"])
