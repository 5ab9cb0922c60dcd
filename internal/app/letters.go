package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// Letter is mail on its way out. It tells nothing of anybody: only that there is
// something new, or that an administrator tries whether mail goes.
type Letter struct {
	UID      casework.UID // the same at every try, so that a double is known
	To       string
	Language string // that the person has chosen, or empty
	Test     bool
}

// Undelivered says why a letter did not go.
type Undelivered struct {
	Why   FailureWord
	Final bool // trying again would not help
	Err   error
}

// Error is for the log of the program: it may name the address.
func (u *Undelivered) Error() string { return fmt.Sprintf("mail %s: %v", u.Why, u.Err) }

// Unwrap gives the mail program's own error.
func (u *Undelivered) Unwrap() error { return u.Err }

// FailureWord is a word for why letters do not go. No answer of a mail server is
// kept or shown: it may hold anything.
type FailureWord string

// The words.
const (
	MailUnreachable FailureWord = "unreachable" // the mail server does not answer
	MailSlow        FailureWord = "slow"        // it did not answer in time
	MailNotLetIn    FailureWord = "not_let_in"  // it does not take our name and password, or the encryption fails
	MailNotNow      FailureWord = "not_now"     // it asks us to come again
	MailRefused     FailureWord = "refused"     // it does not take the letter, or knows no such address
	MailTooOld      FailureWord = "too_old"     // it was tried for a week
)

// FailureWords lists them.
var FailureWords = []FailureWord{MailUnreachable, MailSlow, MailNotLetIn, MailNotNow, MailRefused, MailTooOld}

// everybodys tells whether a failure is about the server and not about one
// letter: then no other letter is tried in the same round.
func (w FailureWord) everybodys() bool {
	return w == MailUnreachable || w == MailSlow || w == MailNotLetIn
}

const (
	lettersAtOnce = 20
	letterLease   = 5 * time.Minute    // that a server has for those it took
	letterLife    = 7 * 24 * time.Hour // for which a letter is tried
	lettersKept   = 30                 // days for which it is known that a letter went
)

// afterTry is how long a letter waits after so many tries that failed: a minute,
// five, a quarter of an hour, an hour, and then four hours each time.
func afterTry(tries int) time.Duration {
	waits := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
	return waits[min(max(tries, 1), len(waits))-1]
}

// writeTo puts a letter on its way to those of the staff who want one and have
// an address. Where no mail goes out from here, none is written.
func (t *turn) writeTo(staff []int64) error {
	if t.app.Post == nil {
		return nil
	}
	accounts, err := t.tx.Accounts()
	if err != nil {
		return err
	}
	choices, err := t.tx.MailChoices()
	if err != nil {
		return err
	}
	for _, id := range staff {
		due, wanted := choices[id].Moment(t.tx.Now)
		if !wanted || !slices.ContainsFunc(accounts, func(a store.Account) bool { return a.StaffID == id && a.Login != "" }) {
			continue
		}
		if err := t.tx.AddLetter(store.Letter{UID: t.app.IDs(), StaffID: id, Kind: store.LetterNews, DueAt: due}); err != nil {
			return err
		}
	}
	return nil
}

// Postman is the background job that sends a county's letters.
func Postman(county int64) access.Actor {
	return access.Actor{Kind: access.System, ID: "system:mail", Name: "system:mail", County: county}
}

// Delivery is what came of a round of letters.
type Delivery struct {
	Sent   int
	Failed int
	Why    FailureWord // of the last that failed
}

// DeliverMail sends every letter that is due, county by county. A letter that
// does not go is tried again later; no work waits for it.
func (a *App) DeliverMail(ctx context.Context) (Delivery, error) {
	var all Delivery
	if a.Post == nil {
		return all, nil
	}
	var counties []int64
	err := a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) (err error) {
		counties, err = tx.LettersDue()
		return err
	})
	for _, county := range counties {
		done, failed := a.DeliverLetters(ctx, Postman(county))
		all.Sent, all.Failed = all.Sent+done.Sent, all.Failed+done.Failed
		if done.Failed > 0 {
			all.Why = done.Why
		}
		err = errors.Join(err, failed)
	}
	return all, err
}

