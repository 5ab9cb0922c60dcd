package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

func TestAStatementIsKeptAndGivenBack(t *testing.T) {
	db, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "kept.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	inTx(t, db, func(tx *Tx) error {
		// A statement whose rows are being read is not given to another reader.
		const text = "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"
		outer, err := tx.tx.QueryContext(tx.ctx, text)
		if err != nil {
			return err
		}
		defer outer.Close()
		var seen []int
		for outer.Next() {
			var n int
			if err := outer.Scan(&n); err != nil {
				return err
			}
			inner, err := list(tx, func(scan func(...any) error) (n int, err error) { return n, scan(&n) }, text)
			if err != nil {
				return err
			}
			seen = append(seen, n, len(inner))
		}
		if want := fmt.Sprint([]int{1, 3, 2, 3, 3, 3}); fmt.Sprint(seen) != want {
			t.Errorf("read %v, want %s", seen, want)
		}
		return outer.Err()
	})
	inTx(t, db, func(tx *Tx) error {
		// More statements than are kept, among them one that is in use while
		// it is dropped.
		outer, err := tx.tx.QueryContext(tx.ctx, "SELECT 0")
		if err != nil {
			return err
		}
		defer outer.Close()
		for range 2 {
			for n := range 2 * mostPrepared {
				var got int
				if err := tx.row(fmt.Sprintf("SELECT %d + $1", n), []any{1}, &got); err != nil || got != n+1 {
					return fmt.Errorf("statement %d gives %d (%v)", n, got, err)
				}
			}
		}
		var zero int
		if !outer.Next() || outer.Scan(&zero) != nil {
			t.Error("a statement in use was closed")
		}
		return outer.Err()
	})
}

func inTx(t *testing.T, db *DB, do func(*Tx) error) {
	t.Helper()
	if err := db.Read(context.Background(), 0, time.Time{}, do); err != nil {
		t.Fatal(err)
	}
}

func TestAListHasFewLengths(t *testing.T) {
	lengths := map[int]bool{}
	for n := 1; n <= chunk; n++ {
		length := listLength(n)
		if length < n || length > 2*n {
			t.Errorf("%d ids stand in a list of %d", n, length)
		}
		lengths[length] = true
	}
	if len(lengths) > 20 {
		t.Errorf("%d lengths", len(lengths))
	}
	if listLength(chunk) != chunk {
		t.Errorf("a full chunk of %d becomes %d", chunk, listLength(chunk))
	}
}
