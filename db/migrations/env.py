"""Alembic's entry: runs migrations on the connection, and in the transaction, it was given."""

from alembic import context

from db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite alters most things only by building the table again. That drops the table's triggers:
    # the migration has to create them again.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
