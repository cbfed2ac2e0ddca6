"""Several requests at once, their answers in the order asked, and nothing left running when the caller stops.

Requests run in greenlets, since the SDK patches every blocking call of the process for them: one that waits for a
server can be stopped at once, which a thread cannot.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from contextvars import copy_context
from typing import Any

import gevent.queue  # type: ignore[import-untyped, unused-ignore]

_gevent: Any = gevent  # its functions have no types


class _Done:
    """The end of a stream, or the exception that ended it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


def ordered[T, R](function: Callable[[T], R], items: Iterable[T], limit: int) -> Generator[R]:
    """`function` of each item, in order, at most `limit` at once (1: one after the other, in the caller's greenlet).

    What the function raises is raised here, at its place in the order; whatever still runs then is stopped.
    """
    if limit <= 1:
        yield from map(function, items)
        return
    yield from ordered_streams(lambda item: iter((function(item),)), items, limit, 1)


def ordered_streams[T, R](
    function: Callable[[T], Iterator[R]], items: Iterable[T], limit: int, ahead: int
) -> Generator[R]:
    """What the streams of all items yield, one stream after the other, each thing as soon as it is there.

    At most `limit` streams are open at once; those that are not their turn yet read `ahead` things in advance. All of
    them are closed when this one is closed or fails.
    """
    if limit <= 1:
        for item in items:
            yield from function(item)
        return
    with closing(_started(function, items, limit, ahead)) as streams:
        for stream in streams:
            yield from stream


def _started[T, R](
    function: Callable[[T], Iterator[R]], items: Iterable[T], limit: int, ahead: int
) -> Generator[Iterator[R]]:
    running: deque[tuple[Any, Any]] = deque()
    try:
        for item in items:
            queue = _gevent.queue.Queue(maxsize=ahead)
            running.append((_gevent.spawn(copy_context().run, _pump, function, item, queue), queue))
            if len(running) >= limit:
                yield _taken(running[0][1])
                running.popleft()
        while running:
            yield _taken(running[0][1])
            running.popleft()
    finally:
        _gevent.killall([greenlet for greenlet, _ in running])


def _pump[T, R](function: Callable[[T], Iterator[R]], item: T, queue: Any) -> None:
    """Moves one stream into its queue; a greenlet that raised would print a traceback, so errors go there too."""
    stream = None
    try:
        stream = function(item)
        for thing in stream:
            queue.put(thing)
        queue.put(_Done())
    except Exception as error:  # noqa: BLE001 (raised again where it is taken)
        queue.put(_Done(error))
    finally:
        if (close := getattr(stream, "close", None)) is not None:
            close()


def _taken(queue: Any) -> Iterator[Any]:
    while not isinstance(thing := queue.get(), _Done):
        yield thing
    if thing.error is not None:
        raise thing.error
