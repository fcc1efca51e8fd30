"""The local review page: a person sees what will be covered and why, decides, and releases.

::

    browser ──▶ guard ──▶ app ─┬─ worklist   Werkvoorraad
                               ├─ judging, acting, sweeping, boxes, searching   Beoordelen
                               ├─ people     Personen
                               ├─ release    Controle en publiceren
                               └─ settings   Instellingen
                 cabinet: the sheets of the case      pages: the processes that read PDFs
"""
