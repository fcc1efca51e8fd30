"""Words with a capital that are no names: offices, functions, headings, months, government."""

from __future__ import annotations

import re

from woo_redact.detect.words import words

PREFIXES = words(
    """
    van de der den het 't ’t ten ter te el al bin ibn bint ben abu aït ait von zu zum zur da
    di do dos das du le la les los del della op aan in over onder uit voor bij y van't d' l'
    's
    """
)
"""Words between first name and surname, in lower case."""

SURNAME_OPENERS = words(
    """
    van de der den ten ter te el al bin von da di du le la del d' 't
    """
)
"""Prefixes that can open a surname on their own: ``Van Dijk``, ``El Amrani``."""

TITLES = words(
    """
    drs dr mr ir ing prof bc ds jhr jkvr em mevr mevrouw mw dhr heer meneer mr.drs dr.ir
    prof.dr prof.mr mr.dr drs.ing hr mej lic lt kol gen maj kap sgt generaal-majoor
    luitenant-kolonel mrs ms dame
    """
)

SUFFIXES = words(
    """
    msc bsc ma ba llm ll.m m.sc phd ph.d mba mpa mpm emba ra rc aa rm bba bpa mim mcm jr jr.
    sr sr. ii iii
    """
)

MONTHS = words(
    """
    januari februari maart april mei juni juli augustus september oktober november december
    jan feb mrt apr jun jul aug sep sept okt nov dec maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag
    """
)

ORGANISATION_HEADS = words(
    """
    dir afd directie directoraat directoraat-generaal programmadirectie projectdirectie
    afdeling sector ministerie ministeries departement dienst diensten bureau team cluster
    programma project eenheid inspectie raad commissie bestuurskern bestuursstaf stichting
    vereniging gemeente gemeenten provincie provincies universiteit hogeschool college
    autoriteit instituut agentschap kamer politie rechtbank gerechtshof hof openbaar nationale
    nationaal koninklijke koninklijk rijks kabinet taskforce werkgroep stuurgroep projectgroep
    kerngroep klankbordgroep secretariaat staf stafdirectie hoofddirectie concern unit divisie
    platform fonds bank centrum expertisecentrum kenniscentrum nederlandse nederlands europese
    europees internationale internationaal interne externe algemene algemeen centrale centraal
    landelijk landelijke regionaal regionale regio veiligheidsregio waterschap
    hoogheemraadschap unie federatie bond vakbond verbond kring school academie museum orde
    organisatie coalitie alliantie holding groep consortium ombudsman ombudsfunctionaris
    planbureau adviesraad adviescollege gezondheidsraad rekenkamer kanselarij korps brandweer
    defensie marine marechaussee landmacht luchtmacht douane belastingdienst bezoekadres
    postadres postbus correspondentieadres wet besluit verordening regeling richtlijn
    rijksoverheid overheid staat
    """
)
"""A word that opens the name of an organisation: what follows it in its cell is part of it."""