// outgoing is a letter that was taken, ready to go.
type outgoing struct {
	store.Letter
	to  Letter
	err *Undelivered // of this try; nil: it went
}

// DeliverLetters sends the letters of the actor's county that are due: they are
// taken in one transaction, sent in none, and what came of it is kept in
// another. Only background jobs may.
func (a *App) DeliverLetters(ctx context.Context, actor access.Actor) (Delivery, error) {
	taken, err := change(ctx, a, actor, func(t *turn) ([]outgoing, error) {
		if err := t.mayDeliver(); err != nil {
			return nil, err
		}
		letters, err := t.tx.TakeLetters(lettersAtOnce, t.tx.Now.Add(letterLease))
		if err != nil {
			return nil, err
		}
		t.did(audit.Changed, "mail", "", counted(int64(len(letters)), "taken"))
		return t.address(letters)
	})
	if err != nil || len(taken) == 0 {
		return Delivery{}, err
	}
	var stopped *Undelivered
	for i := range taken {
		if stopped == nil {
			taken[i].err = a.post(ctx, taken[i].to)
		} else {
			taken[i].err = stopped
		}
		if u := taken[i].err; u != nil && u.Why.everybodys() {
			stopped = u
		}
	}
	return change(ctx, a, actor, func(t *turn) (Delivery, error) {
		if err := t.mayDeliver(); err != nil {
			return Delivery{}, err
		}
		return t.delivered(taken)
	})
}

func (t *turn) mayDeliver() error {
	return t.may(access.DeliverMail, access.Resource{County: t.tx.County}, "mail", "")
}

