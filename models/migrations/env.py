"""Alembic's entry point: runs the migrations on the connection it is given."""

from alembic import context

from models import Base

for table in Base.metadata.tables.values():
    for index in table.indexes:
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
    if context.get_bind().dialect.name == "sqlite":
        torn = context.get_bind().exec_driver_sql("PRAGMA foreign_key_check").all()
        if torn:
            raise RuntimeError(f"rows refer to rows that do not exist: {torn[:5]}")
