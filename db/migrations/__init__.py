"""The history of the tables, run by Alembic. Migrations import nothing of the app."""
