package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
)

// Last tells, for one client, the last day of each kind of contact; a kind
// that never was has no day.
type Last struct{ Meeting, EmployerContact, EmployerFaceToFace casework.Day }

type coachWeek struct {
	week  casework.Week
	staff int64
}

func (k coachWeek) compare(o coachWeek) int {
	return cmp.Or(cmp.Compare(k.week, o.week), cmp.Compare(k.staff, o.staff))
}

// summarizeContacts brings coach_week, client_last and employer_last in line
// with contacts that were removed from the picture and added to it.
func (tx *Tx) summarizeContacts(removed, added []casework.EmployerContact) error {
	if err := tx.tallyWeeks(removed, added); err != nil {
		return err
	}
	var episodes, employers []int64
	for _, c := range slices.Concat(removed, added) {
		employers = append(employers, c.EmployerID)
		if c.EpisodeID != 0 {
			episodes = append(episodes, c.EpisodeID)
		}
	}
	var err error
	if len(removed) > 0 {
		err = tx.refreshLasts(episodes...)
	} else {
		err = tx.advanceLasts(newestDays(added))
	}
	if err != nil {
		return err
	}
	return tx.refreshEmployers(employers)
}

// tallyWeeks counts contacts out of coach_week and into it.
func (tx *Tx) tallyWeeks(removed, added []casework.EmployerContact) error {
	type counts struct{ face, other int }
	change := map[coachWeek]counts{}
	tally := func(list []casework.EmployerContact, by int) {
		for _, c := range list {
			if c.Withdrawn {
				continue
			}
			for _, s := range c.Staff {
				k := coachWeek{c.On.Week(), s}
				n := change[k]
				if c.Counts() {
					n.face += by
				} else {
					n.other += by
				}
				change[k] = n
			}
		}
	}
	tally(removed, -1)
	tally(added, 1)
	var rows [][]any
	// In one order always: two who wait for each other's rows would be a deadlock.
	for _, k := range slices.SortedFunc(maps.Keys(change), coachWeek.compare) {
		if n := change[k]; n != (counts{}) {
			rows = append(rows, []any{int(k.week), k.staff, tx.County, n.face, n.other})
		}
	}
	return putRows(tx, "coach_week", "week, staff, county, face_to_face, other", rows, `ON CONFLICT (week, staff) DO UPDATE SET
		face_to_face = coach_week.face_to_face + excluded.face_to_face, other = coach_week.other + excluded.other`)
}

// newestContact selects an employer's newest contact that stands.
func newestContact(employer string) string {
	return "SELECT id FROM employer_contact WHERE employer = " + employer + " AND NOT withdrawn ORDER BY on_day DESC, id DESC LIMIT 1"
}

// refreshEmployers finds the employers' newest contacts anew. Those who note for
// one employer at once take turns, as refreshLasts has them do; they wait at the
// summary's own row, for the employer's is held by every contact that names it.
func (tx *Tx) refreshEmployers(employers []int64) error {
	slices.Sort(employers)
	for part := range slices.Chunk(slices.Compact(employers), chunk) {
		marks, args := in(nil, part)
		if err := tx.takeTurns("employer_last", "employer", marks, args); err != nil {
			return err
		}
		if _, err := tx.exec("DELETE FROM employer_return WHERE employer IN ("+marks+")", args...); err != nil {
			return err
		}
		if _, err := tx.exec(`UPDATE employer_last SET (contact, on_day, return_on) = (
			SELECT k.id, COALESCE(k.on_day, ''), CASE WHEN k.next = 'return' THEN k.return_on END
			FROM employer o LEFT JOIN employer_contact k ON k.id = (`+newestContact("o.id")+`) WHERE o.id = employer_last.employer)
			WHERE employer IN (`+marks+")", args...); err != nil {
			return err
		}
		if _, err := tx.exec(returns("l.employer IN ("+marks+")"), args...); err != nil {
			return err
		}
	}
	return nil
}

