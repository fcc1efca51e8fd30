"""Learn how much each fact about a candidate says, on text that its model did not know.

A logistic regression over ``sightings.facts``: twenty-odd weights that a person can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from synth import Text
from woo_redact.detect.evidence import Parsed, facts, gather
from woo_redact.detect.sightings import candidates

Parse = Callable[[str], Parsed]
Row = tuple[dict[str, float], bool]
RIDGE, ROUNDS = 2.0, 40


def rows(texts: Iterable[Text], parse: Parse) -> list[Row]:
    """The facts of every candidate of these documents, and whether it is a person."""
    result = []
    for text in texts:
        parsed = parse(text.text)
        evidence = gather([parsed])
        gold = [(a, b) for a, b, label in text.spans if label == "PERSON"]
        for candidate in candidates(parsed):
            places = [parsed.starts[i] for i in candidate.telling]
            inside = sum(any(a <= place < b for a, b in gold) for place in places)
            result.append((facts(parsed, candidate, evidence), 2 * inside > len(places)))
    return result


def learn(found: Sequence[Row], shares: Sequence[float] | None = None) -> dict[str, float]:
    """The weights, by iteratively reweighted least squares with a ridge on all but the bias."""
    names = ["bias", *found[0][0]]
    x = np.array([[1.0, *known.values()] for known, _ in found])
    y = np.array([float(person) for _, person in found])
    share = np.array(shares) if shares is not None else np.ones(len(y))
    ridge = np.eye(len(names)) * RIDGE
    ridge[0, 0] = 1e-6
    w = np.zeros(len(names))
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = share * np.maximum(p * (1 - p), 1e-6)
        step = np.linalg.solve(
            (x * slope[:, None]).T @ x + ridge, x.T @ (share * (y - p)) - ridge @ w
        )
        w += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return dict(zip(names, (round(float(v), 3) for v in w), strict=True))


def strength(found: Sequence[Row], weights: Mapping[str, float], at: float) -> tuple[float, float]:
    """Recall and precision over candidates at one threshold."""
    scores = [weights["bias"] + sum(weights[k] * v for k, v in known.items()) for known, _ in found]
    chosen = [1 / (1 + np.exp(-s)) >= at for s in scores]
    right = sum(c and person for c, (_, person) in zip(chosen, found, strict=True))
    return right / max(1, sum(p for _, p in found)), right / max(1, sum(chosen))
