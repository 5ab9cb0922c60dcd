// Package testkit is what tests are given in place of the world: a clock that
// stands still, ids that come in order, and a PostgreSQL of their own. It holds
// no sample clients: each test makes the little it needs.
package testkit

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"testing"
	"time"

	"sijoita/casework"
)

// Clock is a clock that moves only when told to. It is safe for several
// goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// ClockAt makes a clock that stands at the moment, written "2026-11-21 14:35"
// as a wall clock in Helsinki shows it.
func ClockAt(t testing.TB, moment string) *Clock {
	t.Helper()
	return &Clock{now: Moment(t, moment)}
}

// Now is the moment the clock stands at, in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock to a moment.
func (c *Clock) Set(moment time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = moment.UTC()
}

// Advance moves the clock on.
func (c *Clock) Advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

// Moment reads "2026-11-21 14:35" as a wall clock in Helsinki shows it, and
// gives it in UTC.
func Moment(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, casework.Helsinki)
	if err != nil {
		t.Fatalf("moment %q: want YYYY-MM-DD hh:mm", s)
	}
	return at.UTC()
}

// IDs is an id source whose ids are the same in every run. Sources of
// different seeds never give the same id. It is safe for several goroutines.
type IDs struct {
	mu   sync.Mutex
	seed uint64
	next uint64
}

// NewIDs makes an id source.
func NewIDs(seed uint64) *IDs { return &IDs{seed: seed} }

// New gives the next id.
func (s *IDs) New() casework.UID {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	return UID(s.seed, s.next)
}

// UID is the n-th id, counted from 1, of the source with the seed: for tests
// that name an id before it is given.
func UID(seed, n uint64) casework.UID {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], seed)
	binary.BigEndian.PutUint64(b[8:], n)
	sum := sha256.Sum256(b[:])
	var u casework.UID
	copy(u[:], sum[:])
	return u
}
