"""Share pictures: 1200 x 630, one per decision and member and language, drawn from the same bar as the page's own."""
