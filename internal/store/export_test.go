package store

import "testing"

// TouchForTest runs statements as one who owns the database would, on the log
// alone, and gives back a function that puts the log as it was.
func TouchForTest(t *testing.T, db *DB, statements string) (undo func()) {
	t.Helper()
	run := func(sql string) {
		if _, err := db.write.ExecContext(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	kept := []string{"audit", "audit_client", "audit_head"}
	for _, table := range kept {
		run("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table)
	}
	run(statements)
	return func() {
		for _, table := range kept {
			run("DELETE FROM " + table + "; INSERT INTO " + table + " SELECT * FROM kept_" + table + "; DROP TABLE kept_" + table)
		}
	}
}
