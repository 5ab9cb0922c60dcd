package auth

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Throttle is how a login or an address has failed to sign in.
type Throttle struct {
	Failures int
	FailedAt time.Time // the last time
	Until    time.Time // before it, nothing is tried
}

// How many failures are free of waiting. An address has more than a login: a
// whole office of a county may stand behind one.
const (
	FreeForLogin   = 5
	FreeForAddress = 50
)

// The waiting begins at a minute and doubles with each failure up to an hour.
const (
	shortestWait = time.Minute
	longestWait  = time.Hour
)

// Memory is how long a failure counts.
const Memory = 24 * time.Hour

// clocksDiffer is how far the clocks of two servers may lie apart.
const clocksDiffer = time.Minute

// Wait is how long there is still to wait; 0 when one may try. A wait that is
// longer than any is one of before the clock was set back: it is over, and the
// next failure begins another.
func (t Throttle) Wait(now time.Time) time.Duration {
	wait := max(t.Until.Sub(now), 0)
	if wait > longestWait+clocksDiffer {
		return 0
	}
	return min(wait, longestWait)
}

// Forgotten tells that the failures no longer count.
func (t Throttle) Forgotten(now time.Time) bool { return now.Sub(t.FailedAt) > Memory }

// Fail is the throttle after one failure more, of which so many are free.
func (t Throttle) Fail(now time.Time, free int) Throttle {
	if t.Forgotten(now) {
		t = Throttle{}
	}
	t.Failures++
	t.FailedAt = now
	if t.Failures < free {
		return t
	}
	wait := longestWait
	if doublings := t.Failures - free; doublings < 6 {
		wait = min(shortestWait<<doublings, longestWait)
	}
	t.Until = now.Add(wait)
	return t
}

// ThrottleKey names what is throttled (login or address) without saying which
// one it is.
func ThrottleKey(kind, value string) string {
	sum := sha256.Sum256([]byte(kind + ":" + value))
	return hex.EncodeToString(sum[:])
}
