"""The catalogue in menu order."""

from dialogs.procedures.criminal_record import CRIMINAL_RECORD
from dialogs.procedures.temporary_residence import TEMPORARY_RESIDENCE

PROCEDURES = (CRIMINAL_RECORD, TEMPORARY_RESIDENCE)
