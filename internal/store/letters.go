package store

import (
	"time"

	"sijoita/casework"
)

// LetterKind is what a letter is for.
type LetterKind string

// The kinds of letter.
const (
	LetterNews LetterKind = "news" // there is something new in Sijoita
	LetterTest LetterKind = "test" // an administrator tries whether mail goes
)

// Letter is mail that goes out after the transaction that asked for it. It
// holds no text and no address: both are made when it goes.
type Letter struct {
	ID      int64
	UID     casework.UID
	StaffID int64
	Kind    LetterKind
	MadeAt  time.Time
	DueAt   time.Time // when it is to be tried next
	Tries   int
	Failure string    // a word that says why the last try failed; empty: none did
	SentAt  time.Time // zero: not yet
	EndedAt time.Time // given up, or not needed any more; zero: neither
}

// Waits tells whether the letter is still to go.
func (l Letter) Waits() bool { return l.SentAt.IsZero() && l.EndedAt.IsZero() }

const letterColumns = "uid, county, staff, kind, made_at, due_at, tries, failure, sent_at, ended_at"

func scanLetter(scan func(...any) error) (l Letter, err error) {
	var county, made, due, sent, ended int64
	err = scan(&l.ID, &l.UID, &county, &l.StaffID, &l.Kind, &made, &due, &l.Tries, &l.Failure, key(&sent), key(&ended))
	l.MadeAt, l.DueAt = time.UnixMicro(made).UTC(), time.UnixMicro(due).UTC()
	if sent != 0 {
		l.SentAt = time.UnixMicro(sent).UTC()
	}
	if ended != 0 {
		l.EndedAt = time.UnixMicro(ended).UTC()
	}
	return l, err
}

// AddLetter puts a letter among those that wait. Where one of the kind waits for
// the person already, that one says the same: it goes at the earlier of the two
// moments, but not before a try that failed lets it.
func (tx *Tx) AddLetter(l Letter) error {
	_, err := tx.exec(`INSERT INTO letter (`+letterColumns+`) VALUES ($1, $2, $3, $4, $5, $6, 0, '', NULL, NULL)
		ON CONFLICT (staff, kind) WHERE sent_at IS NULL AND ended_at IS NULL
		DO UPDATE SET due_at = CASE WHEN letter.tries = 0 AND excluded.due_at < letter.due_at THEN excluded.due_at ELSE letter.due_at END`,
		l.UID, tx.County, l.StaffID, l.Kind, tx.Now.UnixMicro(), l.DueAt.UnixMicro())
	return err
}

// LettersDue tells in which counties letters are to be tried now.
func (tx *Tx) LettersDue() ([]int64, error) {
	return list(tx, func(scan func(...any) error) (county int64, err error) { return county, scan(&county) },
		"SELECT DISTINCT county FROM letter WHERE due_at <= $1 AND sent_at IS NULL AND ended_at IS NULL ORDER BY county", tx.Now.UnixMicro())
}

// TakeLetters takes up to so many of the county's letters that are due, and
// counts the try: no other server takes them before until.
func (tx *Tx) TakeLetters(most int, until time.Time) ([]Letter, error) {
	return list(tx, scanLetter, `UPDATE letter SET due_at = $1, tries = tries + 1 WHERE due_at <= $2 AND id IN (SELECT id FROM letter
		WHERE county = $3 AND due_at <= $2 AND sent_at IS NULL AND ended_at IS NULL ORDER BY due_at, id LIMIT $4)
		RETURNING id, `+letterColumns, until.UnixMicro(), tx.Now.UnixMicro(), tx.County, most)
}

// LetterSent notes that a letter has gone.
func (tx *Tx) LetterSent(id int64) error {
	_, err := tx.exec("UPDATE letter SET sent_at = $1, failure = '' WHERE county = $2 AND id = $3", tx.Now.UnixMicro(), tx.County, id)
	return err
}

// LetterEnded notes that a letter will not go, and why; empty: it was not needed
// any more.
func (tx *Tx) LetterEnded(id int64, failure string) error {
	_, err := tx.exec("UPDATE letter SET ended_at = $1, failure = $2 WHERE county = $3 AND id = $4", tx.Now.UnixMicro(), failure, tx.County, id)
	return err
}

// LetterFailed notes why a try failed, and when the next is.
func (tx *Tx) LetterFailed(id int64, failure string, next time.Time) error {
	_, err := tx.exec("UPDATE letter SET failure = $1, due_at = $2 WHERE county = $3 AND id = $4", failure, next.UnixMicro(), tx.County, id)
	return err
}

// HurryLetters has every letter that waits after a failed try tried at once, and
// counts them.
func (tx *Tx) HurryLetters() (int64, error) {
	res, err := tx.exec("UPDATE letter SET due_at = $1 WHERE county = $2 AND failure <> '' AND sent_at IS NULL AND ended_at IS NULL",
		tx.Now.UnixMicro(), tx.County)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// LetterBy gives the last letter to a person of a kind, or ErrNotFound.
func (tx *Tx) LetterBy(staff int64, kind LetterKind) (Letter, error) {
	return one(tx, scanLetter, "SELECT id, "+letterColumns+" FROM letter WHERE +county = $1 AND staff = $2 AND kind = $3 ORDER BY made_at DESC, id DESC LIMIT 1",
		tx.County, staff, kind)
}

// LettersSince lists the county's letters since a moment, the newest first.
func (tx *Tx) LettersSince(since time.Time) ([]Letter, error) {
	return list(tx, scanLetter, "SELECT id, "+letterColumns+" FROM letter WHERE county = $1 AND made_at >= $2 ORDER BY made_at DESC, id DESC",
		tx.County, since.UnixMicro())
}

// ForgetLetters takes away the letters before a moment that do not wait.
func (tx *Tx) ForgetLetters(before time.Time) error {
	_, err := tx.exec("DELETE FROM letter WHERE county = $1 AND made_at < $2 AND (sent_at IS NOT NULL OR ended_at IS NOT NULL)",
		tx.County, before.UnixMicro())
	return err
}
