package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"sijoita/audit"
)

// Append writes entries to the county's log as the last thing in the
// transaction: the chain's head is taken here and held until the commit.
func (tx *Tx) Append(entries ...audit.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	seq, before, err := tx.takeHead()
	if err != nil {
		return fmt.Errorf("take head of log: %w", err)
	}
	var rows, clientRows [][]any
	for _, e := range entries {
		seq++
		e.County, e.Seq, e.At = tx.County, seq, tx.Now
		e = e.Seal(before)
		before = e.Hash
		rows = append(rows, []any{e.County, e.Seq, e.At.UnixMicro(), e.Request, e.ActorID, e.Actor, e.Role, e.Unit,
			e.Action, e.Kind, e.Target, e.Relation, e.Basis, e.Result, e.Detail, e.Hash[:]})
		for _, c := range e.Clients {
			clientRows = append(clientRows, []any{c, e.Seq, e.County})
		}
	}
	if err := addRows(tx, "audit", auditColumns, rows); err != nil {
		return err
	}
	if err := addRows(tx, "audit_client", "client, seq, county", clientRows); err != nil {
		return err
	}
	_, err = tx.exec("UPDATE audit_head SET seq = $1, hash = $2 WHERE county = $3", seq, before[:], tx.County)
	return err
}

const auditColumns = "county, seq, at, request, actor_id, actor, role, unit, action, kind, target, relation, basis, result, detail, hash"

func (tx *Tx) takeHead() (seq int64, hash [32]byte, err error) {
	var raw []byte
	head := func() error {
		return tx.row("SELECT seq, hash FROM audit_head WHERE county = $1"+tx.dialect.lock, []any{tx.County}, &seq, &raw)
	}
	if err = head(); errors.Is(err, ErrNotFound) { // the county's first entry
		if _, err = tx.exec("INSERT INTO audit_head (county, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (county) DO NOTHING",
			tx.County, hash[:]); err == nil {
			err = head()
		}
	}
	copy(hash[:], raw)
	return seq, hash, err
}

// Log writes entries of their own accord, of showings and refusals, and
// returns when they are durable. Entries of callers who wait at the same time
// share one commit. It fails for all of them or for none, or when the log has not
// taken them within Patience.
func (db *DB) Log(ctx context.Context, county int64, now time.Time, entries ...audit.Entry) error {
	return db.log.write(ctx, county, now, entries)
}

// group gathers entries while a commit is under way; the next commit takes
// all that have gathered.
type group struct {
	db      *DB
	mu      sync.Mutex
	busy    map[int64]bool
	waiting map[int64][]waiter
}

type waiter struct {
	entries []audit.Entry
	now     time.Time
	done    chan error
}

func (g *group) write(ctx context.Context, county int64, now time.Time, entries []audit.Entry) error {
	me := waiter{entries, now, make(chan error, 1)}
	g.mu.Lock()
	if g.busy == nil {
		g.busy, g.waiting = map[int64]bool{}, map[int64][]waiter{}
	}
	g.waiting[county] = append(g.waiting[county], me)
	lead := !g.busy[county]
	g.busy[county] = true
	g.mu.Unlock()
	if lead {
		go g.drain(county)
	}
	timer := time.NewTimer(Patience)
	defer timer.Stop()
	select {
	case err := <-me.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return errTurn
	}
}

// drain commits what has gathered until nothing more has.
func (g *group) drain(county int64) {
	for {
		g.mu.Lock()
		batch := g.waiting[county]
		delete(g.waiting, county)
		if len(batch) == 0 {
			delete(g.busy, county)
			g.mu.Unlock()
			return
		}
		g.mu.Unlock()
		err := g.commit(county, batch)
		for _, w := range batch {
			w.done <- err
		}
	}
}

