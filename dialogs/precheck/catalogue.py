"""The rules of acceptance as data: what is looked for, by which source, and what an office makes of it."""

from __future__ import annotations

from typing import Final

from dialogs.precheck.case import AcceptanceRule, Severity
from dialogs.precheck.form import AnswerMissing, AnswerRefused, NumberDoubted, RuleStops, WholeFaulty
from dialogs.precheck.identity import CardDiffers, CardExpired, CardExpiresSoon, CardOutgrown
from dialogs.precheck.papers import (
    AuthorisationMissing,
    FeeProofMissing,
    PagesMissing,
    PaperMissing,
    PaperUnfit,
    PhotoKept,
    SamePhoto,
    SamePhotoElsewhere,
    SideMissing,
    WrongPaper,
)
from dialogs.precheck.periods import HistoryBeforeBirth, HistoryEndsEarly, LivesElsewhere, StayShort
from dialogs.precheck.persons import FeeAge, OneselfAsAnother, ParentBornAfter, ParentYoung, ProxyYoung, SameNumber
from dialogs.precheck.readings import OtherNames, OtherNumbers

RETURNED, ASKED = Severity.RETURNED, Severity.ASKED
CRIMINAL_RECORD, TEMPORARY_RESIDENCE = ("3.000333",), ("1.004194",)

CARD_AGES: Final = (14, 25, 40, 60)
"""Birthdays at which a card is renewed (facts 5.2, low confidence)."""
CARD_GRACE: Final = 2
"""A card issued so many years before such a birthday is good until the next one (Law on Identity Art 21, press)."""
ADULT: Final = 18
LEAST_BETWEEN: Final = 12
"""Years between parent and child below which an officer would ask; ours."""
LEAST_STAY: Final = 30
"""Days from which a stay is registered (facts 2.1, low confidence)."""
SURELY_READ: Final = 85
"""Per cent from which letters read off a paper are held against the form; ours."""
FEE_AGES: Final = (("child", 0, 15), ("elderly", 60, 200), ("orphan", 16, 18))
"""Ages of fee groups, both included (Law on Children Art 1, Law on the Elderly Art 2; facts 2.1: orphans 16 to 18)."""
PERSONS: Final = (
    ("full_name", "id_number"),
    ("full_name", "citizen_id"),
    ("submitter_name", "submitter_id"),
    ("owner_name", "owner_id"),
    ("head_name", "head_id"),
    ("guardian_name", "guardian_id"),
    ("name", "id"),
)
"""Name and number of everybody whom a form names."""
PARENTS: Final = ("father_birth", "mother_birth")
NAMES_ON: Final = (
    ("authorisation", "full_name"),
    ("dwelling_proof", "owner_name"),
    ("consent_paper", "owner_name"),
    ("fee_proof", "full_name"),
)
"""Whose name stands on a paper."""
NUMBERS_ON: Final = (("authorisation", "id_number"), ("dwelling_proof", "owner_id"))

