package store

import (
	"errors"
	"fmt"
	"time"

	"sijoita/casework"
)

// Account is how one of the staff proves who they are.
type Account struct {
	StaffID    int64
	Login      string // an e-mail address, in small letters
	Password   string // its hash; empty until a link is used
	Secret     string // of the second factor; empty: there is none
	NextSecret string // of one being set up
	CodeStep   int64  // the last step of which a code was used
	Language   string // fi, sv or en; empty: not chosen
}

// Holder is one of the staff with the county and, if they have one, the
// account. It is found before anybody knows which county is asked for.
type Holder struct {
	County  int64
	Staff   casework.Staff // with every grant
	Account Account        // zero: none
	Social  bool           // all that they do today is in programmes and units of social services
	Unled   []int64        // teams in which they have been, are or will be a coach, and that nobody leads today
}

const holderColumns = `st.county, st.id, st.uid, st.name, COALESCE(a.staff, 0), COALESCE(a.login, ''), COALESCE(a.password, ''),
	COALESCE(a.secret, ''), COALESCE(a.next_secret, ''), COALESCE(a.code_step, 0), COALESCE(a.language, ''),
	g.id, g.role, g.team, g.care_team, COALESCE(t.name, c.name), g.fte, g.from_on, g.to_on,
	COALESCE(g.role = 'coach' AND NOT EXISTS (SELECT 1 FROM staff_grant l
		WHERE l.team = g.team AND l.role = 'team_leader' AND l.from_on <= $2 AND (l.to_on IS NULL OR l.to_on >= $2)), FALSE),
	COALESCE(pr.terms = 'social' OR c.kind IN ('social', 'employment'), FALSE)`

const holderJoins = `LEFT JOIN account a ON a.staff = st.id LEFT JOIN staff_grant g ON g.staff = st.id
	LEFT JOIN team t ON t.id = g.team LEFT JOIN programme pr ON pr.id = t.programme LEFT JOIN care_team c ON c.id = g.care_team`

// grantRow is a row of holderColumns beside the holder: one of the grants.
type grantRow struct {
	casework.Grant
	unled, social bool
}

// holderInto gives what holderColumns are scanned into: the holder, and one of
// the grants. The query's second argument is the day.
func holderInto(h *Holder, g *grantRow) []any {
	return []any{&h.County, &h.Staff.ID, &h.Staff.UID, &h.Staff.Name, &h.Account.StaffID, &h.Account.Login, &h.Account.Password,
		&h.Account.Secret, &h.Account.NextSecret, &h.Account.CodeStep, &h.Account.Language,
		key(&g.ID), optional((*string)(&g.Role)), key(&g.TeamID), key(&g.CareTeamID), optional(&g.Unit), &g.FTE, &g.From, &g.To, &g.unled, &g.social}
}

// HolderOfLogin finds who has the login, in whatever county, or ErrNotFound.
func (tx *Tx) HolderOfLogin(login string) (Holder, error) {
	return tx.holder("SELECT "+holderColumns+" FROM staff st "+holderJoins+" WHERE a.login = $1 ORDER BY g.id", login)
}

// HolderOfStaff finds one of the staff, in whatever county, or ErrNotFound.
func (tx *Tx) HolderOfStaff(uid casework.UID) (Holder, error) {
	return tx.holder("SELECT "+holderColumns+" FROM staff st "+holderJoins+" WHERE st.uid = $1 ORDER BY g.id", uid)
}

func (tx *Tx) holder(query string, args ...any) (Holder, error) {
	var found Holder
	rows, err := list(tx, func(scan func(...any) error) (g grantRow, err error) {
		return g, scan(holderInto(&found, &g)...)
	}, query, append(args, casework.DayAt(tx.Now))...)
	if err == nil && len(rows) == 0 {
		err = ErrNotFound
	}
	found.hold(rows, casework.DayAt(tx.Now))
	return found, err
}

// hold gives a holder their grants; a person without any has one empty row.
func (h *Holder) hold(rows []grantRow, today casework.Day) {
	care := false
	for _, g := range rows {
		if g.ID == 0 {
			continue
		}
		if g.Holds(today) {
			h.Social, care = h.Social || g.social, care || !g.social
		}
		h.Staff.Grants = append(h.Staff.Grants, g.Grant)
		if g.unled {
			h.Unled = append(h.Unled, g.TeamID)
		}
	}
	h.Social = h.Social && !care
}

const accountColumns = "staff, county, login, password, secret, next_secret, code_step, language"

func scanAccount(scan func(...any) error) (a Account, err error) {
	var county int64
	return a, scan(&a.StaffID, &county, &a.Login, &a.Password, &a.Secret, &a.NextSecret, &a.CodeStep, &a.Language)
}

