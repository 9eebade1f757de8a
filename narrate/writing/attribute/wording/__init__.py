"""Words, marks, names and their cases: what a sentence is made of."""
