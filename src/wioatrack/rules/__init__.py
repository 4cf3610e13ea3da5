"""The regulations as pure functions: facts and a rulebook in, an outcome out."""
