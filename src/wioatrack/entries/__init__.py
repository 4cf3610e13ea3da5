"""What was typed, as typed values: one frozen dataclass per noun is the one door.

The annotations of an entry are its table of fields: options, guided questions, the
columns of an import and the checks all come from them.
"""
