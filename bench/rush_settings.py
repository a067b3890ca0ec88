"""A running site for bench/rush.py, with an address to sign up at also where the site has none."""

from cms.settings.testserver import *  # noqa: F403

ROOT_URLCONF = "bench.rush_urls"
