"""spaCy's Dutch tokenizer, taught to part names from what Dutch office writing glues to them:
``motie-Jansen``, ``A.B.Jansen``, ``Jan/Piet``, ``@Jan``.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĽĻŃŇŅŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽƏȘȚ"
LOWER = "a-zà-öø-ÿāăąćčďđēęěğģīıķłľļńňņōőœřśşšţťūůűųźżžəșț"
PARTICLES = "van|de|den|der|ter|ten|te|el|al|in|op|von|da|di|dos|du|la|le|bin|ben"
INFIXES = (
    rf"(?<=[{UPPER}{LOWER}])[-–](?=[{UPPER}])",
    rf"(?<=[{LOWER}])[-–](?=(?:{PARTICLES})$)",
    rf"(?<=[{UPPER}]\.)(?=[{UPPER}][{LOWER}])",
    rf"(?<=[{UPPER}]\.)(?=(?:{PARTICLES})$)",
    rf"(?<=[{UPPER}{LOWER}.)])[/|\\_](?=[{UPPER}{LOWER}(])",
    rf"(?<=[{LOWER}])[,;:](?=[{UPPER}])",
    rf"(?<=[{LOWER}][{LOWER}])\.(?=[{UPPER}][{LOWER}])",
)
PREFIXES = ("@", "–", "•", "·", "☒", "☐", "[|]")
SUFFIXES = ("–", "•", "[|]")


def blank() -> Language:
    """A Dutch pipeline with only the tokenizer."""
    nlp = spacy.blank("nl")
    defaults = nlp.Defaults
    nlp.tokenizer.infix_finditer = compile_infix_regex(
        [*(defaults.infixes or ()), *INFIXES]
    ).finditer
    nlp.tokenizer.prefix_search = compile_prefix_regex(
        [*(defaults.prefixes or ()), *PREFIXES]
    ).search
    nlp.tokenizer.suffix_search = compile_suffix_regex(
        [*(defaults.suffixes or ()), *SUFFIXES]
    ).search
    return nlp
