"""Reads every feed of feedparser's own tests, and counts what is read as those tests say. Takes their folder.

Fetch github.com/kurtmckee/feedparser, then: python -m tools.feed_corpus FOLDER/tests
"""
