"""Several requests at once: in order, bounded, nothing left behind."""

from collections.abc import Iterator

import dify_plugin  # noqa: F401  (patches the process first, as in a plugin)
import gevent  # type: ignore[import-untyped, unused-ignore]
import pytest
from difyspec.runtime import workers


class Running:
    """How many calls run now, and how many did at most."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0
        self.started: list[int] = []
        self.closed: list[int] = []

    def __enter__(self) -> None:
        self.now += 1
        self.most = max(self.most, self.now)

    def __exit__(self, *_: object) -> None:
        self.now -= 1


@pytest.mark.parametrize(("limit", "most"), [(1, 1), (3, 3), (50, 8)])
def test_answers_keep_their_order_and_the_bound(limit: int, most: int) -> None:
    running = Running()

    def call(number: int) -> int:
        with running:
            gevent.sleep(0.01 * (number % 3))
            return number * number

    assert list(workers.ordered(call, range(8), limit)) == [number * number for number in range(8)]
    assert running.most == most
    assert running.now == 0


@pytest.mark.parametrize("limit", [1, 3])
def test_what_a_call_raises_comes_at_its_place(limit: int, capfd: pytest.CaptureFixture[str]) -> None:
    def call(number: int) -> int:
        if number == 2:
            raise ValueError("two")
        return number

    found = workers.ordered(call, range(9), limit)
    assert [next(found), next(found)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(found)
    gevent.sleep(0)
    assert "Traceback" not in capfd.readouterr().err


def streams(running: Running) -> Iterator[int]:
    def stream(number: int) -> Iterator[int]:
        running.started.append(number)
        try:
            with running:
                for step in range(3):
                    gevent.sleep(0.001)
                    yield number * 10 + step
                if number == 99:
                    gevent.sleep(60)
        finally:
            running.closed.append(number)

    return workers.ordered_streams(stream, [0, 99, 2, 3, 4], 2, 2)


def test_streams_follow_each_other() -> None:
    running = Running()
    found = []
    for piece in streams(running):
        found.append(piece)
        if piece == 992:
            break
    assert found == [0, 1, 2, 990, 991, 992]
    assert running.most == 2


@pytest.mark.parametrize("limit", [1, 3])
def test_closing_stops_what_runs(limit: int) -> None:
    closed: list[int] = []

    def stream(number: int) -> Iterator[int]:
        try:
            yield number
            gevent.sleep(60)
        finally:
            closed.append(number)

    found = workers.ordered_streams(stream, range(9), limit, 4)
    assert next(found) == 0
    found.close()
    assert sorted(closed) == list(range(limit))


def test_a_stream_waits_for_its_reader() -> None:
    made: list[int] = []

    def stream(number: int) -> Iterator[int]:
        for step in range(100):
            made.append(number)
            yield step

    found = workers.ordered_streams(stream, range(2), 2, 4)
    next(found)
    gevent.sleep(0.02)
    assert made.count(1) <= 6
    assert sum(1 for _ in found) == 199