// takeTurns waits, where many write at once, until nobody else is about to
// change what hangs on the rows, in one order always. Where there is one writer
// it is its turn already.
func (tx *Tx) takeTurns(rows, key, marks string, args []any) error {
	if tx.dialect.lock == "" {
		return nil
	}
	_, err := list(tx, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		"SELECT "+key+" FROM "+rows+" WHERE "+key+" IN ("+marks+") ORDER BY "+key+tx.dialect.lock, args...)
	return err
}

// returns says who is to go back to the employers l that meet a condition:
// everybody who was there when it was promised, as long as nobody has been
// there since.
func returns(condition string) string {
	return `INSERT INTO employer_return (staff, return_on, employer)
		SELECT DISTINCT s.staff, l.return_on, l.employer FROM employer_last l JOIN employer_contact_staff s ON s.contact = l.contact
		WHERE l.return_on IS NOT NULL AND ` + condition
}

// lastDays selects clients' last days of each kind from the rows, for the
// episodes e that meet the condition.
func lastDays(condition string) string {
	return `
	SELECT e.client, 'meeting', MAX(m.on_day) FROM meeting m JOIN episode e ON e.id = m.episode
		WHERE NOT m.withdrawn AND ` + condition + ` GROUP BY e.client
	UNION ALL
	SELECT e.client, 'employer_contact', MAX(k.on_day) FROM employer_contact k JOIN episode e ON e.id = k.episode
		WHERE NOT k.withdrawn AND ` + condition + ` GROUP BY e.client
	UNION ALL
	SELECT e.client, 'employer_face_to_face', MAX(k.on_day) FROM employer_contact k JOIN episode e ON e.id = k.episode
		WHERE NOT k.withdrawn AND k.channel = 'face_to_face' AND ` + condition + ` GROUP BY e.client`
}

// The kinds of contact whose last day is kept.
const (
	lastMeeting    = "meeting"
	lastContact    = "employer_contact"
	lastFaceToFace = "employer_face_to_face"
)

// lastOf is a kind of contact with the client of an episode, or with a client.
type lastOf struct {
	id   int64
	kind string
}

func (l lastOf) compare(o lastOf) int {
	return cmp.Or(cmp.Compare(l.id, o.id), cmp.Compare(l.kind, o.kind))
}

// newestDays are the newest days of each kind that the contacts give their
// episodes.
func newestDays(added []casework.EmployerContact) map[lastOf]casework.Day {
	newest := map[lastOf]casework.Day{}
	for _, c := range added {
		if c.EpisodeID == 0 || c.Withdrawn {
			continue
		}
		later(newest, lastOf{c.EpisodeID, lastContact}, c.On)
		if c.Counts() {
			later(newest, lastOf{c.EpisodeID, lastFaceToFace}, c.On)
		}
	}
	return newest
}

func later(newest map[lastOf]casework.Day, of lastOf, on casework.Day) {
	if newest[of].Before(on) {
		newest[of] = on
	}
}

// advanceLasts moves the last days of the episodes' clients on to the days of
// what was added, where these are later.
func (tx *Tx) advanceLasts(newest map[lastOf]casework.Day) error {
	asked := map[int64]bool{}
	for of := range newest {
		asked[of.id] = true
	}
	episodes := slices.Sorted(maps.Keys(asked))
	clients := make(map[int64]int64, len(episodes))
	for part := range slices.Chunk(episodes, chunk) {
		marks, args := in(nil, part)
		rows, err := list(tx, func(scan func(...any) error) (r [2]int64, err error) { return r, scan(&r[0], &r[1]) },
			"SELECT id, client FROM episode WHERE id IN ("+marks+")", args...)
		if err != nil {
			return err
		}
		for _, r := range rows {
			clients[r[0]] = r[1]
		}
	}
	byClient := make(map[lastOf]casework.Day, len(newest))
	for of, on := range newest {
		later(byClient, lastOf{clients[of.id], of.kind}, on)
	}
	order := slices.SortedFunc(maps.Keys(byClient), lastOf.compare)
	var rows [][]any
	var waited []int64
	for _, of := range order {
		rows = append(rows, []any{of.id, of.kind, byClient[of]})
		waited = append(waited, of.id)
	}
	for part := range slices.Chunk(slices.Compact(waited), chunk) {
		marks, args := in(nil, part)
		if err := tx.takeTurns("client", "id", marks, args); err != nil {
			return err
		}
	}
	return putRows(tx, "client_last", "client, kind, on_day", rows,
		"ON CONFLICT (client, kind) DO UPDATE SET on_day = excluded.on_day WHERE excluded.on_day > client_last.on_day")
}

