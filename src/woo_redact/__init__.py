"""Redact and publish documents under the Wet open overheid, and prove that nothing survives."""