func (g *group) commit(county int64, batch []waiter) error {
	ctx, cancel := context.WithTimeout(WithPatience(context.Background(), Patience), Patience)
	defer cancel()
	var entries []audit.Entry
	now := batch[0].now
	for _, w := range batch {
		entries = append(entries, w.entries...)
		if w.now.After(now) {
			now = w.now
		}
	}
	return g.db.Write(ctx, county, now, func(tx *Tx) error { return tx.Append(entries...) })
}

func scanEntry(scan func(...any) error) (e audit.Entry, err error) {
	var at int64
	var hash []byte
	err = scan(&e.County, &e.Seq, &at, &e.Request, &e.ActorID, &e.Actor, &e.Role, &e.Unit, &e.Action, &e.Kind, &e.Target,
		&e.Relation, &e.Basis, &e.Result, &e.Detail, &hash)
	e.At = time.UnixMicro(at).UTC()
	copy(e.Hash[:], hash)
	return e, err
}

// EntriesOfClient lists the log's entries that concern a client, the newest
// first, at most most of them, before the entry numbered before (0: from the newest).
func (tx *Tx) EntriesOfClient(client, before int64, most int) ([]audit.Entry, error) {
	return list(tx, scanEntry, `SELECT `+auditColumns+` FROM audit WHERE county = $1 AND seq IN (
		SELECT seq FROM audit_client WHERE client = $2 AND +county = $1 AND ($3 = 0 OR seq < $3) ORDER BY seq DESC LIMIT $4)
		ORDER BY seq DESC`, tx.County, client, before, most)
}

// Entries lists the county's log, the newest first, at most most entries
// before the one numbered before (0: from the newest).
func (tx *Tx) Entries(before int64, most int) ([]audit.Entry, error) {
	return list(tx, scanEntry, `SELECT `+auditColumns+` FROM audit WHERE county = $1 AND ($2 = 0 OR seq < $2)
		ORDER BY seq DESC LIMIT $3`, tx.County, before, most)
}

// ErrBroken says that the log was touched; its text names the first bad entry.
var ErrBroken = errors.New("the log has been touched")

// VerifyLog walks the county's chain from its first entry and returns how many
// are as they were written. The first that is not gives ErrBroken.
func (tx *Tx) VerifyLog() (checked int64, err error) {
	clients, err := list(tx, func(scan func(...any) error) (c logClient, err error) { return c, scan(&c.seq, &c.client) },
		"SELECT seq, client FROM audit_client WHERE county = $1 ORDER BY seq, client", tx.County)
	if err != nil {
		return 0, err
	}
	rows, err := tx.tx.QueryContext(tx.ctx, tx.dialect.query("SELECT "+auditColumns+" FROM audit WHERE county = $1 ORDER BY seq"), tx.County)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var before [32]byte
	for ; rows.Next(); checked++ {
		e, err := scanEntry(rows.Scan)
		if err != nil {
			return checked, err
		}
		for len(clients) > 0 && clients[0].seq <= e.Seq {
			e.Clients = append(e.Clients, clients[0].client)
			clients = clients[1:]
		}
		if e.Seq != checked+1 || e.Hash != e.Seal(before).Hash {
			return checked, fmt.Errorf("%w: entry %d", ErrBroken, checked+1)
		}
		before = e.Hash
	}
	if err := rows.Err(); err != nil {
		return checked, err
	}
	if len(clients) > 0 {
		return checked, fmt.Errorf("%w: entry %d is missing", ErrBroken, checked+1)
	}
	return checked, tx.verifyHead(checked, before)
}

type logClient struct{ seq, client int64 }

func (tx *Tx) verifyHead(checked int64, last [32]byte) error {
	var seq int64
	var hash []byte
	err := tx.row("SELECT seq, hash FROM audit_head WHERE county = $1", []any{tx.County}, &seq, &hash)
	switch {
	case errors.Is(err, ErrNotFound) && checked == 0:
		return nil
	case err != nil && !errors.Is(err, ErrNotFound):
		return err
	case seq != checked || !bytes.Equal(hash, last[:]):
		return fmt.Errorf("%w: entry %d is missing or the head was changed", ErrBroken, checked+1)
	}
	return nil
}
