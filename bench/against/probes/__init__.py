"""Scripts that measure one subject once, in any revision's tree: `python -P PROBE FOLDER SIZE` prints figures as JSON.

They import the `bench` package of the tree that PYTHONPATH names, and no other file from here.
"""
