package store

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"sijoita/internal/testkit"
)

//go:generate go test -run ^TestSchema$ -update .

var update = flag.Bool("update", false, "rewrite schema.sql")

const schemaFile = "schema.sql"

// TestSchema holds what the migrations make of each database against the
// schema that people read. Both must say the same, so there is one file.
func TestSchema(t *testing.T) {
	ctx := context.Background()
	addresses := map[string]string{
		"SQLite":     "sqlite:" + t.TempDir() + "/schema.db",
		"PostgreSQL": "",
	}
	if *update {
		writeSchema(t, dump(t, ctx, addresses["SQLite"], sqliteShape))
	}
	committed, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, shape := range map[string]string{"SQLite": sqliteShape, "PostgreSQL": postgresShape} {
		t.Run(name, func(t *testing.T) {
			address := addresses[name]
			if address == "" {
				address = testkit.Postgres(t)
			}
			got := dump(t, ctx, address, shape)
			if difference := firstDifference(got, string(committed)); difference != "" {
				t.Errorf("the migrations and %s differ; run `go generate ./internal/store` and read what changed\n%s", schemaFile, difference)
			}
		})
	}
}

func writeSchema(t *testing.T, text string) {
	t.Helper()
	if err := os.WriteFile(schemaFile, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return fmt.Sprintf("line %d\n  database  %s\n  committed %s", i+1, x, y)
		}
	}
	return ""
}

// Each query gives rows of table, part, place, name and text, in one language
// for both databases: part is column, key, unique, reference or index.
const (
	sqliteShape = `
	WITH t AS (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'goose_db_version')
	SELECT t.name, 'column', c.cid, c.name,
		CASE WHEN c.type = 'INTEGER' THEN 'INTEGER PRIMARY KEY'
		ELSE c.type || CASE WHEN c."notnull" OR c.pk > 0 THEN ' NOT NULL' ELSE '' END
			|| COALESCE(' DEFAULT ' || c.dflt_value, '') END
	FROM t JOIN pragma_table_info(t.name) c
	UNION ALL
	SELECT t.name, CASE WHEN i.origin = 'pk' THEN 'key' WHEN i."unique" THEN 'unique' ELSE 'index' END, 0,
		CASE WHEN i."unique" THEN '' ELSE i.name END,
		(SELECT group_concat(c.name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c)
	FROM t JOIN pragma_index_list(t.name) i
	UNION ALL
	SELECT t.name, 'reference', 0, k."from", k."table" || ' (' || k."to" || ')' FROM t JOIN pragma_foreign_key_list(t.name) k`

	postgresShape = `
	WITH t AS (SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
		AND relname <> 'goose_db_version'),
	columns AS (SELECT t.oid AS of, a.attnum, a.attname, a.attidentity, a.attnotnull, format_type(a.atttypid, a.atttypmod) AS type,
		pg_get_expr(d.adbin, d.adrelid) AS initial
		FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
		LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum),
	named AS (SELECT i.indrelid AS of, i.indexrelid, i.indisprimary, i.indisunique, c.relname,
		(SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(i.indkey) WITH ORDINALITY k (num, place)
			JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num) AS columns
		FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid)
	SELECT t.relname, 'column', c.attnum - 1, c.attname,
		CASE WHEN c.attidentity <> '' THEN 'INTEGER PRIMARY KEY'
		ELSE replace(upper(c.type), 'BYTEA', 'BLOB') || CASE WHEN c.attnotnull THEN ' NOT NULL' ELSE '' END
			|| COALESCE(' DEFAULT ' || replace(CASE WHEN c.type = 'boolean' THEN upper(c.initial) ELSE c.initial END, '::text', ''), '') END
	FROM t JOIN columns c ON c.of = t.oid
	UNION ALL
	SELECT t.relname, CASE WHEN n.indisprimary THEN 'key' WHEN n.indisunique THEN 'unique' ELSE 'index' END, 0,
		CASE WHEN n.indisprimary OR n.indisunique THEN '' ELSE n.relname END, n.columns
	FROM t JOIN named n ON n.of = t.oid
	WHERE NOT (n.indisprimary AND EXISTS (SELECT 1 FROM columns c WHERE c.of = t.oid AND c.attidentity <> ''))
	UNION ALL
	SELECT t.relname, 'reference', 0, a.attname, f.relname || ' (' || b.attname || ')'
	FROM t JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f' JOIN pg_class f ON f.oid = c.confrelid
	JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
	JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]`
)

type shapeRow struct {
	table, part string
	place       int
	name, text  string
}

var parts = []string{"column", "key", "unique", "reference", "index"}

// dump migrates a database and writes its schema down, the tables by name.
func dump(t *testing.T, ctx context.Context, address, shape string) string {
	t.Helper()
	db, err := Open(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	rows, err := db.write.QueryContext(ctx, shape)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []shapeRow
	for rows.Next() {
		var r shapeRow
		if err := rows.Scan(&r.table, &r.part, &r.place, &r.name, &r.text); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b shapeRow) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(slices.Index(parts, a.part), slices.Index(parts, b.part)),
			cmp.Compare(a.place, b.place), cmp.Compare(a.name, b.name), cmp.Compare(a.text, b.text))
	})
	return schemaText(all)
}

func schemaText(all []shapeRow) string {
	var b strings.Builder
	b.WriteString("-- What the migrations make, on either database (PostgreSQL reads INTEGER PRIMARY KEY as an identity column\n" +
		"-- and BLOB as BYTEA). Made by `go generate ./internal/store`; a test holds it against both.\n")
	for i := 0; i < len(all); {
		end := i
		var lines, indexes []string
		for ; end < len(all) && all[end].table == all[i].table; end++ {
			if r := all[end]; r.part == "index" {
				indexes = append(indexes, fmt.Sprintf("CREATE INDEX %s ON %s (%s);\n", r.name, r.table, r.text))
			} else {
				lines = append(lines, "    "+r.line())
			}
		}
		fmt.Fprintf(&b, "\nCREATE TABLE %s (\n%s\n);\n%s", all[i].table, strings.Join(lines, ",\n"), strings.Join(indexes, ""))
		i = end
	}
	return b.String()
}

func (r shapeRow) line() string {
	switch r.part {
	case "key":
		return "PRIMARY KEY (" + r.text + ")"
	case "unique":
		return "UNIQUE (" + r.text + ")"
	case "reference":
		return "FOREIGN KEY (" + r.name + ") REFERENCES " + r.text
	default:
		return r.name + " " + r.text
	}
}