RULES: Final[tuple[AcceptanceRule, ...]] = (
    AcceptanceRule(
        key="rule-stops", severity=RETURNED, finds=RuleStops(), source="The procedure's own rules: age, proxy, channel"
    ),
    AcceptanceRule(
        key="answer-missing", severity=RETURNED, finds=AnswerMissing(), source="Declaration (facts 1.5); CT01 (2.1)"
    ),
    AcceptanceRule(
        key="whole-faulty",
        severity=RETURNED,
        finds=WholeFaulty(),
        source="Declaration, history since 14 (facts 1.6); longest stay (facts 2.1, low confidence)",
    ),
    AcceptanceRule(
        key="card-differs",
        severity=RETURNED,
        finds=CardDiffers(kept=False),
        source="Decree 216/2026 Art 22: checked against the population database",
    ),
    AcceptanceRule(
        key="answer-refused", severity=RETURNED, finds=AnswerRefused(), source="Facts 5.1, 5.2, 10.4 by today's date"
    ),
    AcceptanceRule(
        key="history-ends-early",
        severity=RETURNED,
        finds=HistoryEndsEarly("history"),
        source="Facts 1.6: the last period is open or ends this month",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="history-before-birth",
        severity=RETURNED,
        finds=HistoryBeforeBirth("history"),
        source="Facts 1.6: periods begin at 14",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="same-number", severity=RETURNED, finds=SameNumber(PERSONS), source="Facts 5.1: one number, one person"
    ),
    AcceptanceRule(
        key="oneself-as-another",
        severity=RETURNED,
        finds=OneselfAsAnother(("submitter_id", "guardian_id", "head_id", "owner_id")),
        source="Decree 216/2026 Art 22(1): on behalf of another; CT01 items 7 to 9",
    ),
    AcceptanceRule(
        key="parent-born-after",
        severity=RETURNED,
        finds=ParentBornAfter(PARENTS),
        source="Declaration, parents (facts 1.5)",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="card-expired",
        severity=RETURNED,
        finds=CardExpired(),
        source="Law on Identity: a card is good until its date (facts 5.2)",
        overrulable=True,
    ),
    AcceptanceRule(
        key="authorisation-missing",
        severity=RETURNED,
        finds=AuthorisationMissing(),
        source="Decree 216/2026 Art 22(2): power of attorney",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="fee-proof-missing",
        severity=RETURNED,
        finds=FeeProofMissing(),
        source="Decree 216/2026 Art 22-25; Circular 16/2025/TT-BTC: proof of a lower fee",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="paper-missing",
        severity=RETURNED,
        finds=PaperMissing(but=("authorisation", "fee_proof")),
        source="Papers of the procedure (facts 1.7, 2.1)",
    ),
    AcceptanceRule(
        key="pages-missing", severity=RETURNED, finds=PagesMissing(), source="Facts 1.7: all sides and pages"
    ),
    AcceptanceRule(
        key="wrong-paper", severity=RETURNED, finds=WrongPaper(), source="Papers of the procedure (facts 1.7, 2.1)"
    ),
    AcceptanceRule(key="side-missing", severity=RETURNED, finds=SideMissing(), source="Facts 1.7: all sides and pages"),
    AcceptanceRule(key="same-photo", severity=RETURNED, finds=SamePhoto(), source="Facts 1.7: all sides and pages"),
    AcceptanceRule(
        key="paper-unfit", severity=RETURNED, finds=PaperUnfit(), source="The portal's limits of a file (facts 1.7)"
    ),
    AcceptanceRule(
        key="card-differs-kept",
        severity=ASKED,
        finds=CardDiffers(kept=True),
        source="Decree 216/2026 Art 22: checked against the population database",
    ),
    AcceptanceRule(
        key="number-doubted", severity=ASKED, finds=NumberDoubted(), source="Facts 5.1: a warning, never an error"
    ),
    AcceptanceRule(
        key="card-expires-soon",
        severity=ASKED,
        finds=CardExpiresSoon(),
        source="Law on Identity: a card is good until its date (facts 5.2)",
    ),
    AcceptanceRule(
        key="card-outgrown",
        severity=ASKED,
        finds=CardOutgrown(CARD_AGES, CARD_GRACE, ("cc", "cccd")),
        source="Facts 5.2: 14, 25, 40, 60 (low confidence)",
    ),
    AcceptanceRule(
        key="parent-young",
        severity=ASKED,
        finds=ParentYoung(PARENTS, LEAST_BETWEEN),
        source="Declaration, parents (facts 1.5)",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="proxy-young",
        severity=ASKED,
        finds=ProxyYoung(("submitter_id", "guardian_id"), ADULT),
        source="Civil Code Art 20, 49, 138: of age to act for another",
    ),
    AcceptanceRule(
        key="fee-age", severity=ASKED, finds=FeeAge(FEE_AGES), source="Circulars 16/2025, 75/2022/TT-BTC: fee groups"
    ),
    AcceptanceRule(
        key="lives-elsewhere",
        severity=ASKED,
        finds=LivesElsewhere("history", ("permanent_residence", "temporary_residence")),
        source="Facts 1.6: where one lives now is a registered place",
        procedures=CRIMINAL_RECORD,
    ),
    AcceptanceRule(
        key="stay-short",
        severity=ASKED,
        finds=StayShort(LEAST_STAY),
        source="Residence Law Art 27 (facts 2.1, low confidence)",
        procedures=TEMPORARY_RESIDENCE,
    ),
    AcceptanceRule(
        key="other-names",
        severity=ASKED,
        finds=OtherNames(NAMES_ON, SURELY_READ),
        source="Papers of the procedure: whose they are",
    ),
    AcceptanceRule(
        key="other-numbers",
        severity=ASKED,
        finds=OtherNumbers(NUMBERS_ON, SURELY_READ),
        source="Papers of the procedure: whose they are",
    ),
    AcceptanceRule(
        key="photo-kept", severity=ASKED, finds=PhotoKept(), source="Facts 1.7: no glare, all four corners, readable"
    ),
    AcceptanceRule(
        key="same-photo-elsewhere",
        severity=ASKED,
        finds=SamePhotoElsewhere(),
        source="Papers of the procedure (facts 1.7, 2.1)",
    ),
)
"""Of several faults at one place the first here is told. What the procedure itself stops comes first."""