// Accounts lists the county's accounts.
func (tx *Tx) Accounts() ([]Account, error) {
	return list(tx, scanAccount, "SELECT "+accountColumns+" FROM account WHERE county = $1 ORDER BY login", tx.County)
}

// Account gives the account of one of the staff, or ErrNotFound.
func (tx *Tx) Account(staffID int64) (Account, error) {
	return one(tx, scanAccount, "SELECT "+accountColumns+" FROM account WHERE county = $1 AND staff = $2", tx.County, staffID)
}

// AddAccount adds an account; a login that somebody has is ErrTaken.
func (tx *Tx) AddAccount(a Account) error {
	_, err := tx.exec("INSERT INTO account ("+accountColumns+") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		a.StaffID, tx.County, a.Login, a.Password, a.Secret, a.NextSecret, a.CodeStep, a.Language)
	return err
}

// ChangeAccount writes everything of an account but the step of its code; a
// login that somebody else has is ErrTaken.
func (tx *Tx) ChangeAccount(a Account) error {
	_, err := tx.exec("UPDATE account SET login = $1, password = $2, secret = $3, next_secret = $4, language = $5 WHERE county = $6 AND staff = $7",
		a.Login, a.Password, a.Secret, a.NextSecret, a.Language, tx.County, a.StaffID)
	return err
}

// SpendCode marks a step as used. It tells false when that step, or a later
// one, was used already: of two who bring one code, one is refused.
func (tx *Tx) SpendCode(staffID, step int64) (bool, error) {
	return tx.changed("UPDATE account SET code_step = $1 WHERE county = $2 AND staff = $3 AND code_step < $1", step, tx.County, staffID)
}

// changed tells whether a statement changed any row.
func (tx *Tx) changed(query string, args ...any) (bool, error) {
	res, err := tx.exec(query, args...)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// SessionState is what a session lets its holder do.
type SessionState string

// The states of a session.
const (
	SessionCode   SessionState = "code" // the password was right; a code is waited for
	SessionOpen   SessionState = "open"
	SessionLocked SessionState = "locked"
	SessionEnded  SessionState = "ended" // kept for a day, to know whose form comes late
)

// Session is one browser of one person.
type Session struct {
	UID      casework.UID
	StaffID  int64
	How      string // the person proved who they are
	State    SessionState
	OpenedAt time.Time
	SeenAt   time.Time
	Agent    string // the browser, as it names itself
}

// Visitor is who holds a session.
type Visitor struct {
	Holder
	Session Session
	Unread  int // notices that wait for them
}

const sessionColumns = "s.uid, s.staff, s.how, s.state, s.opened_at, s.seen_at, s.agent"

func sessionInto(s *Session) (into []any, finish func()) {
	var opened, seen int64
	return []any{&s.UID, &s.StaffID, &s.How, &s.State, &opened, &seen, &s.Agent},
		func() { s.OpenedAt, s.SeenAt = time.UnixMicro(opened).UTC(), time.UnixMicro(seen).UTC() }
}

// Visitor finds who holds the session of a token, in whatever county, with one
// query; a token of no session is ErrNotFound. Tokens come to the store as
// their sums only.
func (tx *Tx) Visitor(token []byte) (Visitor, error) {
	var v Visitor
	into, finish := sessionInto(&v.Session)
	rows, err := list(tx, func(scan func(...any) error) (g grantRow, err error) {
		return g, scan(append(append(into, &v.Unread), holderInto(&v.Holder, &g)...)...)
	}, "SELECT "+sessionColumns+", (SELECT COUNT(*) FROM notice n WHERE n.staff = s.staff AND n.read_at IS NULL), "+holderColumns+" FROM session s JOIN staff st ON st.id = s.staff "+holderJoins+
		" WHERE s.token = $1 ORDER BY g.id", token, casework.DayAt(tx.Now))
	if err == nil && len(rows) == 0 {
		err = ErrNotFound
	}
	finish()
	v.hold(rows, casework.DayAt(tx.Now))
	return v, err
}

// Sessions lists a person's sessions that have not ended, the newest first.
func (tx *Tx) Sessions(staffID int64) ([]Session, error) {
	return list(tx, func(scan func(...any) error) (s Session, err error) {
		into, finish := sessionInto(&s)
		err = scan(into...)
		finish()
		return s, err
	}, "SELECT "+sessionColumns+" FROM session s WHERE s.county = $1 AND s.staff = $2 AND s.state <> 'ended' ORDER BY s.opened_at DESC, s.uid",
		tx.County, staffID)
}

// AddSession opens a session that the token will find.
func (tx *Tx) AddSession(s Session, token []byte) error {
	_, err := tx.exec("INSERT INTO session (uid, token, staff, county, how, state, opened_at, seen_at, agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
		s.UID, token, s.StaffID, tx.County, s.How, s.State, tx.Now.UnixMicro(), s.Agent)
	return err
}

// RenewSession opens a locked or open session under a new token; the old one
// finds nothing any more. It tells false when the session is no more.
func (tx *Tx) RenewSession(uid casework.UID, token []byte) (bool, error) {
	return tx.changed("UPDATE session SET token = $1, state = 'open', seen_at = $2 WHERE county = $3 AND uid = $4 AND state IN ('open', 'locked')",
		token, tx.Now.UnixMicro(), tx.County, uid)
}

// SeeSession notes that the holder of a session is there.
func (tx *Tx) SeeSession(uid casework.UID) error {
	_, err := tx.exec("UPDATE session SET seen_at = $1 WHERE county = $2 AND uid = $3 AND seen_at < $1", tx.Now.UnixMicro(), tx.County, uid)
	return err
}

// CarrySessions makes those who are signed in younger by so much: the clock was
// moved on, and they have not been here for longer.
func (tx *Tx) CarrySessions(by time.Duration) error {
	_, err := tx.exec("UPDATE session SET opened_at = opened_at + $1, seen_at = seen_at + $1 WHERE county = $2 AND state <> 'ended'", by.Microseconds(), tx.County)
	return err
}

// LockSession locks an open session, and tells whether it was open.
func (tx *Tx) LockSession(uid casework.UID) (bool, error) {
	return tx.changed("UPDATE session SET state = 'locked' WHERE county = $1 AND uid = $2 AND state = 'open'", tx.County, uid)
}

// EndSession ends a person's session, and tells whether it had not ended yet.
func (tx *Tx) EndSession(staffID int64, uid casework.UID) (bool, error) {
	return tx.changed("UPDATE session SET state = 'ended' WHERE county = $1 AND staff = $2 AND uid = $3 AND state <> 'ended'", tx.County, staffID, uid)
}

// EndSessions ends all of a person's sessions but one (the zero UID spares
// none), and counts them.
func (tx *Tx) EndSessions(staffID int64, but casework.UID) (int64, error) {
	res, err := tx.exec("UPDATE session SET state = 'ended' WHERE county = $1 AND staff = $2 AND uid <> $3 AND state <> 'ended'", tx.County, staffID, but)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// LinkKind is what a link is for.
type LinkKind string

// The kinds of link.
const (
	LinkFirst      LinkKind = "first"      // to become the county's first administrator
	LinkInvitation LinkKind = "invitation" // to choose a password for the first time
	LinkReset      LinkKind = "reset"      // to choose a new one
)

// Link lets whoever holds it in, once.
type Link struct {
	County    int64
	StaffID   int64 // 0: the first administrator, who is not there yet
	Kind      LinkKind
	ExpiresAt time.Time
}

// ReplaceLink stores a link in the place of the older ones of the same person,
// or of the first administrator.
func (tx *Tx) ReplaceLink(l Link, token []byte) error {
	if _, err := tx.exec("DELETE FROM sign_in_link WHERE county = $1 AND COALESCE(staff, 0) = $2", tx.County, l.StaffID); err != nil {
		return err
	}
	_, err := tx.exec("INSERT INTO sign_in_link (token, county, staff, kind, expires_at) VALUES ($1, $2, $3, $4, $5)",
		token, tx.County, ref(l.StaffID).value(), l.Kind, l.ExpiresAt.UnixMicro())
	return err
}

func scanLink(scan func(...any) error) (l Link, err error) {
	var expires int64
	err = scan(&l.County, key(&l.StaffID), &l.Kind, &expires)
	l.ExpiresAt = time.UnixMicro(expires).UTC()
	return l, err
}

// Links lists the county's links that have not expired.
func (tx *Tx) Links() ([]Link, error) {
	return list(tx, scanLink, "SELECT county, staff, kind, expires_at FROM sign_in_link WHERE county = $1 AND expires_at > $2", tx.County, tx.Now.UnixMicro())
}

// Link finds a link that has not expired, in whatever county, or ErrNotFound.
func (tx *Tx) Link(token []byte) (Link, error) {
	return one(tx, scanLink, "SELECT county, staff, kind, expires_at FROM sign_in_link WHERE token = $1 AND expires_at > $2",
		token, tx.Now.UnixMicro())
}

// SpendLink takes a link away, and tells false when somebody has used it.
func (tx *Tx) SpendLink(token []byte) (bool, error) {
	return tx.changed("DELETE FROM sign_in_link WHERE county = $1 AND token = $2 AND expires_at > $3", tx.County, token, tx.Now.UnixMicro())
}

// Throttle is how a login or an address has failed.
type Throttle struct {
	Failures int
	FailedAt time.Time
	Until    time.Time
}

const throttleByKey = "SELECT failures, failed_at, until_at FROM throttle WHERE key = $1"

func scanThrottle(scan func(...any) error) (t Throttle, err error) {
	var failed, until int64
	err = scan(&t.Failures, &failed, &until)
	t.FailedAt, t.Until = time.UnixMicro(failed).UTC(), time.UnixMicro(until).UTC()
	return t, err
}

// Throttle gives how a login or an address has failed; the zero Throttle when
// it has not.
func (tx *Tx) Throttle(key string) (Throttle, error) {
	t, err := one(tx, scanThrottle, throttleByKey, key)
	if errors.Is(err, ErrNotFound) {
		return Throttle{}, nil
	}
	return t, err
}

// TakeThrottle is Throttle for what is about to be changed: nobody else counts
// a failure before this transaction ends.
func (tx *Tx) TakeThrottle(key string) (Throttle, error) {
	if _, err := tx.exec("INSERT INTO throttle (key, failures, failed_at, until_at) VALUES ($1, 0, 0, 0) ON CONFLICT (key) DO NOTHING", key); err != nil {
		return Throttle{}, err
	}
	return one(tx, scanThrottle, throttleByKey+tx.dialect.lock, key)
}

// PutThrottle stores how a login or an address has failed, after TakeThrottle.
func (tx *Tx) PutThrottle(key string, t Throttle) error {
	_, err := tx.exec("UPDATE throttle SET failures = $1, failed_at = $2, until_at = $3 WHERE key = $4",
		t.Failures, t.FailedAt.UnixMicro(), max(t.Until.UnixMicro(), 0), key)
	return err
}

// DropThrottle forgets that a login has failed.
func (tx *Tx) DropThrottle(key string) error {
	_, err := tx.exec("DELETE FROM throttle WHERE key = $1", key)
	return err
}

// KeptForm is a form that came when its session had ended or was locked.
type KeptForm struct {
	UID    casework.UID
	Path   string
	Body   string // as it was sent: application/x-www-form-urlencoded
	KeptAt time.Time
}

// KeptForms lists a person's kept forms, the oldest first.
func (tx *Tx) KeptForms(staffID int64) ([]KeptForm, error) {
	return list(tx, func(scan func(...any) error) (f KeptForm, err error) {
		var at int64
		err = scan(&f.UID, &f.Path, &f.Body, &at)
		f.KeptAt = time.UnixMicro(at).UTC()
		return f, err
	}, "SELECT uid, path, body, kept_at FROM kept_form WHERE county = $1 AND staff = $2 ORDER BY kept_at, uid", tx.County, staffID)
}

// AddKeptForm keeps a form for a person.
func (tx *Tx) AddKeptForm(staffID int64, f KeptForm) error {
	_, err := tx.exec("INSERT INTO kept_form (uid, staff, county, path, body, kept_at) VALUES ($1, $2, $3, $4, $5, $6)",
		f.UID, staffID, tx.County, f.Path, f.Body, tx.Now.UnixMicro())
	return err
}

// DropKeptForm lets go of a person's form, and tells whether it was there.
func (tx *Tx) DropKeptForm(staffID int64, uid casework.UID) (bool, error) {
	return tx.changed("DELETE FROM kept_form WHERE county = $1 AND staff = $2 AND uid = $3", tx.County, staffID, uid)
}

// Past says before which moment what belongs to signing in is past.
type Past struct {
	Sessions time.Time // opened before it
	Forms    time.Time // kept before it
	Failures time.Time // made before it
}

// SweepSignIn takes away what is past, in every county, and links that have
// expired.
func (tx *Tx) SweepSignIn(past Past) error {
	for _, sweep := range []struct {
		query  string
		before time.Time
	}{
		{"DELETE FROM session WHERE opened_at < $1", past.Sessions},
		{"DELETE FROM kept_form WHERE kept_at < $1", past.Forms},
		{"DELETE FROM throttle WHERE failed_at < $1", past.Failures},
		{"DELETE FROM sign_in_link WHERE expires_at < $1", tx.Now},
	} {
		if _, err := tx.exec(sweep.query, sweep.before.UnixMicro()); err != nil {
			return fmt.Errorf("sweep what is past of signing in: %w", err)
		}
	}
	return nil
}
