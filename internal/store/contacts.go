package store

import (
	"slices"

	"sijoita/casework"
)

var contacts = table[casework.EmployerContact]{
	name: "employer_contact",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, employer, on_day, channel, kind, episode," +
		" decision_maker, matches_plan, reached, next, return_on, learned, knowingly, person, purpose, objections, client_along",
	order:  "on_day DESC, id DESC",
	record: func(c *casework.EmployerContact) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.EmployerContact) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.RecordedBy, c.RecordedAt, c.Withdrawn,
			c.EmployerID, c.On, c.Channel, c.Kind, ref(c.EpisodeID).value(), c.DecisionMaker, c.MatchesPlan,
			c.Reached, c.Next, c.ReturnOn, c.Learned, c.Knowingly, c.Person, c.Purpose, spaced(c.Objections), c.ClientAlong}
	},
	scan: func(scan func(...any) error) (c casework.EmployerContact, err error) {
		var county int64
		var objections string
		err = scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.RecordedBy, &c.RecordedAt, &c.Withdrawn,
			&c.EmployerID, &c.On, &c.Channel, &c.Kind, key(&c.EpisodeID), &c.DecisionMaker, &c.MatchesPlan,
			&c.Reached, &c.Next, &c.ReturnOn, &c.Learned, &c.Knowingly, &c.Person, &c.Purpose, &objections, &c.ClientAlong)
		c.Objections = unspaced[casework.Objection](objections)
		return c, err
	},
	addChildren: func(tx *Tx, all []casework.EmployerContact) error {
		var rows [][]any
		for _, c := range all {
			for i, s := range c.Staff {
				rows = append(rows, []any{c.ID, i, s, c.On})
			}
		}
		return addRows(tx, "employer_contact_staff", "contact, place, staff, on_day", rows)
	},
	readChildren: func(tx *Tx, all []casework.EmployerContact, of string, args []any) error {
		rows, err := staffRows(tx, "employer_contact_staff", "contact", of, args)
		if err != nil {
			return err
		}
		place := index(all, func(c *casework.EmployerContact) int64 { return c.ID })
		for _, r := range rows {
			c := place[r.of]
			c.Staff = append(c.Staff, r.staff)
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM employer_contact_staff WHERE contact = $1", id)
		return err
	},
}

type staffRow struct{ of, staff int64 }

// staffRows reads who took part in the records with the keys.
func staffRows(tx *Tx, rows, column, of string, args []any) ([]staffRow, error) {
	return list(tx, func(scan func(...any) error) (r staffRow, err error) { return r, scan(&r.of, &r.staff) },
		"SELECT "+column+", staff FROM "+rows+" WHERE "+column+" IN ("+of+") ORDER BY "+column+", place", args...)
}

// ContactByUID gives one contact, or ErrNotFound.
func (tx *Tx) ContactByUID(uid casework.UID) (casework.EmployerContact, error) {
	return contacts.byUID(tx, uid)
}

// ContactsByID lists the contacts with the keys.
func (tx *Tx) ContactsByID(ids []int64) ([]casework.EmployerContact, error) {
	var all []casework.EmployerContact
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := contacts.where(tx, "id IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AddContact adds a contact. A uid that is there is ErrTaken.
func (tx *Tx) AddContact(c casework.EmployerContact) (casework.EmployerContact, error) {
	all := []casework.EmployerContact{c}
	err := tx.AddContacts(all)
	return all[0], err
}

// ReviseContact puts the changed contact in the place of the old one and
// keeps the summaries; see table.revise.
func (tx *Tx) ReviseContact(old, changed casework.EmployerContact, actor, reason string) (casework.EmployerContact, error) {
	if err := contacts.revise(tx, old, &changed, actor, reason); err != nil {
		return changed, err
	}
	return changed, tx.summarizeContacts([]casework.EmployerContact{old}, []casework.EmployerContact{changed})
}

// ReviseContacts is ReviseContact for many that are changed for one reason.
func (tx *Tx) ReviseContacts(old, changed []casework.EmployerContact, actor, reason string) error {
	for i := range changed {
		if err := contacts.revise(tx, old[i], &changed[i], actor, reason); err != nil {
			return err
		}
	}
	return tx.summarizeContacts(old, changed)
}

// ContactsOfEpisodes lists the contacts made for the episodes, the newest
// first, withdrawn ones too.
func (tx *Tx) ContactsOfEpisodes(ids []int64) ([]casework.EmployerContact, error) {
	return contacts.ofEpisodes(tx, ids, "")
}

// ContactsOfStaff lists a person's contacts of a span, the newest first.
func (tx *Tx) ContactsOfStaff(staffID int64, from, to casework.Day) ([]casework.EmployerContact, error) {
	return contacts.where(tx, `id IN (SELECT contact FROM employer_contact_staff
		WHERE staff = $2 AND on_day >= $3 AND on_day <= $4)`, staffID, from, to)
}

// ContactsOfProgramme lists the contacts of a span that belong to a programme
// by figures.md: those for its episodes, and those for nobody in particular by
// anyone who ever held a role in one of its teams.
func (tx *Tx) ContactsOfProgramme(programme int64, from, to casework.Day) ([]casework.EmployerContact, error) {
	return contacts.where(tx, `county = $1 AND on_day >= $2 AND on_day <= $3 AND (
		episode IN (SELECT id FROM episode WHERE programme = $4)
		OR episode IS NULL AND id IN (SELECT s.contact FROM employer_contact_staff s
			JOIN staff_grant g ON g.staff = s.staff JOIN team t ON t.id = g.team
			WHERE t.programme = $4 AND s.on_day >= $2 AND s.on_day <= $3))`, from, to, programme)
}

// LastContacts lists, for the employers, each one's newest contact that stands.
func (tx *Tx) LastContacts(employerIDs []int64) (map[int64]casework.EmployerContact, error) {
	last := make(map[int64]casework.EmployerContact, len(employerIDs))
	for part := range slices.Chunk(employerIDs, chunk) {
		marks, args := in([]any{tx.County}, part)
		all, err := contacts.where(tx, "id IN (SELECT contact FROM employer_last WHERE employer IN ("+marks+"))", args[1:]...)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			last[c.EmployerID] = c
		}
	}
	return last, nil
}

// ReturnsOf lists the employers that a person promised, in the employer's
// newest contact, to go back to by the day.
func (tx *Tx) ReturnsOf(staffID int64, by casework.Day) ([]int64, error) {
	return list(tx, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		"SELECT employer FROM employer_return WHERE staff = $1 AND return_on <= $2", staffID, by)
}
