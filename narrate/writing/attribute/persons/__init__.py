"""Who is on the page: names and nouns for persons, what is known of each, and the clauses about them."""
