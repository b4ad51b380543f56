class _Chi2:
    def ppf(self, q: float, df: int) -> float: ...

class _Norm:
    def ppf(self, q: float) -> float: ...

chi2: _Chi2
norm: _Norm
