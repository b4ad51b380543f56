"""The five houses of the street: their outlines, in the units of a picture of 240 × 300 with the ground at 252."""

from dataclasses import dataclass

PICTURE_WIDTH = 240
PICTURE_HEIGHT = 300
GROUND = 252


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class HouseShape:
    """What a house looks like before anyone has moved in; paths are SVG path data."""

    name: str
    wall: str
    base_x: int
    base_width: int
    roof: str
    boards: str
    chimneys: str
    window_wall: Box
    door_at: float
    """Where along the wall the door stands: 0 at the left, 1 at the right."""
    plate_x: int
    plate_y: int
    smoke: str
    trees: str


def _spruce(x: int, height: int) -> str:
    """Return a spruce of three tiers."""
    half = height // 4
    tiers = []
    for top, bottom, reach in ((0.0, 0.45, 0.55), (0.25, 0.72, 0.8), (0.5, 0.95, 1.0)):
        upper, lower, side = GROUND - height * (1 - top), GROUND - height * (1 - bottom), half * reach
        tiers.append(f"M{x} {upper:.0f}L{x + side:.0f} {lower:.0f}H{x - side:.0f}Z")
    trunk = f"M{x - 1} {GROUND - height * 0.05:.0f}h3V{GROUND}h-3Z"
    return "".join(tiers) + trunk


# Two storeys with the gable to the road.
GABLE = HouseShape(
    name="gable",
    wall="M36 252V112L120 48L204 112V252Z",
    base_x=34,
    base_width=172,
    roof="M22 118L120 42L218 118L209 124L120 56L31 124Z",
    boards="M31 124L120 56L209 124",
    chimneys="M150 42h16v36h-16Z",
    window_wall=Box(44, 118, 152, 130),
    door_at=0.5,
    plate_x=120,
    plate_y=90,
    smoke="M158 36c-7-8 6-12 0-21c-3-5 2-8 1-12",
    trees=_spruce(14, 66),
)
# A long side with a dormer over the door.
DORMER = HouseShape(
    name="dormer",
    wall="M28 252V118H212V252Z",
    base_x=26,
    base_width=188,
    roof="M16 122L40 66H200L224 122Z",
    boards="M84 122V92L120 60L156 92V122Z",
    chimneys="M176 48h16v30h-16Z",
    window_wall=Box(34, 124, 172, 124),
    door_at=0.5,
    plate_x=120,
    plate_y=96,
    smoke="M184 42c-6-8 6-11 1-19c-3-5 2-8 0-12",
    trees=_spruce(228, 54),
)
# A broken roof, as on a barn made into a home.
GAMBREL = HouseShape(
    name="gambrel",
    wall="M44 252V112L60 74L120 48L180 74L196 112V252Z",
    base_x=42,
    base_width=156,
    roof="M30 118L50 68L120 38L190 68L210 118L198 122L182 78L120 52L58 78L42 122Z",
    boards="M42 122L58 78L120 52L182 78L198 122",
    chimneys="M72 34h15v30h-15Z",
    window_wall=Box(50, 110, 140, 138),
    door_at=0.0,
    plate_x=120,
    plate_y=84,
    smoke="M80 28c-6-7 6-10 1-17c-2-4 2-6 0-9",
    trees=_spruce(222, 78) + _spruce(20, 44),
)
# A hipped roof over a broad front, with a chimney at each end.
HIPPED = HouseShape(
    name="hipped",
    wall="M32 252V110H208V252Z",
    base_x=30,
    base_width=180,
    roof="M18 116L68 62H172L222 116Z",
    boards="M86 114L120 78L154 114Z",
    chimneys="M78 46h15v26h-15ZM147 46h15v26h-15Z",
    window_wall=Box(38, 118, 164, 130),
    door_at=0.5,
    plate_x=120,
    plate_y=101,
    smoke="M85 40c-6-7 6-10 1-18c-3-5 2-8 0-11",
    trees=_spruce(10, 50),
)
# A gable wing beside a long side.
WING = HouseShape(
    name="wing",
    wall="M32 252V116L86 58L140 116H208V252Z",
    base_x=30,
    base_width=180,
    roof="M20 122L86 48L108 72H200L222 122H152L86 60L28 126Z",
    boards="M27 125L86 60L145 125",
    chimneys="M168 52h16v28h-16Z",
    window_wall=Box(38, 122, 164, 126),
    door_at=1.0,
    plate_x=86,
    plate_y=98,
    smoke="M176 46c-6-8 6-11 1-19c-3-5 2-8 0-12",
    trees=_spruce(228, 62),
)

SHAPES = (GABLE, DORMER, GAMBREL, HIPPED, WING)
