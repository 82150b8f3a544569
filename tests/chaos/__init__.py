"""Faults, and counts of the harm they did.

A storm (`storm.py`) has a platform (`platform.py`, with what may happen to its calls in `fates.py`), workers
(`worker.py`) and a store, each in its own processes. It also has a crowd of people (`crowd.py`), with one nudge each,
and a scenario (`scenarios.py`): kill -9, SIGSTOP past the lease, 429, 5xx, silence, nonsense, a revoked token, people
who leave.

The platform records each message it takes. The verdict (`verdict.py`) compares that record with the store:
- lost: the store says sent but the platform never took it, or it never ends;
- repeated: taken twice, under one mark or for one person, each of whom has only one message;
- wrong: taken after its person was told that they have left or paused;
- untrue: taken, although the store says that it was not, or taken under another message's mark;
- unknown: allowed where a platform cannot be asked; never repeated, listed, and bounded by the calls in flight.

Storms use the product's own times, except for the lease and the waits, which are shortened (`Work` says which).
Small storms are part of every run; `make chaos` runs the full ones and ends with a table of all figures.
"""
