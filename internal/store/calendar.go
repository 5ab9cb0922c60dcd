package store

import (
	"time"

	"sijoita/casework"
)

// PlannedBetween lists a person's planned meetings from one day to another, the
// next first: those that were held too, and none that was called off.
func (tx *Tx) PlannedBetween(staff int64, from, to casework.Day) ([]casework.PlannedMeeting, error) {
	return plannedMeetings.where(tx, `id IN (SELECT planned_meeting FROM planned_meeting_staff
		WHERE staff = $2 AND on_day >= $3 AND on_day <= $4) AND NOT withdrawn AND cancelled_on IS NULL`, staff, from, to)
}

// CalendarFeed tells when a person's secret address was made, or ErrNotFound.
func (tx *Tx) CalendarFeed(staff int64) (madeAt time.Time, err error) {
	var at int64
	err = tx.row("SELECT made_at FROM calendar_feed WHERE county = $1 AND staff = $2", []any{tx.County, staff}, &at)
	return time.UnixMicro(at).UTC(), err
}

// ReplaceCalendarFeed keeps what finds a person by their secret address; an
// earlier one finds them no more.
func (tx *Tx) ReplaceCalendarFeed(staff int64, token []byte) error {
	_, err := tx.exec(`INSERT INTO calendar_feed (staff, county, token, made_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (staff) DO UPDATE SET token = excluded.token, made_at = excluded.made_at`,
		staff, tx.County, token, tx.Now.UnixMicro())
	return err
}

// DropCalendarFeed ends a person's secret address, and tells whether there was one.
func (tx *Tx) DropCalendarFeed(staff int64) (bool, error) {
	return tx.changed("DELETE FROM calendar_feed WHERE county = $1 AND staff = $2", tx.County, staff)
}

// HolderOfCalendarFeed finds whose secret address it is, in whatever county, or
// ErrNotFound.
func (tx *Tx) HolderOfCalendarFeed(token []byte) (Holder, error) {
	return tx.holder("SELECT "+holderColumns+" FROM staff st "+holderJoins+
		" WHERE st.id = (SELECT staff FROM calendar_feed WHERE token = $1) ORDER BY g.id", token)
}
