"""Alembic's entry: runs migrations on the connection, and in the transaction, it was given."""

from alembic import context

from db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters most things only by building the table again
    transactional_ddl=True,
)
context.run_migrations()
