package store

import (
	"slices"

	"sijoita/casework"
)

// AddCounty makes a county and returns it with its key. A key that is there is ErrTaken.
func (tx *Tx) AddCounty(c casework.County) (casework.County, error) {
	id, err := tx.insert("INSERT INTO county (key, name_fi, name_sv, name_en) VALUES ($1, $2, $3, $4) RETURNING id",
		c.Key, c.Name.FI, c.Name.SV, c.Name.EN)
	c.ID = id
	return c, err
}

func scanCounty(scan func(...any) error) (c casework.County, err error) {
	return c, scan(&c.ID, &c.Key, &c.Name.FI, &c.Name.SV, &c.Name.EN)
}

// Counties lists every county that the database holds.
func (tx *Tx) Counties() ([]casework.County, error) {
	return list(tx, scanCounty, "SELECT id, key, name_fi, name_sv, name_en FROM county ORDER BY key")
}

// CountyRow is the transaction's own county.
func (tx *Tx) CountyRow() (casework.County, error) {
	return one(tx, scanCounty, "SELECT id, key, name_fi, name_sv, name_en FROM county WHERE id = $1", tx.County)
}

var programmes = table[casework.Programme]{
	name: "programme",
	columns: "uid, county, sender_id, revision, kind, name, starts_on, ends_on, scale, terms, " +
		"age_from, age_to, no_kela, care_contact, eligibility_why, eligible_from, eligible_to",
	order:  "starts_on, id",
	record: func(p *casework.Programme) *casework.Record { return &p.Record },
	values: func(tx *Tx, p casework.Programme) []any {
		g := p.Eligibility
		return []any{p.UID, tx.County, orNull(p.SenderID), p.Revision, p.Kind, p.Name, p.StartsOn, p.EndsOn, p.Scale, p.Terms,
			g.AgeFrom, g.AgeTo, g.NoKela, g.CareContact, g.Why, g.From, g.To}
	},
	scan: func(scan func(...any) error) (p casework.Programme, err error) {
		var county int64
		g := &p.Eligibility
		return p, scan(&p.ID, &p.UID, &county, optional(&p.SenderID), &p.Revision, &p.Kind, &p.Name, &p.StartsOn, &p.EndsOn, &p.Scale, &p.Terms,
			&g.AgeFrom, &g.AgeTo, &g.NoKela, &g.CareContact, &g.Why, &g.From, &g.To)
	},
}

// Programmes lists the county's programmes, the oldest first.
func (tx *Tx) Programmes() ([]casework.Programme, error) { return programmes.where(tx, "1 = 1") }

// Programme gives one programme, or ErrNotFound.
func (tx *Tx) Programme(id int64) (casework.Programme, error) { return programmes.byID(tx, id) }

var teams = table[casework.Team]{
	name:    "team",
	columns: "uid, county, sender_id, revision, programme, name",
	order:   "id",
	record:  func(t *casework.Team) *casework.Record { return &t.Record },
	values: func(tx *Tx, t casework.Team) []any {
		return []any{t.UID, tx.County, orNull(t.SenderID), t.Revision, t.ProgrammeID, t.Name}
	},
	scan: func(scan func(...any) error) (t casework.Team, err error) {
		var county int64
		return t, scan(&t.ID, &t.UID, &county, optional(&t.SenderID), &t.Revision, &t.ProgrammeID, &t.Name)
	},
}

// Teams lists the county's teams.
func (tx *Tx) Teams() ([]casework.Team, error) { return teams.where(tx, "1 = 1") }

var careTeams = table[casework.CareTeam]{
	name:    "care_team",
	columns: "uid, county, sender_id, revision, name, kind, municipality",
	order:   "id",
	record:  func(c *casework.CareTeam) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.CareTeam) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.Name, c.Kind, c.Municipality}
	},
	scan: func(scan func(...any) error) (c casework.CareTeam, err error) {
		var county int64
		return c, scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.Name, &c.Kind, &c.Municipality)
	},
}

// CareTeams lists the county's care teams.
func (tx *Tx) CareTeams() ([]casework.CareTeam, error) { return careTeams.where(tx, "1 = 1") }

