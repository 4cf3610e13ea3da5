"""One function for each thing a case worker does."""
