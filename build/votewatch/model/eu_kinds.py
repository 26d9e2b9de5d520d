"""What an EP decision is: the closed list of kinds."""

from __future__ import annotations

from enum import StrEnum


class EuKind(StrEnum):
    """What Parliament decided on. The last four have no decision in the record of 2019 to 2025 with positions."""

    LEGISLATIVE_FIRST = "legislative_first"  # ordinary procedure, first reading or a negotiating mandate in it
    CONSULTATION = "consultation"  # Parliament gives an opinion; the Council decides
    CONSENT = "consent"
    BUDGET = "budget"
    DISCHARGE = "discharge"
    OBJECTION_TO_ACT = "objection_to_act"  # delegated and implementing acts of the Commission
    OWN_INITIATIVE_RESOLUTION = "own_initiative_resolution"
    TOPICAL_RESOLUTION = "topical_resolution"
    OTHER = "other"  # Rules of Procedure, agreements between institutions, Parliament's own organisation
    LEGISLATIVE_SECOND = "legislative_second"
    REJECTION_MOTION = "rejection_motion"  # an adopted motion to reject a proposal
    URGENCY = "urgency"
    APPOINTMENT_OR_ELECTION = "appointment_or_election"
