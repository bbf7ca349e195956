"""The assignment problem, one to one, at the greatest total worth (the Hungarian method with potentials, O(n³))."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def assign(worth: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return row → column so that the sum of `worth[row][column]` is greatest. Pairs worth 0 are left out."""
    columns = max((len(row) for row in worth), default=0)
    if not worth or not columns:
        return {}
    size = max(len(worth), columns)
    cost = [[-worth[r][c] if r < len(worth) and c < len(worth[r]) else 0.0 for c in range(size)] for r in range(size)]
    row_of = _solve(cost, size)
    pairs = {row_of[c] - 1: c - 1 for c in range(1, size + 1)}
    return {r: c for r, c in sorted(pairs.items()) if r < len(worth) and c < len(worth[r]) and worth[r][c] > 0}


def _solve(cost: list[list[float]], size: int) -> list[int]:
    """Return for each column (from 1) its row (from 1); potentials keep every reduced cost at or above 0."""
    of_rows, of_columns = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        way = _augment(cost, size, of_rows, of_columns, row_of)
        column, back = way
        while column:
            row_of[column] = row_of[back[column]]
            column = back[column]
    return row_of


def _augment(
    cost: list[list[float]], size: int, of_rows: list[float], of_columns: list[float], row_of: list[int]
) -> tuple[int, list[int]]:
    """Grow a tree of tight pairs from column 0 until it meets a free column; return it and the way back."""
    least, used, back = [float("inf")] * (size + 1), [False] * (size + 1), [0] * (size + 1)
    column = 0
    while row_of[column]:
        used[column] = True
        row, step, nearest = row_of[column], float("inf"), 0
        for c in range(1, size + 1):
            if used[c]:
                continue
            reduced = cost[row - 1][c - 1] - of_rows[row] - of_columns[c]
            if reduced < least[c]:
                least[c], back[c] = reduced, column
            if least[c] < step:
                step, nearest = least[c], c
        for c in range(size + 1):
            if used[c]:
                of_rows[row_of[c]] += step
                of_columns[c] -= step
            else:
                least[c] -= step
        column = nearest
    return column, back
