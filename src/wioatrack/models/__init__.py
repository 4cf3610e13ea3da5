"""What is kept: SQLModel table classes, in modules of a few.

A writing command loads the two or three tables it needs, not thirty, so there is no
list of them here, no Relationship and no foreign key in Python: the migrations hold the
schema, constraints included, and a health test holds these classes against it. Table
classes do not validate (SQLModel's design): a row is only made of a checked entry.

Days are `datetime.date`, yes and no are `bool`; money is whole cents, hours and credits
are whole hundredths, moments are ISO text in UTC. `created_*`, `updated_*` and the like
are filled in by `Store.keep` and `Store.change` from the stamp when left out.
"""