var staff = table[casework.Staff]{
	name:    "staff",
	columns: "uid, county, sender_id, revision, name, title",
	order:   "name, id",
	record:  func(s *casework.Staff) *casework.Record { return &s.Record },
	values: func(tx *Tx, s casework.Staff) []any {
		return []any{s.UID, tx.County, orNull(s.SenderID), s.Revision, s.Name, s.Title}
	},
	scan: func(scan func(...any) error) (s casework.Staff, err error) {
		var county int64
		return s, scan(&s.ID, &s.UID, &county, optional(&s.SenderID), &s.Revision, &s.Name, &s.Title)
	},
	addChildren: func(tx *Tx, people []casework.Staff) error {
		var rows [][]any
		for _, s := range people {
			for _, g := range s.Grants {
				rows = append(rows, grantValues(tx, s.ID, g))
			}
		}
		return addRows(tx, "staff_grant", grantColumns, rows)
	},
	readChildren: func(tx *Tx, people []casework.Staff, of string, args []any) error {
		type row struct {
			staff int64
			grant casework.Grant
		}
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
			g := &r.grant
			return r, scan(&r.staff, &g.ID, &g.Role, key(&g.TeamID), key(&g.CareTeamID), optional(&g.Unit), &g.FTE, &g.From, &g.To)
		}, `SELECT g.staff, g.id, g.role, g.team, g.care_team, COALESCE(t.name, c.name), g.fte, g.from_on, g.to_on
			FROM staff_grant g LEFT JOIN team t ON t.id = g.team LEFT JOIN care_team c ON c.id = g.care_team
			WHERE g.staff IN (`+of+`) ORDER BY g.id`, args...)
		if err != nil {
			return err
		}
		place := index(people, func(s *casework.Staff) int64 { return s.ID })
		for _, r := range rows {
			s := place[r.staff]
			s.Grants = append(s.Grants, r.grant)
		}
		return nil
	},
}

const grantColumns = "county, staff, role, team, care_team, fte, from_on, to_on"

func grantValues(tx *Tx, staffID int64, g casework.Grant) []any {
	return []any{tx.County, staffID, g.Role, ref(g.TeamID).value(), ref(g.CareTeamID).value(), g.FTE, g.From, g.To}
}

// index finds records by key, to hang children on.
func index[T any](records []T, key func(*T) int64) map[int64]*T {
	place := make(map[int64]*T, len(records))
	for i := range records {
		place[key(&records[i])] = &records[i]
	}
	return place
}

// Staff lists everyone of the county's staff with all their grants.
func (tx *Tx) Staff() ([]casework.Staff, error) { return staff.where(tx, "1 = 1") }

// StaffByUID gives one person with all grants, or ErrNotFound.
func (tx *Tx) StaffByUID(uid casework.UID) (casework.Staff, error) { return staff.byUID(tx, uid) }

// StaffByID gives one person with all grants, or ErrNotFound.
func (tx *Tx) StaffByID(id int64) (casework.Staff, error) { return staff.byID(tx, id) }

// StaffOfTeams lists everyone who ever held a role in one of the teams.
func (tx *Tx) StaffOfTeams(teams []int64) ([]casework.Staff, error) {
	marks, args := in([]any{tx.County}, teams)
	return staff.where(tx, "id IN (SELECT staff FROM staff_grant WHERE team IN ("+marks+"))", args[1:]...)
}

// AddStaff adds a person with their grants.
func (tx *Tx) AddStaff(s casework.Staff) (casework.Staff, error) {
	all := []casework.Staff{s}
	err := staff.add(tx, all)
	return all[0], err
}

// AddGrant gives a person one role more.
func (tx *Tx) AddGrant(staffID int64, g casework.Grant) error {
	return addRows(tx, "staff_grant", grantColumns, [][]any{grantValues(tx, staffID, g)})
}

// EndGrant sets the last day of a person's grant; a grant that is not theirs is ErrNotFound.
func (tx *Tx) EndGrant(staffID, grantID int64, to casework.Day) error {
	res, err := tx.exec("UPDATE staff_grant SET to_on = $1 WHERE county = $2 AND staff = $3 AND id = $4", to, tx.County, staffID, grantID)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return ErrNotFound
	}
	return nil
}

// DropGrant takes away a person's grant that never began; one that is not
// theirs is ErrNotFound.
func (tx *Tx) DropGrant(staffID, grantID int64) error {
	there, err := tx.changed("DELETE FROM staff_grant WHERE county = $1 AND staff = $2 AND id = $3", tx.County, staffID, grantID)
	if err == nil && !there {
		err = ErrNotFound
	}
	return err
}

// NamesOfStaff gives the names of the staff with the keys.
func (tx *Tx) NamesOfStaff(ids []int64) (map[int64]string, error) { return tx.namesIn("staff", ids) }

// NamesOfCareTeams gives the names of the care teams with the keys.
func (tx *Tx) NamesOfCareTeams(ids []int64) (map[int64]string, error) {
	return tx.namesIn("care_team", ids)
}

func (tx *Tx) namesIn(table string, ids []int64) (map[int64]string, error) {
	type row struct {
		id   int64
		name string
	}
	names := make(map[int64]string, len(ids))
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.id, &r.name) },
			"SELECT id, name FROM "+table+" WHERE +county = $1 AND id IN ("+marks+")", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			names[r.id] = r.name
		}
	}
	return names, nil
}

// StaffNames gives the name and uid of everyone of the county's staff by key.
func (tx *Tx) StaffNames() (names map[int64]string, uids map[int64]casework.UID, err error) {
	type row struct {
		id   int64
		uid  casework.UID
		name string
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.id, &r.uid, &r.name) },
		"SELECT id, uid, name FROM staff WHERE county = $1", tx.County)
	names = make(map[int64]string, len(rows))
	uids = make(map[int64]casework.UID, len(rows))
	for _, r := range rows {
		names[r.id], uids[r.id] = r.name, r.uid
	}
	return names, uids, err
}
