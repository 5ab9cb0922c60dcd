package store

import (
	"errors"
	"time"

	"sijoita/casework"
)

const noticeColumns = "uid, county, staff, kind, client, about, detail, by_staff, at, read_at"

func scanNotice(scan func(...any) error) (n casework.Notice, err error) {
	var county int64
	return n, scan(&n.ID, &n.UID, &county, &n.StaffID, &n.Kind, &n.ClientID, &n.About, &n.Detail, &n.ByID, &n.At, key(&n.ReadAt))
}

// AddNotices adds notices, unread.
func (tx *Tx) AddNotices(all []casework.Notice) error {
	rows := make([][]any, len(all))
	for i, n := range all {
		rows[i] = []any{n.UID, tx.County, n.StaffID, n.Kind, n.ClientID, n.About, n.Detail, n.ByID, n.At, ref(n.ReadAt).value()}
	}
	return addRows(tx, "notice", noticeColumns, rows)
}

// NoticeByUID gives one notice, or ErrNotFound.
func (tx *Tx) NoticeByUID(uid casework.UID) (casework.Notice, error) {
	return one(tx, scanNotice, "SELECT id, "+noticeColumns+" FROM notice WHERE +county = $1 AND uid = $2", tx.County, uid)
}

// NoticesTo lists a person's notices since a moment, the newest first, at most
// so many.
func (tx *Tx) NoticesTo(staff int64, since time.Time, most int) ([]casework.Notice, error) {
	return list(tx, scanNotice, "SELECT id, "+noticeColumns+" FROM notice WHERE +county = $1 AND staff = $2 AND at >= $3 ORDER BY at DESC, id DESC LIMIT $4",
		tx.County, staff, since.UnixMicro(), most)
}

// UnreadTo lists those of a person's notices that wait to be read since a
// moment, the newest first, at most so many.
func (tx *Tx) UnreadTo(staff int64, since time.Time, most int) ([]casework.Notice, error) {
	return list(tx, scanNotice, "SELECT id, "+noticeColumns+` FROM notice WHERE +county = $1 AND staff = $2 AND read_at IS NULL AND at >= $3
		ORDER BY at DESC, id DESC LIMIT $4`, tx.County, staff, since.UnixMicro(), most)
}

// NoticesAbout lists the notices of a record, in the order they were made.
func (tx *Tx) NoticesAbout(about casework.UID) ([]casework.Notice, error) {
	return list(tx, scanNotice, "SELECT id, "+noticeColumns+" FROM notice WHERE +county = $1 AND about = $2 ORDER BY id", tx.County, about)
}

// ReadNotice marks one of a person's notices as read, and tells whether it was
// unread.
func (tx *Tx) ReadNotice(staff int64, uid casework.UID) (bool, error) {
	return tx.changed("UPDATE notice SET read_at = $1 WHERE county = $2 AND staff = $3 AND uid = $4 AND read_at IS NULL",
		tx.Now.UnixMicro(), tx.County, staff, uid)
}

// ReadNotices marks all of a person's notices as read, and counts those that
// were not.
func (tx *Tx) ReadNotices(staff int64) (int64, error) {
	res, err := tx.exec("UPDATE notice SET read_at = $1 WHERE county = $2 AND staff = $3 AND read_at IS NULL", tx.Now.UnixMicro(), tx.County, staff)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// DropNotices takes away the notices of a record that was noted by mistake.
func (tx *Tx) DropNotices(about casework.UID) error {
	_, err := tx.exec("DELETE FROM notice WHERE county = $1 AND about = $2", tx.County, about)
	return err
}

// MailChoiceOf is how soon a person wants a letter of what is new; empty: they
// have not chosen.
func (tx *Tx) MailChoiceOf(staff int64) (choice casework.MailChoice, err error) {
	err = tx.row("SELECT choice FROM mail_choice WHERE county = $1 AND staff = $2", []any{tx.County, staff}, &choice)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return choice, err
}

// MailChoices gives what those of the county's staff have chosen who have.
func (tx *Tx) MailChoices() (map[int64]casework.MailChoice, error) {
	type row struct {
		staff  int64
		choice casework.MailChoice
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.staff, &r.choice) },
		"SELECT staff, choice FROM mail_choice WHERE county = $1", tx.County)
	choices := make(map[int64]casework.MailChoice, len(rows))
	for _, r := range rows {
		choices[r.staff] = r.choice
	}
	return choices, err
}

// ChooseMail keeps how soon a person wants a letter of what is new.
func (tx *Tx) ChooseMail(staff int64, choice casework.MailChoice) error {
	_, err := tx.exec("INSERT INTO mail_choice (staff, county, choice) VALUES ($1, $2, $3) ON CONFLICT (staff) DO UPDATE SET choice = excluded.choice",
		staff, tx.County, choice)
	return err
}