// refreshLasts finds the last days of the episodes' clients anew, in one order
// always.
func (tx *Tx) refreshLasts(episodes ...int64) error {
	slices.Sort(episodes)
	for _, e := range slices.Compact(episodes) {
		if err := tx.refreshLast(e); err != nil {
			return err
		}
	}
	return nil
}

// refreshLast finds the last days of an episode's client anew.
func (tx *Tx) refreshLast(episode int64) error {
	return tx.refreshLastOf("(SELECT client FROM episode WHERE id = $1)", episode)
}

// RefreshClient finds a client's last days anew, whose episodes came or went.
func (tx *Tx) RefreshClient(id int64) error { return tx.refreshLastOf("$1", id) }

// refreshLastOf does it for the client whom an expression with the key names.
// Those who note for one client at once take turns, so that each sees what the
// others did.
func (tx *Tx) refreshLastOf(client string, id int64) error {
	if err := tx.takeTurns("client", "id", client, []any{id}); err != nil {
		return err
	}
	if _, err := tx.exec("DELETE FROM client_last WHERE client = "+client, id); err != nil {
		return err
	}
	_, err := tx.exec("INSERT INTO client_last (client, kind, on_day)"+lastDays("e.client = "+client), id)
	return err
}

// Summarize makes the county's summaries anew from the rows, against which the
// tests hold what every writing kept.
func (tx *Tx) Summarize() error {
	if _, err := tx.exec("DELETE FROM client_last WHERE client IN (SELECT id FROM client WHERE county = $1)", tx.County); err != nil {
		return err
	}
	if _, err := tx.exec("INSERT INTO client_last (client, kind, on_day)"+lastDays("e.county = $1"), tx.County); err != nil {
		return err
	}
	if err := tx.summarizeEmployers(); err != nil {
		return err
	}
	if _, err := tx.exec("DELETE FROM coach_week WHERE county = $1", tx.County); err != nil {
		return err
	}
	type day struct {
		staff       int64
		on          casework.Day
		face, other int
	}
	days, err := list(tx, func(scan func(...any) error) (d day, err error) {
		return d, scan(&d.staff, &d.on, &d.face, &d.other)
	}, `SELECT s.staff, s.on_day, SUM(CASE WHEN k.channel = 'face_to_face' THEN 1 ELSE 0 END),
		SUM(CASE WHEN k.channel = 'face_to_face' THEN 0 ELSE 1 END)
		FROM employer_contact k JOIN employer_contact_staff s ON s.contact = k.id
		WHERE k.county = $1 AND NOT k.withdrawn GROUP BY s.staff, s.on_day`, tx.County)
	if err != nil {
		return err
	}
	sums := map[coachWeek]*day{}
	var order []coachWeek
	for _, d := range days {
		k := coachWeek{d.on.Week(), d.staff}
		if sums[k] == nil {
			sums[k] = &day{}
			order = append(order, k)
		}
		sums[k].face += d.face
		sums[k].other += d.other
	}
	rows := make([][]any, len(order))
	for i, k := range order {
		rows[i] = []any{int(k.week), k.staff, tx.County, sums[k].face, sums[k].other}
	}
	return addRows(tx, "coach_week", "week, staff, county, face_to_face, other", rows)
}

