"""The plot of evaluation/grouping_scale.py: two panels over the number of articles, as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, TOP = 300, 170, 52, 40
GAP = 110
PANELS = (
    ("milliseconds an arrival", (("mean_ms", "#1f6f8b", "placing"), ("repair_ms", "#c4572b", "repair"))),
    ("memory, megabytes", (("memory_mb", "#1f6f8b", "in use"),)),
)


def plot(measures: Mapping[str, float]) -> str:
    """An SVG document of time and memory; `measures` as the script prints them."""
    points = sorted({int(name.split(".")[1]) for name in measures if name.endswith(".mean_ms")})
    width = LEFT + 2 * WIDTH + GAP + 90
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TOP + HEIGHT + 50}" '
        'font-family="sans-serif" font-size="11" fill="#333">',
        "<title>Time and memory of grouping over the number of articles</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for number, (title, lines) in enumerate(PANELS):
        parts += _panel(LEFT + number * (WIDTH + GAP), title, lines, points, measures)
    return "\n".join([*parts, "</svg>", ""])


def _panel(
    left: int,
    title: str,
    lines: Sequence[tuple[str, str, str]],
    points: Sequence[int],
    measures: Mapping[str, float],
) -> list[str]:
    values = {name: [measures[f"scale.{point}.{name}"] for point in points] for name, _, _ in lines}
    top = _round_up(max(max(row) for row in values.values()))
    low, high = math.log10(points[0]), math.log10(points[-1])

    def x(point: int) -> float:
        return round(left + WIDTH * (math.log10(point) - low) / (high - low or 1), 1)

    def y(value: float) -> float:
        return round(TOP + HEIGHT * (1 - value / top), 1)

    parts = [f'<text x="{left}" y="{TOP - 16}" font-weight="bold">{title}</text>']
    for step in range(5):
        value = top * step / 4
        parts.append(f'<path d="M{left} {y(value)}h{WIDTH}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{y(value) + 4}" text-anchor="end">{value:g}</text>')
    for point in points:
        if str(point)[0] == "1":
            text = f'<text x="{x(point)}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{point:,}</text>'
            parts.append(text)
    for name, colour, label in lines:
        path = " ".join(f"{x(point)},{y(value)}" for point, value in zip(points, values[name], strict=True))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        end = f'x="{left + WIDTH + 5}" y="{y(values[name][-1]) + 4}"'
        parts.append(f'<text {end} fill="{colour}">{label}</text>')
    return parts


def _round_up(value: float) -> float:
    """The next number of the form 1, 2, 4 or 8 times a power of ten."""
    power = 10 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 4, 8, 10) if power * step >= value)
