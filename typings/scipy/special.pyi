import numpy as np
import numpy.typing as npt

def ndtr(x: npt.ArrayLike) -> npt.NDArray[np.float64]: ...