WORDS = words(
    """
    kan kunt kun zou zal wil wilt moet mag hoe wat waar wie wanneer waarom toen nu dus
    goedemorgen goedemiddag goedenavond de het een en of ook op in aan van via voor naar bij
    door met zonder als dan dat dit deze die geen niet wel ja nee nvt n.v.t idem zie let uw u
    ons onze wij ik hij zij hun haar zijn mijn minister ministers staatssecretaris
    staatssecretarissen bewindspersoon bewindspersonen premier minister-president stas min mp
    vice-premier viceminister-president kabinet kamer tweede eerste kamerlid kamerleden
    voorzitter vicevoorzitter secretaris secretaris-generaal directeur directeur-generaal
    directeuren hoofd plaatsvervangend plv wnd waarnemend coordinerend coördinerend senior
    junior medior adviseur beleidsmedewerker beleidsadviseur medewerker jurist manager
    teamleider afdelingshoofd projectleider programmamanager programmadirecteur bestuurder
    inspecteur inspecteur-generaal controller econoom onderzoeker analist strateeg griffier
    notulist woordvoerder voorlichter communicatieadviseur communicatie trainee stagiair
    stagiaire assistent ondersteuner managementassistent secretaresse ambtenaar ambtenaren
    collega collega's allen iedereen relatie heer mevrouw meneer dames heren geachte beste dag
    hoi hallo ha hi hey lieve dear hello lid leden raadsheer rechter burgemeester wethouder
    gedeputeerde commissaris koning koningin majesteit datum kenmerk referentie onderwerp
    betreft bijlage bijlagen pagina nota notitie memo brief status concept versie definitief
    vertrouwelijk spoed beslissing besluitvorming ondertekening informatie bespreking akkoord
    gezien paraaf parafen parafenroute medeparaaf lijnparaaf eindparaaf parafering
    handtekening naam functie organisatie onderdeel rol actie actiehouder deadline termijn
    opmerking opmerkingen toelichting reactie advies aanleiding kern kernpunten inleiding
    bevindingen contact contactpersoon contactpersonen auteur auteurs steller opsteller
    behandelaar contactgegevens telefoon telefoonnummer mobiel fax e-mail email mail
    e-mailadres toestel doorkiesnummer tel adres postcode plaats locatie tijd aanwezig afwezig
    deelnemers genodigden agenda verslag notulen verzonden ontvangen ingekomen geprint
    opgesteld behandeld ontworpen besproken afgestemd afgestemde afstemming samengewerkt kopie
    afschrift cc bcc aantal nummer registratienummer zaaknummer dossiernummer nb ps intern
    extern interdepartementaal departementaal ambtelijk politiek bestuurlijk juridisch
    juridische zaken financien financiën economische economie sociale onderwijs cultuur
    wetenschap volksgezondheid welzijn sport infrastructuur waterstaat milieu landbouw natuur
    visserij voedselkwaliteit klimaat groene groei energie justitie veiligheid binnenlandse
    buitenlandse koninkrijksrelaties volkshuisvesting ruimtelijke ordening asiel migratie
    werkgelegenheid zorg jeugd onderzoek beleid strategie bedrijfsvoering wetgeving uitvoering
    toezicht handhaving digitalisering innovatie kennis personeel organisatie inkoop ict
    bestuur bestuurszaken bestuursondersteuning media creatieve industrie primair voortgezet
    hoger beroepsonderwijs bouwen wonen mobiliteit water bodem luchtvaart maritieme spoor
    wegen participatie integratie arbeid inkomen pensioenen rechtspraak rechtsbestel
    rechtshandhaving criminaliteitsbestrijding ondermijning sancties terrorismebestrijding
    vreemdelingenzaken publieke geneesmiddelen medische langdurige curatieve maatschappelijke
    ondersteuning voeding gezondheidsbescherming preventie jeugdhulp topsport begroting
    rijksbegroting douane belastingdienst politie defensie rijkswaterstaat justis
    landsadvocaat parlement nederland europa brussel amsterdam rotterdam utrecht groningen
    leiden delft haarlem arnhem nijmegen eindhoven tilburg breda zwolle assen maastricht
    middelburg lelystad almere apeldoorn enschede leeuwarden amersfoort dordrecht zoetermeer
    rijswijk groet groeten hoogachtend vriendelijke hartelijke namens vriendelijk dank bedankt
    re fw fwd antw vastgesteld gereed vervolg stand route eigenaar verantwoordelijke
    opdrachtgever opdrachtnemer mede per ter tbv t.b.v inzake dd d.d nr
    """
)

OPENERS = words(
    """
    kan kun kunt zou zouden zal zullen wil wilt moet moeten mag mogen heb hebt heeft hebben had
    ben bent is was waren wordt worden werd ga gaat doe doet geef geeft stuur stuurt lees leest zie
    ziet let op komt kom blijft neem neemt vraag vraagt bel mail check klopt lukt stemt stemmen
    graag eerder anders ok oké oke prima helaas inmiddels straks gereed akkoord insteek
    mailwisseling geraadpleegd besproken voorts tevens immers daarnaast hierbij hiermee daarmee
    echter verder rondvraag lijnparaaf bijgaand bijgevoegd cliënt cliënte appellant appellante
    verzoeker verzoekster indien omdat hoewel tenzij zodra zolang nadat voordat
    ondanks mits wel nog ook dus toch position paper spreektekst tekstvoorstel qas zaaknr thx gr
    mooie aannemer aannemers beslispunt beslispunten gekozen quickscan factsheet
    """
)
"""Words with which a sentence or line begins and that are nobody's name."""

RANKS = words(
    """
    soldaat korporaal sergeant adjudant wachtmeester kornet vaandrig luitenant kapitein ritmeester
    majoor overste kolonel generaal brigadegeneraal commandeur schout-bij-nacht admiraal
    """
)

