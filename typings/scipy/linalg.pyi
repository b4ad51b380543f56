import numpy as np
import numpy.typing as npt

def expm(A: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]: ...
