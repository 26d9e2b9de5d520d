"""What can be subscribed to: feeds of decisions, questions and corrections, and calendars of sitting days."""