OFFICES = frozenset({"CEO", "CFO", "COO", "CTO", "CIO", "CdK", "DG", "SG", "IG", "MP", "PG", "AG"})
"""Functions in capitals before a name."""

FUNCTION = re.compile(
    r"(?:medewerk(?:st)?er|advis(?:eur|euse)|manager|leider|leidster|hoofd|directeur|directrice"
    r"|secretaris"
    r"|jurist|co[oö]rdinator|voorlichter|ambtenaar|inspecteur|griffier|econoom|onderzoeker|analist"
    r"|voorzitter|commissaris|generaal|assistent|ondersteuner|bestuurder|wetgevingsjurist"
    r"|specialist"
    r"|expert|trainee|strateeg|regisseur|functionaris|beheerder|officer|woordvoerder|rapporteur|lid"
    r"|architect|ontwikkelaar|planner|auditor|controller|accountant|consultant|attach[eé]"
    r"|ambassadeur"
    r"|gezant|raadsman|raadsvrouw|advocaat|kwartiermaker|procesregisseur|minister|president"
    r"|notulist)"
    r"(?:en|s|e)?$",
    re.IGNORECASE,
)
"""Word endings of functions, written apart or together."""

COMMON_ENDING = re.compile(
    r"(?:heid|atie|aties|iteit|schap|beleid|zaken|dienst|diensten|recht|rechten|kunde|logie|isme"
    r"|nota|brief|plan|fonds|wet|raad|bureau|groep|overleg|onderwijs|zorg|bouw|beheer|ontwikkeling"
    r"|voorziening|regeling|kosten|middelen|stuk|stukken|datum|nummer|departement|ministerie"
    r"|directie"
    r"|programma|project|traject|kamer|centrum|instelling|instellingen|organisaties?|partijen"
    r"|punten)$"
)

CODE = re.compile(
    r"(?=.*\d)[\w./-]+$|[A-Z]{2,6}(?:[/&][A-Za-z]{1,8}|-[A-Z]{1,4})+$|DG[A-Z]+$|D[A-Z]?G$"
)
"""Kenmerken, dates, and directorates such as ``CZW/CZ`` or ``DGOO``."""

ACRONYMS = words(
    """
    SG PSG DG PDG ADG MPVO MT BS BSG FEZ WJZ BPZ BBR CZW CZ DGOO DGED DGRR DGRW DGVB DGKB DGWB
    DGMo DGMI DGLM DGB DGS DGP DGU DGC DGV DGBI DGM DGBEB DGIS DGPZ DGEZ DGES DGBRW DGDOO DGKE
    DGF DGFZ DGFP DGT DGMC DGA DCO DJZ DB DW DIO HDFEZ HDBA HDO HDP HDJZ AZ BZ BZK EZ EZK KGG
    LNV LVVN OCW SZW VWS VRO IENW JENV JV AENM DEF MEZK MBZK MVWS MOCW SOCW MSZW MJENV MRB MBZ
    MDEF MINDEF STASDEF MINFIN MFIN MLNV MIENW MKGG MAENM RVO RVIG RDI RWS CBS CPB PCP PBL SCP
    RIVM NZA ZIN IGJ IND COA DJI OM AP ACM AFM DNB NCTV AIVD MIVD VNG IPO UVW EU VN VS UK NL
    BE DE OESO NAVO WHO IMF ABD ADR AR RVS RVS TK EK MR BVR REZIM RWC CWIZO CFEZV RFS MCVB AO
    WGO SO CD VAO VSO NGF MKB ZZP ANW AOW WW WIA WAO BTW AVG WOO WOB BIO ICT HR HRM P O PO CIO
    CTO CISO FG PA JZ DJZ COM DCOM COMM DV DWJZ DWV DRM DAD DGRA ID PM NB PS RE FW CC BCC NVT
    TER ONS UW VAN AAN VVD PVDA CDA D66 SP PVV FVD SGP CU GL NSC BBB DENK VOLT JA21 TNO WUR TU
    UVA VU RUG KNAW NWO KNMI UWV SVB DUO CAK CJIB CIZ CBR RDW NFI NVWA ILT KLPD FIOD KMAR MIT
    NSOC RIEC LIEC RST OVV ATR SER ROB WRR RLI AIV
    """
)
