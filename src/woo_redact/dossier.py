"""The documents of one call, together: what one gives away about a person, the others know.

::

    propose every document ─▶ sheets ─▶ the persons they surely cover ─▶ join every document
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from woo_redact import batch, publish
from woo_redact.case import Case
from woo_redact.desk import Result, Settings, Task, people
from woo_redact.sheet import Sheet


def propose(
    tasks: Sequence[Task], settings: Settings, *, workers: int
) -> Iterator[tuple[int, Result]]:
    """Propose for every task and, when nobody will review, burn. Yields each document's number and
    result as it ends.
    """
    by_number = {task.number: task for task in tasks}
    first: dict[int, Result] = {}
    for number, result in batch.run(tasks, settings, workers=workers):
        if result.sheet is None:
            yield number, result
        else:
            first[number] = result
    known = people(result.sheet for result in first.values() if result.sheet)
    again = [replace(by_number[number], sheet=first[number].sheet) for number in sorted(first)]
    joining = replace(settings, step="join", known=known)
    for number, result in batch.run(again, joining, workers=workers):
        seconds = round(first[number].outcome.seconds + result.outcome.seconds, 3)
        yield number, replace(result, outcome=replace(result.outcome, seconds=seconds))


def approved(case: Case) -> list[Task]:
    """A task per sheet of the case; whether it is approved shows when its turn comes."""
    sheets = case.sheets()
    names = [Sheet.open(path, readonly=True).state.header.source.name for path in sheets]
    colliding = publish.colliding(names)
    tasks = []
    for number, (path, name) in enumerate(zip(sheets, names, strict=True)):
        source = case.source(path)
        size = source.stat().st_size if source.is_file() else 0
        tasks.append(
            Task(
                number=number,
                path=source,
                name=name,
                size=size,
                suffixed=name in colliding,
                sheet=path,
            )
        )
    return tasks
