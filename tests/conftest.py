"""Properties are searched anew at a desk and the same way every time in continuous integration;
machines there are slow, so no example has a deadline.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
