"""Squares that a linear program lacks. Where it has no solution, its dual is a functional that would be the mean of
some distribution if all squares had means >= 0; a form whose square has a negative one is a square to add."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from argcheck.kernel.polynomial import Monomial, Polynomial, multiply_monomials

_NEGATIVE = -1e-7
_MOST_FORMS = 4
_DENOMINATORS = (1, 2, 6, 60)


def lacking(mean: Mapping[Hashable, float], factor: Polynomial, monomials: Sequence[Monomial]) -> Iterator[Polynomial]:
    """Forms in these monomials with small coefficients, whose square times the factor has a negative mean."""
    import numpy as np

    size = len(monomials)
    matrix = np.zeros((size, size))
    for row, one in enumerate(monomials):
        for column in range(row, size):
            product = multiply_monomials(one, monomials[column])
            value = sum(float(c) * mean.get(multiply_monomials(product, m), 0.0) for m, c in factor.items())
            matrix[row, column] = matrix[column, row] = value
    if not np.isfinite(matrix).all():
        return
    values, vectors = np.linalg.eigh(matrix)
    for index in range(min(_MOST_FORMS, size)):
        if values[index] >= _NEGATIVE:
            return
        vector = vectors[:, index] / np.abs(vectors[:, index]).max()
        for denominator in _DENOMINATORS:
            rounded = np.round(vector * denominator)
            if rounded @ matrix @ rounded < 0:
                yield {monomial: int(value) for monomial, value in zip(monomials, rounded, strict=True) if value}
