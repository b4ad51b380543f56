"""Where windows and door stand on the wall of a house, from one municipality to all of them."""

import math
from dataclasses import dataclass
from functools import lru_cache

from husrom.portal.network.street_houses import Box, HouseShape

WINDOW_ASPECT = 1.25
WIDEST_WINDOW = 40.0
WINDOW_SHARE_OF_CELL = 0.72
DOOR_WIDTH, DOOR_HEIGHT = 21.0, 36.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows of windows on a wall, less the cells the door takes at the ground."""

    columns: int
    rows: int
    door_columns: int
    door_rows: int

    @property
    def capacity(self) -> int:
        return self.columns * self.rows - self.door_columns * self.door_rows


@lru_cache(maxsize=256)
def window_grid(count: int, wall: Box) -> Grid:
    """Return the grid with the largest windows that holds a number of windows and the door."""
    best, best_width = None, 0.0
    for columns in range(1, max(count, 2) + 2):
        cell_width = wall.width / columns
        door_columns = min(columns, math.ceil(DOOR_WIDTH / cell_width))
        rows = 1
        while _grid(columns, rows, door_columns, wall).capacity < count:
            rows += 1
        grid = _grid(columns, rows, door_columns, wall)
        width = _window_width(grid, wall)
        if width > best_width:
            best, best_width = grid, width
    if best is None:
        message = f"No grid of windows fits {count} windows on a wall of {wall.width} × {wall.height}."
        raise ValueError(message)
    return best


def _grid(columns: int, rows: int, door_columns: int, wall: Box) -> Grid:
    door_rows = min(rows, math.ceil(DOOR_HEIGHT / (wall.height / rows)))
    return Grid(columns, rows, door_columns, door_rows)


def _window_width(grid: Grid, wall: Box) -> float:
    cell_width, cell_height = wall.width / grid.columns, wall.height / grid.rows
    return min(
        WIDEST_WINDOW,
        cell_width * WINDOW_SHARE_OF_CELL,
        cell_height * WINDOW_SHARE_OF_CELL / WINDOW_ASPECT,
    )


def places(count: int, grid: Grid, shape: HouseShape) -> tuple[list[Box], Box]:
    """Return where the windows and the door stand; cells left over are at the top, where the row is centred."""
    wall = shape.window_wall
    cell_width, cell_height = wall.width / grid.columns, wall.height / grid.rows
    width = _window_width(grid, wall)
    height = width * WINDOW_ASPECT
    first_door_column = round((grid.columns - grid.door_columns) * shape.door_at)
    door_cells = range(first_door_column, first_door_column + grid.door_columns)
    boxes: list[Box] = []
    left = count
    for row in reversed(range(grid.rows)):
        free = [c for c in range(grid.columns) if row < grid.rows - grid.door_rows or c not in door_cells]
        used = free if left >= len(free) else free[:left]
        # Every row but a short one keeps to the columns; a short one stands in the middle.
        shift = (len(free) - len(used)) / 2 * cell_width
        boxes.extend(
            Box(
                wall.x + column * cell_width + (cell_width - width) / 2 + shift,
                wall.y + row * cell_height + (cell_height - height) / 2,
                width,
                height,
            )
            for column in used
        )
        left -= len(used)
    door_middle = wall.x + (first_door_column + grid.door_columns / 2) * cell_width
    bottom = wall.y + wall.height + 4
    door = Box(door_middle - DOOR_WIDTH / 2, bottom - DOOR_HEIGHT, DOOR_WIDTH, DOOR_HEIGHT)
    # From the top left, as one reads, so that a municipality has the same window in houses of the same shape.
    return sorted(boxes, key=lambda box: (box.y, box.x)), door
