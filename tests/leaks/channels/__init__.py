"""Every way in which a PDF hides a name that a reader no longer sees."""

from channels import annotations, bad, fonts, images, metadata, strings, structure, text
from channels.draft import CHANNELS, NAME, OTHER, Channel, Draft

__all__ = ["CHANNELS", "NAME", "OTHER", "Channel", "Draft", "build"]

_ = (annotations, bad, fonts, images, metadata, strings, structure, text)


def build(channel: Channel, name: str = NAME) -> Draft:
    """A draft that hides ``name`` in the channel."""
    draft = Draft()
    channel.hide(draft, name)
    return draft
