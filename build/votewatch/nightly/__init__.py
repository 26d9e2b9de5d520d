"""The night: every step in its order, one report, one commit of the record and one of the site."""