// address finds where letters go, and leaves out those that are not needed any
// more: everything was read, no letter is wanted, the account or the role is
// gone.
func (t *turn) address(letters []store.Letter) ([]outgoing, error) {
	staff, err := t.tx.Staff()
	if err != nil {
		return nil, err
	}
	choices, err := t.tx.MailChoices()
	if err != nil {
		return nil, err
	}
	var ready []outgoing
	for _, l := range letters {
		s := staff[slices.IndexFunc(staff, func(s casework.Staff) bool { return s.ID == l.StaffID })]
		account, err := t.tx.Account(l.StaffID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		needed := account.Login != ""
		if needed && l.Kind == store.LetterNews {
			if needed, err = t.newTo(s, choices[s.ID]); err != nil {
				return nil, err
			}
		}
		if !needed {
			if err := t.tx.LetterEnded(l.ID, ""); err != nil {
				return nil, err
			}
			continue
		}
		ready = append(ready, outgoing{Letter: l, to: Letter{UID: l.UID, To: account.Login, Language: account.Language, Test: l.Kind == store.LetterTest}})
	}
	return ready, nil
}

// newTo tells whether something waits to be read by a person who wants a letter
// of it and may be shown it today.
func (t *turn) newTo(s casework.Staff, choice casework.MailChoice) (bool, error) {
	if _, wanted := choice.Moment(t.tx.Now); !wanted {
		return false, nil
	}
	waiting, err := t.tx.UnreadTo(s.ID, noticesSince(t.tx.Now), mostNotices)
	if err != nil {
		return false, err
	}
	reader := t.app.turn(context.Background(), t.tx, actorOf(store.Holder{County: t.tx.County, Staff: s}))
	lines, err := reader.mayStillSee(waiting)
	return len(lines) > 0, err
}

// post sends one letter; what the mail program does not explain is that the
// server asks to come again.
func (a *App) post(ctx context.Context, l Letter) *Undelivered {
	err := a.Post(ctx, l)
	if err == nil {
		return nil
	}
	var u *Undelivered
	if errors.As(err, &u) {
		return u
	}
	return &Undelivered{Why: MailNotNow, Err: err}
}

// delivered keeps what came of the letters that were taken.
func (t *turn) delivered(all []outgoing) (d Delivery, err error) {
	for _, l := range all {
		switch u := l.err; {
		case u == nil:
			d.Sent++
			err = t.tx.LetterSent(l.ID)
		case u.Final:
			err = t.tx.LetterEnded(l.ID, string(u.Why))
		case t.tx.Now.Sub(l.MadeAt) >= letterLife:
			err = t.tx.LetterEnded(l.ID, string(MailTooOld))
		default:
			err = t.tx.LetterFailed(l.ID, string(u.Why), t.tx.Now.Add(afterTry(l.Tries)))
		}
		if err != nil {
			return d, err
		}
		if l.err != nil {
			d.Failed++
			d.Why = l.err.Why
		}
	}
	t.did(audit.Changed, "mail", "", fmt.Sprintf("%d sent, %d failed", d.Sent, d.Failed))
	return d, t.tx.ForgetLetters(t.tx.Now.AddDate(0, 0, -lettersKept))
}

// MailPage is how mail goes, for an administrator.
type MailPage struct {
	On      bool      // mail is set up
	Server  string    // as it was set up; no secret
	Sent    int       // in the last thirty days
	LastAt  time.Time // when the last letter went; zero: none did
	Waiting int       // at once or for their hour
	Behind  int       // of those that wait, how many were tried in vain
	Since   time.Time // when the oldest of these was asked for
	Why     FailureWord
	NextAt  time.Time // when the next of these is tried
	Lost    []LostLetter
	Test    *store.Letter // the actor's own; nil: none
	Address string        // the actor's own; empty: no account
}

// LostLetter is one that will not go.
type LostLetter struct {
	Name string // whose it was
	On   time.Time
	Why  FailureWord
}

// Mail tells an administrator how mail goes.
func (a *App) Mail(ctx context.Context, actor access.Actor) (MailPage, error) {
	return show(ctx, a, actor, func(t *turn) (MailPage, error) {
		p := MailPage{On: a.Post != nil, Server: a.MailServer}
		if err := t.may(access.SetUp, access.Resource{County: t.tx.County}, "mail", ""); err != nil {
			return p, err
		}
		letters, err := t.tx.LettersSince(t.tx.Now.AddDate(0, 0, -lettersKept))
		if err != nil {
			return p, err
		}
		names, err := t.tx.NamesOfStaff(converted(letters, func(l store.Letter) int64 { return l.StaffID }))
		if err != nil {
			return p, err
		}
		for _, l := range letters {
			p.count(l, names[l.StaffID])
		}
		account, err := t.ownAccount()
		if err != nil {
			return p, err
		}
		p.Address = account.Login
		test, err := t.tx.LetterBy(actor.StaffID, store.LetterTest)
		if err == nil {
			p.Test = &test
		} else if errors.Is(err, store.ErrNotFound) {
			err = nil
		}
		t.shows(audit.Showed, "mail", "", "")
		return p, err
	})
}

func (p *MailPage) count(l store.Letter, name string) {
	switch {
	case !l.SentAt.IsZero():
		p.Sent++
		if l.SentAt.After(p.LastAt) {
			p.LastAt = l.SentAt
		}
	case !l.EndedAt.IsZero():
		if l.Failure != "" {
			p.Lost = append(p.Lost, LostLetter{name, l.EndedAt, FailureWord(l.Failure)})
		}
	default:
		p.Waiting++
		if l.Failure == "" {
			return
		}
		p.Behind++
		p.Since, p.Why = l.MadeAt, FailureWord(l.Failure) // the newest come first
		if p.NextAt.IsZero() || l.DueAt.Before(p.NextAt) {
			p.NextAt = l.DueAt
		}
	}
}

// TryMail asks for a letter to the actor's own address, and has those that wait
// after a failed try tried at once. Problems: Conflict where no mail is set up,
// or the actor has no address.
func (a *App) TryMail(ctx context.Context, actor access.Actor) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.SetUp, access.Resource{County: t.tx.County}, "mail", ""); err != nil {
			return struct{}{}, err
		}
		account, err := t.ownAccount()
		switch {
		case err != nil:
			return struct{}{}, err
		case a.Post == nil:
			return struct{}{}, problem.New(problem.Conflict, "mail.not_set_up")
		case account.Login == "":
			return struct{}{}, problem.New(problem.Conflict, "mail.no_address")
		}
		if err := t.tx.AddLetter(store.Letter{UID: a.IDs(), StaffID: actor.StaffID, Kind: store.LetterTest, DueAt: t.tx.Now}); err != nil {
			return struct{}{}, err
		}
		hurried, err := t.tx.HurryLetters()
		t.did(audit.Added, "mail", "", "test, "+counted(hurried, "hurried"))
		return struct{}{}, err
	})
	return err
}