func (tx *Tx) summarizeEmployers() error {
	for _, step := range []string{
		"DELETE FROM employer_return WHERE employer IN (SELECT id FROM employer WHERE county = $1)",
		"DELETE FROM employer_last WHERE county = $1",
		`INSERT INTO employer_last (employer, county, on_day, contact, return_on)
		SELECT o.id, o.county, COALESCE(k.on_day, ''), k.id, CASE WHEN k.next = 'return' THEN k.return_on END
		FROM employer o LEFT JOIN employer_contact k ON k.id = (` + newestContact("o.id") + `)
		WHERE o.county = $1`,
		returns("l.county = $1"),
	} {
		if _, err := tx.exec(step, tx.County); err != nil {
			return err
		}
	}
	return nil
}

// CoachWeek is one coach's contacts of one ISO week.
type CoachWeek struct {
	Week       casework.Week
	StaffID    int64
	FaceToFace int
	Other      int
}

// fewCoaches is how many coaches are looked for by name; more of them are most
// of the county, whose weeks are then read as they stand.
const fewCoaches = 48

// CoachWeeks lists the weeks of the coaches from one week to another; a week
// without contacts has no row. Either index holds all that is read.
//
// A row costs far more on its way out of the database than three numbers do:
// each week comes as one text, and in it each coach's numbers as one.
func (tx *Tx) CoachWeeks(staffIDs []int64, from, to casework.Week) ([]CoachWeek, error) {
	where, args := "county = $3", []any{int(from), int(to), tx.County}
	if len(staffIDs) <= fewCoaches {
		var marks string
		marks, args = in(args[:2], staffIDs)
		where = "staff IN (" + marks + ")"
	}
	asked := make(map[int64]bool, len(staffIDs))
	for _, id := range staffIDs {
		asked[id] = true
	}
	weeks := to.Monday().DaysSince(from.Monday())/7 + 1
	all := make([]CoachWeek, 0, min(max(weeks, 0)*len(asked), mostWeeksAhead))
	_, err := list(tx, func(scan func(...any) error) (none struct{}, err error) {
		var week int64
		var packed string
		if err = scan(&week, &packed); err == nil {
			all, err = addWeek(all, casework.Week(week), packed, asked)
		}
		return none, err
	}, fmt.Sprintf(`SELECT week, string_agg(CAST((staff << %d) + (face_to_face << %d) + other AS TEXT), ' ') FROM coach_week
		WHERE %s AND week >= $1 AND week <= $2 GROUP BY week ORDER BY week`, 2*countBits, countBits, where), args...)
	return all, err
}

// mostWeeksAhead is for how many weeks of a coach room is made at once.
const mostWeeksAhead = 1 << 17

// countBits is how many bits of a packed number a count has: a coach has fewer
// than a million contacts a week.
const countBits = 20

// addWeek adds what was packed of a week, in the order of the coaches' keys, of
// those who were asked for.
func addWeek(all []CoachWeek, week casework.Week, packed string, asked map[int64]bool) ([]CoachWeek, error) {
	first := len(all)
	for number := range strings.SplitSeq(packed, " ") {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("counts of week %s: %w", week, err)
		}
		if staff := n >> (2 * countBits); asked[staff] {
			const mask = 1<<countBits - 1
			all = append(all, CoachWeek{week, staff, int(n >> countBits & mask), int(n & mask)})
		}
	}
	slices.SortFunc(all[first:], func(a, b CoachWeek) int { return cmp.Compare(a.StaffID, b.StaffID) })
	return all, nil
}

// LastOf finds the last days of the clients; a client without any has no entry.
func (tx *Tx) LastOf(clientIDs []int64) (map[int64]Last, error) {
	last := make(map[int64]Last, len(clientIDs))
	type row struct {
		client int64
		kind   string
		on     casework.Day
	}
	for part := range slices.Chunk(clientIDs, chunk) {
		marks, args := in(nil, part)
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.client, &r.kind, &r.on) },
			"SELECT client, kind, on_day FROM client_last WHERE client IN ("+marks+")", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			l := last[r.client]
			switch r.kind {
			case lastMeeting:
				l.Meeting = r.on
			case lastContact:
				l.EmployerContact = r.on
			case lastFaceToFace:
				l.EmployerFaceToFace = r.on
			}
			last[r.client] = l
		}
	}
	return last, nil
}
