"""What a result looks like: text, Rich, JSON or CSV; and the one gate out."""
