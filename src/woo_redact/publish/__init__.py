"""From a verified result to files that others may have: bundles, tables, metadata, targets.

::

    name = bundle_name(source.name, source.sha256, plan.secrets, suffixed=…)
    manifest = compose(key=key(…), stem=name, files=files, …)
    commit(out, files, manifest, source=source, force=…)      one rename, or nothing
    rebuild_tables(out)                                        once, after the last document
    deliver(out, target)                                       to a folder or a platform
"""

from __future__ import annotations

from woo_redact.publish.bundle import Committed, commit, existing, read_manifest, sweep
from woo_redact.publish.diwoo import metadata
from woo_redact.publish.manifest import LeftOut, Manifest, Model, compose, key
from woo_redact.publish.names import bundle_name, colliding, stem, title
from woo_redact.publish.records import Outcome, Verified
from woo_redact.publish.tables import rebuild_tables
from woo_redact.publish.targets import Delivery, State, deliver

__all__ = [
    "Committed",
    "Delivery",
    "LeftOut",
    "Manifest",
    "Model",
    "Outcome",
    "State",
    "Verified",
    "bundle_name",
    "colliding",
    "commit",
    "compose",
    "deliver",
    "existing",
    "key",
    "metadata",
    "read_manifest",
    "rebuild_tables",
    "stem",
    "sweep",
    "title",
]
