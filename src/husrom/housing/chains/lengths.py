"""How long chains are, link by link."""

import numpy as np

from husrom.housing.chains.transitions import Array, Transitions


def mean_length(fundamental: Array) -> Array:
    """Return the expected number of vacancies of a chain, the first included.

    Studies differ: White and Lansing count from the new dwelling, Statistics Netherlands only what comes after it.
    Subtract 1 for the existing dwellings freed.

    Parameters
    ----------
    fundamental
        N, shape (S, S).

    Returns
    -------
    array, shape (S,), vacancies
        By the sector where the chain starts; at least 1.

    Examples
    --------
    >>> mean_length(np.array([[2.0, 1.0], [0.0, 2.0]])).tolist()
    [3.0, 2.0]
    """
    total: Array = fundamental.sum(axis=1)
    return total


def length_variance(fundamental: Array) -> Array:
    """Return the variance of the number of vacancies of a chain.

    Parameters
    ----------
    fundamental
        N, shape (S, S).

    Returns
    -------
    array, shape (S,), vacancies squared
        (2N - I) λ - λ², by the sector where the chain starts. The same whether or not the first vacancy is counted.

    References
    ----------
    Kemeny, J. G. & Snell, J. L. (1960). Finite Markov Chains, theorem 3.3.5.

    Examples
    --------
    >>> length_variance(np.array([[2.0]])).tolist()
    [2.0]
    """
    length = mean_length(fundamental)
    variance: Array = 2 * fundamental @ length - length - length**2
    return np.maximum(variance, 0.0)


def visits_variance(fundamental: Array) -> Array:
    """Return the variance of the number of vacancies a chain makes in each sector.

    Parameters
    ----------
    fundamental
        N, shape (S, S).

    Returns
    -------
    array, shape (S, S), vacancies squared
        N (2 N_diagonal - I) - N², by the sector where the chain starts and the sector counted.

    References
    ----------
    Kemeny, J. G. & Snell, J. L. (1960). Finite Markov Chains, theorem 3.3.3.

    Examples
    --------
    >>> visits_variance(np.array([[2.0, 1.0], [0.0, 2.0]])).tolist()
    [[2.0, 2.0], [0.0, 2.0]]
    """
    variance: Array = fundamental * (2 * np.diag(fundamental) - 1) - fundamental**2
    return np.maximum(variance, 0.0)


def length_distribution(transitions: Transitions, longest: int) -> Array:
    """Return the probability of each length of a chain.

    Parameters
    ----------
    longest
        The longest length to tell, in vacancies including the first.

    Returns
    -------
    array, shape (longest, S), probability
        `[k - 1, i]` is the probability that a chain started in i has exactly k vacancies. What the columns lack up to
        1 is the probability of longer chains.

    Examples
    --------
    >>> length_distribution(Transitions.of(["flat"], [[0.5]]), 3).ravel().tolist()
    [0.5, 0.25, 0.125]
    """
    probability = np.empty((longest, len(transitions.sectors)))
    ending: Array = transitions.ends.sum(axis=1)
    for link in range(longest):
        probability[link] = ending
        ending = transitions.moves @ ending
    return probability


def link_sectors(transitions: Transitions, start: Array, links: int) -> Array:
    """Return the vacancies of each sector, link by link.

    Parameters
    ----------
    start
        Shape (S,), vacancies that start chains.
    links
        How many links after the first.

    Returns
    -------
    array, shape (links + 1, S), vacancies
        Row 0 is the start, row k the vacancies k moves later: f Qᵏ.

    Examples
    --------
    >>> link_sectors(Transitions.of(["flat"], [[0.5]]), np.array([100.0]), 2).ravel().tolist()
    [100.0, 50.0, 25.0]
    """
    vacancies = np.empty((links + 1, len(transitions.sectors)))
    vacancies[0] = start
    for link in range(links):
        vacancies[link + 1] = vacancies[link] @ transitions.moves
    return vacancies
