"""Health, belief, orientation, union, crime: what the law protects most, told of one person.

The words alone say nothing, since notas are full of policy on sickness and crime. Only where the
same sentence speaks of one private person is it brought up, and never more than to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect.rule import Hit

STATES = (
    r"ziek|zwanger|overspannen|verslaafd|depressief|suïcidaal|blind|doof|dement|invalide"
    r"|homoseksueel|lesbisch|biseksueel|transgender|moslim|christen|joods|hindoe|katholiek"
    r"|gereformeerd|lid van (?:de )?(?:FNV|CNV|een vakbond)"
)
ILLS = (
    r"kanker|burn-?out|diabetes|epilepsie|dementie|autisme|adhd|hiv|aids|beroerte|hersen\w+"
    r"|depressie|ptss|psychoses?|strafblad"
)
OWN = (
    r"medisch\w* \w+|ziekte|aandoening|handicap|beperking|zwangerschap|geloof|geaardheid"
    r"|strafblad|seksuele \w+"
)
SAID = re.compile(
    rf"\b(?:is (?:ernstig |langdurig |belijdend |praktiserend )?(?:{STATES})"
    rf"|heeft (?:een )?(?:{ILLS})|(?:zijn|haar|diens) (?:{OWN})"
    r"|(?:lijdt|leed) aan|gediagnosticeerd met|de diagnose|ziek ?gemeld"
    r"|met (?:ziekte|zwangerschaps)verlof"
    r"|(?:volledig |deels )?arbeidsongeschikt|onder psychiatrische behandeling"
    r"|opgenomen in een (?:kliniek|ziekenhuis|instelling)"
    r"|(?:is|werd|eerder) veroordeeld (?:wegens|voor|tot)|verdacht van)\b"
    r"(?:[ \n][^\s.,;:()]+){0,5}",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"(?i:\b(?:betrokkene|cliënte?|verzoe(?:ker|kster)|klaa?g(?:er|ster)|appellante?|mevrouw"
    r"|meneer|de heer|mw\.|dhr\.|collega|echtgeno(?:ot|te)|(?:zijn|haar) (?:partner|zoon|dochter)"
    r"|hij|zij(?= (?:is|lijdt|heeft|werd)))\b)|\b(?:[A-Z]\.){1,4} ?(?:van |de |der |den ){0,2}[A-Z]"
)
SENTENCE = re.compile(r"(?<![A-Z])[.!?](?=\s+[A-Z])|\n\s*\n")
REACH = 220
REASON = "Gezondheid, overtuiging of strafbare feiten, zo te lezen van één persoon."


def special(text: str) -> Iterator[Hit]:
    for m in SAID.finditer(text):
        if PERSON.search(_sentence(text, m.start(), m.end())):
            yield Hit(*m.span(), 0.3, "look", "patroon/bijzonder", REASON)


def _sentence(text: str, start: int, end: int) -> str:
    front = SENTENCE.split(text[max(0, start - REACH) : start])[-1]
    behind = SENTENCE.split(text[end : end + REACH])[0]
    return front + text[start:end] + behind
