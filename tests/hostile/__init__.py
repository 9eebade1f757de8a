"""Files that want to harm: made by `cases`, each small, each with what must happen."""
