"""Faults, and what is counted when they are over.

A storm (`storm.py`) is a platform (`platform.py`, with the fates that its calls may meet in `fates.py`), workers
(`worker.py`) and a store, each in processes of their own; a crowd of people (`crowd.py`) with one nudge each; and a
scenario (`scenarios.py`): kill -9, SIGSTOP past the lease, 429, 5xx, silence, nonsense, a revoked token,
people who leave.

The platform writes down each message when it takes it; the verdict (`verdict.py`) holds that record against the store:
- lost: the store says sent and the platform never took it, or it is never over;
- repeated: taken twice, under the same mark or for the same person, for each of whom there is one message only;
- wrong: taken after its person was told that they have left or rest;
- untrue: taken, and the store says that it was not, or taken under the mark of another;
- unknown: allowed where a platform cannot be asked, never repeated, listed, and bounded by the calls in flight.

The product's times are the product's, but for those that a storm shortens: the lease and the waits (`Work` says which).
Small storms are part of every run; `make chaos` runs the full ones and ends with a table of all figures.
"""
