"""An index of the words of claims' texts: a GIN index on PostgreSQL, an FTS5 table kept in step by triggers on SQLite.

On SQLite a later migration that makes `claims_claim` anew drops its triggers with it, and must run `put_triggers` again.
"""

from django.db import migrations

POSTGRESQL = "CREATE INDEX claims_claim_words ON claims_claim USING gin (to_tsvector('simple', text))"
TABLES = (
    "CREATE VIRTUAL TABLE claims_claim_words USING fts5(text, content='claims_claim', content_rowid='id')",
    "CREATE VIRTUAL TABLE claims_claim_vocabulary USING fts5vocab('claims_claim_words', 'row')",
    "INSERT INTO claims_claim_words(claims_claim_words) VALUES ('rebuild')",
)
PUT = "INSERT INTO claims_claim_words(rowid, text) VALUES (new.id, new.text);"
TAKE = "INSERT INTO claims_claim_words(claims_claim_words, rowid, text) VALUES ('delete', old.id, old.text);"
TRIGGERS = {
    "claims_claim_words_put": f"AFTER INSERT ON claims_claim BEGIN {PUT} END",
    "claims_claim_words_taken": f"AFTER DELETE ON claims_claim BEGIN {TAKE} END",
    "claims_claim_words_changed": f"AFTER UPDATE OF id, text ON claims_claim BEGIN {TAKE} {PUT} END",
}


def put_triggers(schema_editor):
    for name, deed in TRIGGERS.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {deed}")


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for statement in TABLES:
        schema_editor.execute(statement)
    put_triggers(schema_editor)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX claims_claim_words")
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}")
    schema_editor.execute("DROP TABLE claims_claim_vocabulary")
    schema_editor.execute("DROP TABLE claims_claim_words")


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_building")]
    operations = [migrations.RunPython(make, unmake)]
