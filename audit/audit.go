// Package audit says what an entry of the log of use holds and how entries are
// chained. The log holds who, when, what kind of thing and why it was allowed;
// it never holds case text. Writing and reading it is the store's.
package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"sort"
	"time"
)

// Action is what was done, from a closed list.
type Action string

// The actions of the log.
const (
	Showed     Action = "show"
	Listed     Action = "list"
	Added      Action = "add"
	Corrected  Action = "correct"
	Withdrew   Action = "withdraw"
	Moved      Action = "move"
	Started    Action = "start"
	Paused     Action = "pause"
	Resumed    Action = "resume"
	HandedOver Action = "hand_over"
	Changed    Action = "change" // a step in a record's life, such as hours: Detail says which
	Ended      Action = "end"
	Reopened   Action = "reopen" // an end noted by mistake is taken back
	Cancelled  Action = "cancel" // the waiting ends without a start
	Received   Action = "receive"
	Returned   Action = "return"
	SignedIn   Action = "sign_in"
	SignedOut  Action = "sign_out"
	Failed     Action = "sign_in_failed"
	Locked     Action = "lock"
	Unlocked   Action = "unlock"
	Granted    Action = "grant"
	Revoked    Action = "revoke"
	Invited    Action = "invite"
	Secured    Action = "secure" // password or second factor set or taken off
	Imported   Action = "import"
	Exported   Action = "export"
	Reported   Action = "report"
	BackedUp   Action = "backup"
	Restored   Action = "restore"
	Verified   Action = "verify"
	Migrated   Action = "migrate"
	Attempted  Action = "attempt" // a refused use case; Kind and Detail say which
)

// Result is how it ended.
type Result string

// The results.
const (
	Done    Result = "done"
	Shown   Result = "shown"
	Refused Result = "refused"
)

// Entry is one line of the log. Names, role and unit are kept as they were, so
// that the line outlives the people in it.
type Entry struct {
	County   int64
	Seq      int64 // 1, 2, 3 … within the county
	At       time.Time
	Request  string // id of the web request, or of the command's run
	ActorID  string // the staff's uid; cli:NAME; link:KIND; system:JOB
	Actor    string
	Role     string
	Unit     string
	Action   Action
	Kind     string // of the thing: client, employer_contact, placement …
	Target   string // its uid, or empty for a list
	Relation string
	Basis    string // policies that allowed or refused it
	Result   Result
	Detail   string  // names of fields, counts, or the use case refused; never case text
	Clients  []int64 // whose records it concerns, ascending, without repeats
	Hash     [32]byte
}

// Seal gives the entry its hash: SHA-256 over the hash before it and every
// field of this one, each with its length, so that no two entries have the
// same bytes. At is kept to the microsecond and Clients in order, as stored.
func (e Entry) Seal(before [32]byte) Entry {
	e.At = e.At.UTC().Truncate(time.Microsecond)
	e.Clients = sortedUnique(e.Clients)
	h := sha256.New()
	h.Write(before[:])
	number := func(n int64) {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	text := func(s string) { number(int64(len(s))); h.Write([]byte(s)) }
	number(e.County)
	number(e.Seq)
	number(e.At.UnixMicro())
	for _, s := range []string{
		e.Request, e.ActorID, e.Actor, e.Role, e.Unit, string(e.Action), e.Kind, e.Target,
		e.Relation, e.Basis, string(e.Result), e.Detail,
	} {
		text(s)
	}
	number(int64(len(e.Clients)))
	for _, c := range e.Clients {
		number(c)
	}
	h.Sum(e.Hash[:0])
	return e
}

func sortedUnique(ids []int64) []int64 {
	if len(ids) == 0 {
		return nil
	}
	out := append([]int64(nil), ids...)
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	n := 1
	for _, id := range out[1:] {
		if id != out[n-1] {
			out[n] = id
			n++
		}
	}
	return out[:n]
}
